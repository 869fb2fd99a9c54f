"""Writes what steps make of pixels beside it: gradients-*.csv, hashed-features.csv, image-*.png and image-*.csv.

Run from the repository root: /usr/bin/python3 src/test/resources/engineer/pixels.py
Made with scikit-learn 1.2.1, pandas 1.5.3, NumPy 1.24.2, Pillow 9.4.0. The images are cut from a column of
examples/data/credit.csv. Histograms of oriented gradients are those of scikit-image's hog, by its formulas in NumPy.
"""
import os
import numpy as np
import pandas as pd
from PIL import Image
from sklearn.feature_extraction import FeatureHasher

HERE = os.path.dirname(__file__)
credit = pd.read_csv("examples/data/credit.csv", keep_default_na=False, na_values=[""])


def gradients(image, directions=9, cell=8, block=3, norm="l2-hys", root=False):
    image = np.sqrt(image) if root else image.astype(float)
    rows = np.zeros_like(image)
    columns = np.zeros_like(image)
    rows[1:-1, :] = image[2:, :] - image[:-2, :]
    columns[:, 1:-1] = image[:, 2:] - image[:, :-2]
    strength = np.hypot(columns, rows)
    angle = np.rad2deg(np.arctan2(rows, columns)) % 180
    down, across = image.shape[0] // cell, image.shape[1] // cell
    cells = np.zeros((down, across, directions))
    for d in range(directions):
        inside = (angle >= 180 / directions * d) & (angle < 180 / directions * (d + 1))
        kept = np.where(inside, strength, 0)[:down * cell, :across * cell]
        cells[:, :, d] = kept.reshape(down, cell, across, cell).mean(axis=(1, 3))
    out = []
    for i in range(down - block + 1):
        for j in range(across - block + 1):
            b = cells[i:i + block, j:j + block].ravel()
            if norm.startswith("l1"):
                b = b / (np.abs(b).sum() + 1e-5)
                b = np.sqrt(b) if norm == "l1-sqrt" else b
            else:
                b = b / np.sqrt((b ** 2).sum() + 1e-10)
                if norm == "l2-hys":
                    b = np.minimum(b, 0.2)
                    b = b / np.sqrt((b ** 2).sum() + 1e-10)
            out.append(b)
    return np.concatenate(out)


height, width, count = 13, 17, 12
pixels = credit["amount"].to_numpy()[:count * height * width].reshape(count, height, width) // 20
grid = pd.DataFrame(pixels.reshape(count, -1), columns=[f"p{i:03d}" for i in range(height * width)])
grid.to_csv(os.path.join(HERE, "gradients-pixels.csv"), index=False, lineterminator="\n")
for name, options in {
    "usual": {"cell": 4},
    "small": {"cell": 3, "block": 2, "directions": 4, "norm": "l2"},
    "sums": {"cell": 5, "block": 1, "norm": "l1"},
    "roots": {"cell": 4, "block": 2, "norm": "l1-sqrt", "root": True},
}.items():
    values = np.array([gradients(image, **options) for image in pixels])
    digits = len(str(values.shape[1]))
    table = pd.DataFrame(values, columns=[f"pixels_{i + 1:0{digits}d}" for i in range(values.shape[1])])
    table.insert(0, "row", range(count))
    table.to_csv(os.path.join(HERE, f"gradients-{name}.csv"), index=False, lineterminator="\n")


def area(image, height, width):
    """Each pixel is the mean of the area that it covers."""
    def weights(size, to):
        share = np.zeros((to, size))
        for i in range(to):
            for j in range(size):
                share[i, j] = max(0, min((i + 1) / to, (j + 1) / size) - max(i / to, j / size)) * to
        return share
    return np.einsum("yi,xj,ijc->yxc", weights(image.shape[0], height), weights(image.shape[1], width), image)


source = credit[["amount", "expenses", "price"]].to_numpy()[:height * width].reshape(height, width, 3) % 256
Image.fromarray(source.astype(np.uint8), "RGB").save(os.path.join(HERE, "image-colours.png"))
Image.fromarray(source[:, :, 0].astype(np.uint8), "L").save(os.path.join(HERE, "image-grey.png"))
made = {"colours": area(source / 255, 5, 6), "large": area(source / 255, 20, 21),
        "grey": area(source[:, :, :1] / 255, 5, 6),
        "brightness": area(source / 255 @ np.array([[0.2125], [0.7154], [0.0721]]), 5, 6)}
pd.DataFrame([{"image": name, "place": i, "value": v} for name, image in made.items()
              for i, v in enumerate(image.ravel())]).to_csv(
    os.path.join(HERE, "image-pixels.csv"), index=False, lineterminator="\n")

hashed = ["seniority", "income", "home", "job", "price"]
rows = np.arange(0, len(credit), 40)
complete = credit[hashed].loc[rows].dropna(subset=["income"])
dictionaries = [{k: (v if isinstance(v, str) else float(v)) for k, v in row.items() if not (isinstance(v, float) and np.isnan(v))}
                for row in complete.to_dict("records")]
matrix = FeatureHasher(16).transform(dictionaries).toarray()
table = pd.DataFrame(matrix, columns=[f"hashed#{i:02d}" for i in range(16)])
table.insert(0, "row", complete.index)
table.to_csv(os.path.join(HERE, "hashed-features.csv"), index=False, lineterminator="\n")
