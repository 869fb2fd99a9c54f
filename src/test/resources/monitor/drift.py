"""Writes drift.json beside this file: python3 drift.py, from the root of the repository (numpy 1.24, pandas 1.5, scipy 1.10.1).

Twenty pairs of real samples: a column of examples/data, cut in two by another column. Where scipy has a test its value is
taken; PSI, Hellinger, total variation and the z-tests are written down here in numpy.
"""
import json
import os

import numpy as np
import pandas as pd
from scipy import stats
from scipy.spatial.distance import jensenshannon
from scipy.special import rel_entr

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = "examples/data/"
EPSILON = 1e-4


def bins(reference, current):
    """Ten bins by deciles of the reference: each ends with the smallest value that reaches the next tenth."""
    ordered = np.sort(reference)
    n = len(ordered)
    ends = np.unique([ordered[-(-n * k // 10) - 1] for k in range(1, 10)])
    p = np.bincount(np.searchsorted(ends, reference, side="left"), minlength=len(ends) + 1)
    q = np.bincount(np.searchsorted(ends, current, side="left"), minlength=len(ends) + 1)
    return p, q


def by_bins(p, q):
    used = (p + q) > 0
    p, q = p[used], q[used]
    a, b = p / p.sum(), q / q.sum()
    lifted_a, lifted_b = np.maximum(a, EPSILON), np.maximum(b, EPSILON)
    chi = stats.chi2_contingency(np.array([p, q]), correction=False) if len(p) > 1 else (0.0, 1.0)
    return {
        "PSI": [float(np.sum((lifted_b - lifted_a) * np.log(lifted_b / lifted_a))), "NaN"],
        "Kullback-Leibler": [float(np.sum(rel_entr(b, lifted_a))), "NaN"],
        "Jensen-Shannon": [float(jensenshannon(a, b)), "NaN"],
        "Hellinger": [float(np.sqrt(1 - np.sum(np.sqrt(a * b)))), "NaN"],
        "total variation": [float(np.abs(a - b).sum() / 2), "NaN"],
        "chi-square": [float(chi[0]), float(chi[1])],
    }


def numbers(name, reference, current):
    n, m = len(reference), len(current)
    ks = stats.ks_2samp(reference, current, method="exact" if n * m <= 10_000_000 else "asymp")
    z = (current.mean() - reference.mean()) / np.sqrt(reference.var(ddof=1) / n + current.var(ddof=1) / m)
    distance = stats.wasserstein_distance(reference, current)
    tests = by_bins(*bins(reference, current))
    tests["Kolmogorov-Smirnov"] = [float(ks.statistic), float(ks.pvalue)]
    tests["Wasserstein"] = [float(distance), "NaN"]
    tests["Wasserstein / deviation"] = [float(distance / reference.std()), "NaN"]
    tests["z-test"] = [float(z), float(2 * stats.norm.sf(abs(z)))]
    return {"name": name, "reference": reference.tolist(), "current": current.tolist(), "tests": tests}


def levels(name, reference, current):
    known = sorted(set(reference) | set(current))
    p = np.array([np.sum(reference == level) for level in known])
    q = np.array([np.sum(current == level) for level in known])
    tests = by_bins(p, q)
    pooled = (p + q) / (p.sum() + q.sum())
    z = (q / q.sum() - p / p.sum()) / np.sqrt(pooled * (1 - pooled) * (1 / p.sum() + 1 / q.sum()))
    worst = z[np.argmax(np.abs(z))]
    compared = 1 if len(known) == 2 else len(known)
    tests["z-test"] = [float(worst), float(min(1, compared * 2 * stats.norm.sf(abs(worst))))]
    return {"name": name, "levels": known, "reference": p.tolist(), "current": q.tolist(), "tests": tests}


def pair(file, column, by, first, second, kind):
    rows = pd.read_csv(DATA + file)
    rows = rows[rows[column].notna()]
    a, b = rows[first(rows[by])][column].to_numpy(), rows[second(rows[by])][column].to_numpy()
    return kind(f"{column} of {file} by {by}", a, b)


def cut(file, column, by, value, kind):
    return pair(file, column, by, lambda x: x != value, lambda x: x == value, kind)


def half(file, column, by, value, kind):
    return pair(file, column, by, lambda x: x <= value, lambda x: x > value, kind)


pairs = [
    cut("credit.csv", "age", "status", "bad", numbers),
    cut("credit.csv", "amount", "status", "bad", numbers),
    cut("credit.csv", "price", "status", "bad", numbers),
    cut("credit.csv", "income", "status", "bad", numbers),
    cut("credit.csv", "seniority", "status", "bad", numbers),
    cut("credit.csv", "assets", "home", "owner", numbers),
    cut("credit.csv", "time", "records", "yes", numbers),
    cut("penguins.csv", "bill_length_mm", "sex", "male", numbers),
    cut("penguins.csv", "body_mass_g", "island", "Dream", numbers),
    half("diabetes.csv", "bmi", "age", 50, numbers),
    half("diabetes.csv", "bp", "age", 50, numbers),
    half("diabetes.csv", "progression", "bmi", 26, numbers),
    cut("credit.csv", "home", "status", "bad", levels),
    cut("credit.csv", "marital", "status", "bad", levels),
    cut("credit.csv", "job", "status", "bad", levels),
    cut("credit.csv", "records", "job", "fixed", levels),
    half("credit.csv", "status", "age", 40, levels),
    cut("penguins.csv", "species", "sex", "male", levels),
    cut("penguins.csv", "island", "sex", "male", levels),
    half("diabetes.csv", "sex", "age", 50, levels),
]
with open(os.path.join(HERE, "drift.json"), "w") as out:
    out.write('{"pairs":[\n' + ",\n".join(json.dumps(each, separators=(",", ":")) for each in pairs) + "\n]}\n")
