"""Writes streams.json beside this file: python3 streams.py (numpy 1.24).

Streams with known changes, and where three detectors find them, written down here apart from the library: Page-Hinkley as in
the literature with a forgetting factor, the drift detection method of Gama and others (2004), and ADWIN of Bifet and Gavalda
(2007) whose window is kept value by value, cut where the buckets of an exponential histogram would end.
"""
import json
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def page_hinkley(values, fewest=30, slack=0.005, threshold=50.0, keep=0.9999):
    found, count, mean, total = [], 0, 0.0, 0.0
    for i, x in enumerate(values):
        count += 1
        mean += (x - mean) / count
        total = max(0.0, keep * total + (x - mean - slack))
        if count >= fewest and total > threshold:
            found.append(i)
            count, mean, total = 0, 0.0, 0.0
    return found


def ddm(values):
    found, start, lowest = [], 0, (np.inf, np.inf)
    for i in range(len(values)):
        seen = values[start : i + 1]
        n = len(seen)
        if n < 30:
            continue
        p = seen.mean()
        s = np.sqrt(p * (1 - p) / n)
        if p + s < sum(lowest):
            lowest = (p, s)
        if p + s > lowest[0] + 3 * lowest[1]:
            found.append(i)
            start, lowest = i + 1, (np.inf, np.inf)
    return found


def adwin(values, delta=0.002, per_level=5, every=32):
    found = []
    sizes = []  # of the buckets, the oldest first
    begin = 0  # of the window
    for i in range(len(values)):
        sizes.append(1)
        size = 1
        while sizes.count(size) > per_level:
            first = sizes.index(size)
            sizes[first : first + 2] = [2 * size]
            size *= 2
        if (i + 1) % every:
            continue
        changed = True
        while changed and len(sizes) > 1:
            changed = False
            window = values[begin : i + 1]
            n, variance = len(window), window.var()
            bound = np.log(2 * np.log(n) / delta)
            for end in np.cumsum(sizes)[:-1]:
                n0, n1 = end, n - end
                if n0 < 5 or n1 < 5:
                    continue
                m = 1 / (n0 - 4) + 1 / (n1 - 4)
                cut = np.sqrt(2 * m * variance * bound) + 2 / 3 * bound * m
                if abs(window[:end].mean() - window[end:].mean()) > cut:
                    begin += sizes.pop(0)
                    changed = True
                    if not found or found[-1] != i:
                        found.append(i)
                    break
    return found


def bits(rng, *parts):
    return np.concatenate([rng.random(n) < rate for n, rate in parts]).astype(float)


rng = np.random.default_rng(17)
streams = {
    "errors that triple at once": bits(rng, (1500, 0.1), (1500, 0.3)),
    "errors that grow slowly": (rng.random(3000) < np.linspace(0.05, 0.5, 3000)).astype(float),
    "errors that come and go": bits(rng, (1000, 0.1), (800, 0.4), (1200, 0.1)),
    "errors that stay": bits(rng, (3000, 0.2)),
    "numbers that rise by half a deviation": np.round(np.concatenate([rng.normal(size=1500), rng.normal(0.5, 1, 1500)]), 3),
    "numbers that fall by two deviations": np.round(np.concatenate([rng.normal(size=1000), rng.normal(-2, 1, 1000)]), 3),
}
cases = []
for name, values in streams.items():
    case = {"name": name, "values": [int(v) if v == int(v) else v for v in values.tolist()], "adwin": adwin(values)}
    case["page-hinkley"] = page_hinkley(values)
    case["page-hinkley 30 0.2 50 1"] = page_hinkley(values, slack=0.2, keep=1.0)
    if set(values) <= {0.0, 1.0}:
        case["ddm"] = ddm(values)
    cases.append(case)
    print(name, {k: v for k, v in case.items() if k not in ("name", "values")})
with open(os.path.join(HERE, "streams.json"), "w") as out:
    out.write('{"streams":[\n' + ",\n".join(json.dumps(each, separators=(",", ":")) for each in cases) + "\n]}\n")
