#!/usr/bin/env python3
"""Stories, copies, dates and relations of `sitrep story`, measured on the crises of bench/crises.

    bench/crises.py BINARY [--half PART|all] [--alone] [--undated] [--misses] [--floor KEY=VALUE ...]

  in    bench/crises/NN-NAME/{a.txt ..., gold.tsv}; the parts are
            read when tuning    tuned: odd NN up to 14, 15 to 18, 25 to 30; fresh: 19 to 24; late: odd NN from 37
            only scored         untouched: even NN up to 14; new: 31 to 36; unseen: even NN from 38
        Tuned and untouched ones go through the program in one run, whichever part is counted, each
        other part in a run of its own.
  out   tables, then one line "crises KEY=VALUE ..." in per cent
  exit  1 when a --floor is not reached or the gold does not fit its texts

gold.tsv has no header; its rows are
    report    FILE  STORY  COPY_OF  DAY  FEED    FEED: the day the feed gives, empty when undated
    relation  TYPE  FILE  WORDS  FILE  WORDS     WORDS stand once in the report

Misses are shown of the parts that are read, so that the others stay unread. Standard library only.
"""
import argparse
import datetime
import json
import pathlib
import subprocess
import sys
from collections import defaultdict

FOLDER = pathlib.Path(__file__).resolve().parent / "crises"
QUARRELS = ("contradicts", "denies", "accuses_back", "self_contradiction")
# Types whose gold is complete: what it does not list is wrong. Of the others the gold is a sample.
COMPLETE = QUARRELS
HALVES = ("tuned", "untouched", "fresh", "new", "late", "unseen")
READ = ("tuned", "fresh", "late")
OWN_RUN = ("fresh", "new", "late", "unseen")


class Report:
    def __init__(self, crisis, row, text):
        self.crisis, self.text = crisis, text
        self.file, story, self.copy_of, day, self.feed = row
        self.name = f"{crisis}/{self.file}"
        self.story = f"{crisis}/{story}"
        self.day = datetime.date.fromisoformat(day)
        self.half = half_of(int(crisis.split("-")[0]))


def half_of(number):
    if 19 <= number <= 24:
        return "fresh"
    if number > 36:
        return "late" if number % 2 else "unseen"
    if number > 30:
        return "new"
    return "tuned" if number > 14 or number % 2 else "untouched"


def read_gold():
    """Reports by name, and relations (type, ((name, words), (name, words)))."""
    reports, relations, faults = {}, [], []
    for folder in sorted(p for p in FOLDER.iterdir() if p.is_dir()):
        crisis = folder.name
        for number, line in enumerate((folder / "gold.tsv").read_text("utf-8").splitlines(), 1):
            kind, *row = line.split("\t")
            if kind == "report":
                text = (folder / row[0]).read_text("utf-8")
                report = Report(crisis, row, text)
                reports[report.name] = report
                continue
            sides = tuple((f"{crisis}/{row[i]}", row[i + 1]) for i in (1, 3))
            for name, words in sides:
                if reports[name].text.count(words) != 1:
                    faults.append(f"{crisis}/gold.tsv:{number}: not once in {name}")
            relations.append((row[0], sides))
    return reports, relations, faults


def run(binary, reports):
    lines = []
    for r in reports.values():
        line = {"id": r.name, "text": r.text}
        if r.feed:
            line["published"] = r.feed
        lines.append(json.dumps(line))
    extract = subprocess.run([binary, "extract", "--from", "jsonl", "-"], check=True,
                             input="\n".join(lines).encode(), stdout=subprocess.PIPE).stdout
    story = subprocess.run([binary, "story", "-"], check=True, input=extract,
                           stdout=subprocess.PIPE).stdout
    return [json.loads(x) for x in extract.splitlines()], [json.loads(x) for x in story.splitlines()]


def runs(binary, reports, alone):
    if not alone:
        return run(binary, reports)
    extract, story = [], []
    for crisis in sorted({n.split("/")[0] for n in reports}):
        one = run(binary, {n: r for n, r in reports.items() if n.split("/")[0] == crisis})
        extract, story = extract + one[0], story + one[1]
    return extract, story


def percent(part, whole):
    return 100.0 * part / whole if whole else 0.0


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


# ---- stories and copies

