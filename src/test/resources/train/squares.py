"""Reference values of linear regression: /usr/bin/python3 src/test/resources/train/squares.py, in the root folder.

Writes squares.csv: a line for each name, then its numbers. Made with scikit-learn 1.2.1 and numpy 1.24.2.
"""
import csv

import numpy as np
from sklearn.linear_model import LinearRegression, Ridge

with open("examples/data/penguins.csv") as file:
    birds = [bird for bird in csv.DictReader(file) if "" not in bird.values()]
# As they are, in millimetres and grams: scales make no difference.
x = np.array([[float(bird[name]) for name in ("bill_length_mm", "bill_depth_mm", "flipper_length_mm")] for bird in birds])
y = np.array([float(bird["body_mass_g"]) for bird in birds])
out = open("src/test/resources/train/squares.csv", "w")


def put(name, model, scale=1.0, means=0.0, spread=1.0, mean=0.0):
    weights = model.coef_ / scale * spread
    intercept = mean + spread * model.intercept_ - np.sum(weights * means)
    out.write(",".join([name, *(repr(float(number)) for number in [*weights, intercept])]) + "\n")


for name, shares in ("even", np.ones(len(birds))), ("weighted", np.arange(len(birds)) % 3 + 0.5):
    put(f"{name} 0", LinearRegression().fit(x, y, sample_weight=shares))
    shares = shares / shares.sum()
    means, mean = shares @ x, shares @ y
    scale, spread = np.sqrt(shares @ (x - means) ** 2), np.sqrt(shares @ (y - mean) ** 2)
    for penalty in 0.01, 1:
        ridge = Ridge(alpha=penalty, solver="cholesky").fit((x - means) / scale, (y - mean) / spread, sample_weight=shares)
        put(f"{name} {penalty}", ridge, scale, means, spread, mean)
