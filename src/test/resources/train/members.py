"""Reference values of members with options: /usr/bin/python3 src/test/resources/train/members.py, in the root folder.

Writes members.csv: a line for each name, then the probability of a male for every tenth bird. Folds are blocks of the birds in
their order, which a column of time gives in Millwork. Made with scikit-learn 1.2.1, scipy 1.10.1 and numpy 1.24.2.
"""
import csv

import numpy as np
import sklearn.calibration
from scipy.special import expit
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import StackingClassifier, VotingClassifier
from sklearn.naive_bayes import GaussianNB
from sklearn.svm import SVC
from sklearn.utils.class_weight import compute_sample_weight

SCALES = {"bill_length_mm": 50, "bill_depth_mm": 20, "flipper_length_mm": 200, "body_mass_g": 4000}
with open("examples/data/penguins.csv") as file:
    birds = [bird for bird in csv.DictReader(file) if "" not in bird.values()]
x = np.array([[float(bird[name]) / scale for name, scale in SCALES.items()] for bird in birds])
y = np.array([bird["sex"] for bird in birds])
first = sklearn.calibration._sigmoid_calibration


def to_the_end(numbers, hits, weights=None):
    """scikit-learn ends its search at a gradient of 1e-5; Newton's steps from there end at the optimum."""
    line = np.array(first(numbers, hits, weights))
    weights = np.ones(len(hits)) if weights is None else weights
    negative, positive = weights[hits <= 0].sum(), weights[hits > 0].sum()
    target = np.where(hits > 0, (positive + 1) / (positive + 2), 1 / (negative + 2))
    for _ in range(20):
        p = expit(-(line[0] * numbers + line[1]))
        error, curvature = weights * (target - p), weights * p * (1 - p)
        both = (curvature * numbers).sum()
        hessian = [[(curvature * numbers**2).sum(), both], [both, curvature.sum()]]
        line = line - np.linalg.solve(hessian, [(error * numbers).sum(), error.sum()])
    return line


sklearn.calibration._sigmoid_calibration = to_the_end


class Blocks:
    def __init__(self, folds):
        self.folds = folds

    def get_n_splits(self, X=None, y=None, groups=None):
        return self.folds

    def split(self, X, y=None, groups=None):
        fold = np.arange(len(X)) * self.folds // len(X)
        return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(self.folds)]


class Balanced(GaussianNB):
    def fit(self, X, y, sample_weight=None):
        return super().fit(X, y, compute_sample_weight("balanced", y))


def calibrated(model, method, folds):
    return CalibratedClassifierCV(model, method=method, cv=Blocks(folds), ensemble=False)


machine = calibrated(SVC(gamma=5, tol=1e-9), "sigmoid", 5)
bayes = calibrated(GaussianNB(), "isotonic", 3)
out = open("src/test/resources/train/members.csv", "w")
for name, model in [
    ("member vote", VotingClassifier([("a", machine), ("b", bayes)], voting="soft", weights=[2, 1])),
    ("member stack", StackingClassifier([("a", machine), ("b", bayes)], GaussianNB(), cv=Blocks(4))),
    ("member weights", VotingClassifier([("a", Balanced()), ("b", bayes)], voting="soft")),
]:
    rows = slice(None) if name != "member weights" else np.flatnonzero((y == "female") | (np.arange(len(y)) % 3 == 0))
    said = model.fit(x[rows], y[rows]).predict_proba(x[::10])[:, 1]
    out.write(",".join([name, *(repr(float(number)) for number in said)]) + "\n")
out.close()
