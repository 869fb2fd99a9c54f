"""The work of FlightsBenchmark in pandas and scikit-learn: python3 flights.py FOLDER, with flights, weather and planes.csv.

Prints the seconds of each part and of the whole, the quality and the peak resident memory. Flights of one minute are told
apart here and not there, so the rolling means differ a little.
"""
import resource
import sys
import time
import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error, r2_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

folder = sys.argv[1]
began = last = time.perf_counter()
before = 0


def lap(what):
    global last, before
    now, spent = time.perf_counter(), time.process_time()
    print(f"{what} {now - last:.2f} s ({spent - before:.2f})", end=", ")
    last, before = now, spent


flights = pd.read_csv(f"{folder}/flights.csv")
weather = pd.read_csv(f"{folder}/weather.csv").drop(columns=["year", "time_hour"])
weather = weather.drop_duplicates(["origin", "month", "day", "hour"])  # the hour that the clock was put back
planes = pd.read_csv(f"{folder}/planes.csv")[["tailnum", "year", "engines", "seats"]]
lap("read")
rows = flights[flights["arr_delay"].notna()]
rows = rows.merge(weather, how="left", on=["origin", "month", "day", "hour"], validate="many_to_one")
rows = rows.merge(planes, how="left", on="tailnum", suffixes=("", "_plane"), validate="many_to_one")
lap("join")
rows["when"] = ((rows["month"] * 31 + rows["day"]) * 24 + rows["hour"]) * 60 + rows["minute"]
rows["age"] = rows["year"] - rows["year_plane"]
rows["hour_sin"] = np.sin(2 * np.pi * rows["hour"] / 24)
rows["hour_cos"] = np.cos(2 * np.pi * rows["hour"] / 24)
rows = rows.sort_values("when", kind="stable")
for by in ["origin", "dest", "carrier"]:
    groups = rows.groupby(by)["dep_delay"]
    rows[f"by_{by}"] = groups.transform(lambda s: s.shift().rolling(50, min_periods=1).mean())
    rows[f"spread_{by}"] = groups.transform(lambda s: s.shift().rolling(50, min_periods=2).std())
lap("derive and roll")
cut = np.sort(rows["when"].to_numpy())[int(len(rows) * 0.8)]
past, future = rows[rows["when"] < cut], rows[rows["when"] >= cut]
words = ["carrier", "origin"]
numbers = ["month", "day", "dep_delay", "distance", "temp", "dewp", "humid", "wind_dir", "wind_speed", "wind_gust", "precip",
           "pressure", "visib", "engines", "seats", "age", "hour_sin", "hour_cos",
           "by_origin", "by_dest", "by_carrier", "spread_origin", "spread_dest", "spread_carrier"]
levels = past["dest"].astype(object)


def target_encoded(train, test, column):
    """Smoothed means, cross-fitted on five folds for the training rows."""
    def encoding(keys, y):
        n, m, v = (y.groupby(keys).agg(f) for f in ("size", "mean", lambda s: s.var(ddof=0)))
        w = n * y.var(ddof=0) / (n * y.var(ddof=0) + v)
        return w * m + (1 - w) * y.mean(), y.mean()
    out = np.empty(len(train))
    folds = np.random.RandomState(1).permutation(len(train)) % 5
    for fold in range(5):
        inside = folds == fold
        table, mean = encoding(train[column][~inside], train["arr_delay"][~inside])
        out[inside] = train[column][inside].map(table).fillna(mean)
    table, mean = encoding(train[column], train["arr_delay"])
    return out, test[column].map(table).fillna(mean).to_numpy()


past, future = past.copy(), future.copy()
past["dest_mean"], future["dest_mean"] = target_encoded(past, future, "dest")
for name, model in [("linear", LinearRegression()),
                    ("boosting", HistGradientBoostingRegressor(max_iter=100, max_depth=6, learning_rate=0.1))]:
    prepare = ColumnTransformer([
        ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers + ["dest_mean"]),
        ("words", OneHotEncoder(handle_unknown="ignore", sparse_output=False), words)])
    fitted = Pipeline([("prepare", prepare), ("model", model)]).fit(past, past["arr_delay"])
    lap(f"fit {name}")
    predicted = fitted.predict(future)
    lap("predict")
    print(f"RMSE {mean_squared_error(future['arr_delay'], predicted) ** 0.5:.3f} "
          f"R2 {r2_score(future['arr_delay'], predicted):.4f}", end=", ")
print(f"all {time.perf_counter() - began:.2f} s, {time.process_time():.2f} s of processors since the start, "
      f"{len(flights)} rows, "
      f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
