"""Reference values of logistic regression: /usr/bin/python3 src/test/resources/train/logistic.py, in the root folder.

Writes logistic.csv: a line for each name, then its numbers. Made with scikit-learn 1.2.1 and numpy 1.24.2. What its solvers
find is checked against the conditions of an optimum.
"""
import numpy as np
from scipy.special import softmax
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

out = open("src/test/resources/train/logistic.csv", "w")


def put(name, numbers):
    out.write(",".join([name, *(repr(float(number)) for number in np.ravel(numbers))]) + "\n")


def farthest(model, x, y, cost, l1, weights):
    """The largest slope that is left, of the penalised loss by any weight or intercept."""
    z = x @ model.coef_.T + model.intercept_
    p = softmax(z if z.shape[1] > 1 else np.column_stack([np.zeros(len(z)), z]), axis=1)
    off = cost * weights[:, None] * (p - (y[:, None] == np.arange(p.shape[1])))
    if z.shape[1] == 1:
        off = off[:, 1:]
    w = model.coef_
    slope = off.T @ x + (1 - l1) * w
    slope = np.where(w != 0, slope + l1 * np.sign(w), np.maximum(0, np.abs(slope) - l1))
    return max(np.abs(slope).max(), np.abs(off.sum(axis=0)).max())


def reference(name, x, y, cost, l1=0, weights=None):
    if l1 == 0 and len(np.unique(y)) == 2:
        model = LogisticRegression(C=cost, solver="newton-cholesky", tol=1e-12)
    elif l1 == 0:
        model = LogisticRegression(C=cost, solver="newton-cg", multi_class="multinomial", tol=1e-8, max_iter=300)
    else:
        model = LogisticRegression(C=cost, solver="saga", penalty="elasticnet", l1_ratio=l1, tol=1e-10, random_state=1,
                                   max_iter=100_000)
    model.fit(x, y, sample_weight=weights)
    left = farthest(model, x, y, cost, l1, np.ones(len(x)) if weights is None else weights)
    print(name, left)
    assert left < 1e-5, (name, left)
    put(f"{name} weights", model.coef_)
    put(f"{name} intercepts", model.intercept_)
    put(f"{name} probabilities of every tenth row", model.predict_proba(x[::10]))


def put_rows(name, x, y):
    put(f"{name} shape", x.shape)
    put(f"{name} rows", x)
    put(f"{name} classes", y)


iris, wine, cancer, digits = load_iris(), load_wine(), load_breast_cancer(), load_digits()
scaled = np.round(StandardScaler().fit_transform(iris.data), 6)
wines = np.round(StandardScaler().fit_transform(wine.data), 6)
cells = np.round(StandardScaler().fit_transform(cancer.data[::3, :8]), 6)
pixels, shown = digits.data[::8] / 16, digits.target[::8]
put_rows("iris", iris.data, iris.target)
put_rows("scaled iris", scaled, iris.target)
put_rows("wine", wines, wine.target)
put_rows("cancer", cells, cancer.target[::3])
put_rows("digits", pixels, shown)

for cost in 0.01, 1, 10:
    reference(f"iris {cost}", iris.data, iris.target, cost)
    reference(f"wine {cost}", wines, wine.target, cost)
reference("digits 1", pixels, shown, 1)
by_place = np.arange(150) % 3 + 0.5
reference("weighted iris 1", iris.data, iris.target, 1, weights=by_place)

# Two classes; also where one is rare, where they can be told apart for sure, and where a column is constant.
rare = np.round(StandardScaler().fit_transform(cancer.data[:, :5]), 6)
rare = np.vstack([rare[cancer.target == 0][:12], rare[cancer.target == 1][:300]])
apart = np.round(np.linspace(-2, 2, 40), 6).reshape(-1, 1) + [[0, 3]] * 40
constant = np.column_stack([cells[:, :3], np.full(len(cells), 50.0)])
put_rows("rare", rare, np.arange(len(rare)) >= 12)
put_rows("apart", apart, np.arange(40) >= 25)
put_rows("constant", constant, cancer.target[::3])
for cost in 1e-6, 0.01, 1, 100:
    reference(f"cancer {cost}", cells, cancer.target[::3], cost)
reference("weighted cancer 1", cells, cancer.target[::3], 1, weights=np.arange(len(cells)) % 3 + 0.5)
for cost in 0.01, 1:
    reference(f"rare {cost}", rare, np.arange(len(rare)) >= 12, cost)
reference("apart 1", apart, np.arange(40) >= 25, 1)
reference("apart 1000", apart, np.arange(40) >= 25, 1000)
reference("constant 1", constant, cancer.target[::3], 1)

for share in 1, 0.5:
    for cost in 0.1, 1:
        reference(f"scaled iris {cost} {share}", scaled, iris.target, cost, share)
        reference(f"wine {cost} {share}", wines, wine.target, cost, share)
        reference(f"cancer {cost} {share}", cells, cancer.target[::3], cost, share)
reference("digits 1 1", pixels, shown, 1, 1)
reference("weighted scaled iris 1 1", scaled, iris.target, 1, 1, by_place)
reference("weighted cancer 1 1", cells, cancer.target[::3], 1, 1, np.arange(len(cells)) % 3 + 0.5)
out.close()
