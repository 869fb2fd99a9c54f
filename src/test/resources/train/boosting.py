"""Reference values of boosting leaf by leaf: /usr/bin/python3 src/test/resources/train/boosting.py, in the root folder.

Writes boosting.csv: a line for each name, then its numbers: what is predicted of each bird, a probability for the sex. Made with
scikit-learn 1.2.1 and numpy 1.24.2, which sums derivatives in floats of 32 bits.
"""
import csv

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

COLUMNS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
SCALES = [50, 20, 200, 4000]

with open("examples/data/penguins.csv") as file:
    birds = [bird for bird in csv.DictReader(file) if "" not in bird.values()]
x = np.array([[float(bird[name]) / scale for name, scale in zip(COLUMNS, SCALES)] for bird in birds])
mass = np.array([float(bird["body_mass_g"]) for bird in birds])
sex = np.array([bird["sex"] for bird in birds])
out = open("src/test/resources/train/boosting.csv", "w")


def put(name, numbers):
    out.write(",".join([name, *(repr(float(number)) for number in numbers)]) + "\n")


for leaves, leaf, penalty in [(6, 20, 0), (12, 8, 1), (31, 20, 0.5)]:
    given = dict(max_iter=20, max_leaf_nodes=leaves, min_samples_leaf=leaf, l2_regularization=penalty, early_stopping=False)
    put(f"boosted mass {leaves}", HistGradientBoostingRegressor(**given).fit(x[:, :3], mass).predict(x[:, :3]))
    put(f"boosted sex {leaves}", HistGradientBoostingClassifier(**given).fit(x, sex).predict_proba(x)[:, 1])
out.close()
