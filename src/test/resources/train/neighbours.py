"""Reference values of nearest neighbours: /usr/bin/python3 src/test/resources/train/neighbours.py, in the root folder.

Writes neighbours.csv: a line for each name, then its numbers. Made with scikit-learn 1.2.1 and numpy 1.24.2. Every tenth
bird is asked about, the others are learned from.
"""
import csv

import numpy as np
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

SCALES = {"bill_length_mm": 50, "bill_depth_mm": 20, "flipper_length_mm": 200, "body_mass_g": 4000}

with open("examples/data/penguins.csv") as file:
    birds = [bird for bird in csv.DictReader(file) if "" not in bird.values()]
x = np.array([[float(bird[name]) / scale for name, scale in SCALES.items()] for bird in birds])
species = np.array([bird["species"] for bird in birds])
mass = np.array([float(bird["body_mass_g"]) for bird in birds])
asked = np.arange(len(birds)) % 10 == 0
out = open("src/test/resources/train/neighbours.csv", "w")


def put(name, numbers):
    out.write(",".join([name, *(repr(float(number)) for number in np.ravel(numbers))]) + "\n")


for votes, weights in ("equal", "uniform"), ("byDistance", "distance"):
    for count in 1, 8:
        model = KNeighborsClassifier(count, weights=weights, algorithm="brute").fit(x[~asked], species[~asked])
        distances, _ = model.kneighbors(x[asked], count + 1)
        assert (distances[:, -2] < distances[:, -1] - 1e-9).all()  # no ties, which could be broken in either way
        put(f"neighbours species {count} {votes}", model.predict_proba(x[asked]))
        model = KNeighborsRegressor(count, weights=weights, algorithm="brute").fit(x[~asked, :3], mass[~asked])
        distances, _ = model.kneighbors(x[asked, :3], count + 1)
        assert (distances[:, -2] < distances[:, -1] - 1e-9).all()
        put(f"neighbours mass {count} {votes}", model.predict(x[asked, :3]))
out.close()
