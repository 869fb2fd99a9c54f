"""Writes formula-*.csv beside it: steps that scikit-learn does not have, by their formulas in NumPy and pandas.

Run from the repository root: /usr/bin/python3 src/test/resources/engineer/formulas.py
Made with pandas 1.5.3, NumPy 1.24.2, from examples/data/credit.csv and the lines of LICENSE.
What is kept is every 80th row and the first rows with missing cells, of the lines every 10th.
"""
import os
import re
import numpy as np
import pandas as pd

HERE = os.path.dirname(__file__)
frame = pd.read_csv("examples/data/credit.csv", keep_default_na=False, na_values=[""])
some = np.flatnonzero(frame.isna().any(axis=1))[:8]
kept = sorted(set(range(0, len(frame), 80)) | set(some))


def keep(name, columns, rows=kept):
    out = pd.DataFrame(columns)
    out.insert(0, "row", range(len(out)))
    out.iloc[rows].to_csv(os.path.join(HERE, f"formula-{name}.csv"), index=False, lineterminator="\n")


def number(column):
    return frame[column].to_numpy(float)


angle = 2 * np.pi * number("seniority") / 12
keep("cyclic", {"seniority_sin": np.sin(angle), "seniority_cos": np.cos(angle)})

# Dates and times of no meaning, made from columns that have many values and some missing ones.
start = np.datetime64("2000-01-01", "ms")
placed = start + (number("price") * 86_400_000).astype("timedelta64[ms]")
paid = pd.Series(start + pd.to_timedelta(number("income") * 1e7 + 0.0, unit="ms"))
days = (paid - pd.Series(placed)) / pd.Timedelta(days=1)
keep("elapsed", {"days": days})
holidays = np.array(["2001-05-01", "2003-12-24", "2003-12-25", "2006-02-28"], "datetime64[D]")
day = placed.astype("datetime64[D]")
last = np.searchsorted(holidays, day, side="right") - 1
following = np.searchsorted(holidays, day, side="left")
since = np.where(last >= 0, (day - holidays[np.maximum(last, 0)]).astype(float), np.nan)
until = np.where(following < len(holidays),
                 (holidays[np.minimum(following, len(holidays) - 1)] - day).astype(float), np.nan)
keep("holidays", {"placed_holiday": np.isin(day, holidays).astype(int), "placed_days_since_holiday": since,
                  "placed_days_to_holiday": until})

with np.errstate(all="ignore"):
    keep("derive", {
        "ratio": np.where(number("income") == 0, np.nan, number("debt") / number("income")),
        "curve": np.sqrt(np.log(number("price")) + np.exp(-number("age") / 10)),
        "power": np.power(number("time"), 1.5) - np.abs(number("age") - 40),
        "bounded": np.minimum(np.maximum(number("expenses"), 40), number("age")),
        "filled": pd.Series(number("income")).fillna(pd.Series(number("expenses") * 2)),
        "chosen": np.where(number("age") >= 40, number("amount"), -number("price")),
        "long": ((frame["marital"].fillna("none").str.len() > 6) & (number("time") < 40)).astype(int)})

corr = frame[["seniority", "time", "age", "expenses", "income", "assets", "debt", "amount", "price"]].corr().abs()
for bound in [0.3, 0.6]:
    chosen = []
    for c in corr.columns:
        if all(corr.loc[c, k] <= bound for k in chosen):
            chosen.append(c)
    keep(f"uncorrelated-{int(bound * 10)}", {c: number(c) for c in chosen})

lines = [line.strip() for line in open("LICENSE", encoding="utf-8") if line.strip()]
text = pd.Series(lines)
keep("text", {
    "text_characters": text.str.len(),
    "text_words": [len(re.findall(r"\w+", line)) for line in lines],
    "text_digits": [sum(c.isdigit() for c in line) / len(line) for line in lines],
    "text_capitals": [sum(c.isupper() for c in line) / len(line) for line in lines],
    "text_commas": text.str.count(","),
    "text_endings": [len(re.findall(r"\w+ion\b", line)) for line in lines]}, range(0, len(lines), 10))
