"""Writes steps-*.csv beside it: what scikit-learn, or a formula in NumPy where it has none, makes of examples/data.

Run from the repository root: /usr/bin/python3 src/test/resources/preprocess/columns.py
Made with scikit-learn 1.2.1, SciPy 1.10.1, pandas 1.5.3, NumPy 1.24.2.
Every step is fitted on all rows; what is kept is every 80th row and some rows with missing cells.
"""
import os
import numpy as np
import pandas as pd
from scipy import optimize
from sklearn.feature_extraction import FeatureHasher
from sklearn.preprocessing import (MaxAbsScaler, Normalizer, OneHotEncoder, OrdinalEncoder, PowerTransformer,
                                   QuantileTransformer)

HERE = os.path.dirname(__file__)


def keep(name, output, columns):
    missing = np.flatnonzero(frame.isna().any(axis=1))[:8]
    rows = sorted(set(range(0, len(frame), 80)) | set(missing))
    kept = pd.DataFrame(output, columns=columns)
    kept.insert(0, "row", range(len(kept)))
    kept.iloc[rows].to_csv(os.path.join(HERE, f"steps-{source}-{name}.csv"), index=False, lineterminator="\n")


def power(column, boxcox):
    """The power of largest likelihood to the last digits, as the zero of the derivative (complex step)."""
    x = column[~np.isnan(column)]

    def transform(v, p):
        if boxcox:
            return (np.exp(p * np.log(v)) - 1) / p
        out = np.empty(len(v), dtype=complex)
        pos = v >= 0
        out[pos] = (np.exp(p * np.log1p(v[pos])) - 1) / p
        q = 2 - p
        out[~pos] = -(np.exp(q * np.log1p(-v[~pos])) - 1) / q
        return out

    jacobian = np.log(x).sum() if boxcox else (np.sign(x) * np.log1p(np.abs(x))).sum()

    def slope(p):
        h = 1e-30
        y = transform(x, p + 1j * h)
        variance = ((y - y.mean()) ** 2).mean()
        return (-len(x) / 2 * np.log(variance) + (p + 1j * h - 1) * jacobian).imag / h

    low, high = -2.0, 2.0
    while slope(low) < 0:
        low *= 2
    while slope(high) > 0:
        high *= 2
    best = optimize.brentq(slope, low + 1e-3, high, xtol=1e-15, rtol=1e-15)
    y = transform(column, complex(best)).real
    return best, (y - np.nanmean(y)) / np.nanstd(y)


for source in ["credit", "penguins"]:
    frame = pd.read_csv(f"examples/data/{source}.csv", keep_default_na=False, na_values=[""])
    numeric = frame.select_dtypes("number")
    names = list(numeric.columns)
    keep("max-abs", MaxAbsScaler().fit_transform(numeric), names)
    for distribution in ["uniform", "normal"]:
        scaler = QuantileTransformer(output_distribution=distribution, subsample=10**9)
        keep(f"quantile-{distribution}", scaler.fit_transform(numeric), names)
    positive = [n for n in names if numeric[n].min() > 0]
    for name, boxcox, columns in [("yeo-johnson", False, names), ("box-cox", True, positive)]:
        columns = [c for c in columns if c not in ("year", "assets")]  # the search of scikit-learn fails there
        scaler = PowerTransformer("box-cox" if boxcox else "yeo-johnson").fit(numeric[columns])
        found = [power(numeric[c].to_numpy(float), boxcox) for c in columns]
        print(source, name, np.max(np.abs(scaler.lambdas_ - [f[0] for f in found])))
        keep(name, np.column_stack([f[1] for f in found]), columns)
    for norm in ["l1", "l2", "max"]:
        complete = numeric.fillna(0)
        keep(f"rows-{norm}", np.where(numeric.isna(), np.nan, Normalizer(norm).transform(complete.to_numpy())), names)
    low, high = numeric.quantile(0.05), numeric.quantile(0.9)
    keep("clip-quantiles", numeric.clip(low, high, axis=1), names)
    q1, q3 = numeric.quantile(0.25), numeric.quantile(0.75)
    keep("clip-fences", numeric.clip(q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1), axis=1), names)

    words = frame.select_dtypes("object")
    levels = [sorted(words[c].dropna().unique()) for c in words]
    keep("ordinal", OrdinalEncoder().fit_transform(words), list(words.columns))
    keep("frequency", np.column_stack([words[c].map(words[c].value_counts(normalize=True)) for c in words]),
         list(words.columns))
    parts, labels = [], []
    for c, known in zip(words, levels):
        code = words[c].map({level: i + 1 for i, level in enumerate(known)}).fillna(0).astype(int)
        width = len(known).bit_length()
        for digit in range(width):
            parts.append(code // 2 ** (width - 1 - digit) % 2)
            labels.append(f"{c}#{digit}")
    keep("binary", np.column_stack(parts), labels)
    parts, labels = [], []
    for c in words:
        hashed = FeatureHasher(16).transform([{} if pd.isna(v) else {c: v} for v in words[c]]).toarray()
        parts.append(hashed)
        labels += [f"{c}#{i:02d}" for i in range(16)]
    keep("hash", np.column_stack(parts), labels)
    filled = words.fillna(words.mode().iloc[0])
    encoder = OneHotEncoder(drop="first", sparse_output=False).fit(filled)
    labels = [f"{c}={level}" for c, known in zip(words, levels) for level in known[1:]]
    keep("one-hot-drop-first", encoder.transform(filled).astype(int), labels)
