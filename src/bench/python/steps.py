"""The work of StepsBenchmark in scikit-learn: python3 steps.py FILE, a CSV file that StepsBenchmark wrote.

scikit-learn 1.2 has no target encoder, so its part is done by pandas, with the same formula and five folds.
"""
import sys
import time
import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder, StandardScaler

frame = pd.read_csv(sys.argv[1])
numbers = [c for c in frame if c[0] in "xn"]
few, many = ["c0", "c1", "c2", "c3"], ["d0", "d1"]
y = frame["y"]


def encoding(levels, target):
    mean, variance = target.mean(), target.var(ddof=0)
    groups = target.groupby(levels)
    n, m, v = groups.size(), groups.mean(), groups.var(ddof=0)
    w = n * variance / (n * variance + v)
    return w * m + (1 - w) * mean, mean


def fit():
    impute, frequent = SimpleImputer(strategy="median"), SimpleImputer(strategy="most_frequent")
    scale, one_hot = StandardScaler(), OneHotEncoder(handle_unknown="ignore")
    x = scale.fit_transform(impute.fit_transform(frame[numbers]))
    words = frame[few].astype(object).where(frame[few].notna(), np.nan)
    z = one_hot.fit_transform(frequent.fit_transform(words))
    tables, cross = {}, []
    folds = np.random.RandomState(1).permutation(len(frame)) % 5
    for c in many:
        tables[c] = encoding(frame[c], y)
        out = np.empty(len(frame))
        for fold in range(5):
            inside = folds == fold
            table, mean = encoding(frame[c][~inside], y[~inside])
            out[inside] = frame[c][inside].map(table).fillna(mean)
        cross.append(out)
    sparse.hstack([x, z, np.column_stack(cross)])
    return impute, frequent, scale, one_hot, tables


def transform(fitted, rows):
    impute, frequent, scale, one_hot, tables = fitted
    x = scale.transform(impute.transform(rows[numbers]))
    words = rows[few].astype(object).where(rows[few].notna(), np.nan)
    z = one_hot.transform(frequent.transform(words))
    d = np.column_stack([rows[c].map(tables[c][0]).fillna(tables[c][1]) for c in many])
    return sparse.hstack([x, z, d])


def timed(work, runs):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return np.median(times)


fitted = fit()
fits = timed(fit, 3)
batch = timed(lambda: transform(fitted, frame), 3)
single = timed(lambda: transform(fitted, frame.iloc[17:18]), 50)
print(f"fit and transform {fits:.2f} s, transform {batch:.2f} s ({len(frame) / batch:.0f} rows/s), "
      f"single {single * 1e6:.0f} us a row")
