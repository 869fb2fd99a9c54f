"""Writes scores.csv beside it: what scikit-learn holds columns of examples/data/credit.csv for worth.

Run from the repository root: /usr/bin/python3 src/test/resources/engineer/scores.py
Made with scikit-learn 1.2.1, pandas 1.5.3, NumPy 1.24.2. Mutual information is that of columns cut into ten bins.
"""
import os
import numpy as np
import pandas as pd
from sklearn.feature_selection import VarianceThreshold, chi2, f_classif, f_regression, mutual_info_classif

HERE = os.path.dirname(__file__)
frame = pd.read_csv("examples/data/credit.csv", keep_default_na=False, na_values=[""])
columns = ["seniority", "time", "age", "expenses", "amount"]
x, y = frame[columns], frame["status"]
binned = np.column_stack([np.searchsorted(np.quantile(x[c], np.arange(1, 10) / 10), x[c], side="right")
                          if x[c].nunique() > 10 else x[c] for c in columns])
pd.DataFrame({
    "feature": columns,
    "VARIANCE": VarianceThreshold(1e-9).fit(x).variances_,
    "ANOVA": f_classif(x, y)[0],
    "REGRESSION": f_regression(x, frame["price"])[0],
    "CHI_SQUARE": chi2(x, y)[0],
    "MUTUAL_INFORMATION": mutual_info_classif(binned, y, discrete_features=True),
}).to_csv(os.path.join(HERE, "scores.csv"), index=False, lineterminator="\n")
