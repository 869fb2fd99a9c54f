"""Reference values of trees and forests: /usr/bin/python3 src/test/resources/train/trees.py, in the root folder.

Writes trees.csv: a line for each name, then its numbers. Made with scikit-learn 1.2.1 and numpy 1.24.2.

Of a tree there are, for each node in preorder, the feature (-1 for a leaf), the threshold, by how much the split lowers the
impurity of the whole, the weight, and what the node says (the share of each class, or the mean). Only trees are written
that scikit-learn grows in the same way whatever its seed, which decides between equal splits.
"""
import csv

import numpy as np
from sklearn.ensemble import (AdaBoostClassifier, ExtraTreesClassifier, ExtraTreesRegressor, IsolationForest,
                              RandomForestClassifier, RandomForestRegressor)
from sklearn.ensemble._iforest import _average_path_length
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

COLUMNS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
SCALES = [50, 20, 200, 4000]

with open("examples/data/penguins.csv") as file:
    birds = [bird for bird in csv.DictReader(file) if "" not in bird.values()]
x = np.array([[float(bird[name]) / scale for name, scale in zip(COLUMNS, SCALES)] for bird in birds])
targets = {
    "species": np.unique([bird["species"] for bird in birds], return_inverse=True)[1],
    "sex": np.unique([bird["sex"] for bird in birds], return_inverse=True)[1],
    "mass": np.array([float(bird["body_mass_g"]) for bird in birds]),
}
weights = np.arange(len(x)) % 3 + 1.0
out = open("src/test/resources/train/trees.csv", "w")


def put(name, numbers):
    out.write(",".join([name, *(repr(float(number)) for number in np.ravel(numbers))]) + "\n")


def nodes(model):
    tree = model.tree_
    rows = []
    for i in range(tree.node_count):
        leaf = tree.children_left[i] < 0
        gain = 0
        if not leaf:
            parts = [i, tree.children_left[i], tree.children_right[i]]
            weighted = [tree.impurity[p] * tree.weighted_n_node_samples[p] for p in parts]
            gain = (weighted[0] - weighted[1] - weighted[2]) / tree.weighted_n_node_samples[0]
        value = tree.value[i][0]
        if isinstance(model, DecisionTreeClassifier):
            value = value / value.sum()
        rows.append([-1 if leaf else tree.feature[i], 0 if leaf else tree.threshold[i], gain,
                     tree.weighted_n_node_samples[i], *value])
    return np.array(preorder(tree, rows, 0))


def preorder(tree, rows, i):
    if tree.children_left[i] < 0:
        return [rows[i]]
    return [rows[i], *preorder(tree, rows, tree.children_left[i]), *preorder(tree, rows, tree.children_right[i])]


def put_tree(name, make, features, target, weight=None):
    trees = [nodes(make(seed).fit(x[:, :features], targets[target], weight)) for seed in range(20)]
    same = all(tree.shape == trees[0].shape and np.allclose(tree, trees[0], atol=1e-12) for tree in trees)
    if not same:
        raise SystemExit(f"{name}: equal splits")
    put("tree " + name, trees[0])


put_tree("species", lambda seed: DecisionTreeClassifier(max_depth=3, min_samples_leaf=5, random_state=seed), 4, "species")
put_tree("sex", lambda seed: DecisionTreeClassifier(max_depth=3, min_samples_leaf=2, random_state=seed), 4, "sex")
put_tree("sex entropy", lambda seed: DecisionTreeClassifier(
    criterion="entropy", max_depth=3, min_samples_leaf=2, random_state=seed), 4, "sex")
put_tree("sex weighted", lambda seed: DecisionTreeClassifier(
    max_depth=3, min_samples_leaf=2, random_state=seed), 4, "sex", weights)
put_tree("sex leaves", lambda seed: DecisionTreeClassifier(
    max_leaf_nodes=7, min_samples_leaf=2, random_state=seed), 4, "sex")
put_tree("sex pruned", lambda seed: DecisionTreeClassifier(
    ccp_alpha=0.006, min_samples_leaf=5, random_state=seed), 4, "sex")
put_tree("sex gain", lambda seed: DecisionTreeClassifier(
    min_impurity_decrease=0.01, min_samples_leaf=5, random_state=seed), 4, "sex")
put_tree("mass", lambda seed: DecisionTreeRegressor(max_depth=4, min_samples_leaf=5, random_state=seed), 3, "mass")
put_tree("mass weighted", lambda seed: DecisionTreeRegressor(
    max_depth=3, min_samples_leaf=5, random_state=seed), 3, "mass", weights)

train = np.arange(len(x)) % 3 > 0
test = ~train


def put_scores(name, make, features, target):
    """The mean of the scores of 30 seeds (accuracy, R2), and their standard deviation."""
    scores = [make(seed).fit(x[train, :features], targets[target][train])
              .score(x[test, :features], targets[target][test]) for seed in range(30)]
    put("scores " + name, [np.mean(scores), np.std(scores, ddof=1)])


put_scores("forest sex", lambda seed: RandomForestClassifier(100, random_state=seed, n_jobs=2), 4, "sex")
put_scores("forest mass", lambda seed: RandomForestRegressor(100, random_state=seed, n_jobs=2), 3, "mass")
put_scores("forest mass third", lambda seed: RandomForestRegressor(
    100, max_features=0.34, random_state=seed, n_jobs=2), 3, "mass")
put_scores("extra sex", lambda seed: ExtraTreesClassifier(100, random_state=seed, n_jobs=2), 4, "sex")
put_scores("extra mass", lambda seed: ExtraTreesRegressor(100, random_state=seed, n_jobs=2), 3, "mass")

for rows in 1, 2, 3, 5, 256, 1000:
    put(f"average path {rows}", _average_path_length(np.array([rows])))
scores = np.array([-IsolationForest(n_estimators=100, max_samples=64, random_state=seed).fit(x).score_samples(x[::20])
                   for seed in range(40)])
put("isolation scores of every twentieth bird", scores.mean(axis=0))
put("isolation deviations", scores.std(axis=0, ddof=1))
for name in "species", "sex":
    model = AdaBoostClassifier(DecisionTreeClassifier(max_depth=1), n_estimators=30, algorithm="SAMME", random_state=0)
    model.fit(x, targets[name])
    put(f"ada {name} weights", model.estimator_weights_)
    put(f"ada {name} scores", model.decision_function(x[::20]))
out.close()
