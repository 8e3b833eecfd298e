#!/usr/bin/env python3
"""Quarrels of `sitrep story`, measured on pairs of short reports written for it.

    bench/quarrels.py BINARY [FILE ...] [--misses] [--floor KEY=VALUE ...]

  in    bench/quarrels/*.txt: blocks of a head line and one or two reports,
            = TYPE WHAT IT SHOWS
            - DAY: text with <the words> of each side
        TYPE is that of a relation; a pair of type "none" has no marked words and must stay silent
  out   by type: pairs, found as a quarrel (or as the type, where the type is none), of that very
        type, and quarrels that are wrong; then one line "quarrels KEY=VALUE ..." in per cent
  exit  1 when a pair does not mark two sides, or a --floor is not reached

Each pair is a story of its own. Standard library only.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
from collections import defaultdict

FOLDER = pathlib.Path(__file__).resolve().parent / "quarrels"
QUARRELS = ("contradicts", "denies", "accuses_back", "self_contradiction")


class Pair:
    def __init__(self, kind, what):
        self.kind, self.what, self.reports, self.sides = kind, what, [], []

    def add(self, day, marked):
        text = ""
        for piece in re.split(r"(<[^<>]*>)", marked):
            words = piece[1:-1] if piece.startswith("<") else piece
            if piece.startswith("<"):
                self.sides.append((len(self.reports), len(text), len(text) + len(words)))
            text += words
        self.reports.append((day, text))


def read_pairs(paths):
    pairs = []
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("= "):
                kind, _, what = line[2:].partition(" ")
                pairs.append(Pair(kind, what))
            elif line.startswith("- "):
                day, _, text = line[2:].partition(": ")
                pairs[-1].add(day, text)
    for p in pairs:
        if len(p.sides) != (0 if p.kind == "none" else 2):
            sys.exit(f"sides of: {p.kind} {p.what}")
    return pairs


def run(binary, command, lines):
    out = subprocess.run([binary, *command], check=True, input="".join(x + "\n" for x in lines).encode(),
                         stdout=subprocess.PIPE).stdout
    return out.decode().splitlines()


def relations_of(binary, pairs):
    """Of each pair its relations and its items by id."""
    inputs = [json.dumps({"id": f"{i}.{k}", "text": text, "published": day})
              for i, p in enumerate(pairs) for k, (day, text) in enumerate(p.reports)]
    lines, own = defaultdict(list), None
    items = defaultdict(dict)
    for line in run(binary, ["extract", "--from", "jsonl", "-"], inputs):
        r = json.loads(line)
        if r["record"] == "document":
            own, report = map(int, r["source_id"].split("."))
        lines[own].append(line)
        if r["record"] in ("figure", "event", "claim"):
            items[own][r["id"]] = (report, r)
    found = []
    for i in range(len(pairs)):
        made = [json.loads(x) for x in run(binary, ["story", "-"], lines[i])]
        found.append(([r for r in made if r["record"] == "relation"], items[i]))
    return found


def spans_of(r):
    if r["record"] == "claim":
        cue = r.get("cue")
        return [tuple(s) for s in r["content"]] + ([(cue["start"], cue["end"])] if cue else [])
    return [(r["start"], r["end"])]


def sides_of(pair, item):
    report, record = item
    return {i for i, (at, start, end) in enumerate(pair.sides)
            if at == report and any(s < end and start < e for s, e in spans_of(record))}


def show(pair, r, items):
    def words(item):
        report, record = item
        start, end = spans_of(record)[0]
        return repr(pair.reports[report][1][start:end])
    print(f"  wrong {r['type']}: {words(items[r['a']])} | {words(items[r['b']])}\n"
          f"      {r['reason']}")


def score(pair, relations, items, misses):
    """Found, of that very type, wrong quarrels, right quarrels."""
    found = exact = False
    wrong = right = 0
    for r in relations:
        a, b = items[r["a"]], items[r["b"]]
        x, y = sides_of(pair, a), sides_of(pair, b)
        meets = (0 in x and 1 in y) or (1 in x and 0 in y)
        quarrel = pair.kind in QUARRELS
        exact |= meets and r["type"] == pair.kind
        found |= meets and (r["type"] in QUARRELS if quarrel else r["type"] == pair.kind)
        if r["type"] in QUARRELS:
            good = meets and quarrel
            right += good
            wrong += not good
            if misses and not good:
                print(f"= {pair.kind} {pair.what}")
                show(pair, r, items)
    if misses and pair.kind != "none" and not found:
        other = {r["type"] for r in relations}
        print(f"= {pair.kind} {pair.what}: missed {' '.join(sorted(other))}")
    return found, exact, wrong, right


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--misses", action="store_true", help="show what is wrong")
    parser.add_argument("--floor", nargs="*", default=[], metavar="KEY=VALUE")
    args = parser.parse_args()
    pairs = read_pairs(args.files or sorted(FOLDER.glob("*.txt")))
    counts = defaultdict(lambda: [0, 0, 0, 0, 0])
    for pair, (relations, items) in zip(pairs, relations_of(args.binary, pairs)):
        row = counts[pair.kind]
        for i, n in enumerate((1, *score(pair, relations, items, args.misses))):
            row[i] += n
    print("pairs of           all  found  exact  wrong quarrels")
    total = [0, 0, 0, 0]
    for kind, (n, found, exact, wrong, right) in sorted(counts.items()):
        print(f"  {kind:18} {n:3}  {found:5}  {exact:5}  {wrong:5}")
        total[2] += wrong
        total[3] += right
        if kind in QUARRELS:
            total[0] += n
            total[1] += found
    figures = {"p": 100 * total[3] / max(1, total[2] + total[3]),
               "r": 100 * total[1] / max(1, total[0])}
    print(f"quarrels pairs={len(pairs)} p={figures['p']:.1f} r={figures['r']:.1f} wrong={total[2]}")
    for key, least in (x.split("=") for x in args.floor):
        if figures[key] < float(least):
            sys.exit(f"below the floor: {key}={least}")


if __name__ == "__main__":
    main()
