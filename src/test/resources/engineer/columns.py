"""Writes steps-*.csv beside it: what scikit-learn, pandas or NumPy makes of examples/data.

Run from the repository root: /usr/bin/python3 src/test/resources/engineer/columns.py
Made with scikit-learn 1.2.1, pandas 1.5.3, NumPy 1.24.2.
Every step is fitted on all rows; what is kept is every 80th row and some rows with missing cells.
"""
import os
import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.preprocessing import KBinsDiscretizer, PolynomialFeatures, SplineTransformer
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

HERE = os.path.dirname(__file__)


def keep(name, kept):
    kept = kept.copy()
    kept.insert(0, "row", range(len(kept)))
    missing = np.flatnonzero(frame.isna().any(axis=1))[:8]
    rows = sorted(set(range(0, len(kept), 80)) | set(missing))
    kept.iloc[rows].to_csv(os.path.join(HERE, f"steps-{name}.csv"), index=False, lineterminator="\n")


def each(columns, make):
    """A column made of the values that are not missing."""
    out = {}
    for c in columns:
        present = frame[c].notna()
        out[c] = pd.Series(np.nan, index=frame.index)
        out[c][present] = make(c, frame.loc[present, [c]].to_numpy(float))
    return pd.DataFrame(out)


frame = pd.read_csv("examples/data/credit.csv", keep_default_na=False, na_values=[""])
complete = ["seniority", "time", "age", "expenses", "amount", "price"]
poly = PolynomialFeatures(3, include_bias=False).fit(frame[complete[:3]])
names = [n.replace(" ", "*") for n in poly.get_feature_names_out()]
keep("polynomial", pd.DataFrame(poly.transform(frame[complete[:3]]), columns=names).iloc[:, 3:])
mixed = PolynomialFeatures(2, interaction_only=True, include_bias=False).fit(frame[complete])
names = [n.replace(" ", "*") for n in mixed.get_feature_names_out()]
keep("interactions", pd.DataFrame(mixed.transform(frame[complete]), columns=names).iloc[:, 6:])
for name, options in [("even", {}), ("quantile", {"n_knots": 4, "degree": 2, "knots": "quantile"})]:
    spline = SplineTransformer(**options).fit(frame[complete])
    names = list(spline.get_feature_names_out())
    keep("splines-" + name, pd.DataFrame(spline.transform(frame[complete]), columns=names))

some = ["age", "expenses", "income", "debt", "price", "time"]


def binned(strategy):
    return lambda c, x: KBinsDiscretizer(6, encode="ordinal", strategy=strategy).fit_transform(x).ravel()


def clustered(c, x):
    edges = np.linspace(x.min(), x.max(), 7)
    centres = ((edges[1:] + edges[:-1]) / 2)[:, None]
    found = np.sort(KMeans(6, init=centres, n_init=1, tol=0, max_iter=1000).fit(x).cluster_centers_.ravel())
    return np.searchsorted((found[1:] + found[:-1]) / 2, x.ravel(), side="right")


def tree(model, target):
    def cut(c, x):
        y = frame.loc[frame[c].notna(), target]
        fitted = model(max_leaf_nodes=6, random_state=0).fit(x, y).tree_
        edges = np.sort(fitted.threshold[fitted.feature >= 0])
        return np.searchsorted(edges, x.ravel(), side="left")
    return cut


keep("bins-width", each(some, binned("uniform")))
keep("bins-quantile", each(some, binned("quantile")))
keep("bins-clusters", each(["age", "expenses", "time"], clustered))
keep("bins-tree-classes", each(some, tree(DecisionTreeClassifier, "status")))
keep("bins-tree-numbers", each(["age", "expenses", "income", "debt"], tree(DecisionTreeRegressor, "price")))

groups = frame.fillna({"home": "?", "job": "?"}).groupby(["home", "job"])
out = {}
for statistic, name in [("mean", "mean"), ("sum", "sum"), ("min", "min"), ("max", "max"), ("std", "deviation"),
                        ("count", "count")]:
    for c in ["income", "price"]:
        out[f"{c}_{name}_by_home_job"] = groups[c].transform(statistic)
keep("aggregates", pd.DataFrame(out))

# The rows are taken for a series in order of their numbers, several to a time, of which "seniority" is the time.
frame["t"] = frame.index // 3 * 2 + frame.index % 2
out = {}
for home, rows in frame.fillna({"home": "?"}).groupby("home"):
    times = np.unique(rows["t"])
    for i in rows.index:
        t = rows.at[i, "t"]
        before = rows[rows["t"] < t].sort_values("t")
        window = before[before["t"] >= before["t"].iloc[-5]] if len(before) > 5 else before
        earlier = times[times < t]
        values = window["income"].dropna()
        sofar = before["income"].dropna()
        row = {"income_mean_last_5_by_home": values.mean(), "income_sum_last_5_by_home": values.sum(),
               "income_min_last_5_by_home": values.min(), "income_max_last_5_by_home": values.max(),
               "income_deviation_last_5_by_home": values.std(), "income_count_last_5_by_home": len(values),
               "income_mean_so_far_by_home": sofar.mean(), "income_sum_so_far_by_home": sofar.sum(), "income_min_so_far_by_home": sofar.min(),
               "income_max_so_far_by_home": sofar.max(), "income_deviation_so_far_by_home": sofar.std(),
               "income_count_so_far_by_home": len(sofar)}
        for step in [1, 4]:
            there = rows[rows["t"] == earlier[-step]]["income"] if len(earlier) >= step else pd.Series(dtype=float)
            row[f"income_lag_{step}_by_home"] = there.mean()
        out[i] = row
keep("history", pd.DataFrame.from_dict(out, orient="index").sort_index())
