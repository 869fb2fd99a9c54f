"""Reference values of Shapley's definition: /usr/bin/python3 src/test/resources/evaluate/shapley.py, in the root folder.

Writes shapley.json: of each case the rows of examples/data (without missing cells) that stand for all others and the one that is
explained, what is predicted on average and of that row, and what each column contributes: the mean over all orders of the
columns, of which all sets are gone through here. Made with scikit-learn 1.2.1, pandas 1.5.3, NumPy 1.24.2.
"""
import json
from itertools import combinations
from math import factorial

import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

cases = []


def put(name, predict, rows, row, background):
    columns = list(rows.columns)
    some = rows.iloc[:background]

    def mean(known):
        changed = some.copy()
        for column in known:
            changed[column] = rows[column].iloc[row]
        return float(predict(changed).mean())

    amounts = []
    for column in columns:
        others = [each for each in columns if each != column]
        amount = 0.0
        for size in range(len(others) + 1):
            share = factorial(size) * factorial(len(others) - size) / factorial(len(columns))
            for known in combinations(others, size):
                amount += share * (mean(known + (column,)) - mean(known))
        amounts.append(amount)
    cases.append({"name": name, "background": background, "row": row, "columns": columns, "expected": mean(()),
                  "predicted": mean(tuple(columns)), "amounts": amounts})


credit = pd.read_csv("examples/data/credit.csv", keep_default_na=False, na_values=[""])
credit = credit.dropna().reset_index(drop=True)
numbers = ["income", "amount", "seniority"]
given = credit[[*numbers, "home", "job"]].astype({name: float for name in numbers})
prepared = ColumnTransformer([("numbers", StandardScaler(), numbers),
                              ("words", OneHotEncoder(sparse_output=False), ["home", "job"])])
logistic = make_pipeline(prepared, LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-10))
logistic.fit(given, credit["status"] == "bad")
for row in (100, 1234):
    put("a number", lambda rows: logistic.predict_proba(rows)[:, 1], given, row, 40)

diabetes = pd.read_csv("examples/data/diabetes.csv")
x = diabetes[["bmi", "bp", "s5"]]
near = make_pipeline(StandardScaler(), KNeighborsRegressor(5)).fit(x, diabetes["progression"])
put("neighbours", near.predict, x, 7, 60)

with open("src/test/resources/evaluate/shapley.json", "w") as out:
    json.dump({"sets": cases}, out, default=lambda value: value.item())
    out.write("\n")
