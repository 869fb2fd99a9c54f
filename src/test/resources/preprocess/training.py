"""Writes training.csv beside it: what scikit-learn and NumPy say of steps that see training rows only.

Run from the repository root: /usr/bin/python3 src/test/resources/preprocess/training.py
Made with scikit-learn 1.2.1, pandas 1.5.3, NumPy 1.24.2, from examples/data/credit.csv.
A transform of the target is told by what the mean of the transformed prices is when it is turned back; rows that are dropped
by how many are kept, and the sum of their numbers.
"""
import os
import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import inv_boxcox, boxcox
from sklearn.compose import TransformedTargetRegressor
from sklearn.dummy import DummyRegressor
from sklearn.preprocessing import FunctionTransformer, QuantileTransformer, StandardScaler

HERE = os.path.dirname(__file__)
frame = pd.read_csv("examples/data/credit.csv", keep_default_na=False, na_values=[""])
price = frame["price"].to_numpy(float) + frame["amount"].to_numpy(float) / 1000  # few rows have the same
out = {}


def turned_back(transformer):
    regressor = TransformedTargetRegressor(DummyRegressor(), transformer=transformer, check_inverse=False)
    return regressor.fit(np.zeros((len(price), 1)), price).predict([[0]]).item()


out["LOG"] = turned_back(FunctionTransformer(np.log, np.exp))
out["LOG_OF_ONE_MORE"] = turned_back(FunctionTransformer(np.log1p, np.expm1))
out["STANDARD"] = turned_back(StandardScaler())


def best(derivative):
    """The power at which the likelihood is largest, where its derivative is zero."""
    return brentq(derivative, -2, 3, xtol=1e-15, rtol=1e-14)


def slope(x, transform, jacobian):
    """The derivative of the log likelihood by the power, by a complex step."""
    def of(power):
        h = 1e-30
        y = transform(x, power + 1j * h)
        deviations = y - y.mean()
        likelihood = -len(x) / 2 * np.log((deviations * deviations).mean()) + (power + 1j * h - 1) * jacobian(x)
        return likelihood.imag / h
    return of


power = best(slope(price, lambda x, p: (np.exp(p * np.log(x)) - 1) / p, lambda x: np.log(x).sum()))
out["BOX_COX"] = inv_boxcox(boxcox(price, power).mean(), power)
power = best(slope(price, lambda x, p: (np.exp(p * np.log1p(x)) - 1) / p, lambda x: np.log1p(x).sum()))
out["YEO_JOHNSON"] = inv_boxcox(boxcox(price + 1, power).mean(), power) - 1

# All rows count for the quantiles, as in the step; by default scikit-learn draws 10,000.
for name in ["uniform", "normal"]:
    out[name.upper()] = turned_back(QuantileTransformer(output_distribution=name, subsample=10**9))

for ranges in [1.5, 3]:
    columns = ["age", "expenses", "income", "amount", "price"]
    low, high = frame[columns].quantile(0.25), frame[columns].quantile(0.75)
    width = ranges * (high - low)
    outside = (frame[columns] < low - width) | (frame[columns] > high + width)
    rows = np.flatnonzero(~outside.any(axis=1))
    out[f"outliers {ranges:g} rows"], out[f"outliers {ranges:g} sum"] = len(rows), rows.sum()
rows = np.flatnonzero(frame[["income", "debt", "job"]].notna().all(axis=1))
out["missing rows"], out["missing sum"] = len(rows), rows.sum()
rows = np.flatnonzero(~frame[["age", "price", "status"]].duplicated())
out["duplicates rows"], out["duplicates sum"] = len(rows), rows.sum()
pd.Series(out).rename_axis("what").to_csv(
    os.path.join(HERE, "training.csv"), header=["value"], lineterminator="\n", float_format="%.17g")
