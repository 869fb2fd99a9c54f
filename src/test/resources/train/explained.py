"""Writes explained-*.csv beside it: what each column of examples/data/credit.csv contributes, computed from the weights
that scikit-learn finds for the same features; and these weights, as weights-*.csv.

Run from the repository root: /usr/bin/python3 src/test/resources/train/explained.py
Made with scikit-learn 1.2.1, pandas 1.5.3, NumPy 1.24.2.
A column has the sum of weight * (feature - mean of the feature) over its features; of a feature of two columns half.
"""
import os
import numpy as np
import pandas as pd
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import OneHotEncoder, StandardScaler

HERE = os.path.dirname(__file__)
frame = pd.read_csv("examples/data/credit.csv", keep_default_na=False, na_values=[""])
rows = sorted(set(range(0, len(frame), 450)) | set(np.flatnonzero(frame.isna().any(axis=1))[:3]))


def explained(name, target, fit):
    given = frame.drop(columns=[target])
    numeric = list(given.select_dtypes("number").columns)
    words = list(given.select_dtypes("object").columns)
    numbers = pd.DataFrame(SimpleImputer(strategy="median").fit_transform(given[numeric]), columns=numeric)
    texts = pd.DataFrame(SimpleImputer(strategy="most_frequent").fit_transform(given[words]), columns=words)
    numbers["financed"] = numbers["amount"] / numbers["income"].clip(lower=1)
    blocks = [StandardScaler().fit_transform(numbers)]
    owners = [[c] for c in numeric] + [["amount", "income"]]
    names = [*numeric, "financed"]
    for column in words:
        encoder = OneHotEncoder(sparse_output=False)
        block = encoder.fit_transform(texts[[column]])
        blocks.append(block)
        names += [f"{column}={level}" for level in encoder.categories_[0]]
        owners += [[column]] * block.shape[1]
    x = np.hstack(blocks)
    weights, intercept = fit(x, frame[target])
    found = pd.DataFrame({"feature": ["(intercept)", *names], "weight": [intercept, *weights]})
    found.to_csv(os.path.join(HERE, f"weights-{name}.csv"), index=False, lineterminator="\n")
    terms = weights * (x - x.mean(axis=0))
    out = pd.DataFrame(0.0, index=range(len(frame)), columns=[c for c in frame.columns if c != target])
    for j, owner in enumerate(owners):
        for column in owner:
            out[column] += terms[:, j] / len(owner)
    out.insert(0, "(expected)", intercept + x.mean(axis=0) @ weights)
    out.insert(1, "(raw)", x @ weights + intercept)
    out.insert(0, "row", range(len(frame)))
    out.iloc[rows].to_csv(os.path.join(HERE, f"explained-{name}.csv"), index=False, lineterminator="\n")


def squares(x, y):
    """Of all weights that predict the same, the least in standard deviations of their features, as LinearRegression has
    them: scikit-learn's takes directions for real that only rounding left."""
    mean, scale = x.mean(axis=0), x.std(axis=0)
    weights = np.linalg.lstsq((x - mean) / scale, y - y.mean(), rcond=1e-9)[0] / scale
    return weights, y.mean() - mean @ weights


def logistic(x, y):
    found = LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-10).fit(x, y == "good")
    return found.coef_[0], found.intercept_[0]


explained("numbers", "price", squares)
explained("classes", "status", logistic)
