"""Writes imputed-*.csv beside it: what scikit-learn and pandas fill into examples/data.

Run from the repository root: /usr/bin/python3 src/test/resources/preprocess/imputers.py
Made with scikit-learn 1.2.1, pandas 1.5.3, NumPy 1.24.2.
Every imputer is fitted on all rows; what is kept is every 200th row and the first rows with missing cells.
"""
import os
import numpy as np
import pandas as pd
from sklearn.experimental import enable_iterative_imputer  # noqa: F401
from sklearn.impute import IterativeImputer, KNNImputer

HERE = os.path.dirname(__file__)
frame = pd.read_csv("examples/data/credit.csv", keep_default_na=False, na_values=[""])
columns = ["age", "expenses", "income", "assets", "debt", "amount", "price"]
numeric = frame[columns]
missing = np.flatnonzero(numeric.isna().any(axis=1))
# Rows of which another has the same distance at the edge of the neighbourhood are left out: which is taken is left open.
rows = sorted(set(range(0, len(frame), 200)) | set(missing[:60]))


def keep(name, output, kept):
    out = pd.DataFrame(output, columns=columns)
    out.insert(0, "row", range(len(out)))
    out.iloc[kept].to_csv(os.path.join(HERE, f"imputed-{name}.csv"), index=False, lineterminator="\n")


for name, k, weights in [("neighbours", 5, "uniform"), ("neighbours-distance", 7, "distance")]:
    imputed = KNNImputer(n_neighbors=k, weights=weights).fit_transform(numeric)
    # The same with the rows turned round: where both agree, no tie decides.
    turned = KNNImputer(n_neighbors=k, weights=weights).fit(numeric.iloc[::-1]).transform(numeric)
    sure = [r for r in rows if np.allclose(imputed[r], turned[r], rtol=1e-12)]
    print(name, len(rows), len(sure))
    keep(name, imputed, sure)
by = frame["home"].fillna("?")
for name in ["mean", "median"]:
    keep("group-" + name, numeric.fillna(numeric.groupby(by).transform(name)).fillna(numeric.agg(name)), rows)
# The most frequent value, the smallest of equally frequent ones; also of categories, which are missing in few rows.
mixed = frame[columns + ["marital", "job"]]
mode = mixed.groupby(by).transform(lambda s: s.mode().iloc[0] if s.notna().any() else np.nan)
filled = mixed.fillna(mode).fillna(mixed.mode().iloc[0])
filled.insert(0, "row", range(len(filled)))
gaps = np.flatnonzero(frame[["marital", "job"]].isna().any(axis=1))
filled.iloc[sorted(set(rows) | set(gaps))].to_csv(
    os.path.join(HERE, "imputed-group-most-frequent.csv"), index=False, lineterminator="\n")
keep("iterative", IterativeImputer().fit_transform(numeric), rows)
keep("iterative-three-rounds", IterativeImputer(max_iter=3, tol=1e-9).fit_transform(numeric), rows)
# Some cells more are missing when rows are transformed than when it was fitted.
more = numeric.copy()
more.iloc[::2, 0] = np.nan
more.iloc[::3, 6] = np.nan
keep("iterative-later", IterativeImputer().fit(numeric).transform(more), rows)
