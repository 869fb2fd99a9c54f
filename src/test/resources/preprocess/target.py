"""Writes target-*.csv beside it: target encoding by the formula of scikit-learn 1.3 (which Debian's 1.2.1 does not have yet).

Run from the repository root: /usr/bin/python3 src/test/resources/preprocess/target.py
Made with pandas 1.5.3, NumPy 1.24.2. Encodings are learned from all rows but those of the row's fold (row number modulo 5)
in the cross-fitted columns. What is kept is every 60th row and some rows with missing cells.
"""
import os
import numpy as np
import pandas as pd

HERE = os.path.dirname(__file__)


def encodings(levels, y, smooth):
    """A function from a level to its encoding."""
    mean, variance = y.mean(), y.var()
    table = {}
    for level in set(levels):
        own = y[levels == level]
        if smooth == "auto":
            within = ((own - own.mean()) ** 2).mean()
            weight = len(own) * variance / (len(own) * variance + within) if variance > 0 else 0.0
            table[level] = weight * own.mean() + (1 - weight) * mean
        else:
            table[level] = (own.sum() + smooth * mean) / (len(own) + smooth)
    return lambda level: table.get(level, mean)


def keep(name, words, targets, smooth):
    """Targets are the numbers by the end of their column's name."""
    folds = np.arange(len(words)) % 5
    out = {}
    for column in words:
        levels = words[column].fillna("(nan)").to_numpy()
        for ending, y in targets.items():
            encode = encodings(levels, y, smooth)
            out[column + ending] = [encode(level) for level in levels]
            cross = np.empty(len(y))
            for fold in range(5):
                inside = folds == fold
                encode = encodings(levels[~inside], y[~inside], smooth)
                cross[inside] = [encode(level) for level in levels[inside]]
            out["cross " + column + ending] = cross
    missing = np.flatnonzero(words.isna().any(axis=1))[:10]
    kept = sorted(set(range(0, len(words), 60)) | set(missing))
    frame = pd.DataFrame(out)
    frame.insert(0, "row", range(len(frame)))
    frame.iloc[kept].to_csv(os.path.join(HERE, f"target-{name}.csv"), index=False, lineterminator="\n")


credit = pd.read_csv("examples/data/credit.csv", keep_default_na=False, na_values=[""])
words = credit[["home", "marital", "job"]]
keep("classes", words, {"": (credit["status"] == "good").to_numpy(float)}, "auto")
keep("numbers", words, {"": credit["price"].to_numpy(float)}, "auto")
keep("weight", words, {"": credit["price"].to_numpy(float)}, 25.0)
penguins = pd.read_csv("examples/data/penguins.csv", keep_default_na=False, na_values=[""])
keep("per-class", penguins[["island", "sex"]],
     {":" + s: (penguins["species"] == s).to_numpy(float) for s in sorted(penguins["species"].unique())}, "auto")
