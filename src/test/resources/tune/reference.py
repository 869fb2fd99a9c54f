#!/usr/bin/python3
"""Writes gaussian-process.json and improvement.json: numpy 1.24, scipy 1.10, scikit-learn 1.2 (the kernel and the posterior).

usage: python3 src/test/resources/tune/reference.py
"""
import json, pathlib
import numpy as np
from mpmath import mp, mpf, ncdf, npdf, log
from sklearn.gaussian_process.kernels import Matern

here = pathlib.Path(__file__).parent
random = np.random.default_rng(7)

sets = []
for n, d in [(1, 1), (5, 2), (20, 3), (40, 6)]:
    X = random.random((n, d))
    y = np.sin(3 * X).sum(axis=1) + 0.1 * random.standard_normal(n)
    scales = np.exp(random.uniform(-1.5, 0.5, d))
    noise = float(np.exp(random.uniform(-8, -2)))
    at = random.random((6, d))
    kernel = Matern(length_scale=scales, nu=2.5)
    K = kernel(X) + noise * np.eye(n)
    inverse = np.linalg.inv(K)
    one = np.ones(n)
    mean = one @ inverse @ y / (one @ inverse @ one)
    centred = y - mean
    variance = max(1e-12, centred @ inverse @ centred / n)
    near = kernel(at, X)
    means = mean + near @ inverse @ centred
    left = 1 - np.einsum("ij,jk,ik->i", near, inverse, near)
    sets.append({"points": X.ravel().tolist(), "values": y.tolist(), "logs": [*np.log(scales), np.log(noise)], "at": at.ravel().tolist(),
                 "means": means.tolist(), "deviations": np.sqrt(variance * np.maximum(1e-12, left)).tolist()})
(here / "gaussian-process.json").write_text(json.dumps({"sets": sets}, indent=1) + "\n")

mp.dps = 60
rows = []
for mean, deviation, best in [(0, 1, 0), (1, 1, 0), (0, 1, 1), (0, 0.5, 1), (-1, 1, 1.001), (0.3, 0.2, 0.7), (0, 1, 4), (0, 1, 8),
                              (0, 1, 12), (0, 0.01, 0.3), (5, 1, 0), (20, 1, 0), (0, 1e-6, 1e-3)]:
    m, s, b = mpf(mean), mpf(deviation), mpf(best)
    z = (m - b) / s
    rows.append({"mean": mean, "deviation": deviation, "best": best, "log": float(log(s * (z * ncdf(z) + npdf(z))))})
(here / "improvement.json").write_text(json.dumps({"sets": rows}, indent=1) + "\n")
