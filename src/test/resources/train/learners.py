"""Reference values of further learners: /usr/bin/python3 src/test/resources/train/learners.py, in the root folder.

Writes learners.csv: a line for each name, then its numbers. Made with scikit-learn 1.2.1 and numpy 1.24.2.
"""
import csv

import numpy as np
from sklearn.ensemble import VotingClassifier, VotingRegressor
from sklearn.linear_model import ElasticNet, LogisticRegression, Ridge
from sklearn.multiclass import OneVsRestClassifier
from sklearn.multioutput import ClassifierChain
from sklearn.naive_bayes import GaussianNB, MultinomialNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor, NearestNeighbors
from sklearn.svm import SVC, SVR

SCALES = {"bill_length_mm": 50, "bill_depth_mm": 20, "flipper_length_mm": 200, "body_mass_g": 4000}

with open("examples/data/penguins.csv") as file:
    birds = [bird for bird in csv.DictReader(file) if "" not in bird.values()]
x = np.array([[float(bird[name]) / scale for name, scale in SCALES.items()] for bird in birds])
species = np.array([bird["species"] for bird in birds])
sex = np.array([bird["sex"] for bird in birds])
mass = np.array([float(bird["body_mass_g"]) for bird in birds])
z = (mass - mass.mean()) / mass.std()
weights = np.arange(len(birds)) % 3 + 0.5
out = open("src/test/resources/train/learners.csv", "w")


def put(name, numbers):
    out.write(",".join([name, *(repr(float(number)) for number in np.ravel(numbers))]) + "\n")


# Elastic nets on the standardised target, brought back to the unit of the target.
def net(name, model, weight=None):
    mean = np.average(mass, weights=weight)
    deviation = np.sqrt(np.average((mass - mean) ** 2, weights=weight))
    model.fit(x[:, :3], (mass - mean) / deviation, sample_weight=weight)
    put(f"net {name} weights", model.coef_ * deviation)
    put(f"net {name} intercept", model.intercept_ * deviation + mean)


for penalty, share in (0.001, 0.5), (0.01, 1.0), (0.01, 0.1):
    for kind, weight in ("equal", None), ("weighted", weights):
        net(f"{penalty} {share} {kind}", ElasticNet(penalty, l1_ratio=share, tol=1e-14, max_iter=1000000), weight)
for kind, weight in ("equal", None), ("weighted", weights):
    # Ridge takes the sum of the squared errors and not half their mean.
    total = len(birds) if weight is None else weights.sum()
    net(f"0.01 0.0 {kind}", Ridge(0.01 * total, solver="cholesky"), weight)

# Gaussian naive Bayes.
for smoothing in 1e-9, 0.01:
    for kind, weight in ("equal", None), ("weighted", weights):
        model = GaussianNB(var_smoothing=smoothing).fit(x, species, weight)
        put(f"gaussian {smoothing} {kind}", model.predict_proba(x[::10]))

# Machines with kernels.
for name, settings in {
    "rbf": dict(kernel="rbf"),
    "given": dict(kernel="rbf", gamma=2.0, C=10),
    "polynomial": dict(kernel="poly", degree=3, gamma=0.5, coef0=1.0),
    "sigmoid": dict(kernel="sigmoid", gamma=0.01, coef0=0.5),
}.items():
    put(f"svc sex {name}", SVC(tol=1e-8, **settings).fit(x, sex).decision_function(x[::10]))
    put(f"svc species {name}", SVC(tol=1e-8, decision_function_shape="ovr", **settings).fit(x, species)
        .decision_function(x[::10]))
    put(f"svr {name}", SVR(tol=1e-8, **settings).fit(x[:, :3], z).predict(x[::10, :3]) * mass.std() + mass.mean())
put("svc balanced", SVC(tol=1e-8, class_weight="balanced").fit(x, species).decision_function(x[::10]))

# The distance of the fifth neighbour; each bird is its own first.
distances, _ = NearestNeighbors(n_neighbors=6, algorithm="brute").fit(x).kneighbors(x)
put("distances", distances[::10, 4])
put("distance border", np.quantile(distances[:, 5], 0.9))

# Votes.
linear = LogisticRegression(solver="liblinear", tol=1e-13, max_iter=100000)
bayes = MultinomialNB()
near = KNeighborsClassifier(5, algorithm="brute")
members = [("linear", linear), ("bayes", bayes), ("near", near)]
put("vote soft", VotingClassifier(members, voting="soft", weights=[2, 1, 1]).fit(x, species).predict_proba(x[::10]))
hard = VotingClassifier(members, voting="hard", weights=[2, 1, 1.5]).fit(x, species)
put("vote hard", [list(hard.classes_).index(label) for label in hard.predict(x[::10])])
numbers = [("near", KNeighborsRegressor(5, algorithm="brute")), ("far", KNeighborsRegressor(20, algorithm="brute"))]
put("vote numbers", VotingRegressor(numbers, weights=[3, 1]).fit(x[:, :3], mass).predict(x[::10, :3]))

# Labels: heavy, long-billed, male, not Adelie.
labels = np.column_stack([mass > 4000, x[:, 0] > 0.9, sex == "male", species != "Adelie"]).astype(int)
put("labels", labels)
put("relevance", OneVsRestClassifier(linear).fit(x, labels).predict_proba(x[::10]))
put("chain", ClassifierChain(linear, order=[0, 1, 2, 3]).fit(x, labels).predict_proba(x[::10]))
out.close()
