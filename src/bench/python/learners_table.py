#!/usr/bin/python3
"""Joins theirs.csv and ours.csv of a folder into the table of docs/learners.md.

usage: learners_table.py OUT [DOCUMENT]

With a document, what stands there between the lines "<!-- table -->" and "<!-- end of table -->" is replaced; else the table is
printed. Learners that are behind by more than 0.01 are printed last, with how many test rows that is.
"""
import csv, sys

PEER = {"histogram boosting": "gradient boosting"}


def rows(file):
    with open(file) as opened:
        return {(row["set"], row["learner"]): row for row in csv.DictReader(opened)}


def size(text):
    number = float(text)
    return f"{number / 1e6:.1f} MB" if number >= 1e6 else f"{number / 1e3:.0f} kB"


def micros(text):
    number = float(text)
    return f"{number / 1e3:.1f} ms" if number >= 1e4 else f"{number:.3g} µs"


def seconds(text):
    return f"{float(text):.3g} s"


def main():
    out = sys.argv[1]
    ours, theirs = rows(f"{out}/ours.csv"), rows(f"{out}/theirs.csv")
    lines, behind, last = [], [], None
    for (name, learner), mine in ours.items():
        peer = theirs.get((name, PEER.get(learner, learner)))
        if name != last:
            last = name
            cut = f"{mine['folds']} folds" if mine["folds"] != "1" else "a quarter held out"
            lines += ["", f"**{name}**, {mine['metric']}, {mine['train']} training rows, {cut}, {mine['test']} test rows", "",
                      "| learner | defaults | theirs | tuned | theirs | fit | theirs | a row | theirs | size | theirs |",
                      "|---|---|---|---|---|---|---|---|---|---|---|"]
        other = (lambda key, form=str: form(peer[key]) if peer else "")
        lines.append(f"| {learner} | {mine['default']} | {other('default')} | {mine['tuned']} | {other('tuned')} | "
                     f"{seconds(mine['fit_s'])} | {other('fit_s', seconds)} | {micros(mine['row_us'])} | "
                     f"{other('row_us', micros)} | {size(mine['bytes'])} | {other('bytes', size)} |")
        for what in ("default", "tuned"):
            if peer and float(peer[what]) - float(mine[what]) > 0.01:
                lack = float(peer[what]) - float(mine[what])
                count = f", {lack * float(mine['test']):.1f} rows" if mine["metric"] == "accuracy" else ""
                behind.append(f"{name}, {learner}, {what}: {mine[what]} against {peer[what]}{count}")
    table = "\n".join(lines).strip()
    if len(sys.argv) > 2:
        with open(sys.argv[2]) as opened:
            document = opened.read()
        before, rest = document.split("<!-- table -->\n", 1)
        after = rest.split("<!-- end of table -->", 1)[1]
        with open(sys.argv[2], "w") as opened:
            opened.write(f"{before}<!-- table -->\n{table}\n<!-- end of table -->{after}")
    else:
        print(table)
    print("\nBehind by more than 0.01:\n" + "\n".join(behind or ["none"]))


main()
