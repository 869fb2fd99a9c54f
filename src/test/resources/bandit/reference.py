#!/usr/bin/python3
"""Reference values of the bandit package, with numpy and scipy (Debian: apt-get install python3-scipy).

usage: python3 reference.py     (in this folder; writes reference.csv: what, then numbers)
"""
import numpy as np
from scipy import integrate, optimize, special, stats

rows = []

# How probable the first of several beta distributions is to give the highest mean.
for a, b in [((11, 6), (9, 12)), ((501, 521), (499, 479)), ((3, 90, 20), (5, 100, 30)), ((1, 2000), (1, 2100))]:
    def density(x):
        value = stats.beta.pdf(x, a[0], b[0])
        for i in range(1, len(a)):
            value *= stats.beta.cdf(x, a[i], b[i])
        return value
    p, _ = integrate.quad(density, 0, 1, points=[x / y for x, y in zip(a, np.add(a, b))], limit=500)
    rows.append(["best", len(a), *a, *b, p])

# Bounds of a mean: where the beta-binomial mixture is below 1 / level times the likelihood.
for n, s, level in [(10, 7, .05), (1000, 520, .025), (50, 0, .05), (50, 50, .05), (3, 1.5, .1)]:
    mixture = special.betaln(.5 + s, .5 + n - s) - special.betaln(.5, .5)
    gap = lambda m: mixture - (special.xlogy(s, m) + special.xlog1py(n - s, -m)) - np.log(1 / level)
    mean = s / n
    low = 0 if s == 0 else optimize.brentq(gap, 1e-300, mean, xtol=1e-15)
    high = 1 if s == n else optimize.brentq(gap, mean, 1 - 1e-16, xtol=1e-15)
    rows.append(["bounds", n, s, level, low, high])

# LinUCB: the score of an arm after some rewards, by inverting the matrix.
rng = np.random.default_rng(5)
context = rng.normal(size=(6, 2)).round(3)
reward = rng.uniform(size=6).round(3)
x = np.column_stack([context, np.ones(6)])
A = np.eye(3) + x[:5].T @ x[:5]
theta = np.linalg.solve(A, x[:5].T @ reward[:5])
rows.append(["linucb", *np.column_stack([context, reward]).ravel(), theta @ x[5] + np.sqrt(x[5] @ np.linalg.inv(A) @ x[5])])

# Off-policy estimates of "always arm 1" from 12 logged choices: arm, propensity, reward.
arm = rng.integers(0, 2, 12); p = np.where(arm == 1, .3, .7); r = rng.uniform(size=12).round(3)
w = (arm == 1) / p
ips = w * r
half = np.arange(12) % 2
q = np.array([[r[(half != h) & (arm == k)].mean() for k in (0, 1)] for h in (0, 1)])
dr = q[half, 1] + w * (r - q[half, arm])
sn = (w * r).sum() / w.sum()
influence = w * (r - sn) / w.mean()
error = lambda v: 1.959963984540054 * v.std(ddof=1) / np.sqrt(len(v))
rows.append(["offpolicy", *np.column_stack([arm, p, r]).ravel(), ips.mean(), error(ips), sn, error(influence), dr.mean(), error(dr), w.sum() ** 2 / (w ** 2).sum()])

with open("reference.csv", "w") as out:
    for row in rows:
        out.write(",".join([row[0], *(repr(float(v)) for v in row[1:])]) + "\n")
