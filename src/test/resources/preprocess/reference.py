"""Writes the CSV files beside it: what scikit-learn makes of examples/data.

Run from the repository root: /usr/bin/python3 src/test/resources/preprocess/reference.py
Made with scikit-learn 1.2.1, pandas 1.5.3, NumPy 1.24.2.
Every step is fitted on all rows; what is kept is every 60th row and some rows with missing cells.
"""
import os
import numpy as np
import pandas as pd
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, RobustScaler, StandardScaler

HERE = os.path.dirname(__file__)


def keep(name, output, columns, sample):
    """The kept rows of an output, behind the number of the row."""
    frame = pd.DataFrame(output, columns=columns)
    frame.insert(0, "row", range(len(frame)))
    frame.iloc[sample].to_csv(os.path.join(HERE, name + ".csv"), index=False, lineterminator="\n")


def sample_of(frame):
    missing = np.flatnonzero(frame.isna().any(axis=1))[:10]
    return sorted(set(range(0, len(frame), 60)) | set(missing))


for source in ["credit", "penguins"]:
    frame = pd.read_csv(f"examples/data/{source}.csv", keep_default_na=False, na_values=[""])
    sample = sample_of(frame)
    numeric = frame.select_dtypes("number")
    for name, scaler in [("standard", StandardScaler()), ("min-max", MinMaxScaler()), ("robust", RobustScaler())]:
        keep(f"{source}-{name}", scaler.fit_transform(numeric), list(numeric.columns), sample)
    for strategy in ["mean", "median", "most_frequent"]:
        imputer = SimpleImputer(strategy=strategy, add_indicator=True)
        output = imputer.fit_transform(numeric)
        names = [n.replace("missingindicator_", "") + "_missing" if n.startswith("missingindicator_") else n
                 for n in imputer.get_feature_names_out()]
        keep(f"{source}-{strategy}", output, names, sample)
    # SimpleImputer knows strings by dtype object only, and missing ones as NaN there.
    words = frame.select_dtypes("object")
    imputed = SimpleImputer(strategy="most_frequent").fit_transform(words)
    keep(f"{source}-most_frequent-words", imputed, list(words.columns), sample)

    def one_hot(name, data, rows, **options):
        encoder = OneHotEncoder(sparse_output=False, **options).fit(data)
        names = []
        for column, full in zip(encoder.feature_names_in_, encoder._n_features_outs):
            prefix = len(names)
            for out in encoder.get_feature_names_out()[prefix:prefix + full]:
                level = out[len(column) + 1:]
                level = {"nan": "(missing)", "infrequent_sklearn": "(other)"}.get(level, level)
                names.append(f"{column}={level}")
        output = pd.DataFrame(encoder.transform(rows), columns=names).astype(int)
        inputs = rows.reset_index(drop=True)
        pd.concat([inputs, output], axis=1).to_csv(
            os.path.join(HERE, f"{source}-{name}.csv"), index=False, lineterminator="\n")

    kept = words.iloc[sample].copy()
    one_hot("one-hot-missing", words, kept)
    filled = pd.DataFrame(imputed, columns=words.columns)
    kept = filled.iloc[sample].copy()
    kept.iloc[::7, 1] = "castle"  # unseen in training
    one_hot("one-hot", filled, kept, handle_unknown="ignore")
    one_hot("one-hot-min-frequency", filled, kept, handle_unknown="infrequent_if_exist", min_frequency=100)
    # max_categories counts the bucket, maxLevels does not.
    one_hot("one-hot-max-levels", filled, kept, handle_unknown="infrequent_if_exist", max_categories=3)
