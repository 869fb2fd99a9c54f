"""Writes formats.csv and histogram.csv: numbers as Python's decimal module rounds them, bins as NumPy finds them."""
import csv
import random
from decimal import ROUND_HALF_UP, Context, Decimal

import numpy

random.seed(1)
values = [0.5, 2.5, 0.125, 1.005, 0.15, -0.125, -1.005, 1e-4, 0.00012345, 123.456, 99999.5, 0.1, 1 / 3, -2 / 3]
values += [random.gauss(0, 1) * 10 ** random.uniform(-4, 8) for _ in range(200)]
with open("formats.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["value", "decimals", "fixed", "digits", "significant"])
    for value in values:
        decimals, digits = random.randint(0, 8), random.randint(1, 8)
        fixed = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        significant = Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal(Decimal(value))
        out.writerow([repr(value), decimals, f"{abs(fixed) if fixed == 0 else fixed:f}", digits, repr(float(significant))])

numpy.random.seed(1)
with open("histogram.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["name", "width", "counts", "values"])
    samples = {
        "normal": numpy.random.normal(size=300),
        "exponential": numpy.random.exponential(50, size=500),
        "uniform": numpy.random.uniform(-3, 7, size=40),
        "few": numpy.array([1.0, 2.0, 2.0, 5.0]),
    }
    for name, sample in samples.items():
        sample = sample.round(4)
        edges = numpy.histogram_bin_edges(sample, "auto")
        counts, _ = numpy.histogram(sample, numpy.linspace(-2, 4, 13))
        width = repr(float(edges[1] - edges[0]))
        out.writerow([name, width, " ".join(map(str, counts)), " ".join(repr(float(v)) for v in sample)])
