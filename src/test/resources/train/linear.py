"""Reference values of the linear learners: /usr/bin/python3 src/test/resources/train/linear.py, in the root folder.

Writes linear.csv: a line for each name, then its numbers. Made with scikit-learn 1.2.1 and numpy 1.24.2.
"""
import csv

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from sklearn.svm import LinearSVC, LinearSVR

SCALES = {"bill_length_mm": 50, "bill_depth_mm": 20, "flipper_length_mm": 200, "body_mass_g": 4000}

with open("examples/data/penguins.csv") as file:
    birds = [bird for bird in csv.DictReader(file) if "" not in bird.values()]
out = open("src/test/resources/train/linear.csv", "w")


def put(name, numbers):
    out.write(",".join([name, *(repr(float(number)) for number in np.ravel(numbers))]) + "\n")


def features(*names):
    return np.array([[float(bird[name]) / SCALES[name] for name in names] for bird in birds])


# Intercepts are not regularised; more than two classes are each against the rest.
for target in "sex", "species":
    for cost in 0.1, 1, 100:
        model = LogisticRegression(solver="newton-cholesky", multi_class="ovr", C=cost, tol=1e-12)
        x = features(*SCALES)
        model.fit(x, [bird[target] for bird in birds])
        put(f"{target} {cost} weights", model.coef_)
        put(f"{target} {cost} intercepts", model.intercept_)
        put(f"{target} {cost} probabilities of every tenth bird", model.predict_proba(x[::10]))

# Weights of rows, which go by the place of a bird.
for target in "sex", "species":
    model = LogisticRegression(solver="newton-cholesky", multi_class="ovr", C=2, tol=1e-12)
    x = features(*SCALES)
    model.fit(x, [bird[target] for bird in birds], sample_weight=np.arange(len(birds)) % 3 + 0.5)
    put(f"weighted {target} weights", model.coef_)
    put(f"weighted {target} intercepts", model.intercept_)
    put(f"weighted {target} probabilities of every tenth bird", model.predict_proba(x[::10]))

# Numbers are standardised before machines learn them.
x = features("bill_length_mm", "bill_depth_mm", "flipper_length_mm")
y = np.array([float(bird["body_mass_g"]) for bird in birds])
z = (y - y.mean()) / y.std()

# Support vector machines with the same losses, solved by the same primal method.
for target in "sex", "species":
    for cost in 0.1, 1, 100:
        model = LinearSVC(loss="squared_hinge", dual=False, C=cost, intercept_scaling=1, tol=1e-13, max_iter=100000)
        model.fit(features(*SCALES), [bird[target] for bird in birds])
        put(f"machine {target} {cost} weights", model.coef_)
        put(f"machine {target} {cost} intercepts", model.intercept_)
for cost, width in (0.01, 0), (1, 0.1), (100, 0.5):
    model = LinearSVR(loss="squared_epsilon_insensitive", dual=False, C=cost, epsilon=width, intercept_scaling=1,
                      tol=1e-13, max_iter=100000).fit(x, z)
    put(f"machine mass {cost} weights", model.coef_ * y.std())
    put(f"machine mass {cost} intercept", y.mean() + model.intercept_ * y.std())

# Naive Bayes, with weights that go by the place of a bird.
for target in "sex", "species":
    for smoothing in 0.01, 1:
        x = features(*SCALES)
        model = MultinomialNB(alpha=smoothing)
        model.fit(x, [bird[target] for bird in birds], sample_weight=np.arange(len(birds)) % 3 + 0.5)
        put(f"bayes {target} {smoothing} probabilities of every tenth bird", model.predict_proba(x[::10]))
out.close()
