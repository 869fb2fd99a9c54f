"""Writes metrics-*.json beside this file: python3 metrics.py (scikit-learn 1.2.1, numpy 1.24.2, scipy 1.10.1).

Each set holds predictions beside their truth, and for each metric its value: that of scikit-learn, or of a formula in
numpy where it has none. Where scikit-learn has both, it is asserted that they agree. Rows of weight zero are no rows.
The first sets are random, the last five are predictions of simple models on data that comes with scikit-learn.
"""
import json
import math
import os
import warnings

import numpy as np
from sklearn import cluster, datasets, ensemble, linear_model, metrics, naive_bayes, neighbors, svm, tree
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split
from sklearn.multiclass import OneVsRestClassifier
from sklearn.preprocessing import StandardScaler

warnings.simplefilter("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))
NAN = math.nan


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (bool, np.bool_)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        number = float(value)
        if not math.isfinite(number):
            return "NaN"
        return int(number) if number.is_integer() and abs(number) < 1e9 else number
    return int(value) if isinstance(value, np.integer) else value


def write(name, sets):
    with open(os.path.join(HERE, name), "w") as out:
        lines = ",\n".join(json.dumps(plain(each), separators=(",", ":")) for each in sets)
        out.write('{"sets":[\n' + lines + "\n]}\n")


def same(a, b):
    assert math.isclose(a, b, rel_tol=1e-11, abs_tol=1e-12) or (math.isnan(a) and math.isnan(b)), (a, b)
    return a


def weighting(rng, number, rows):
    """No weights, whole numbers with zeros, or any."""
    if number % 3 == 0:
        return np.ones(rows)
    w = rng.integers(0, 4, rows).astype(float) if number % 3 == 1 else np.round(rng.gamma(2.0, 1.0, rows), 2)
    w[0] = max(w[0], 1)
    return w


def stored(w):
    return [] if np.all(w == 1) else w


# ---------------------------------------------------------------------------------------------------- two sides, ranked


def roc(real, score, w):
    real, score, w = real[w > 0], score[w > 0], w[w > 0]
    return metrics.roc_auc_score(real, score, sample_weight=w) if 0 < real.sum() < len(real) else NAN


def precision_area(real, score, w):
    real, score, w = real[w > 0], score[w > 0], w[w > 0]
    return metrics.average_precision_score(real, score, sample_weight=w) if real.any() else NAN


def hits_among(real, score, w, top):
    """The expected weight of hits among the rows of largest scores: linear within rows of equal score."""
    groups = np.unique(-score)
    taken = np.concatenate([[0], np.cumsum([w[-score == g].sum() for g in groups])])
    hits = np.concatenate([[0], np.cumsum([w[(-score == g) & real].sum() for g in groups])])
    return np.interp(top, taken, hits)


# ------------------------------------------------------------------------------------------------------------- classes


def one_vs_one(y, p, w, by_rows):
    """Hand and Till with weights; equal to scikit-learn where there are none."""
    values, parts = [], []
    for a in range(p.shape[1]):
        for b in range(a + 1, p.shape[1]):
            both = ((y == a) | (y == b)) & (w > 0)
            if (y[both] == a).any() and (y[both] == b).any():
                values.append((roc(y[both] == a, p[both, a], w[both]) + roc(y[both] == b, p[both, b], w[both])) / 2)
                parts.append(w[both].sum() if by_rows else 1)
    return np.average(values, weights=parts) if values else NAN


def calibration(conf, right, w, bins):
    place = np.minimum(np.searchsorted(np.arange(1, bins + 1) / bins, conf), bins - 1)
    gap = 0.0
    for k in range(bins):
        here = (place == k) & (w > 0)
        if here.any():
            size = w[here].sum() / w.sum()
            gap += size * abs(np.average(right[here], weights=w[here]) - np.average(conf[here], weights=w[here]))
    return gap


def measure_classes(labels, y, p, w, found):
    classes = len(labels)
    names = np.array(labels + ["?"])
    use = w > 0
    real, pred, u = names[y][use], names[found][use], w[use]
    positive = y == 1
    values = {
        "accuracy": metrics.accuracy_score(real, pred, sample_weight=u),
        "Hamming loss": metrics.hamming_loss(real, pred, sample_weight=u),
        "balanced accuracy": metrics.balanced_accuracy_score(real, pred, sample_weight=u),
        "Matthews correlation": metrics.matthews_corrcoef(real, pred, sample_weight=u),
        "Cohen's kappa": metrics.cohen_kappa_score(real, pred, sample_weight=u),
    }
    for name, function, more in (
        ("precision", metrics.precision_score, {}),
        ("recall", metrics.recall_score, {}),
        ("F1", metrics.f1_score, {}),
        ("F2", metrics.fbeta_score, {"beta": 2}),
        ("F0.5", metrics.fbeta_score, {"beta": 0.5}),
        ("Jaccard", metrics.jaccard_score, {}),
    ):
        more = dict(more, sample_weight=u, zero_division=0)
        values[name] = function(real, pred, labels=[labels[1]], average="macro", **more)
        for average in ("micro", "macro", "weighted"):
            values[f"{name} {average}"] = function(real, pred, average=average, **more)

    each = [roc(y == k, p[:, k], w) for k in range(classes)]
    sizes = [w[y == k].sum() for k in range(classes)]
    if classes == 2:
        values["ROC AUC"] = roc(positive, p[:, 1], w)
        for name in ("one-vs-rest weighted", "one-vs-one macro", "one-vs-one weighted"):
            values["ROC AUC " + name] = values["ROC AUC"]
    else:
        values["ROC AUC"] = np.mean(each)
        values["ROC AUC one-vs-rest weighted"] = np.average(each, weights=sizes)
        values["ROC AUC one-vs-one macro"] = one_vs_one(y, p, w, False)
        values["ROC AUC one-vs-one weighted"] = one_vs_one(y, p, w, True)
        known = use & (y >= 0)
        for average in ("macro", "weighted"):
            if not np.isnan(each).any() and not (y < 0).any():
                whole = metrics.roc_auc_score(real, p[use], sample_weight=u, multi_class="ovr", average=average)
                same(values["ROC AUC" if average == "macro" else "ROC AUC one-vs-rest weighted"], whole)
            if np.all(w == 1) and len(np.unique(y[known])) > 1:
                whole = metrics.roc_auc_score(
                    y[known], p[known], multi_class="ovo", average=average, labels=range(classes))
                same(values["ROC AUC one-vs-one " + average], whole)

    values["average precision"] = precision_area(positive, p[:, 1], w)
    areas = [precision_area(y == k, p[:, k], w) for k in range(classes)]
    values["average precision macro"] = np.mean(areas)
    values["average precision weighted"] = np.average(areas, weights=sizes)
    if classes == 2:
        values["Brier score"] = metrics.brier_score_loss(positive[use], p[use, 1], sample_weight=u)
    else:
        truth = np.column_stack([np.eye(classes + 1)[y]])[:, :classes]
        values["Brier score"] = np.average(((p - truth) ** 2).sum(axis=1) + (y < 0), weights=w)
    if not (y < 0).any():
        values["log loss"] = metrics.log_loss(real, p[use], labels=labels, sample_weight=u)
    conf = p[np.arange(len(y)), found]
    for bins in (5, 15):
        values[f"calibration error of {bins} bins"] = calibration(conf, y == found, w, bins)
    for share in (0.1, 0.3, 1):
        total = w[positive].sum()
        gain = hits_among(positive, p[:, 1], w, share * w.sum()) / total if total > 0 else NAN
        values[f"gain at {share}"] = gain
        values[f"lift at {share}"] = gain / share
    cost = np.arange((classes + 1) * classes).reshape(classes + 1, classes) * 1.25 % 4 - 1
    matrix = metrics.confusion_matrix(real, pred, labels=labels + ["?"], sample_weight=u)[:, :classes]
    values["cost"] = (matrix * cost).sum() / u.sum()
    return values, cost


def class_set(kind, y, p, w, found=None):
    classes = p.shape[1]
    labels = ["no", "yes"] if classes == 2 else list("abcdef"[:classes])
    p = np.round(p / p.sum(axis=1, keepdims=True), 4)
    rows = np.arange(len(y))
    largest = p.argmax(axis=1)
    p[rows, largest] = np.round(p[rows, largest] + 1 - p.sum(axis=1), 4)
    decided = found is not None
    found = found if decided else p.argmax(axis=1)
    values, cost = measure_classes(labels, y, p, w, found)
    return {"kind": kind, "labels": labels, "codes": y, "weights": stored(w), "values": p.ravel(),
            "decided": found if decided else [], "cost": cost.ravel(), "metrics": values}


def random_classes(number):
    rng = np.random.default_rng(2000 + number)
    classes = 2 + number % 5
    rows = int(rng.integers(20, 70)) + 8 * classes
    kind = "unknown" if number >= 50 else ["plain", "ties", "extreme", "absent", "one class found"][(number // 5) % 5]
    y = rng.choice(classes, rows, p=rng.dirichlet(np.full(classes, 4.0)))
    y[:classes] = np.arange(classes)
    if kind == "absent":
        y[y == (1 if number % 2 else 0)] = classes - 1 if number % 2 else 1
    p = rng.dirichlet(np.full(classes, 1.5), rows)
    p[np.arange(rows), y] += rng.uniform(0, 1.0, rows)
    p /= p.sum(axis=1, keepdims=True)
    if kind == "ties":
        p = np.round(p, 1) + (np.round(p, 1).sum(axis=1, keepdims=True) == 0)
    if kind == "extreme":
        sure = rng.random(rows) < 0.6
        p[sure] = np.eye(classes)[np.where(rng.random(sure.sum()) < 0.85, y[sure], 0)]
    if kind == "one class found":
        p[:, 0] += 5
    if kind == "unknown":
        y = np.where(rng.random(rows) < 0.15, -1, y)
    found = None
    if number % 4 == 3:
        found = (p[:, 1] > 0.3 * p.sum(axis=1)).astype(int) if classes == 2 else (p * np.arange(1, classes + 1)).argmax(1)
    return class_set(kind, y, p, weighting(rng, number, rows), found)


def real_classes():
    for number, (load, model) in enumerate((
        (datasets.load_breast_cancer, linear_model.LogisticRegression(max_iter=5000)),
        (datasets.load_breast_cancer, tree.DecisionTreeClassifier(random_state=0)),
        (datasets.load_iris, naive_bayes.GaussianNB()),
        (datasets.load_wine, neighbors.KNeighborsClassifier(5)),
        (datasets.load_digits, ensemble.RandomForestClassifier(10, max_depth=4, random_state=0)),
    )):
        x, y = load(return_X_y=True)
        x, y = x[y < 6], y[y < 6]
        x, test_x, y, test_y = train_test_split(x, y, test_size=120, random_state=number)
        p = model.fit(x, y).predict_proba(test_x)
        yield class_set("real", test_y, p, weighting(np.random.default_rng(number), number, 120))


# ------------------------------------------------------------------------------------------------------------- numbers


def number_set(kind, y, p, w):
    y, p = np.round(y, 3), np.round(p, 3)
    use = w > 0
    weights = None if np.all(w == 1) else w
    if kind == "constant":
        y = np.full(len(y), 3.0)
    n = use.sum()
    values = {
        "MAE": metrics.mean_absolute_error(y, p, sample_weight=weights),
        "MSE": metrics.mean_squared_error(y, p, sample_weight=weights),
        "RMSE": metrics.mean_squared_error(y, p, sample_weight=weights, squared=False),
        "median absolute error": metrics.median_absolute_error(y, p, sample_weight=weights),
        "MAPE": metrics.mean_absolute_percentage_error(y, p, sample_weight=weights),
        "max error": metrics.max_error(y[use], p[use]),
        "R2": metrics.r2_score(y[use], p[use], sample_weight=w[use]),
        "explained variance": metrics.explained_variance_score(y[use], p[use], sample_weight=w[use]),
        "SMAPE": np.average([0 if a == b else 2 * abs(a - b) / (abs(a) + abs(b)) for a, b in zip(y, p)], weights=w),
    }
    values["adjusted R2 of 3 features"] = 1 - (1 - values["R2"]) * (n - 1) / (n - 4) if n > 4 else NAN
    for q in (0.1, 0.5, 0.9):
        values[f"pinball {q}"] = metrics.mean_pinball_loss(y, p, alpha=q, sample_weight=weights)
    if y.min() >= 0 and p.min() >= 0:
        values["RMSLE"] = metrics.mean_squared_log_error(y, p, sample_weight=weights, squared=False)
        if p.min() > 0:
            values["Poisson deviance"] = metrics.mean_poisson_deviance(y, p, sample_weight=weights)
            if y.min() > 0:
                values["gamma deviance"] = metrics.mean_gamma_deviance(y, p, sample_weight=weights)
    return {"kind": kind, "truth": y, "predicted": p, "weights": stored(w), "metrics": values}


def random_numbers(number):
    rng = np.random.default_rng(3000 + number)
    rows = int(rng.integers(20, 60))
    w = weighting(rng, number, rows)
    if number >= 65:
        y = rng.normal(0, 10, rows)
        return number_set("any", y, y + rng.standard_t(3, rows) * rng.choice([0.01, 1, 20]), w)
    if number >= 50:
        y = rng.poisson(2, rows).astype(float)
        return number_set("counts", y, rng.gamma(2, 1, rows) + 0.01, w)
    kind = ["amounts", "ties", "far off", "perfect", "constant"][number % 5]
    y = rng.lognormal(1, 1, rows) + 0.01
    if kind == "ties":
        y = np.ceil(y)
    p = np.maximum(y * rng.lognormal(0, 2 if kind == "far off" else 0.3, rows), 0.01)
    if kind == "ties":
        p = np.ceil(p)
    if kind == "constant":
        w = np.ceil(w)
    return number_set(kind, y, y if kind == "perfect" else p, w)


def real_numbers():
    x, y = datasets.load_diabetes(return_X_y=True)
    for number, model in enumerate((
        linear_model.PoissonRegressor(),
        linear_model.GammaRegressor(),
        tree.DecisionTreeRegressor(max_depth=4, random_state=0),
        neighbors.KNeighborsRegressor(5),
        ensemble.RandomForestRegressor(20, random_state=0),
    )):
        a, test_a, b, test_b = train_test_split(x, y, test_size=150, random_state=number)
        w = weighting(np.random.default_rng(number), number, 150)
        yield number_set("real", test_b, model.fit(a, b).predict(test_a), w)


# ----------------------------------------------------------------------------------------------------------- intervals


def interval_set(kind, y, p, low, high, w):
    y, p, low, high = (np.round(each, 3) for each in (y, p, low, high))
    values = {
        "coverage": np.average((low <= y) & (y <= high), weights=w),
        "interval width": np.average(high - low, weights=w),
    }
    for coverage in (0.5, 0.8, 0.9):
        alpha = 1 - coverage
        # Gneiting and Raftery 2007, equation 43; and as the two quantile losses that it is made of.
        score = high - low + 2 / alpha * (np.maximum(low - y, 0) + np.maximum(y - high, 0))
        losses = metrics.mean_pinball_loss(y, low, alpha=alpha / 2, sample_weight=w) + metrics.mean_pinball_loss(
            y, high, alpha=1 - alpha / 2, sample_weight=w)
        values[f"interval score of {coverage}"] = same(np.average(score, weights=w), 2 / alpha * losses)
    return {"kind": kind, "truth": y, "predicted": p, "low": low, "high": high, "weights": stored(w), "metrics": values}


def random_intervals(number):
    rng = np.random.default_rng(9000 + number)
    rows = int(rng.integers(20, 60))
    kind = ["any", "ties", "points", "lopsided", "far off"][number % 5]
    p = rng.normal(0, 5, rows)
    y = p + rng.standard_t(4, rows) * (20 if kind == "far off" else 1)
    low, high = p - rng.gamma(2, 1, rows), p + rng.gamma(2, 0.2 if kind == "lopsided" else 1, rows)
    if kind == "ties":
        y, p, low, high = np.round(y), np.round(p), np.round(low), np.round(high)
    if kind == "points":
        low, high = p, p
        y[::2] = p[::2]
    return interval_set(kind, y, p, low, high, weighting(rng, number, rows))


def real_intervals():
    x, y = datasets.load_diabetes(return_X_y=True)
    for number in range(5):
        a, test_a, b, test_b = train_test_split(x, y, test_size=150, random_state=number)
        low, p, high = (
            ensemble.GradientBoostingRegressor(
                loss="quantile", alpha=q, n_estimators=40, max_depth=1 + number, random_state=0).fit(a, b).predict(test_a)
            for q in (0.05, 0.5, 0.95))
        w = weighting(np.random.default_rng(number), number, 150)
        yield interval_set("real", test_b, p, np.minimum(low, high), np.maximum(low, high), w)


# ------------------------------------------------------------------------------------------------------------ clusters


def silhouette(x, g, w):
    """Weights are numbers of rows."""
    distance = np.sqrt(((x[:, None, :] - x[None, :, :]) ** 2).sum(axis=2))
    groups = np.unique(g)
    widths = np.zeros(len(g))
    for i in range(len(g)):
        own = w[g == g[i]].sum()
        if own <= 1:
            continue
        a = (w[g == g[i]] * distance[i][g == g[i]]).sum() / (own - 1)
        b = min(np.average(distance[i][g == k], weights=w[g == k]) for k in groups if k != g[i])
        widths[i] = (b - a) / max(a, b) if max(a, b) > 0 else 0
    return np.average(widths, weights=w)


def centres(x, g, w):
    groups = np.unique(g)
    means = np.array([np.average(x[g == k], axis=0, weights=w[g == k]) for k in groups])
    return groups, means


def davies_bouldin(x, g, w):
    groups, means = centres(x, g, w)
    spread = [np.average(np.linalg.norm(x[g == k] - m, axis=1), weights=w[g == k]) for k, m in zip(groups, means)]
    total = 0
    for i in range(len(groups)):
        total += max((spread[i] + spread[j]) / np.linalg.norm(means[i] - means[j])
                     for j in range(len(groups)) if j != i)
    return total / len(groups)


def calinski_harabasz(x, g, w):
    groups, means = centres(x, g, w)
    middle = np.average(x, axis=0, weights=w)
    between = sum(w[g == k].sum() * ((m - middle) ** 2).sum() for k, m in zip(groups, means))
    within = sum((w[g == k] * ((x[g == k] - m) ** 2).sum(axis=1)).sum() for k, m in zip(groups, means))
    return between * (w.sum() - len(groups)) / (within * (len(groups) - 1))


def table(y, g, w):
    return np.array([[w[(y == a) & (g == b)].sum() for b in np.unique(g)] for a in np.unique(y)])


def rand(y, g, w):
    n = table(y, g, w)

    def pairs(v):
        return (v * (v - 1) / 2).sum()

    a, b, all_pairs = pairs(n.sum(axis=1)), pairs(n.sum(axis=0)), pairs(n.sum())
    if pairs(n) == a == b:
        return 1.0
    return (pairs(n) - a * b / all_pairs) / ((a + b) / 2 - a * b / all_pairs)


def shared(y, g, w):
    n = table(y, g, w) / w.sum()
    a, b = n.sum(axis=1), n.sum(axis=0)
    if len(a) == len(b) == 1:
        return 1.0
    mutual = sum(n[i, j] * math.log(n[i, j] / (a[i] * b[j])) for i in range(len(a)) for j in range(len(b)) if n[i, j] > 0)
    return max(0.0, mutual) / ((-(a * np.log(a)).sum() - (b * np.log(b)).sum()) / 2)


def cluster_set(kind, x, g, y, w):
    x = np.round(x, 2)
    use = w > 0
    whole = np.all(w == np.rint(w))
    xs, gs, ys, ws = x[use], g[use], y[use], w[use]
    repeat = np.repeat(np.arange(len(ws)), ws.astype(int)) if whole else None
    values = {"adjusted Rand index": rand(ys, gs, ws), "normalized mutual information": shared(ys, gs, ws)}
    count = len(np.unique(gs))
    for name, own, known in (
        ("silhouette", silhouette, metrics.silhouette_score),
        ("Davies-Bouldin", davies_bouldin, metrics.davies_bouldin_score),
        ("Calinski-Harabasz", calinski_harabasz, metrics.calinski_harabasz_score),
    ):
        values[name] = own(xs, gs, ws) if 1 < count < ws.sum() else NAN
        if whole and 1 < count < ws.sum():
            # Repeated rows have distances of zero, which scikit-learn's way to compute them makes 1e-8.
            assert math.isclose(values[name], known(xs[repeat], gs[repeat]), rel_tol=1e-6)
            if np.all(ws == 1):
                values[name] = known(xs, gs)
    if whole:
        same(values["adjusted Rand index"], metrics.adjusted_rand_score(ys[repeat], gs[repeat]))
        same(values["normalized mutual information"], metrics.normalized_mutual_info_score(ys[repeat], gs[repeat]))
        values["adjusted mutual information"] = metrics.adjusted_mutual_info_score(ys[repeat], gs[repeat])
    return {"kind": kind, "dimension": x.shape[1], "features": x.ravel(), "clusters": g, "codes": y,
            "weights": stored(w), "metrics": values}


def random_clusters(number):
    rng = np.random.default_rng(4000 + number)
    rows, k = int(rng.integers(20, 50)), int(rng.integers(2, 6))
    kind = ["blobs", "sparse", "noise", "random", "one cluster", "ties", "perfect"][number % 7]
    y = rng.integers(0, k, rows)
    if kind == "sparse":
        x = rng.integers(1, 5, (rows, 24)) * (rng.random((rows, 24)) < 0.12)
    else:
        d = int(rng.integers(1, 6))
        x = rng.normal(0, 4, (k, d))[y] + rng.normal(0, 1, (rows, d))
    if kind == "ties":
        x = np.round(x)
    g = cluster.KMeans(k, n_init=1, random_state=0).fit_predict(x)
    if kind == "noise":
        g = np.where(rng.random(rows) < 0.2, -1, g)
        g[0] = k  # alone in its cluster
    if kind == "random":
        g = rng.integers(0, k, rows)
    if kind == "one cluster":
        g = np.zeros(rows, int)
    if kind == "perfect":
        g = (y + 1) % k
    w = weighting(rng, number, rows) if number < 28 else weighting(rng, number % 2, rows)
    return cluster_set(kind, x, g, y, w)


def real_clusters():
    for number, (load, model) in enumerate((
        (datasets.load_iris, cluster.KMeans(3, n_init=1, random_state=0)),
        (datasets.load_wine, cluster.KMeans(3, n_init=1, random_state=0)),
        (datasets.load_iris, cluster.DBSCAN(0.5)),
        (datasets.load_breast_cancer, cluster.AgglomerativeClustering(4)),
        (datasets.load_digits, cluster.KMeans(8, n_init=1, random_state=0)),
    )):
        x, y = load(return_X_y=True)
        x = PCA(3, random_state=0).fit_transform(StandardScaler().fit_transform(x)[:300])
        g = model.fit_predict(x)
        rows = np.random.default_rng(number).permutation(len(x))[:150]
        w = weighting(np.random.default_rng(number), number % 2, 150)
        yield cluster_set("real", x[rows], g[rows], y[:300][rows], w)


# ----------------------------------------------------------------------------------------------------------- anomalies


def anomaly_set(kind, real, score, found, w):
    score = np.round(score, 4)
    use = w > 0
    r, f, u = real[use], found[use], w[use]
    more = dict(sample_weight=u, zero_division=0)
    values = {
        "ROC AUC": roc(real, score, w),
        "average precision": precision_area(real, score, w),
        "precision": metrics.precision_score(r, f, **more),
        "recall": metrics.recall_score(r, f, **more),
        "F1": metrics.f1_score(r, f, **more),
        "F2": metrics.fbeta_score(r, f, beta=2, **more),
    }
    for k in (1, 5, 30):
        values[f"precision at {k}"] = hits_among(real, score, w, k) / k if k <= w.sum() else NAN
    return {"kind": kind, "codes": real, "scores": score, "found": found, "weights": stored(w), "metrics": values}


def random_anomalies(number):
    rng = np.random.default_rng(5000 + number)
    rows = int(rng.integers(20, 90))
    kind = ["plain", "ties", "extreme", "none", "nothing found"][number % 5]
    real = rng.random(rows) < 0.25
    real[:2] = [True, False]
    if kind == "none":
        real[:] = False
    score = rng.normal(0, 1, rows) + 1.5 * real
    if kind == "ties":
        score = np.round(score)
    if kind == "extreme":
        score = np.where(rng.random(rows) < 0.5, score > 0.7, np.clip(score, 0, 1)).astype(float)
    found = score > (9 if kind == "nothing found" else 0.9)
    return anomaly_set(kind, real, score, found, weighting(rng, number, rows))


def real_anomalies():
    for number, (load, model) in enumerate((
        (datasets.load_wine, ensemble.IsolationForest(random_state=0)),
        (datasets.load_breast_cancer, neighbors.LocalOutlierFactor(novelty=True)),
        (datasets.load_iris, svm.OneClassSVM(nu=0.1)),
        (datasets.load_digits, ensemble.IsolationForest(n_estimators=30, random_state=0)),
        (datasets.load_breast_cancer, svm.OneClassSVM(nu=0.2)),
    )):
        x, y = load(return_X_y=True)
        x = StandardScaler().fit_transform(x)
        rng = np.random.default_rng(number)
        usual = rng.permutation(np.flatnonzero(y != 0))
        model.fit(x[usual[: len(usual) // 2]])
        rows = np.concatenate([usual[-50:], np.flatnonzero(y == 0)[:30]])
        score = -model.decision_function(x[rows])
        yield anomaly_set("real", y[rows] == 0, score, score > 0, weighting(rng, number, 80))


# -------------------------------------------------------------------------------------------------------------- labels


def label_set(kind, real, p, found, w):
    """The last label of the kind 'unknown' is one that the model does not know."""
    p = np.round(p, 3)
    known = p.shape[1]
    extra = real.shape[1] - known
    f = np.hstack([found, np.zeros((len(p), extra), bool)]).astype(int)
    score = np.hstack([p, np.full((len(p), extra), -1.0)])
    y = real.astype(int)
    values = {
        "subset accuracy": metrics.accuracy_score(y, f, sample_weight=w),
        "Hamming loss": metrics.hamming_loss(y, f, sample_weight=w),
        "label ranking average precision": metrics.label_ranking_average_precision_score(y, score, sample_weight=w),
    }
    for name, function in (
        ("precision", metrics.precision_score),
        ("recall", metrics.recall_score),
        ("F1", metrics.f1_score),
        ("Jaccard", metrics.jaccard_score),
    ):
        for average in ("samples", "micro", "macro", "weighted"):
            values[f"{name} {average}"] = function(y, f, average=average, sample_weight=w, zero_division=0)
    return {"kind": kind, "known": known, "labels": real.shape[1], "truth": y.ravel(), "values": p.ravel(),
            "found": found.ravel(), "weights": stored(w), "metrics": values}


def random_labels(number):
    rng = np.random.default_rng(6000 + number)
    rows, count = int(rng.integers(20, 60)), 2 + number % 5
    kind = ["plain", "ties", "extreme", "absent", "unknown"][(number // 5) % 5]
    real = rng.random((rows, count)) < rng.uniform(0.1, 0.8, count)
    p = np.clip(rng.uniform(0, 1, (rows, count)) * 0.7 + 0.3 * real, 0, 1)
    if kind == "ties":
        p = np.round(p, 1)
    if kind == "extreme":
        p = np.where(rng.random((rows, count)) < 0.6, p > 0.5, p).astype(float)
    if kind == "absent":
        real[:, 0] = False
        p[:, -1] *= 0.1
        real[:5] = False
    found = p >= rng.uniform(0.3, 0.7, count)
    if kind == "unknown":
        real = np.hstack([real, rng.random((rows, 1)) < 0.2])
        real[0, -1] = True
    return label_set(kind, real, p, found, weighting(rng, number, rows))


def real_labels():
    digits, kinds = datasets.load_digits(return_X_y=True)
    of_digits = np.column_stack([kinds % 2 == 0, np.isin(kinds, (2, 3, 5, 7)), kinds >= 5, np.isin(kinds, (0, 6, 8, 9))])
    cancer, harmless = datasets.load_breast_cancer(return_X_y=True)
    of_cancer = np.column_stack([harmless == 1, cancer[:, 0] > 14, cancer[:, 1] > 19])
    for number, (x, y, model) in enumerate((
        (digits, of_digits, linear_model.LogisticRegression(max_iter=2000)),
        (digits, of_digits, tree.DecisionTreeClassifier(max_depth=4, random_state=0)),
        (digits, of_digits, neighbors.KNeighborsClassifier(3)),
        (cancer[:, 3:], of_cancer, naive_bayes.GaussianNB()),
        (cancer[:, 3:], of_cancer, tree.DecisionTreeClassifier(max_depth=3, random_state=0)),
    )):
        a, test_a, b, test_b = train_test_split(x, y.astype(int), test_size=80, random_state=number)
        p = OneVsRestClassifier(model).fit(a, b).predict_proba(test_a)
        yield label_set("real", test_b == 1, p, p >= 0.5, weighting(np.random.default_rng(number), number, 80))


if __name__ == "__main__":
    write("metrics-classes.json", [random_classes(i) for i in range(60)] + list(real_classes()))
    write("metrics-numbers.json", [random_numbers(i) for i in range(80)] + list(real_numbers()))
    write("metrics-intervals.json", [random_intervals(i) for i in range(60)] + list(real_intervals()))
    write("metrics-clusters.json", [random_clusters(i) for i in range(63)] + list(real_clusters()))
    write("metrics-anomalies.json", [random_anomalies(i) for i in range(50)] + list(real_anomalies()))
    write("metrics-labels.json", [random_labels(i) for i in range(50)] + list(real_labels()))
