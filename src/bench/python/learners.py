#!/usr/bin/python3
"""scikit-learn's part of the table of learners: ten data sets, every estimator that has a counterpart, defaults and tuned.

usage: learners.py DATA OUT [DATASET...]    DATA: the folder of data; OUT gets NAME-train.csv, NAME-test.csv and peer.csv

The two CSV files of each data set are what LearnersTable reads, so that both sides see the same rows. Tuned means ten random
points of the space below on three folds; with more than 10,000 training rows five points on one hold-out.
"""
import os, pickle, sys, time, warnings
os.environ["PYTHONWARNINGS"] = "ignore"
os.environ.setdefault("OMP_NUM_THREADS", "2")
import numpy as np, pandas as pd
from scipy.stats import loguniform, randint, uniform
from sklearn import datasets
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import (AdaBoostClassifier, AdaBoostRegressor, ExtraTreesClassifier, ExtraTreesRegressor,
                              HistGradientBoostingClassifier, HistGradientBoostingRegressor, RandomForestClassifier,
                              RandomForestRegressor)
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import ElasticNet, LassoLars, LinearRegression, LogisticRegression, Lasso, Ridge
from sklearn.metrics import accuracy_score, r2_score, roc_auc_score
from sklearn.model_selection import RandomizedSearchCV, ShuffleSplit, StratifiedShuffleSplit, train_test_split
from sklearn.naive_bayes import GaussianNB, MultinomialNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, MinMaxScaler, OneHotEncoder, StandardScaler
from sklearn.svm import SVC, SVR, LinearSVC, LinearSVR
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor
warnings.filterwarnings("ignore")


def bundled(load):
    found = load(as_frame=True)
    frame = found.frame.rename(columns={"target": "truth"})
    if len(set(frame["truth"])) < 20:
        frame["truth"] = frame["truth"].map(lambda value: f"c{value}")
    return frame


def sets(data):
    """Each data set: a frame whose column "truth" is to be predicted, and whether it is a number."""
    adult = pd.read_csv(f"{data}/adult/adult.csv", na_values="?").rename(columns={"income": "truth"})
    titanic = pd.read_csv(f"{data}/titanic/titanic3.csv", encoding="utf-8-sig")
    titanic = titanic[["pclass", "sex", "age", "sibsp", "parch", "fare", "embarked", "survived"]].dropna(subset=["survived"])
    titanic = titanic.rename(columns={"survived": "truth"})
    titanic["truth"] = titanic["truth"].map({0: "no", 1: "yes"})
    spam = pd.read_csv(f"{data}/sms_spam/sms_spam.csv").drop_duplicates().rename(columns={"label": "truth"})
    wine = pd.read_csv(f"{data}/wine/wine.csv").rename(columns={"class": "truth", "od280/od315_of_diluted_wines": "od280"})
    wine["truth"] = wine["truth"].map(lambda value: f"c{value}")
    digits = pd.read_csv(f"{data}/digits/digits.csv").rename(columns={"digit": "truth"})
    digits["truth"] = digits["truth"].map(lambda value: f"c{value}")
    bikes = pd.read_csv(f"{data}/bike_sharing/hour.csv").drop(columns=["instant", "dteday", "casual", "registered"])
    bikes = bikes.rename(columns={"cnt": "truth"})
    houses = pd.read_csv(f"{data}/california_housing/housing.csv").rename(columns={"median_house_value": "truth"})
    return {"adult": (adult, False), "titanic": (titanic, False), "spam": (spam, False), "digits": (digits, False),
            "wine": (wine, False), "breast cancer": (bundled(datasets.load_breast_cancer), False),
            "iris": (bundled(datasets.load_iris), False), "bikes": (bikes, True), "houses": (houses, True),
            "diabetes": (bundled(datasets.load_diabetes), True)}


def prepared(frame, name, estimator):
    """The preparation that both sides use: median, mode, scale, one-hot; TF-IDF for messages."""
    features = frame.drop(columns=["truth"])
    if "text" in features:
        dense = [FunctionTransformer(lambda rows: rows.toarray(), accept_sparse=True)] if name == "Gaussian naive Bayes" else []
        return make_pipeline(ColumnTransformer([("text", TfidfVectorizer(token_pattern=r"(?u)\b\w+\b", min_df=3), "text")]),
                             *dense, estimator)
    numbers = features.select_dtypes("number").columns
    others = features.columns.difference(numbers)
    scale = MinMaxScaler() if name == "naive Bayes" else StandardScaler()
    return make_pipeline(ColumnTransformer([
        ("numbers", make_pipeline(SimpleImputer(strategy="median"), scale), numbers),
        ("others", make_pipeline(SimpleImputer(strategy="most_frequent"),
                                 OneHotEncoder(handle_unknown="ignore", sparse=False)), others)], sparse_threshold=0), estimator)


