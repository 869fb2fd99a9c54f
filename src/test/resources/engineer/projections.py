"""Writes projected-*.csv beside it: principal components and singular vectors of real rows.

Run from the repository root: /usr/bin/python3 src/test/resources/engineer/projections.py
Made with scikit-learn 1.2.1, pandas 1.5.3, NumPy 1.24.2. scikit-learn 1.2 chooses signs by the rows; here the largest loading
of each component is made positive. Singular vectors are exact, by numpy.linalg.svd.
"""
import os
import numpy as np
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import StandardScaler

HERE = os.path.dirname(__file__)
credit = pd.read_csv("examples/data/credit.csv", keep_default_na=False, na_values=[""])
columns = ["seniority", "time", "age", "expenses", "amount", "price"]
x = StandardScaler().fit_transform(credit[columns].astype(float))


def write(name, values, rows):
    count = values.shape[1]
    digits = len(str(count))
    table = pd.DataFrame({"row": rows})
    for i in range(count):
        table[f"shape_{i + 1:0{digits}d}"] = values[rows, i]
    table.to_csv(os.path.join(HERE, f"projected-{name}.csv"), index=False, lineterminator="\n")


def signs(components):
    at = np.argmax(np.abs(components), axis=1)
    return np.sign(components[np.arange(len(components)), at])


rows = np.arange(0, len(x), 100)
for name, pca in [("all", PCA(svd_solver="full")),
                  ("three", PCA(3, svd_solver="full")),
                  ("share", PCA(0.7, svd_solver="full")),
                  ("whitened", PCA(4, svd_solver="full", whiten=True))]:
    write("pca-" + name, pca.fit_transform(x) * signs(pca.fit(x).components_), rows)

with open("LICENSE", encoding="utf-8") as file:
    lines = file.read().split("\n")
terms = TfidfVectorizer().fit_transform(lines).toarray()
u, s, vt = np.linalg.svd(terms, full_matrices=False)
write("svd-text", terms @ vt[:5].T * signs(vt[:5]), np.arange(0, len(lines), 5))
u, s, vt = np.linalg.svd(x, full_matrices=False)
write("svd-numbers", x @ vt[:4].T * signs(vt[:4]), rows)
