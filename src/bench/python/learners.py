#!/usr/bin/python3
"""scikit-learn's part of the table of learners: every estimator that has a counterpart, with its defaults and tuned.

usage: learners.py DATA OUT [SET...]

DATA is the folder of data. OUT gets SET-FOLD-train.csv and SET-FOLD-test.csv, which LearnersTable reads, so that both sides see
the same rows, sets.csv, which names them, and theirs.csv. Sets of fewer than 1,000 rows are cut into four folds, each of which is the test rows once, and
figures are means of the four; of others a quarter are test rows. At most 5,000 training rows are kept, and 2,000 for the
learners in SLOW. Tuned means the best of the defaults and some random points of the space below, on three folds, or on one
hold-out where there are more than 2,000 training rows.
"""
import os, pickle, sys, time, warnings
os.environ["PYTHONWARNINGS"] = "ignore"
os.environ.setdefault("OMP_NUM_THREADS", "2")
import numpy as np, pandas as pd
from scipy.stats import loguniform, randint, uniform
from sklearn import datasets
from sklearn.base import clone
from sklearn.cluster import KMeans
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import (AdaBoostClassifier, BaggingClassifier, BaggingRegressor, ExtraTreesClassifier,
                              ExtraTreesRegressor, HistGradientBoostingClassifier, HistGradientBoostingRegressor,
                              IsolationForest, RandomForestClassifier, RandomForestRegressor, StackingClassifier,
                              StackingRegressor, VotingClassifier, VotingRegressor)
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import ElasticNet, Lars, Lasso, LinearRegression, LogisticRegression, Ridge
from sklearn.metrics import accuracy_score, adjusted_rand_score, f1_score, r2_score, roc_auc_score, silhouette_score
from sklearn.model_selection import (KFold, ParameterSampler, ShuffleSplit, StratifiedKFold, StratifiedShuffleSplit,
                                     cross_val_score)
from sklearn.multioutput import ClassifierChain, MultiOutputClassifier
from sklearn.naive_bayes import GaussianNB, MultinomialNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor, NearestNeighbors
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, MinMaxScaler, OneHotEncoder, StandardScaler
from sklearn.svm import SVC, SVR, LinearSVC, LinearSVR, OneClassSVM
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor
warnings.filterwarnings("ignore")

MOST, MOST_OF_SLOW, SMALL, FOR_FOLDS = 5_000, 2_000, 1_000, 2_000
SLOW = {"kernel SVM", "neural network", "nearest neighbours", "bagging", "stacking", "factorization machine"}
TRIALS, TRIALS_OF_SLOW = 5, 3


def named(frame):
    frame["truth"] = frame["truth"].map(lambda value: f"c{value}")
    return frame


def bundled(load):
    return load(as_frame=True).frame.rename(columns={"target": "truth"})


def sets(data):
    """Each set: what is predicted, and a frame whose column "truth" is that; of labels the columns that begin with "label"."""
    adult = pd.read_csv(f"{data}/adult/adult.csv", na_values="?").rename(columns={"income": "truth"})
    titanic = pd.read_csv(f"{data}/titanic/titanic3.csv", encoding="utf-8-sig")
    titanic = titanic[["pclass", "sex", "age", "sibsp", "parch", "fare", "embarked", "survived"]].dropna(subset=["survived"])
    titanic = titanic.rename(columns={"survived": "truth"})
    titanic["truth"] = titanic["truth"].map({0: "no", 1: "yes"})
    spam = pd.read_csv(f"{data}/sms_spam/sms_spam.csv").drop_duplicates().rename(columns={"label": "truth"})
    wine = pd.read_csv(f"{data}/wine/wine.csv").rename(columns={"class": "truth", "od280/od315_of_diluted_wines": "od280"})
    digits = pd.read_csv(f"{data}/digits/digits.csv").rename(columns={"digit": "truth"})
    bikes = pd.read_csv(f"{data}/bike_sharing/hour.csv").drop(columns=["instant", "dteday", "casual", "registered"])
    bikes = bikes.rename(columns={"cnt": "truth"})
    houses = pd.read_csv(f"{data}/california_housing/housing.csv").rename(columns={"median_house_value": "truth"})
    rain = named(pd.read_csv(f"{data}/weather_stream/weather.csv").rename(columns={"target": "truth"}))
    wine, digits = named(wine), named(digits)
    cancer, iris = named(bundled(datasets.load_breast_cancer)), named(bundled(datasets.load_iris))
    x, labels = datasets.make_multilabel_classification(2000, 20, n_classes=6, n_labels=2, random_state=1)
    several = pd.DataFrame(x, columns=[f"x{i}" for i in range(20)])
    for i in range(6):
        several[f"label{i}"] = labels[:, i] == 1
    return {"adult": ("classes", adult), "titanic": ("classes", titanic), "spam": ("classes", spam), "rain": ("classes", rain),
            "digits": ("classes", digits), "wine": ("classes", wine), "breast cancer": ("classes", cancer),
            "iris": ("classes", iris), "bikes": ("numbers", bikes), "houses": ("numbers", houses),
            "diabetes": ("numbers", bundled(datasets.load_diabetes)), "labels": ("labels", several),
            "iris groups": ("clusters", iris), "wine groups": ("clusters", wine), "digits groups": ("clusters", digits),
            "malignant": ("anomalies", cancer), "eights": ("anomalies", digits)}


