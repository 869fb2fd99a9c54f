"""Reference values of further learners: /usr/bin/python3 src/test/resources/train/learners.py, in the root folder.

Writes learners.csv: a line for each name, then its numbers. Made with scikit-learn 1.2.1 and numpy 1.24.2.
"""
import csv

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp
from sklearn.ensemble import VotingClassifier, VotingRegressor
from sklearn.linear_model import ElasticNet, Lars, LassoLars, LinearRegression, LogisticRegression, Ridge
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
linear = LogisticRegression(solver="newton-cholesky", multi_class="ovr", tol=1e-12)
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

# Least angle regression, on the standardised target and back; and the path of the lasso.
wide = np.column_stack([x[:, :3], x[:, 0] * x[:, 1], x[:, 1] * x[:, 2], x[:, 0] ** 2])


def angle(name, model):
    model.fit(wide, z)
    put(f"lars {name} weights", model.coef_ * mass.std())
    put(f"lars {name} intercept", model.intercept_ * mass.std() + mass.mean())


for count in 1, 2, 3, 4:  # from the fifth on the path of scikit-learn 1.2.1 is none: the pulls are not alike
    angle(str(count), Lars(n_nonzero_coefs=count))
angle("6", LinearRegression())  # where it ends
for penalty in 0.001, 0.0001, 0.00001:
    angle(f"lasso {penalty}", LassoLars(penalty))

# Factorization machines: the minimum of the same function, found by scipy from ten random starts which all end there.
def machine(name, features, target, sums, factors, cost, loss):
    length = 1 + features.shape[1] * (1 + factors)

    def predicted(numbers, rows):
        found = []
        for k in range(sums):
            one = numbers[k * length:(k + 1) * length]
            v = one[1 + rows.shape[1]:].reshape(rows.shape[1], factors)
            found.append(one[0] + rows @ one[1:1 + rows.shape[1]] + ((rows @ v) ** 2 - rows ** 2 @ v ** 2).sum(1) / 2)
        return np.array(found).T

    def value(numbers):
        penalized = numbers.copy()
        penalized[::length] = 0
        return penalized @ penalized / 2 + cost * loss(predicted(numbers, features), target)

    ends = []
    for seed in range(10):
        start = np.random.default_rng(seed).normal(0, 0.1, sums * length)
        start[::length] = 0
        ends.append(minimize(value, start, method="BFGS", options={"gtol": 1e-6, "maxiter": 5000}))
    best = min(ends, key=lambda end: end.fun)
    put(f"machine {name} value", best.fun)
    put(f"machine {name}", predicted(best.x, features[::10]))
    print(name, sorted(end.fun for end in ends))


centred = (x - x.mean(0)) / x.std(0)
machine("numbers", centred[:, :3], z, 1, 2, 1, lambda s, t: ((s[:, 0] - t) ** 2).sum() / 2)
machine("sex", centred, sex == "male", 1, 2, 1, lambda s, t: np.logaddexp(0, np.where(t, -s[:, 0], s[:, 0])).sum())
places = np.searchsorted(np.unique(species), species)
machine("species", centred, places, 3, 1, 1, lambda s, t: (logsumexp(s, axis=1) - s[np.arange(len(t)), t]).sum())
out.close()
