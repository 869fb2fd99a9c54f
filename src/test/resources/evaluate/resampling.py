"""Writes the reference values beside this file: python3 resampling.py (scikit-learn 1.2.1, scipy 1.10.1, numpy 1.24.2)."""
import json
import os
import warnings

import numpy as np
from scipy import stats
from scipy.optimize import brentq
from sklearn.model_selection import KFold, LeaveOneGroupOut, StratifiedKFold, TimeSeriesSplit

warnings.simplefilter("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (float, np.floating)):
        return float(value)
    return int(value) if isinstance(value, np.integer) else value


def write(name, sets):
    with open(os.path.join(HERE, name), "w") as out:
        lines = ",\n".join(json.dumps(plain(each), separators=(",", ":")) for each in sets)
        out.write('{"sets":[\n' + lines + "\n]}\n")


def folds(rng):
    for rows, k in [(2, 2), (7, 3), (10, 5), (11, 5), (14, 5), (23, 10), (30, 7)]:
        sizes = [len(test) for _, test in KFold(k, shuffle=True, random_state=0).split(np.zeros(rows))]
        yield {"kind": "random", "folds": k, "rows": rows, "sizes": sizes}
    for _ in range(40):
        classes = int(rng.integers(2, 6))
        k = int(rng.integers(2, 8))
        y = rng.choice(classes, int(rng.integers(20, 120)), p=rng.dirichlet(np.full(classes, 2.0)))
        if max(np.bincount(y)) < k:
            continue
        splitter = StratifiedKFold(k, shuffle=True, random_state=0)
        counts = [np.bincount(y[test], minlength=classes) for _, test in splitter.split(y, y)]
        if any((np.bincount(y, minlength=classes) - c > 0).sum() < 2 for c in counts):
            continue
        yield {"kind": "stratified", "folds": k, "y": y, "counts": np.concatenate(counts)}
    for _ in range(10):
        groups = rng.integers(0, 6, 25)
        cuts = [{"train": train, "test": test} for train, test in LeaveOneGroupOut().split(groups, groups, groups)]
        yield {"kind": "leave one group out", "groups": groups, "cuts": cuts}


def times(rng):
    """Rows in mixed order, whose times are their places in order of time."""
    for rows, k, size, window, gap in [
        (12, 3, 0, 0, 0), (13, 3, 0, 0, 0), (13, 5, 0, 0, 1), (30, 4, 3, 0, 0), (30, 4, 3, 0, 5), (30, 4, 3, 6, 0),
        (30, 4, 3, 6, 2), (30, 5, 0, 4, 3), (41, 6, 2, 100, 7), (50, 2, 10, 1, 0), (20, 9, 0, 0, 1), (20, 2, 9, 0, 1),
    ]:
        order = rng.permutation(rows)
        place = np.argsort(order)
        splitter = TimeSeriesSplit(k, test_size=size or None, max_train_size=window or None, gap=gap)
        cuts = [{"train": np.sort(order[train]), "test": np.sort(order[test])}
                for train, test in splitter.split(np.zeros(rows))]
        yield {"times": place, "cuts": cuts, "k": k, "size": size, "window": window, "gap": gap}


def exact_quantile(p, df):
    """scipy's own quantile is exact to eight digits only, its distribution function to fifteen."""
    near = stats.t.ppf(p, df)
    if p == 0.5:
        return 0.0
    return brentq(lambda t: stats.t.sf(t, df) - (1 - p) if p > 0.5 else stats.t.cdf(t, df) - p,
                  near - 1e-4 * abs(near), near + 1e-4 * abs(near), xtol=1e-13, rtol=1e-15)


def student():
    for df in (1, 2, 3, 4, 9, 10.5, 29, 99, 1000, 1e6):
        for p in (1e-6, 0.005, 0.025, 0.2, 0.5, 0.7, 0.95, 0.975, 0.9999):
            q = exact_quantile(p, df)
            yield {"df": float(df), "p": p, "quantile": q, "t": round(q, 2), "cdf": stats.t.cdf(round(q, 2), df)}


def compared(rng):
    """Two models on the same cuts: scipy's paired t test, its variance corrected (Nadeau and Bengio 2003)."""
    for k, train, test in [(2, 50, 50), (5, 80, 20), (10, 90, 10), (30, 100, 50), (100, 90, 10)]:
        for shift in (0.0, 0.01, 0.05):
            first = rng.normal(0.8, 0.03, k)
            second = first + rng.normal(shift, 0.02, k)
            d = first - second
            plain_t, _ = stats.ttest_rel(first, second)
            t = plain_t / np.sqrt(k * (1 / k + test / train))
            error = d.mean() / t
            half = exact_quantile(0.975, k - 1) * abs(error)
            own = first.std(ddof=1) * np.sqrt(1 / k + test / train)
            yield {"train": train, "test": test, "first": first, "second": second, "difference": d.mean(),
                   "low": d.mean() - half, "high": d.mean() + half, "p": 2 * stats.t.sf(abs(t), k - 1),
                   "mean": first.mean(), "error": own,
                   "ends": first.mean() + np.array([-1, 1]) * exact_quantile(0.975, k - 1) * own}


def exact():
    """Rows that one model alone gets right, and the other alone: McNemar's exact test."""
    for only_first, only_second in [(0, 0), (1, 0), (3, 3), (5, 1), (1, 9), (12, 30), (80, 60), (0, 20)]:
        n = only_first + only_second
        p = stats.binomtest(only_first, n, 0.5).pvalue if n else 1.0
        yield {"first": only_first, "second": only_second, "p": p}


if __name__ == "__main__":
    write("folds.json", folds(np.random.default_rng(3)))
    write("times.json", times(np.random.default_rng(4)))
    write("student.json", student())
    write("compared.json", compared(np.random.default_rng(5)))
    write("mcnemar.json", exact())