ODD = {"malignant": "c0", "eights": "c8"}


def folds(name, kind, frame):
    """Training and test rows. Anomaly detectors are trained on usual rows alone and asked about all odd ones."""
    if kind == "anomalies":
        usual = frame[frame["truth"] != ODD[name]].sample(frac=1, random_state=1)
        cut = len(usual) * 3 // 4
        return [(usual[:cut], pd.concat([usual[cut:], frame[frame["truth"] == ODD[name]]]))]
    if len(frame) < SMALL:
        cutter = (StratifiedKFold if kind in ("classes", "clusters") else KFold)(4, shuffle=True, random_state=1)
    else:
        cutter = (StratifiedShuffleSplit if kind in ("classes", "clusters") else ShuffleSplit)(1, test_size=0.25, random_state=1)
    return [(frame.iloc[train[:MOST]], frame.iloc[test]) for train, test in cutter.split(frame, frame.get("truth"))]


DENSE = {"Gaussian naive Bayes", "gradient boosting", "voting", "stacking"}


def prepared(frame, learner, estimator):
    """The preparation that both sides use: median, mode, scale, one-hot; TF-IDF for messages."""
    features = frame[[column for column in frame if column != "truth" and not column.startswith("label")]]
    if "text" in features:
        dense = [FunctionTransformer(lambda rows: rows.toarray(), accept_sparse=True)] if learner in DENSE else []
        return make_pipeline(ColumnTransformer([("text", TfidfVectorizer(min_df=5), "text")]),
                             *dense, estimator)
    numbers = features.select_dtypes("number").columns
    others = features.columns.difference(numbers)
    scale = MinMaxScaler() if learner == "naive Bayes" else StandardScaler()
    return make_pipeline(ColumnTransformer([
        ("numbers", make_pipeline(SimpleImputer(strategy="median"), scale), numbers),
        ("others", make_pipeline(SimpleImputer(strategy="most_frequent"),
                                 OneHotEncoder(handle_unknown="ignore", sparse_output=False)), others)],
        sparse_threshold=0), estimator)


LEAF = {"min_samples_leaf": randint(1, 11), "max_features": uniform(0.1, 0.9)}
TREE = {"max_depth": randint(2, 21), "min_samples_leaf": randint(1, 51)}
NEAR = {"n_neighbors": randint(1, 51), "weights": ["uniform", "distance"]}
BOOST = {"learning_rate": loguniform(0.02, 0.3), "max_leaf_nodes": randint(7, 64), "l2_regularization": loguniform(1e-3, 10)}
NET = {"alpha": loguniform(1e-5, 1e-1), "learning_rate_init": loguniform(1e-4, 1e-2)}


def members():
    return [("linear", LogisticRegression(max_iter=1000)), ("tree", DecisionTreeClassifier(min_samples_leaf=5, random_state=1)),
            ("bayes", GaussianNB())]


def regressors():
    return [("linear", Ridge()), ("tree", DecisionTreeRegressor(min_samples_leaf=5, random_state=1)),
            ("near", KNeighborsRegressor())]


class Distance:
    """The distance of the fifth neighbour."""
    def fit(self, x, y=None):
        self.rows = NearestNeighbors(n_neighbors=5).fit(x)
        return self

    def score_samples(self, x):
        return -self.rows.kneighbors(x)[0][:, -1]

    predict = score_samples


class BySilhouette:
    """k-means with as many clusters, from 2 to 12, as have the largest silhouette."""
    def fit(self, x, y=None):
        tried = [KMeans(k, n_init=10, random_state=1).fit(x) for k in range(2, 13)]
        self.best = max(tried, key=lambda model: silhouette_score(x, model.labels_))
        return self

    def predict(self, x):
        return self.best.predict(x)


