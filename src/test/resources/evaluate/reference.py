"""Writes the reference values beside this file: python3 reference.py (scikit-learn 1.2.1, numpy 1.24.2, scipy 1.10.1).

Values of metrics are those of scikit-learn. Intervals are computed here in another way than in the library: Wilson's as
the roots of its quadratic, DeLong's from all pairs of rows, and the variance of a ratio from arrays of influences.
"""
import json
import math
import os
import warnings

import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm, t
from sklearn import metrics
from sklearn.model_selection import StratifiedShuffleSplit, train_test_split

warnings.simplefilter("ignore")
Z = norm.ppf(0.975)
HERE = os.path.dirname(os.path.abspath(__file__))


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else "NaN"
    return int(value) if isinstance(value, np.integer) else value


def write(name, sets):
    with open(os.path.join(HERE, name), "w") as out:
        lines = ",\n".join(json.dumps(plain(each), separators=(",", ":")) for each in sets)
        out.write('{"sets":[\n' + lines + "\n]}\n")


def wilson(hit, counted, w):
    """Interval of the weighted share of hits among the rows counted."""
    w, hit = w[counted], hit[counted]
    if w.sum() == 0:
        return 0.0, 1.0
    p = np.average(hit, weights=w)
    variance = np.sum((w / w.sum() * (hit - p)) ** 2)
    n = p * (1 - p) / variance if 0 < p < 1 else w.sum() ** 2 / np.sum(w**2)
    # (p - x)^2 = Z^2 x (1 - x) / n
    low, high = sorted(np.roots([1 + Z * Z / n, -2 * p - Z * Z / n, p * p]).real)
    return (0.0 if p == 0 else low), (1.0 if p == 1 else high)


def quantile(w, below):
    """Student's quantile on as many rows of equal weight as would weigh the same in the lower sum."""
    rows = np.sum(w * below) ** 2 / np.sum((w * below) ** 2)
    freedom = max(1, round(rows) - 1)
    found = t.ppf(0.975, freedom)
    # What scipy finds is right to ten digits or so; Newton's method finds the others.
    for _ in range(3):
        found -= (0.025 - t.sf(found, freedom)) / t.pdf(found, freedom)
    return found


def log_interval(above, below, w):
    """Interval of sum(w above) / sum(w below), Student's on the log scale."""
    n = np.count_nonzero(w)
    if n < 2 or np.sum(w * below) == 0:
        return math.nan, math.nan
    ratio = np.sum(w * above) / np.sum(w * below)
    if ratio == 0:
        return 0.0, 0.0
    influence = w * (above - ratio * below) / np.sum(w * below)
    error = quantile(w, below) * np.sqrt(n / (n - 1) * np.sum(influence**2)) / ratio
    return math.exp(math.log(ratio) - error), math.exp(math.log(ratio) + error)


def hall_interval(losses, w):
    """Interval of a weighted mean of losses: Hall's cubic is solved for the ends."""
    n = np.count_nonzero(w)
    if n < 2:
        return math.nan, math.nan
    mean = np.average(losses, weights=w)
    influence = w * (losses - mean) / w.sum()
    variance = np.sum(influence**2)
    if variance == 0:
        return mean, mean
    a = np.sum(influence**3) / variance**1.5 / 6
    error = math.sqrt(variance * n / (n - 1)) * (1 + 2 * np.sum(w**2) / w.sum() ** 2)
    ends = []
    for end in (1, -1):
        def cubic(x):
            return x + 2 * a * x**2 + 4 / 3 * a**2 * x**3 + a - end * quantile(w, np.ones(len(w)))
        ends.append(mean - error * brentq(cubic, -1e4, 1e4, xtol=1e-15, rtol=1e-15, maxiter=1000))
    return max(0.0, ends[0]), ends[1]


def placements(truth, score, w):
    """AUC, and the influence of each row, from all pairs of rows with a weight."""
    influence = np.zeros(len(truth))
    own, rest = np.flatnonzero(truth & (w > 0)), np.flatnonzero(~truth & (w > 0))
    if min(len(own), len(rest)) == 0:
        return math.nan, influence, 0, 0
    pairs = (score[own][:, None] > score[rest][None, :]) + 0.5 * (score[own][:, None] == score[rest][None, :])
    ten = pairs @ w[rest] / w[rest].sum()
    one = w[own] @ pairs / w[own].sum()
    area = np.average(ten, weights=w[own])
    with np.errstate(all="ignore"):
        influence[own] = w[own] * (ten - area) / w[own].sum() * np.sqrt(len(own) / (len(own) - 1))
        influence[rest] = w[rest] * (one - area) / w[rest].sum() * np.sqrt(len(rest) / (len(rest) - 1))
    if np.all(w == 1) and min(len(own), len(rest)) > 1:
        delong = np.var(ten, ddof=1) / len(own) + np.var(one, ddof=1) / len(rest)
        assert math.isclose(delong, np.sum(influence**2), abs_tol=1e-15)
    return area, influence, len(own), len(rest)


