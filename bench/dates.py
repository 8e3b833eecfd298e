#!/usr/bin/env python3
"""Days of publication that `sitrep story` works out, measured where the true day is known.

    bench/dates.py BINARY [SET ...] [--data DIR] [--unseen] [--misses] [--limit N]

  in    own      bench/dates/*.txt: stories written for it ("= STORY", then "- DAY [FEED]" and the
                 report of each); only reports without FEED are asked for
        incident DIR/gva: articles of one incident, every second without its day
        wire     DIR/muc4: all texts in one run, three of four without the day, which is cut out of
                 their datelines
        single   DIR/time: each text by itself
        DIR is ../shared/data; sets that are not there are left out. Texts are held apart by a hash
        of their name: those of one half are read when tuning, --unseen scores the other.
  out   for each set and for each kind of document one line: documents asked for, answered, right,
        within one and three days by the far end, days at the far end (median), calibration error

An answer is right when it holds the day. Standard library only.
"""
import argparse
import datetime
import hashlib
import json
import pathlib
import re
import subprocess
import sys
from collections import defaultdict

HERE = pathlib.Path(__file__).resolve().parent
SETS = ("own", "incident", "wire", "single")
DATELINE = re.compile(r"^(\s*[^\n]{0,80}?), \d{1,2} [A-Z]{3} \d\d\b")
FIGURES = "{:6} {:22} n={:4} answered={:4} right={:5.1f} day1={:5.1f} day3={:5.1f} far={:4} cal={:4.1f}"


class Text:
    def __init__(self, name, group, day, text, feed=""):
        self.name, self.group, self.text, self.feed = name, group, text, feed
        self.day = datetime.date.fromisoformat(day[:10])


def digest(name):
    return hashlib.sha256(name.encode()).digest()[0]


def read_lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


# ---- sets: each a list of runs, a run a list of texts

def read_own(_, unseen):
    groups = defaultdict(list)
    for path in sorted((HERE / "dates").glob("*.txt")) if not unseen else ():
        story = ""
        for part in re.split(r"^(?=[=-] \S+.*$)", path.read_text("utf-8"), flags=re.M):
            head, _, text = part.partition("\n")
            if head.startswith("= "):
                story = f"{path.stem}/{head[2:]}"
            elif head.startswith("- "):
                day, feed = (head[2:].split() + [""])[:2]
                name = f"{story}/{len(groups[story])}"
                groups[story].append(Text(name, story, day, text, feed))
    return list(groups.values())


