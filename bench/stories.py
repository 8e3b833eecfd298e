#!/usr/bin/env python3
"""Stories of real reports: `sitrep story` against incidents that people told apart.

    bench/stories.py BINARY DATA [--set gva|gva-month|muc4|lgl ...] [--half tuned|unseen|all]
                                 [--undated] [--misses]

  in    DATA/gva/*.jsonl (an article names its incident), DATA/muc4/*.jsonl (templates name victims,
        targets and days), DATA/place/lgl.jsonl (papers of small towns, nearly all unrelated)
  out   a table and one line "stories KEY=VALUE ..." in per cent
  note  halves are by a hash of the incident. `gva` runs a half at once, `gva-month` in folders of the
        incidents that began in one month, `muc4` all texts at once, counted where a text is of one
        incident that has a day and a name. Of `lgl` no gold is known: told is how many pairs are
        made one story, all of which are taken for wrong. Misses are shown of the tuned half only.

A set that is not there is left out. Standard library only.
"""
import argparse
import datetime
import hashlib
import json
import pathlib
import subprocess
import sys
from collections import Counter, defaultdict

SETS = ("gva", "gva-month", "muc4", "lgl")
DAYS_ALIKE = 3      # dates of one incident in two texts
DAYS_BACK = 200     # how long texts without the day look back
GENERIC_DAYS = 2    # a victim or target that was hit on so many days tells no incident


def half_of(key):
    return "tuned" if hashlib.sha256(key.encode()).digest()[0] % 2 == 0 else "unseen"


def read(data, name):
    """Documents; a published that is no day is none."""
    path = data / name
    docs = [json.loads(x) for x in path.open(encoding="utf-8")] if path.exists() else []
    for x in docs:
        x["published"] = x["published"] if day_of(x["published"]) else None
    return docs


# ---- gold: {id: story}, by half, and folders of documents that go through the program together

def gva_gold(data):
    docs = read(data, "gva/train.jsonl") + read(data, "gva/dev.jsonl")
    return docs, {x["id"]: x["incident"] for x in docs}


def months_of(docs):
    first = {}
    for x in docs:
        if x["published"]:
            first[x["incident"]] = min(x["published"], first.get(x["incident"], "9999"))
    months = defaultdict(list)
    for x in docs:
        months[first.get(x["incident"], "none")[:7]].append(x)
    return [months[m] for m in sorted(months)]


def day_of(text):
    """None for none, and for what is no day, such as 31 September."""
    try:
        return datetime.date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def incident_day(template):
    return day_of(template["date"][0]) if template["date"] else None


def incident_names(template):
    """(country, victim or target) of a template, by every name the key gives."""
    country = template["where"][0][0] if template["where"] else None
    return {(country, alt) for part in ("victim", "phys") for one in template[part]
            for alt in one["alts"] if len(alt) > 3}


def muc4_gold(data):
    """Texts joined by a victim or target of one country and day; those of several incidents or of
    none that can be told are left out."""
    docs = read(data, "muc4/train.jsonl") + read(data, "muc4/dev.jsonl")
    days = defaultdict(list)  # name: days it was hit, dates within DAYS_ALIKE taken for one
    for x in docs:
        for t in x["templates"]:
            at = incident_day(t)
            for name in incident_names(t) if at else ():
                if all(abs((at - d).days) > DAYS_ALIKE for d in days[name]):
                    days[name].append(at)
    root = {}

    def find(k):
        root.setdefault(k, k)
        while root[k] != k:
            k = root[k]
        return k

    of_doc = defaultdict(list)
    for x in docs:
        for number, t in enumerate(x["templates"]):
            if t["optional"]:
                continue
            own, known, at = (x["id"], number), False, incident_day(t)
            for name in sorted(incident_names(t), key=str):
                for d in days[name]:
                    if at:
                        here = abs((at - d).days) <= DAYS_ALIKE
                    else:
                        sure = len(days[name]) < GENERIC_DAYS and " " in name[1]
                        told = day_of(x["published"])
                        here = sure and told and 0 <= (told - d).days <= DAYS_BACK
                    if here:
                        known = True
                        root[find(own)] = find((name, d))
            of_doc[x["id"]].append(own if known else None)
    gold = {}
    for name, incidents in of_doc.items():
        one = {i and find(i) for i in incidents}
        if len(one) == 1 and None not in one:
            gold[name] = str(one.pop())
    return docs, gold


