"""Reference values of clusters and anomalies: /usr/bin/python3 src/test/resources/train/unsupervised.py, in the root folder.

Writes unsupervised.csv: a line for each name, then its numbers. Made with scikit-learn 1.2.1 and numpy 1.24.2.
"""
import csv

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from sklearn.svm import OneClassSVM

SCALES = {"bill_length_mm": 50, "bill_depth_mm": 20, "flipper_length_mm": 200, "body_mass_g": 4000}

with open("examples/data/penguins.csv") as file:
    birds = [bird for bird in csv.DictReader(file) if "" not in bird.values()]
x = np.array([[float(bird[name]) / scale for name, scale in SCALES.items()] for bird in birds])
out = open("src/test/resources/train/unsupervised.csv", "w")


def put(name, numbers):
    out.write(",".join([name, *(repr(float(number)) for number in np.ravel(numbers))]) + "\n")


for clusters in 2, 3, 5:
    model = KMeans(clusters, n_init=200, tol=0, max_iter=1000, random_state=0).fit(x)
    order = np.argsort(-np.bincount(model.labels_), kind="stable")
    put(f"centres of {clusters} clusters", model.cluster_centers_[order])
    put(f"squares of {clusters} clusters", model.inertia_)

# k-means by its silhouette; each row is measured against all others.
silhouettes = []
for clusters in range(2, 9):
    model = KMeans(clusters, n_init=50, random_state=0).fit(x)
    silhouettes.append(silhouette_score(x, model.labels_))
put("silhouettes of 2 to 8 clusters", silhouettes)

for nu, gamma in (0.1, "scale"), (0.3, 2.0):
    model = OneClassSVM(nu=nu, gamma=gamma, tol=1e-10).fit(x)
    put(f"one class {nu} {gamma} scores of every tenth bird", -model.decision_function(x[::10]))
    put(f"one class {nu} {gamma} support vectors", len(model.support_))
out.close()