class Chains:
    """Ten classifier chains in random orders, their probabilities averaged."""
    def fit(self, x, y):
        self.chains = [ClassifierChain(LogisticRegression(max_iter=1000), order="random", random_state=i).fit(x, y)
                       for i in range(10)]
        return self

    def predict(self, x):
        return np.mean([chain.predict_proba(x) for chain in self.chains], axis=0) >= 0.5


LEARNERS = {
    "classes": {
        "baseline": (DummyClassifier(), {}),
        "logistic regression": (LogisticRegression(max_iter=1000), {"C": loguniform(1e-3, 1e2)}),
        "linear SVM": (LinearSVC(), {"C": loguniform(1e-3, 1e2)}),
        "kernel SVM": (SVC(), {"C": loguniform(1e-1, 1e2), "gamma": loguniform(1e-3, 1)}),
        "naive Bayes": (MultinomialNB(), {"alpha": loguniform(1e-2, 10)}),
        "Gaussian naive Bayes": (GaussianNB(), {"var_smoothing": loguniform(1e-9, 1e-1)}),
        "nearest neighbours": (KNeighborsClassifier(), NEAR),
        "decision tree": (DecisionTreeClassifier(random_state=1), TREE),
        "random forest": (RandomForestClassifier(random_state=1, n_jobs=2), LEAF),
        "extra trees": (ExtraTreesClassifier(random_state=1, n_jobs=2), LEAF),
        "AdaBoost": (AdaBoostClassifier(random_state=1),
                     {"n_estimators": randint(20, 201), "learning_rate": loguniform(0.05, 2)}),
        "gradient boosting": (HistGradientBoostingClassifier(random_state=1), BOOST),
        "neural network": (MLPClassifier(random_state=1), NET),
        "voting": (VotingClassifier(members(), voting="soft"), {}),
        "bagging": (BaggingClassifier(DecisionTreeClassifier(), random_state=1), {"n_estimators": randint(5, 51)}),
        "stacking": (StackingClassifier(members()), {}),
    },
    "numbers": {
        "baseline": (DummyRegressor(), {}),
        "linear regression": (LinearRegression(), {}),
        "ridge": (Ridge(), {"alpha": loguniform(1e-3, 1e3)}),
        "lasso": (Lasso(), {"alpha": loguniform(1e-3, 1e2)}),
        "elastic net": (ElasticNet(), {"alpha": loguniform(1e-3, 1e2), "l1_ratio": uniform(0.05, 0.9)}),
        "LARS": (Lars(), {"n_nonzero_coefs": randint(1, 21)}),
        "linear SVM": (LinearSVR(max_iter=5000), {"C": loguniform(1e-2, 1e3)}),
        "kernel SVM": (SVR(), {"C": loguniform(1, 1e5), "gamma": loguniform(1e-3, 1)}),
        "nearest neighbours": (KNeighborsRegressor(), NEAR),
        "decision tree": (DecisionTreeRegressor(random_state=1), TREE),
        "random forest": (RandomForestRegressor(random_state=1, n_jobs=2), LEAF),
        "extra trees": (ExtraTreesRegressor(random_state=1, n_jobs=2), LEAF),
        "gradient boosting": (HistGradientBoostingRegressor(random_state=1), BOOST),
        "neural network": (MLPRegressor(random_state=1), NET),
        "voting": (VotingRegressor(regressors()), {}),
        "bagging": (BaggingRegressor(DecisionTreeRegressor(), random_state=1), {"n_estimators": randint(5, 51)}),
        "stacking": (StackingRegressor(regressors(), Ridge()), {}),
    },
    "labels": {
        "binary relevance": (MultiOutputClassifier(LogisticRegression(max_iter=1000)), {}),
        "classifier chain": (ClassifierChain(LogisticRegression(max_iter=1000)), {}),
        "ten classifier chains": (Chains(), {}),
    },
    "clusters": {
        "k-means": (None, {}),
        "k-means by silhouette": (BySilhouette(), {}),
    },
    "anomalies": {
        "one-class SVM": (OneClassSVM(nu=0.1), {}),
        "neighbour distance": (Distance(), {}),
        "isolation forest": (IsolationForest(random_state=1), {}),
    },
}
UNITS = {"numbers": "R2", "labels": "F1", "clusters": "adjusted Rand", "anomalies": "AUC"}


def parts(frame):
    labels = [column for column in frame if column.startswith("label")]
    features = frame.drop(columns=labels or ["truth"])
    return features, frame[labels] if labels else frame["truth"]


