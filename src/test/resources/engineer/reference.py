"""Writes date-parts.csv beside it: what pandas says of some timestamps (UTC).

Run from the repository root: /usr/bin/python3 src/test/resources/engineer/reference.py
Made with pandas 1.5.3.
"""
import os
import numpy as np
import pandas as pd

random = np.random.RandomState(0)
millis = list(random.randint(-6 * 10**12, 6 * 10**12, 40))  # the years 1780 to 2160
edges = ["1970-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "2000-02-29T12:34:56.789Z", "1900-02-28T23:59:59.999Z",
         "2024-02-29T00:00:00.000Z", "2024-12-31T23:59:59.999Z", "2023-12-31T00:00:00.001Z", "2021-01-03T06:00:00.000Z"]
when = pd.to_datetime(millis, unit="ms", utc=True).append(pd.to_datetime(edges))
frame = pd.DataFrame({
    "when": [t.strftime("%Y-%m-%dT%H:%M:%S.") + f"{t.microsecond // 1000:03d}Z" for t in when],
    "when_year": when.year, "when_month": when.month, "when_day": when.day,
    "when_day_of_week": when.dayofweek + 1, "when_day_of_year": when.dayofyear,
    "when_is_weekend": (when.dayofweek >= 5).astype(int),
    "when_epoch_days": (when - pd.Timestamp("1970-01-01", tz="UTC")) / pd.Timedelta(days=1),
    "when_hour": when.hour, "when_minute": when.minute})
frame.to_csv(os.path.join(os.path.dirname(__file__), "date-parts.csv"), index=False, lineterminator="\n")