def auc_interval(truths, scores, w):
    curves = [placements(truth, score, w) for truth, score in zip(truths, scores)]
    area = np.mean([curve[0] for curve in curves])
    if not math.isnan(area) and math.isclose(area, round(area), abs_tol=1e-14):
        area = round(area)
        _, _, m, n = min(curves, key=lambda curve: min(curve[2], curve[3]))

        def outside(x):
            q = x * (1 - x) * (m + n - 1 - 3 * ((m + n) / 2 - 1) / ((2 - x) * (1 + x))) / (m * n)
            return 1 - x - Z * math.sqrt(q)

        low = brentq(outside, 1e-12, 1 - 1e-9, xtol=1e-15)
        return area, (low, 1.0) if area == 1 else (0.0, 1 - low)
    if math.isnan(area) or any(min(curve[2], curve[3]) < 2 for curve in curves):
        return area, (math.nan, math.nan)
    error = np.sqrt(np.sum(np.mean([curve[1] for curve in curves], axis=0) ** 2))
    ends = math.log(area / (1 - area)) + np.array([-Z, Z]) * error / (area * (1 - area))
    return area, tuple(1 / (1 + np.exp(-ends)))


def classification(rng, number):
    classes = [2, 2, 3, 5][number % 4]
    labels = ["no", "yes"] if classes == 2 else list("abcde"[:classes])
    positive = labels[1]
    rows = int(rng.integers(25, 61)) * (2 if classes == 5 else 1)
    prior = rng.dirichlet(np.full(classes, 5.0))
    y = rng.choice(classes, rows, p=prior)
    kind = ["plain", "ties", "extreme", "absent", "unknown", "separated"][(number // 4) % 6]
    if kind == "absent":
        y[y == (1 if number % 8 < 4 else 0)] = classes - 1 if number % 8 < 4 else 1
    p = rng.dirichlet(np.full(classes, 1.5), rows)
    p[np.arange(rows), y] += rng.uniform(0, 1.2, rows)
    p /= p.sum(axis=1, keepdims=True)
    if kind == "ties":
        p = np.round(p, 1)
    if kind == "extreme":
        sure = rng.random(rows) < 0.6
        p[sure] = np.eye(classes)[np.where(rng.random(sure.sum()) < 0.9, y[sure], 0)]
    if kind == "separated":
        p = 0.9 * np.eye(classes)[y] + 0.1 * p
    p = np.round(p / p.sum(axis=1, keepdims=True), 4)
    largest = p.argmax(axis=1)
    p[np.arange(rows), largest] = np.round(p[np.arange(rows), largest] + 1 - p.sum(axis=1), 4)
    codes = y.copy()
    if kind == "unknown":
        codes[rng.random(rows) < 0.15] = -1
    weighting = number % 3
    w = np.ones(rows)
    if weighting == 1:
        w = rng.integers(0, 5, rows).astype(float)
    if weighting == 2:
        w = np.round(rng.gamma(2.0, 1.0, rows), 2)

    named = np.array(labels + ["?"])[codes]
    index = (p[:, 1] >= 0.5).astype(int) if classes == 2 else p.argmax(axis=1)
    predicted = np.array(labels)[index]
    real, found = named == positive, predicted == positive
    one = dict(labels=[positive], average="macro", sample_weight=w, zero_division=0)
    if classes == 2:
        truths, scores = [real], [p[:, 1]]
    else:
        truths, scores = [named == label for label in labels], list(p.T)
    area, area_ends = auc_interval(truths, scores, w)
    if not math.isnan(area):
        each = [metrics.roc_auc_score(t, s, sample_weight=w) for t, s in zip(truths, scores)]
        area = np.mean(each)
        if classes > 2 and kind != "unknown":
            whole = metrics.roc_auc_score(named, p, sample_weight=w, multi_class="ovr", average="macro")
            assert math.isclose(area, whole, rel_tol=1e-12)
    star = wilson(real & found, real | found, w)
    result = {
        "kind": kind,
        "labels": labels,
        "positive": positive,
        "codes": codes,
        "weights": [] if weighting == 0 else w,
        "values": p.ravel(),
        "accuracy": (metrics.accuracy_score(named, predicted, sample_weight=w),
                     *wilson(named == predicted, np.full(rows, True), w)),
        "precision": (metrics.precision_score(named, predicted, **one), *wilson(real & found, found, w)),
        "recall": (metrics.recall_score(named, predicted, **one), *wilson(real & found, real, w)),
        "F1": (metrics.f1_score(named, predicted, **one), *(2 * end / (1 + end) for end in star)),
        "ROC AUC": (area, *area_ends),
    }
    if kind != "unknown":
        given = np.clip(p, np.finfo(float).eps, 1 - np.finfo(float).eps)
        loss = -np.log(given[np.arange(rows), codes])
        result["log loss"] = (metrics.log_loss(named, p, labels=labels, sample_weight=w),
                              *hall_interval(loss, w))
    matrix = metrics.confusion_matrix(named, predicted, labels=labels + ["?"], sample_weight=w)
    result["matrix"] = matrix[:, :classes].ravel()
    return result


def regression(rng, number):
    kind = ["normal", "skewed", "ties", "constant", "perfect"][number % 5]
    rows = int(rng.integers(5, 61))
    y = rng.normal(3, 10, rows) if kind != "skewed" else rng.lognormal(1, 1, rows)
    if kind == "ties":
        y = np.round(y / 5) * 5
    if kind == "constant":
        y = np.full(rows, 0.1)
    p = y if kind == "perfect" else y + rng.normal(0, rng.choice([0.01, 1, 20]), rows)
    w = np.ones(rows)
    if number % 3 == 1:
        w = rng.integers(0, 4, rows).astype(float)
    if number % 3 == 2:
        w = np.round(rng.gamma(2.0, 1.0, rows), 2)
    y, p = np.round(y, 4), np.round(p, 4)
    e = y - p
    ones = np.ones(rows)
    deviation = np.zeros(rows) if kind == "constant" else (y - np.average(y, weights=w)) ** 2
    squares = hall_interval(e * e, w)
    unexplained = log_interval(e * e, deviation, w)
    return {
        "kind": kind,
        "truth": y,
        "predicted": p,
        "weights": [] if number % 3 == 0 else w,
        "RMSE": (math.sqrt(metrics.mean_squared_error(y, p, sample_weight=w)), *(math.sqrt(end) for end in squares)),
        "MAE": (metrics.mean_absolute_error(y, p, sample_weight=w), *hall_interval(np.abs(e), w)),
        # The mean of equal numbers is not always equal to them, so scikit-learn is asked about whole numbers.
        "R2": (metrics.r2_score(np.ones(rows), np.ones(rows) + e, sample_weight=w) if kind == "constant"
               else metrics.r2_score(y, p, sample_weight=w), 1 - unexplained[1], 1 - unexplained[0]),
    }


def splits(rng):
    """How many rows scikit-learn holds out, in all and of each class; cases in which it breaks ties at random left out."""
    for rows in range(2, 41):
        for share in (0.07, 0.1, 0.2, 0.25, 1 / 3, 0.5, 0.9):
            if math.ceil(share * rows) < rows:
                yield {"share": share, "sizes": [rows],
                       "test": [len(train_test_split(np.arange(rows), test_size=share)[1])]}
    made = 0
    while made < 60:
        sizes = rng.integers(5, 60, int(rng.integers(2, 7)))
        share = round(float(rng.uniform(0.15, 0.85)), 2)
        y = np.repeat(np.arange(len(sizes)), sizes)
        seen = set()
        for seed in range(8):
            splitter = StratifiedShuffleSplit(1, test_size=share, random_state=seed)
            _, test = next(splitter.split(y, y))
            seen.add(tuple(np.bincount(y[test], minlength=len(sizes))))
        counts = seen.pop()
        if not seen and min(counts) > 0 and min(sizes - np.array(counts)) > 0:
            made += 1
            yield {"share": share, "sizes": sizes, "test": counts}


if __name__ == "__main__":
    write("classification.json", [classification(np.random.default_rng(100 + i), i) for i in range(72)])
    write("regression.json", [regression(np.random.default_rng(900 + i), i) for i in range(60)])
    write("splits.json", splits(np.random.default_rng(7)))
