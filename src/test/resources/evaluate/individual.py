"""Reference values of individual dependence: /usr/bin/python3 src/test/resources/evaluate/individual.py, in the root folder.

Writes individual.json: of each case the column, its values, and what is predicted of the first twelve rows, as
sklearn.inspection.partial_dependence gives it with kind="individual", and with the value at the first taken off (centred, as
PartialDependenceDisplay draws it). Made with scikit-learn 1.2.1, pandas 1.5.3, NumPy 1.24.2.
"""
import json

import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.inspection import partial_dependence
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeRegressor

cases = []


def put(name, model, rows, column, grid, categorical=()):
    found = partial_dependence(model, rows, [column], grid_resolution=grid, method="brute", kind="individual",
                               categorical_features=list(categorical) or None)
    lines = found["individual"][0][:12]
    cases.append({"name": name, "column": column, "values": list(found["values"][0]),
                  "rows": [list(line) for line in lines], "centred": [list(line - line[0]) for line in lines]})


credit = pd.read_csv("examples/data/credit.csv", keep_default_na=False, na_values=[""])
credit = credit.dropna().reset_index(drop=True)
numbers = ["income", "amount", "seniority"]
given = credit[[*numbers, "home", "job"]].astype({name: float for name in numbers})
prepared = ColumnTransformer([("numbers", StandardScaler(), numbers),
                              ("words", OneHotEncoder(sparse_output=False), ["home", "job"])])
logistic = make_pipeline(prepared, LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-10))
logistic.fit(given, credit["status"] == "bad")
put("a number", logistic, given, "income", 8)
put("a category", logistic, given, "home", 8, ["home"])

diabetes = pd.read_csv("examples/data/diabetes.csv")
x = diabetes[["bmi", "bp", "s5"]]
tree = DecisionTreeRegressor(max_depth=3, random_state=0).fit(x, diabetes["progression"])
put("two numbers of a tree", tree, x, "bmi", 6)

with open("src/test/resources/evaluate/individual.json", "w") as out:
    json.dump({"sets": cases}, out, default=lambda value: value.item())
    out.write("\n")
