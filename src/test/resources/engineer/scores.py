"""Writes scores.csv beside it: what scikit-learn holds columns of examples/data/credit.csv for worth.

Run from the repository root: /usr/bin/python3 src/test/resources/engineer/scores.py
Made with scikit-learn 1.2.1, pandas 1.5.3, NumPy 1.24.2. Mutual information is that of columns cut into ten bins.
"""
import os
import numpy as np
import pandas as pd
from sklearn.feature_selection import (
    VarianceThreshold, chi2, f_classif, f_regression, mutual_info_classif, r_regression)
from sklearn.metrics import mutual_info_score

HERE = os.path.dirname(__file__)
frame = pd.read_csv("examples/data/credit.csv", keep_default_na=False, na_values=[""])
columns = ["seniority", "time", "age", "expenses", "amount"]
x, y = frame[columns], frame["status"]


def cut(values):
    if values.nunique() <= 10:
        return values
    return np.searchsorted(np.quantile(values, np.arange(1, 10) / 10), values, side="right")


binned = np.column_stack([cut(x[c]) for c in columns])
pd.DataFrame({
    "feature": columns,
    "VARIANCE": VarianceThreshold(1e-9).fit(x).variances_,
    "ANOVA": f_classif(x, y)[0],
    "REGRESSION": f_regression(x, frame["price"])[0],
    "CORRELATION": np.abs(r_regression(x, frame["price"])),
    "CHI_SQUARE": chi2(x, y)[0],
    "MUTUAL_INFORMATION": mutual_info_classif(binned, y, discrete_features=True),
    "MUTUAL_INFORMATION_REGRESSION": [mutual_info_score(b, cut(frame["price"])) for b in binned.T],
}).to_csv(os.path.join(HERE, "scores.csv"), index=False, lineterminator="\n")
