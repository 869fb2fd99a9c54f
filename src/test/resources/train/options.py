"""Reference values of training options: /usr/bin/python3 src/test/resources/train/options.py, in the root folder.

Writes options.csv: a line for each name, then its numbers. Made with scikit-learn 1.2.1, scipy 1.10.1 and numpy 1.24.2.
"""
import csv

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, xlogy
from sklearn.calibration import _fit_calibrator, _sigmoid_calibration
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC
from sklearn.utils.class_weight import compute_class_weight

out = open("src/test/resources/train/options.csv", "w")
random = np.random.RandomState(5)


def put(name, numbers):
    out.write(",".join([name, *(repr(float(number)) for number in np.ravel(numbers))]) + "\n")


# Curves. Numbers that come twice, and weights, are among them; the numbers asked about reach beyond both ends.
numbers = np.round(random.normal(size=80), 1)
hits = (numbers + random.normal(size=80) > 0.2).astype(float)
weights = random.uniform(0.2, 3, size=80)
asked = np.concatenate([np.linspace(-4, 4, 33), numbers[:20]])
put("curve numbers", numbers)
put("curve hits", hits)
put("curve weights", weights)
put("curve asked", asked)


def platt(numbers, hits, weights):
    """scikit-learn ends its search at a gradient of 1e-5, so the same loss is minimised to the end here."""
    negative = weights[hits <= 0].sum()
    positive = weights[hits > 0].sum()
    target = np.where(hits > 0, (positive + 1) / (positive + 2), 1 / (negative + 2))

    def loss(line):
        p = expit(-(line[0] * numbers + line[1]))
        return -(weights * (xlogy(target, p) + xlogy(1 - target, 1 - p))).sum()

    def gradient(line):
        error = weights * (target - expit(-(line[0] * numbers + line[1])))
        return np.array([(error * numbers).sum(), error.sum()])

    def hessian(line):
        p = expit(-(line[0] * numbers + line[1]))
        curvature = weights * p * (1 - p)
        both = (curvature * numbers).sum()
        return np.array([[(curvature * numbers**2).sum(), both], [both, curvature.sum()]])

    line = minimize(loss, [0, np.log((negative + 1) / (positive + 1))], jac=gradient, hess=hessian,
                    method="trust-exact", options={"gtol": 1e-8}).x
    for _ in range(5):
        line = line - np.linalg.solve(hessian(line), gradient(line))
    assert np.abs(gradient(line)).max() < 1e-11
    assert np.allclose(line, _sigmoid_calibration(numbers, hits, weights), atol=1e-3)
    return line


for kind, weight in ("equal", np.ones(80)), ("weighted", weights):
    isotonic = IsotonicRegression(out_of_bounds="clip").fit(numbers, hits, weight)
    put(f"isotonic {kind}", isotonic.predict(asked))
    put(f"sigmoid {kind}", platt(numbers, hits, weight))
parted = np.array([-3.0, -2, -1, 1, 2, 3])
put("sigmoid parted", platt(parted, (parted > 0).astype(float), np.ones(6)))


class Given:
    """A classifier of which only what it says of the rows is asked."""
    def __init__(self, classes, scores):
        self.classes_ = classes
        self.scores = scores

    def predict_proba(self, X):
        return self.scores[X]


# Three classes: one curve each, divided by their sum. The last row is one that all isotonic curves give zero.
codes = random.randint(3, size=90)
scores = random.dirichlet([1, 1, 1], size=90) * 0.7 + 0.3 * np.eye(3)[codes]
scores[-1] = 0
put("three codes", codes)
put("three scores", scores)
for method in "isotonic", "sigmoid":
    given = Given(np.arange(3), scores)
    fitted = _fit_calibrator(given, scores, codes, np.arange(3), method)
    if method == "sigmoid":
        for k, calibrator in enumerate(fitted.calibrators):
            calibrator.a_, calibrator.b_ = platt(scores[:, k], (codes == k).astype(float), np.ones(90))
    put(f"three {method}", fitted.predict_proba(np.arange(90)))
two = Given(np.arange(2), np.column_stack([1 - expit(numbers), expit(numbers)]))
fitted = _fit_calibrator(two, expit(numbers).reshape(-1, 1), hits.astype(int), np.arange(2), "isotonic", weights)
put("two isotonic", fitted.predict_proba(np.arange(80)))

# Class weights.
SCALES = {"bill_length_mm": 50, "bill_depth_mm": 20, "flipper_length_mm": 200, "body_mass_g": 4000}
with open("examples/data/penguins.csv") as file:
    birds = [bird for bird in csv.DictReader(file) if "" not in bird.values()]
species = np.array([bird["species"] for bird in birds])
put("balanced species", compute_class_weight("balanced", classes=np.unique(species), y=species))
x = np.array([[float(bird[name]) / scale for name, scale in SCALES.items()] for bird in birds])
gentoo = species == "Gentoo"
for name, given in ("balanced", "balanced"), ("given", {False: 0.5, True: 4}):
    logistic = LogisticRegression(solver="newton-cholesky", class_weight=given, tol=1e-12).fit(x[:, 1:2], gentoo)
    put(f"logistic {name}", [*logistic.coef_[0], *logistic.intercept_])
    machine = LinearSVC(dual=False, class_weight=given, tol=1e-13, max_iter=100000).fit(x[:, 1:2], gentoo)
    put(f"machine {name}", [*machine.coef_[0], *machine.intercept_])
out.close()