CLASSIFIERS = {
    "baseline": (DummyClassifier(), {}),
    "logistic regression": (LogisticRegression(max_iter=1000), {"C": loguniform(1e-3, 1e2)}),
    "linear SVM": (LinearSVC(), {"C": loguniform(1e-3, 1e2)}),
    "kernel SVM": (SVC(), {"C": loguniform(1e-1, 1e2), "gamma": loguniform(1e-3, 1)}),
    "naive Bayes": (MultinomialNB(), {"alpha": loguniform(1e-2, 10)}),
    "Gaussian naive Bayes": (GaussianNB(), {"var_smoothing": loguniform(1e-9, 1e-1)}),
    "nearest neighbours": (KNeighborsClassifier(), {"n_neighbors": randint(1, 51), "weights": ["uniform", "distance"]}),
    "decision tree": (DecisionTreeClassifier(random_state=1), {"max_depth": randint(2, 21), "min_samples_leaf": randint(1, 51)}),
    "random forest": (RandomForestClassifier(random_state=1, n_jobs=2), {"min_samples_leaf": randint(1, 11), "max_features": uniform(0.1, 0.9)}),
    "extra trees": (ExtraTreesClassifier(random_state=1, n_jobs=2), {"min_samples_leaf": randint(1, 11), "max_features": uniform(0.1, 0.9)}),
    "AdaBoost": (AdaBoostClassifier(random_state=1), {"n_estimators": randint(20, 201), "learning_rate": loguniform(0.05, 2)}),
    "gradient boosting": (HistGradientBoostingClassifier(random_state=1), {"learning_rate": loguniform(0.02, 0.3), "max_leaf_nodes": randint(7, 64), "l2_regularization": loguniform(1e-3, 10)}),
    "neural network": (MLPClassifier(random_state=1), {"alpha": loguniform(1e-5, 1e-1), "learning_rate_init": loguniform(1e-4, 1e-2)}),
}
REGRESSORS = {
    "baseline": (DummyRegressor(), {}),
    "linear regression": (LinearRegression(), {}),
    "ridge": (Ridge(), {"alpha": loguniform(1e-3, 1e3)}),
    "lasso": (Lasso(), {"alpha": loguniform(1e-3, 1e2)}),
    "elastic net": (ElasticNet(), {"alpha": loguniform(1e-3, 1e2), "l1_ratio": uniform(0.05, 0.9)}),
    "lars": (LassoLars(), {"alpha": loguniform(1e-4, 1e1)}),
    "linear SVM": (LinearSVR(max_iter=5000), {"C": loguniform(1e-2, 1e3)}),
    "kernel SVM": (SVR(), {"C": loguniform(1, 1e5), "gamma": loguniform(1e-3, 1)}),
    "nearest neighbours": (KNeighborsRegressor(), {"n_neighbors": randint(1, 51), "weights": ["uniform", "distance"]}),
    "decision tree": (DecisionTreeRegressor(random_state=1), {"max_depth": randint(2, 21), "min_samples_leaf": randint(1, 51)}),
    "random forest": (RandomForestRegressor(random_state=1, n_jobs=2), {"min_samples_leaf": randint(1, 11), "max_features": uniform(0.1, 0.9)}),
    "extra trees": (ExtraTreesRegressor(random_state=1, n_jobs=2), {"min_samples_leaf": randint(1, 11), "max_features": uniform(0.1, 0.9)}),
    "AdaBoost": (AdaBoostRegressor(random_state=1), {"n_estimators": randint(20, 201), "learning_rate": loguniform(0.05, 2)}),
    "gradient boosting": (HistGradientBoostingRegressor(random_state=1), {"learning_rate": loguniform(0.02, 0.3), "max_leaf_nodes": randint(7, 64), "l2_regularization": loguniform(1e-3, 10)}),
    "neural network": (MLPRegressor(random_state=1), {"alpha": loguniform(1e-5, 1e-1), "learning_rate_init": loguniform(1e-4, 1e-2)}),
}


def quality(fitted, test, number):
    features, truth = test.drop(columns=["truth"]), test["truth"]
    if number:
        return r2_score(truth, fitted.predict(features))
    if truth.nunique() > 2:
        return accuracy_score(truth, fitted.predict(features))
    positive = sorted(truth.unique())[1]
    scores = fitted.decision_function(features) if hasattr(fitted, "decision_function") else fitted.predict_proba(features)[:, 1]
    return roc_auc_score(truth == positive, scores)


def main():
    data, out, asked = sys.argv[1], sys.argv[2], sys.argv[3:]
    os.makedirs(out, exist_ok=True)
    lines = []
    for name, (frame, number) in sets(data).items():
        train, test = train_test_split(frame, test_size=0.25, random_state=1, stratify=None if number else frame["truth"])
        train.to_csv(f"{out}/{name}-train.csv", index=False)
        test.to_csv(f"{out}/{name}-test.csv", index=False)
        if asked and name not in asked:
            continue
        large = len(train) > 10_000
        for learner, (estimator, space) in (REGRESSORS if number else CLASSIFIERS).items():
            if learner == "kernel SVM" and large:
                continue  # hours on either side
            pipeline = prepared(frame, learner, estimator)
            step = pipeline.steps[-1][0]
            features, truth = train.drop(columns=["truth"]), train["truth"]
            start = time.perf_counter()
            fitted = pipeline.fit(features, truth)
            seconds = time.perf_counter() - start
            single = test.drop(columns=["truth"]).head(1)
            start = time.perf_counter()
            for _ in range(20):
                fitted.predict(single)
            row = (time.perf_counter() - start) / 20
            size = len(pickle.dumps(fitted.steps[-1][1]))
            default = quality(fitted, test, number)
            tuned = default
            if space:
                scoring = "r2" if number else "accuracy" if truth.nunique() > 2 else "roc_auc"
                once = (ShuffleSplit if number else StratifiedShuffleSplit)(n_splits=1, test_size=0.25, random_state=1)
                search = RandomizedSearchCV(pipeline, {f"{step}__{key}": value for key, value in space.items()},
                                            n_iter=5 if large else 10, cv=once if large else 3, scoring=scoring, random_state=1)
                tuned = quality(search.fit(features, truth), test, number)
            lines.append(f"{name},{learner},{default:.4f},{tuned:.4f},{seconds:.4f},{row * 1e6:.1f},{size}")
            print(lines[-1], flush=True)
    with open(f"{out}/peer.csv", "w") as file:
        file.write("data,learner,default,tuned,fit_s,row_us,bytes\n" + "\n".join(lines) + "\n")


main()
