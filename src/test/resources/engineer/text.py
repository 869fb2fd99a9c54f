"""Writes text-*.csv beside it: what scikit-learn makes of the lines of LICENSE and of some lines in other scripts.

Run from the repository root: /usr/bin/python3 src/test/resources/engineer/text.py
Made with scikit-learn 1.2.1, pandas 1.5.3, NumPy 1.24.2.
Every step is fitted on all lines; what is kept is every 40th line and the last ones. Terms with a comma or a quote, and those
that are nowhere in the kept lines, are left out of the file.
"""
import os
import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer, TfidfVectorizer

HERE = os.path.dirname(__file__)
lines = [line.strip() for line in open("LICENSE", encoding="utf-8") if line.strip()]
lines += [line.rstrip("\n") for line in open(os.path.join(HERE, "scripts.txt"), encoding="utf-8") if line.strip()]
kept = sorted(set(range(0, len(lines), 40)) | set(range(len(lines) - 8, len(lines))))


def keep(name, vectorizer, names=None):
    matrix = vectorizer.fit_transform(lines)
    dense = matrix[kept].toarray()
    names = names if names is not None else ["text=" + term for term in vectorizer.get_feature_names_out()]
    columns = [i for i, n in enumerate(names) if np.any(dense[:, i] != 0) and "," not in n and '"' not in n]
    if len(columns) > 400:
        columns = columns[:: len(columns) // 300]
    frame = pd.DataFrame(dense[:, columns], columns=[names[i] for i in columns])
    frame.insert(0, "row", kept)
    frame.insert(1, "length", np.asarray(abs(matrix[kept]).sum(axis=1)).ravel())
    frame.to_csv(os.path.join(HERE, f"text-{name}.csv"), index=False, lineterminator="\n")
    print(name, matrix.shape)


keep("tfidf", TfidfVectorizer())
keep("tfidf-ngrams", TfidfVectorizer(ngram_range=(1, 2), min_df=3))
keep("tfidf-sublinear", TfidfVectorizer(sublinear_tf=True, norm="l1", max_df=0.1, stop_words=["the", "and", "of"]))
keep("counts", CountVectorizer(lowercase=False, token_pattern=r"(?u)\b\w+\b", strip_accents="unicode"))
keep("presence", CountVectorizer(binary=True, ngram_range=(2, 3), max_df=0.02, min_df=2))
keep("characters", CountVectorizer(analyzer="char", ngram_range=(2, 3), min_df=5))
keep("characters-in-words", CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=5))
keep("hashed", HashingVectorizer(n_features=128), [f"text#{i:03d}" for i in range(128)])
