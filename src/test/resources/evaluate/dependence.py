"""Reference values of partial dependence: /usr/bin/python3 src/test/resources/evaluate/dependence.py, in the root folder.

Writes dependence.json: of each case the columns, their values, and the means, as sklearn.inspection.partial_dependence gives
them for the whole pipeline over the rows of examples/data. Made with scikit-learn 1.2.1, pandas 1.5.3, NumPy 1.24.2.
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


def put(name, model, rows, columns, grid, categorical=()):
    found = partial_dependence(model, rows, columns, grid_resolution=grid, method="brute", kind="average",
                               categorical_features=list(categorical) or None)
    cases.append({"name": name, "columns": columns, "values": [list(each) for each in found["values"]],
                  "means": [list(each.ravel()) for each in found["average"]]})


credit = pd.read_csv("examples/data/credit.csv", keep_default_na=False, na_values=[""])
credit = credit.dropna().reset_index(drop=True)
numbers = ["income", "amount", "seniority"]
given = credit[[*numbers, "home", "job"]].astype({name: float for name in numbers})
prepared = ColumnTransformer([("numbers", StandardScaler(), numbers),
                              ("words", OneHotEncoder(sparse_output=False), ["home", "job"])])
logistic = make_pipeline(prepared, LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-10))
logistic.fit(given, credit["status"] == "bad")
put("a number", logistic, given, ["income"], 8)
put("a category", logistic, given, ["home"], 8, ["home"])
put("a number and a category", logistic, given, ["amount", "job"], 5, ["job"])

diabetes = pd.read_csv("examples/data/diabetes.csv")
x = diabetes[["bmi", "bp", "s5"]]
tree = DecisionTreeRegressor(max_depth=3, random_state=0).fit(x, diabetes["progression"])
put("two numbers of a tree", tree, x, ["bmi", "s5"], 6)

birds = pd.read_csv("examples/data/penguins.csv").dropna().reset_index(drop=True)
x = birds[["bill_length_mm", "bill_depth_mm"]]
three = make_pipeline(StandardScaler(), LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-10)).fit(x, birds["species"])
put("three classes", three, x, ["bill_length_mm"], 6)

with open("src/test/resources/evaluate/dependence.json", "w") as out:
    json.dump({"sets": cases}, out, default=lambda value: value.item())
    out.write("\n")