def read_incident(data, unseen):
    groups = defaultdict(list)
    for x in read_lines(data / "gva" / "train.jsonl"):
        if (digest(x["incident"]) % 2 == 1) == unseen:
            groups[x["incident"]].append(x)
    runs = []
    for incident, members in sorted(groups.items()):
        members.sort(key=lambda x: (x["published"], x["id"]))
        runs.append([Text(x["id"], incident, x["published"], x["text"],
                          "" if (i + digest(incident) // 2) % 2 else x["published"])
                     for i, x in enumerate(members)])
    return [r for r in runs if len(r) > 1 and any(not x.feed for x in r)]


def read_wire(data, unseen):
    run = []
    for x in read_lines(data / "muc4" / "train.jsonl"):
        cut = DATELINE.match(x["text"])
        if not x["published"] or not cut:
            continue
        other = (digest("half" + x["published"][:7]) % 2 == 1) != unseen
        if other:
            continue
        text = cut.group(1) + x["text"][cut.end():]
        feed = "" if digest(x["id"]) % 4 else x["published"]
        run.append(Text(x["id"], "wire", x["published"], text, feed))
    return [run]


def read_single(data, unseen):
    texts = []
    for name in ("timebank", "aquaint"):
        for x in read_lines(data / "time" / f"{name}.jsonl"):
            if (digest(x["id"]) % 2 == 1) == unseen:
                texts.append([Text(x["id"], x["id"], x["published"], x["text"])])
    return texts


READERS = {"own": read_own, "incident": read_incident, "wire": read_wire, "single": read_single}


# ---- the program

def ask(binary, runs):
    """Answers {name: (from, to, probability)} and how each document was placed, of all runs. Runs
    are kept apart: `sitrep story` is called for each."""
    lines = [json.dumps({"id": x.name, "text": x.text, **({"published": x.feed} if x.feed else {})})
             for run in runs for x in run]
    made = subprocess.run([binary, "extract", "--from", "jsonl", "-"], check=True,
                          input="\n".join(lines).encode(), stdout=subprocess.PIPE).stdout
    blocks, names, own = defaultdict(list), {}, {}
    for line in made.splitlines(True):
        record = json.loads(line)
        doc = record["id"] if record["record"] == "document" else record.get("doc")
        if record["record"] == "document":
            names[doc], own[record["source_id"]] = record["source_id"], record.get("published")
        blocks[names.get(doc)].append(line)
    answers, kinds = {}, {}
    for run in runs:
        dated = {x.name for x in run if x.feed}
        records = b"".join(b"".join(blocks[x.name]) for x in run)
        story = subprocess.run([binary, "story", "-"], check=True, input=records,
                               stdout=subprocess.PIPE).stdout
        read_answers([json.loads(x) for x in story.splitlines()], names, dated, answers, kinds)
    for name, published in own.items():
        answers.setdefault(name, published)
    return answers, kinds


def read_answers(records, names, dated, answers, kinds):
    for r in records:
        if r["record"] == "dating":
            answers[names[r["doc"]]] = r
        if r["record"] == "story":
            members = [names[d] for d in r["docs"]]
            some = any(m in dated for m in members)
            for m in members:
                kinds[m] = "among dated" if some else "among undated"
                if len(members) == 1:
                    kinds[m] = "alone"


# ---- figures

def days_of(answer):
    if not answer or not answer.get("from") or not answer.get("to"):
        return None
    return tuple(datetime.date.fromisoformat(answer[k]) for k in ("from", "to"))


def calibration_error(sure):
    bins = defaultdict(list)
    for p, right in sure:
        bins[min(int(p * 5), 4)].append((p, right))
    apart = sum(abs(sum(p for p, _ in b) - sum(r for _, r in b)) for b in bins.values())
    return 100.0 * apart / len(sure) if sure else 0.0


def print_bins(sure):
    for low in range(5):
        part = [x for x in sure if min(int(x[0] * 5), 4) == low]
        if part:
            print(f"    {low / 5:.1f} n={len(part):4} stated={100 * sum(p for p, _ in part) / len(part):5.1f}"
                  f" right={100 * sum(r for _, r in part) / len(part):5.1f}")


def score(label, kind, texts, answers, misses):
    sure, fars, near = [], [], {1: 0, 3: 0}
    for x in texts:
        days = days_of(answers.get(x.name))
        far = max(abs((d - x.day).days) for d in days) if days else None
        for limit in near:
            near[limit] += far is not None and far <= limit
        if days:
            fars.append(far)
            sure.append((answers[x.name].get("probability", 1.0), days[0] <= x.day <= days[1]))
        if misses and (far is None or far > 1):
            said = f"{days[0]}..{days[1]} p={answers[x.name].get('probability')}" if days else "none"
            print(f"  {x.name}: {x.day} {x.day:%a} is given as {said}")
    n = len(texts)
    print(FIGURES.format(label, kind, n, len(sure), 100 * sum(r for _, r in sure) / n,
                         100 * near[1] / n, 100 * near[3] / n,
                         sorted(fars)[len(fars) // 2] if fars else "-", calibration_error(sure)))
    print_bins(sure)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("sets", nargs="*", metavar="SET", help=" ".join(SETS))
    parser.add_argument("--data", type=pathlib.Path, default=HERE / ".." / ".." / "shared" / "data")
    parser.add_argument("--unseen", action="store_true", help="the half that is not read when tuning")
    parser.add_argument("--undated", action="store_true", help="without the days that feeds give")
    parser.add_argument("--misses", action="store_true", help="show what is wrong")
    parser.add_argument("--limit", type=int, help="runs of each set at most")
    args = parser.parse_args()
    for label in args.sets or SETS:
        try:
            runs = READERS[label](args.data, args.unseen)[:args.limit]
        except FileNotFoundError as missing:
            print(f"{label}: no {missing.filename}", file=sys.stderr)
            continue
        asked = [x for run in runs for x in run if not x.feed or args.undated]
        for x in asked:
            x.feed = ""
        answers, kinds = ask(args.binary, runs)
        parts = defaultdict(list)
        for x in asked:
            parts[kinds.get(x.name, "alone")].append(x)
        for kind, texts in sorted(parts.items()):
            score(label, kind, texts, answers, args.misses and not args.unseen)


if __name__ == "__main__":
    main()
