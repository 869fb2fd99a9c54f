"""Out-of-bag scores: /usr/bin/python3 src/test/resources/train/outofbag.py, in the root folder.

Prints what OutOfBagTest holds. Made with scikit-learn 1.2.1.
"""
import csv

import numpy as np
from sklearn.ensemble import RandomForestClassifier

SCALES = {"bill_length_mm": 50, "bill_depth_mm": 20, "flipper_length_mm": 200, "body_mass_g": 4000}
with open("examples/data/penguins.csv") as file:
    birds = [bird for bird in csv.DictReader(file) if "" not in bird.values()]
x = np.array([[float(bird[name]) / SCALES[name] for name in SCALES] for bird in birds])
species = [bird["species"] for bird in birds]
settings = dict(n_estimators=400, oob_score=True, bootstrap=True)
scores = [RandomForestClassifier(random_state=seed, **settings).fit(x, species).oob_score_ for seed in range(3)]
print(round(np.mean(scores), 4), round(np.std(scores), 4))