def folders(data, name, half):
    """[(documents, {id: story} of the half)]"""
    if name == "lgl":
        docs = read(data, "place/lgl.jsonl")
        part = [x for x in docs if half_of(x["id"]) == half]
        return [(part, {x["id"]: x["id"] for x in part})] if part else []
    docs, gold = gva_gold(data) if name.startswith("gva") else muc4_gold(data)
    gold = {k: v for k, v in gold.items() if half_of(v) == half}
    if name == "muc4":
        return [(docs, gold)] if docs else []
    docs = [x for x in docs if x["id"] in gold]
    parts = [docs] if name == "gva" else months_of(docs)
    return [(part, {x["id"]: gold[x["id"]] for x in part}) for part in parts if part]


# ---- runs

def stories_of(binary, docs, undated):
    """{id: story}"""
    lines = [{"id": x["id"], "text": x["text"]} for x in docs]
    for line, x in zip(lines, docs):
        if x.get("published") and not undated:
            line["published"] = x["published"]
    given = "\n".join(json.dumps(x) for x in lines).encode()
    extract = subprocess.run([binary, "extract", "--from", "jsonl", "-"], check=True, input=given,
                             stdout=subprocess.PIPE).stdout
    story = subprocess.run([binary, "story", "-"], check=True, input=extract,
                           stdout=subprocess.PIPE).stdout
    names = {}
    for line in extract.splitlines():
        if line.startswith(b'{"record":"document"'):
            r = json.loads(line)
            names[r["id"]] = r["source_id"]
    have = {}
    for line in story.splitlines():
        if line.startswith(b'{"record":"story"'):
            r = json.loads(line)
            for doc in r["docs"]:
                have[names[doc]] = r["id"]
    return have


# ---- scores

class Score:
    def __init__(self):
        self.docs = self.p = self.r = self.hit = self.made = self.gold = 0

    def add(self, have, want):
        both = Counter((have[k], want[k]) for k in want)
        have_n, want_n = Counter(have[k] for k in want), Counter(want.values())
        self.docs += len(want)
        self.p += sum(n * n / have_n[h] for (h, _), n in both.items())
        self.r += sum(n * n / want_n[w] for (_, w), n in both.items())
        self.hit += sum(n * (n - 1) // 2 for n in both.values())
        self.made += sum(n * (n - 1) // 2 for n in have_n.values())
        self.gold += sum(n * (n - 1) // 2 for n in want_n.values())

    def figures(self):
        def share(part, whole):
            return 100 * part / whole if whole else 100.0
        p, r = share(self.p, self.docs), share(self.r, self.docs)
        return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0,
                "pairs_p": share(self.hit, self.made), "pairs_r": share(self.hit, self.gold)}


def show_misses(docs, have, want):
    texts = {x["id"]: f"{x.get('published') or '?':10}  {' '.join(x['text'].split())[:90]}"
             for x in docs}
    for what, own, other in (("split", want, have), ("merged", have, want)):
        groups = defaultdict(list)
        for k in sorted(want):
            groups[own[k]].append(k)
        for members in groups.values():
            if len({other[k] for k in members}) > 1:
                print(f"  {what}")
                for k in sorted(members, key=lambda k: (other[k], k)):
                    print(f"    {other[k][:12]:12}  {k[:20]:20}  {texts[k]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--set", nargs="*", choices=SETS, default=SETS)
    parser.add_argument("--half", choices=("tuned", "unseen", "all"), default="all")
    parser.add_argument("--undated", action="store_true", help="without the days of publication")
    parser.add_argument("--misses", action="store_true", help="show what is wrong (tuned half)")
    args = parser.parse_args()
    line = []
    print(f"{'':18}   docs  B-cubed   P     R     F1    pairs P     R   told/gold")
    for name in args.set:
        for half in ("tuned", "unseen") if args.half == "all" else (args.half,):
            score = Score()
            for docs, want in folders(args.data, name, half):
                have = stories_of(args.binary, docs, args.undated)
                score.add(have, want)
                if args.misses and half == "tuned":
                    show_misses(docs, have, want)
            if not score.docs:
                continue
            f = score.figures()
            print(f"{name + ' ' + half:18} {score.docs:6}        {f['p']:5.1f} {f['r']:5.1f}"
                  f" {f['f1']:6.1f}      {f['pairs_p']:5.1f} {f['pairs_r']:5.1f}"
                  f"   {score.made}/{score.gold}")
            line += [f"{name}_{half}_{key}={value:.1f}" for key, value in f.items()]
    print("stories " + " ".join(line))


if __name__ == "__main__":
    sys.exit(main())