def quality(fitted, kind, name, test):
    features, truth = parts(test)
    if kind == "numbers":
        return r2_score(truth, fitted.predict(features))
    if kind == "labels":
        return f1_score(truth, fitted.predict(features), average="micro")
    if kind == "clusters":
        return adjusted_rand_score(truth, fitted.predict(features))
    if kind == "anomalies":
        return roc_auc_score(truth == ODD[name], -fitted.score_samples(features))
    if truth.nunique() > 2:
        return accuracy_score(truth, fitted.predict(features))
    positive = sorted(truth.unique())[1]
    scores = fitted.decision_function(features) if hasattr(fitted, "decision_function") else fitted.predict_proba(features)[:, 1]
    return roc_auc_score(truth == positive, scores)


def tuned(pipeline, space, kind, slow, features, truth):
    """The best of the defaults and random points, fitted to all rows."""
    many = len(features) > FOR_FOLDS
    classes = kind == "classes"
    if many:
        cut = (StratifiedShuffleSplit if classes else ShuffleSplit)(1, test_size=0.25, random_state=1)
    else:
        cut = (StratifiedKFold if classes else KFold)(3, shuffle=True, random_state=1)
    scoring = "r2" if kind == "numbers" else "accuracy" if truth.nunique() > 2 else "roc_auc"
    step = pipeline.steps[-1][0]
    points = [{}] + list(ParameterSampler({f"{step}__{key}": value for key, value in space.items()},
                                          (TRIALS_OF_SLOW if slow else TRIALS) - 1, random_state=1))
    tried = [clone(pipeline).set_params(**point) for point in points]
    best = max(tried, key=lambda each: cross_val_score(each, features, truth, cv=cut, scoring=scoring).mean())
    return best.fit(features, truth)


def figures(name, kind, learner, estimator, space, train, test):
    slow = learner in SLOW
    if slow:
        train = train[:MOST_OF_SLOW]
    features, truth = parts(train)
    if learner == "k-means":
        estimator = KMeans(truth.nunique(), n_init=10, random_state=1)
    pipeline = prepared(train, learner, estimator if isinstance(estimator, (Distance, BySilhouette, Chains)) else clone(estimator))
    supervised = kind in ("classes", "numbers", "labels")
    start = time.perf_counter()
    fitted = pipeline.fit(features, truth) if supervised else pipeline.fit(features)
    seconds = time.perf_counter() - start
    single = parts(test)[0].head(1)
    rows = []
    for _ in range(3):
        start = time.perf_counter()
        fitted.score_samples(single) if kind == "anomalies" else fitted.predict(single)
        rows.append((time.perf_counter() - start) * 1e6)
    try:
        size = len(pickle.dumps(fitted))
    except Exception:  # the function that makes text dense has no name
        size = len(pickle.dumps(fitted.steps[-1][1]))
    default = quality(fitted, kind, name, test)
    best = quality(tuned(pipeline, space, kind, slow, features, truth), kind, name, test) if space else default
    return default, best, seconds, np.median(rows), size


def main():
    data, out, asked = sys.argv[1], sys.argv[2], sys.argv[3:]
    os.makedirs(out, exist_ok=True)
    cuts = {name: (kind, frame, folds(name, kind, frame)) for name, (kind, frame) in sets(data).items()}
    units = {}
    with open(f"{out}/sets.csv", "w") as file:
        for name, (kind, frame, pieces) in cuts.items():
            units[name] = UNITS.get(kind) or ("accuracy" if frame["truth"].nunique() > 2 else "AUC")
            file.write(f"{name},{kind},{units[name]},{len(pieces)}\n")
            for fold, (train, test) in enumerate(pieces):
                train.to_csv(f"{out}/{name}-{fold}-train.csv", index=False)
                test.to_csv(f"{out}/{name}-{fold}-test.csv", index=False)
    with open(f"{out}/theirs.csv", "w") as file:
        file.write("set,kind,metric,learner,folds,train,test,default,tuned,fit_s,row_us,bytes\n")
        for name, (kind, frame, pieces) in cuts.items():
            if asked and name not in asked:
                continue
            rows = sum(len(test) for _, test in pieces)
            for learner, (estimator, space) in LEARNERS[kind].items():
                found = np.mean([figures(name, kind, learner, estimator, space, *piece) for piece in pieces], axis=0)
                line = (f"{name},{kind},{units[name]},{learner},{len(pieces)},{len(pieces[0][0])},{rows},"
                        f"{found[0]:.4f},{found[1]:.4f},{found[2]:.4f},{found[3]:.1f},{found[4]:.0f}")
                file.write(line + "\n")
                file.flush()
                print(line, flush=True)


main()