def score_groups(names, have, want):
    """B-cubed P, R, F1 and pairwise P, R, F1 of two labellings, over `names`."""
    p = r = 0.0
    for a in names:
        same_have = {b for b in have if have[b] == have[a]}
        same_want = {b for b in want if want[b] == want[a]}
        both = len(same_have & same_want)
        p += both / len(same_have)
        r += both / len(same_want)
    p, r = 100 * p / len(names), 100 * r / len(names)
    order = sorted(have)
    pairs = [(a, b) for a in names for b in order if a != b and (a < b or b not in names)]
    hit = sum(have[a] == have[b] and want[a] == want[b] for a, b in pairs)
    made = sum(have[a] == have[b] for a, b in pairs)
    gold = sum(want[a] == want[b] for a, b in pairs)
    pair_p, pair_r = percent(hit, made), percent(hit, gold)
    return (p, r, f1(p, r)), (pair_p, pair_r, f1(pair_p, pair_r))


def copy_labels(reports):
    def leader(r):
        while r.copy_of:
            r = reports[f"{r.crisis}/{r.copy_of}"]
        return r.name
    return {name: leader(r) for name, r in reports.items()}


def score_copies(names, have, want):
    order = sorted(have)
    pairs = [(a, b) for a in names for b in order if a < b]
    hit = sum(have[a] == have[b] and want[a] == want[b] for a, b in pairs)
    made = sum(have[a] == have[b] for a, b in pairs)
    gold = sum(want[a] == want[b] for a, b in pairs)
    return percent(hit, made), percent(hit, gold)


# ---- dates

def days_of(record):
    """(from, to) of a dating or a document's publication; None when open."""
    if not record or not record.get("from") or not record.get("to"):
        return None
    return tuple(datetime.date.fromisoformat(record[k]) for k in ("from", "to"))


def score_dates(names, reports, published, misses):
    """Counts within 1 and 3 days at the far end of the answer, and (probability, right) pairs."""
    near = {0: 0, 1: 0, 3: 0}
    sure, answered = [], 0
    for name in names:
        days, day = days_of(published.get(name)), reports[name].day
        far = max(abs((d - day).days) for d in days) if days else None
        for limit in near:
            near[limit] += far is not None and far <= limit
        if days:
            answered += 1
            sure.append((published[name].get("probability", 1.0), days[0] <= day <= days[1]))
        if misses and (far is None or far > 1):
            said = f"{days[0]}..{days[1]} p={published[name].get('probability')}" if days else "none"
            print(f"  date {name}: {day} is given as {said}")
    return near, sure, answered


def print_calibration(sure):
    print("  probability   n   stated   right")
    for low, high in ((0, .2), (.2, .4), (.4, .6), (.6, .8), (.8, 1.01)):
        part = [x for x in sure if low <= x[0] < high]
        if part:
            stated = 100 * sum(p for p, _ in part) / len(part)
            right = percent(sum(ok for _, ok in part), len(part))
            print(f"  {low:.1f} to {min(high, 1):.1f}  {len(part):4}  {stated:6.1f}  {right:6.1f}")


def calibration_error(sure):
    """Mean distance of stated and true share, over fifths of the probability."""
    bins = defaultdict(list)
    for p, ok in sure:
        bins[min(int(p * 5), 4)].append((p, ok))
    return percent(sum(abs(sum(p for p, _ in b) - sum(ok for _, ok in b)) for b in bins.values()),
                   len(sure))


# ---- relations

def gold_places(reports, labels, relations):
    """Every (name, start, end) that stands for a side: there, and in copies that have the words."""
    members = defaultdict(list)
    for name, leader in labels.items():
        members[leader].append(name)
    def places(side):
        name, words = side
        found = []
        for other in members[labels[name]]:
            at = reports[other].text.find(words)
            if at >= 0:
                found.append((other, at, at + len(words)))
        return found
    return {side: places(side) for _, sides in relations for side in sides}


def gold_groups(relations):
    """A side stands for all sides that agree with it."""
    root = {}
    def find(side):
        root.setdefault(side, side)
        while root[side] != side:
            side = root[side]
        return side
    for kind, (a, b) in relations:
        if kind == "agrees":
            root[find(a)] = find(b)
        else:
            find(a), find(b)
    return {side: find(side) for side in root}


