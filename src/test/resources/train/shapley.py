"""Shapley values of small trees by their definition: /usr/bin/python3 src/test/resources/train/shapley.py, in the root folder.

Writes shapley.json. Nothing of it is computed as TreeSHAP does: the value of a set of features is the mean of the leaves, where
a node that asks for a feature outside of the set sends the row both ways, in the shares of the training data; and the Shapley
value of a feature is the mean of what it adds over all orders of the features, each of which is gone through. Trees ask for
numbers (at most the threshold goes left) and for categories, and send missing values one way. Made with Python 3.11.
"""
import itertools
import json
import random

FEATURES = 4


def grow(dice, depth, weight, outputs):
    if depth == 0 or weight < 2 or dice.random() < 0.15:
        return {"weight": weight, "values": [dice.randint(-8, 8) / 8 for _ in range(outputs)]}
    left = dice.randint(1, weight - 1)
    node = {"weight": weight, "feature": dice.randrange(FEATURES), "missing": dice.random() < 0.5}
    if node["feature"] == FEATURES - 1:
        node["categories"] = sorted(dice.sample(range(6), dice.randint(1, 4)))
    else:
        node["threshold"] = dice.randint(-6, 6) / 4
    return node | {"left": grow(dice, depth - 1, left, outputs), "right": grow(dice, depth - 1, weight - left, outputs)}


def goes_left(node, row):
    cell = row[node["feature"]]
    if cell is None:
        return node["missing"]
    return cell in node["categories"] if "categories" in node else cell <= node["threshold"]


def value(node, row, known):
    """What a tree says of each output where only some features are known."""
    if "values" in node:
        return node["values"]
    if node["feature"] in known:
        return value(node["left"] if goes_left(node, row) else node["right"], row, known)
    share = node["left"]["weight"] / node["weight"]
    both = zip(value(node["left"], row, known), value(node["right"], row, known))
    return [share * yes + (1 - share) * no for yes, no in both]


def total(trees, row, known, output):
    return sum(value(tree, row, known)[output] for tree in trees)


def shapley(trees, row, output):
    added = [0.0] * FEATURES
    orders = list(itertools.permutations(range(FEATURES)))
    for order in orders:
        known = set()
        before = total(trees, row, known, output)
        for feature in order:
            known.add(feature)
            after = total(trees, row, known, output)
            added[feature] += (after - before) / len(orders)
            before = after
    return added


def a_row(dice):
    numbers = [None if dice.random() < 0.2 else dice.randint(-8, 8) / 4 for _ in range(FEATURES - 1)]
    return numbers + [None if dice.random() < 0.2 else dice.randrange(6)]


cases = []
for number, (count, depth, outputs) in enumerate([(1, 3, 1), (1, 6, 3), (3, 4, 1), (3, 5, 2), (6, 3, 1)]):
    dice = random.Random(number)
    trees = [grow(dice, depth, 64, outputs) for _ in range(count)]
    rows = []
    for _ in range(6):
        row = a_row(dice)
        rows.append({"cells": ["NaN" if cell is None else float(cell) for cell in row],
                     "sums": [total(trees, row, set(range(FEATURES)), k) for k in range(outputs)],
                     **{f"shapley{k}": shapley(trees, row, k) for k in range(outputs)}})
    cases.append({"outputs": outputs, "trees": trees, "rows": rows,
                  "expected": [total(trees, [None] * FEATURES, set(), k) for k in range(outputs)]})
with open("src/test/resources/train/shapley.json", "w") as file:
    json.dump({"sets": cases}, file)
    file.write("\n")
