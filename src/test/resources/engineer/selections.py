"""Writes selections.csv beside it: in which order features of examples/data/credit.csv are chosen.

Run from the repository root: /usr/bin/python3 src/test/resources/engineer/selections.py
Made with scikit-learn 1.2.1, pandas 1.5.3, NumPy 1.24.2. mRMR, JMI and CMIM by their formulas (Brown et al. 2012) on columns
cut into ten bins; importance and elimination with least squares on columns of equal scale, by SelectFromModel and RFE.
"""
import os
import numpy as np
import pandas as pd
from sklearn.feature_selection import RFE, SelectFromModel
from sklearn.linear_model import LinearRegression
from sklearn.preprocessing import StandardScaler

HERE = os.path.dirname(__file__)
frame = pd.read_csv("examples/data/credit.csv", keep_default_na=False, na_values=[""])
columns = ["seniority", "time", "age", "expenses", "amount", "price"]
y = np.unique(frame["status"], return_inverse=True)[1]


def cut(values):
    if values.nunique() <= 10:
        return values.to_numpy()
    return np.searchsorted(np.quantile(values, np.arange(1, 10) / 10), values, side="right")


def entropy(*codes):
    counts = np.unique(np.column_stack(codes), axis=0, return_counts=True)[1]
    p = counts / counts.sum()
    return -(p * np.log2(p)).sum()


def information(a, b):
    return entropy(a) + entropy(b) - entropy(a, b)


def joint(a, b, c):
    return entropy(a, b) + entropy(c) - entropy(a, b, c)


def conditional(a, b, c):
    return entropy(a, c) + entropy(b, c) - entropy(a, b, c) - entropy(c)


binned = {c: cut(frame[c]) for c in columns}


def chosen(score):
    left = list(columns)
    before = [max(left, key=lambda f: information(binned[f], y))]
    left.remove(before[0])
    while left:
        best = max(left, key=lambda f: score(f, before))
        before.append(best)
        left.remove(best)
    return before


methods = {
    "MRMR": chosen(lambda f, s: information(binned[f], y)
                   - np.mean([information(binned[f], binned[g]) for g in s])),
    "JMI": chosen(lambda f, s: sum(joint(binned[f], binned[g], y) for g in s)),
    "CMIM": chosen(lambda f, s: min([information(binned[f], y)]
                                    + [conditional(binned[f], y, binned[g]) for g in s])),
}
features = [c for c in columns if c != "price"]
x = StandardScaler().fit_transform(frame[features].astype(float))
target = frame["price"].astype(float)
ranking = RFE(LinearRegression(), n_features_to_select=1).fit(x, target).ranking_
methods["RFE"] = [features[i] for i in np.argsort(ranking)]
by_model = SelectFromModel(LinearRegression(), threshold=-np.inf, max_features=3).fit(x, target)
methods["MODEL"] = [f for f, kept in zip(features, by_model.get_support()) if kept]
pd.DataFrame([{"method": m, "place": i, "feature": f} for m, fs in methods.items() for i, f in enumerate(fs)]).to_csv(
    os.path.join(HERE, "selections.csv"), index=False, lineterminator="\n")