def spans_of(record):
    if record["record"] == "claim":
        cue = record.get("cue")
        return [tuple(s) for s in record["content"]] + ([(cue["start"], cue["end"])] if cue else [])
    return [(record["start"], record["end"])]


def sides_of(record, name_of, places):
    """The gold sides a record stands for."""
    if not record:
        return []
    name = name_of[record["doc"]]
    return [side for side, where in places.items()
            if any(n == name and s < end and start < e
                   for n, start, end in where for s, e in spans_of(record))]


class Counts:
    def __init__(self):
        self.made = self.right = self.wrong = self.unlisted = self.gold = self.found = 0


def score_relations(names, reports, relations, labels, extract, story, misses):
    """Counts by type, and of quarrels of any type."""
    items = {r["id"]: r for r in extract if r["record"] in ("figure", "event", "claim")}
    name_of = {r["id"]: r["source_id"] for r in extract if r["record"] == "document"}
    places, groups = gold_places(reports, labels, relations), gold_groups(relations)
    gold = [(kind, frozenset((groups[a], groups[b])), (a, b)) for kind, (a, b) in relations
            if a[0] in names]
    counts, found = defaultdict(Counts), set()
    for r in story:
        if r["record"] != "relation":
            continue
        a, b = items.get(r["a"]), items.get(r["b"])
        if not a or not b or name_of[a["doc"]] not in names:
            continue
        pairs = {frozenset((groups[x], groups[y])) for x in sides_of(a, name_of, places)
                 for y in sides_of(b, name_of, places)}
        kinds = {kind for kind, pair, _ in gold if pair in pairs}
        exact = {i for i, (kind, pair, _) in enumerate(gold) if pair in pairs and kind == r["type"]}
        loose = {i for i, (kind, pair, _) in enumerate(gold) if pair in pairs and kind in QUARRELS}
        note_relation(counts[r["type"]], r["type"] in kinds, bool(kinds) or r["type"] in COMPLETE)
        found |= {(r["type"], i) for i in exact}
        if r["type"] in QUARRELS:
            note_relation(counts["quarrel"], bool(kinds & set(QUARRELS)), True)
            found |= {("quarrel", i) for i in loose}
        if misses and r["type"] in COMPLETE and r["type"] not in kinds:
            show_pair("extra", r["type"], a, b, name_of, reports, r["reason"], kinds)
    for i, (kind, _, sides) in enumerate(gold):
        counts[kind].gold += 1
        counts[kind].found += (kind, i) in found
        if kind in QUARRELS:
            counts["quarrel"].gold += 1
            counts["quarrel"].found += ("quarrel", i) in found
        if misses and (kind, i) not in found:
            print(f"  missed {kind}: " + " | ".join(f"{n}: {w}" for n, w in sides))
    return counts


def note_relation(c, right, judged):
    c.made += 1
    if right:
        c.right += 1
    elif judged:
        c.wrong += 1
    else:
        c.unlisted += 1


def show_pair(what, kind, a, b, name_of, reports, reason, kinds):
    def words(r):
        name = name_of[r["doc"]]
        start, end = spans_of(r)[0]
        return f"{name}: {reports[name].text[start:end][:70]!r}"
    gold = f" (gold: {', '.join(sorted(kinds))})" if kinds else ""
    print(f"  {what} {kind}: {words(a)} | {words(b)}{gold}\n      {reason}")


# ---- all

def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--half", choices=HALVES + ("all",), default="all")
    parser.add_argument("--alone", action="store_true", help="a run for each crisis, as a small folder is read")
    parser.add_argument("--undated", action="store_true", help="without the days that feeds give, as a user's own texts have none")
    parser.add_argument("--misses", action="store_true", help="show what is wrong (of the parts that are read)")
    parser.add_argument("--floor", nargs="*", default=[], metavar="KEY=VALUE")
    args = parser.parse_args()
    reports, relations, faults = read_gold()
    if faults:
        sys.exit("\n".join(faults))
    for r in reports.values():
        r.feed = "" if args.undated else r.feed
    worst = {}
    for half in HALVES if args.half == "all" else (args.half,):
        part = {n: r for n, r in reports.items()
                if r.half == half or (r.half not in OWN_RUN and half not in OWN_RUN)}
        inside = [(kind, sides) for kind, sides in relations if sides[0][0] in part]
        figures = score_half(half, part, inside, *runs(args.binary, part, args.alone),
                             args.misses and half in READ)
        for key, value in figures.items():
            worst[key] = min(value, worst.get(key, value))
    failed = [f for f in args.floor if worst[f.split("=")[0]] < float(f.split("=")[1])]
    if failed:
        sys.exit("below the floor: " + ", ".join(
            f"{f} (is {worst[f.split('=')[0]]:.1f})" for f in failed))


