"""Reference numbers for Dataset.describe(): /usr/bin/python3 describe.py > describe.txt

A line is: name|values|missing|distinct|mean|sd|min|25%|50%|75%|max (pandas 1.5 or later; sd with n - 1, linear quantiles).
"""
import numpy as np
import pandas as pd

rng = np.random.default_rng(7)
nan = float("nan")
cases = {
    "one": [3.5],
    "two": [1.0, 2.0],
    "constant": [0.1] * 7,
    "empty": [],
    "all missing": [nan, nan],
    "some missing": [nan, 4.0, nan, -1.0, 2.5],
    "ties": [1.0, 1.0, 2.0, 2.0, 2.0, 3.0],
    "large offset": list(1e9 + rng.normal(size=50)),
    "skewed": list(np.exp(rng.normal(size=101) * 3)),
    "tiny": [1e-300, 3e-300, 2e-300],
    "signed": list(rng.normal(size=64) * 1e5),
}
for name, values in cases.items():
    s = pd.Series(values, dtype=float)
    q = [s.quantile(p) for p in (0, 0.25, 0.5, 0.75, 1)]
    numbers = [s.mean(), s.std()] + q
    print("|".join([name, " ".join(map(repr, map(float, values))), str(int(s.isna().sum())), str(s.nunique())]
                   + [repr(float(n)) for n in numbers]))