def score_half(half, reports, relations, extract, story, misses):
    names = {n for n, r in reports.items() if r.half == half}
    name_of = {r["id"]: r["source_id"] for r in extract if r["record"] == "document"}
    have, copies = {n: n for n in reports}, {n: n for n in reports}
    for s in (r for r in story if r["record"] == "story"):
        have.update({name_of[d]: s["id"] for d in s["docs"]})
        for group in s["copies"]:
            copies.update({name_of[d]: group[0] for d in group})
    want, labels = {n: r.story for n, r in reports.items()}, copy_labels(reports)
    print(f"== {half}: {len(names)} reports, {len({want[n] for n in names})} stories")
    if misses:
        show_groups(names, have, want, copies, labels)
    cubed, pairs = score_groups(names, have, want)
    copy_p, copy_r = score_copies(names, copies, labels)
    published = {name_of[r["doc"]]: r for r in story if r["record"] == "dating"}
    for r in extract:
        if r["record"] == "document" and r["source_id"] not in published:
            published[r["source_id"]] = r["published"]
    undated = sorted(n for n in names if not reports[n].feed)
    near, sure, answered = score_dates(undated, reports, published, misses)
    counts = score_relations(names, reports, relations, labels, extract, story, misses)
    print("stories    P      R      F1")
    print(f"  B-cubed  {cubed[0]:5.1f}  {cubed[1]:5.1f}  {cubed[2]:5.1f}")
    print(f"  pairs    {pairs[0]:5.1f}  {pairs[1]:5.1f}  {pairs[2]:5.1f}")
    print(f"  copies   {copy_p:5.1f}  {copy_r:5.1f}")
    n = len(undated)
    print(f"dates      {n} undated, {answered} answered; right {near[0]}, within a day {near[1]}, "
          f"within three {near[3]}")
    print_calibration(sure)
    print("relations            gold  found  R      made  right  wrong  unlisted  P")
    for kind in sorted(counts, key=lambda k: (k == "quarrel", k)):
        c = counts[kind]
        print(f"  {kind:18} {c.gold:4}  {c.found:5}  {percent(c.found, c.gold):5.1f}  {c.made:4}  "
              f"{c.right:5}  {c.wrong:5}  {c.unlisted:8}  {percent(c.right, c.right + c.wrong):5.1f}")
    quarrel = counts["quarrel"]
    figures = {"bcubed": cubed[2], "pairs": pairs[2], "copies_p": copy_p, "copies_r": copy_r,
               "day1": percent(near[1], n), "day3": percent(near[3], n),
               "calibration_error": calibration_error(sure),
               "quarrel_p": percent(quarrel.right, quarrel.made),
               "quarrel_r": percent(quarrel.found, quarrel.gold)}
    print(f"crises half={half} " + " ".join(f"{k}={v:.1f}" for k, v in figures.items()) + "\n")
    return figures


def show_groups(names, have, want, copies, labels):
    by_story = defaultdict(list)
    for n in sorted(have):
        by_story[have[n]].append(n)
    for members in by_story.values():
        if len({want[n] for n in members}) > 1 and set(members) & names:
            print("  merged: " + " ".join(members))
    by_want = defaultdict(lambda: defaultdict(list))
    for n in sorted(names):
        by_want[want[n]][have[n]].append(n.split("/")[1])
    for story, parts in sorted(by_want.items()):
        if len(parts) > 1:
            print(f"  split {story}: " + " | ".join(" ".join(p) for p in parts.values()))
    for a in sorted(names):
        for b in sorted(names):
            if a < b and (copies[a] == copies[b]) != (labels[a] == labels[b]):
                print(f"  copies {'missed' if labels[a] == labels[b] else 'extra'}: {a} {b}")


if __name__ == "__main__":
    main()
