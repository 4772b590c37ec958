"""How often the topics that `classify` names are those that editors gave: MIND's sections and AllSides' topics.

    python -m bench.quality.topics [--part tune|test]

MIND: mostly a bare headline; its sections are of the newsstand ('news' holds a dozen of our topics), so `right` means that the
first topic named lies within the section. AllSides: full text; `found` means that one of the topics named is what the editors'
topic is about. Split by the digest of title or id: `tune` was looked at, `test` was only ever measured.
"""

import argparse
import gzip
import json
from collections.abc import Iterator

from bench.corpora import DATA
from bench.rows import Row
from newswright.records import ids
from newswright.stages import classify

COMMAND = "./run bench topics"
N_MIND, N_ALLSIDES = 8_000, 2_000  # headlines and reports that are measured
MIND = {
    "sports": "sport", "finance": "business", "foodanddrink": "food", "lifestyle": "lifestyle", "travel": "travel",
    "weather": "weather", "health": "health", "autos": "motoring", "tv": "culture", "music": "culture",
    "movies": "culture", "entertainment": "culture",
    "news": "world politics conflict crime disaster weather environment business technology science health education society",
}  # fmt: skip
ALLSIDES = {
    "politics": "elections politics white_house us_senate supreme_court us_congress us_house republican_party democratic_party"
    " federal_budget impeachment voting_rights_and_voter_fraud campaign_finance",
    "society": "immigration gun_control_and_gun_rights abortion religion_and_faith race_and_racism lgbt_rights civil_rights"
    " free_speech",
    "health": "healthcare opioid_crisis public_health abortion",
    "world": "north_korea world foreign_policy russia middle_east state_department europe china great_britain israel",
    "conflict": "terrorism national_defense us_military nuclear_weapons isis north_korea middle_east defense veterans_affairs"
    " violence_in_america israel",
    "crime": "violence_in_america fbi criminal_justice justice sexual_misconduct justice_department gun_control_and_gun_rights"
    " supreme_court terrorism",
    "business": "taxes trade economy_and_jobs economic_policy banking_and_finance business federal_budget labor",
    "environment": "environment epa energy",
    "education": "education",
    "technology": "technology cybersecurity fake_news privacy",
    "disaster": "disaster",
    "weather": "disaster",
    "culture": "culture arts_and_entertainment sports",
    "sport": "sports",
}  # fmt: skip


def run(part: str = "test") -> list[Row]:
    """Measure both sets."""
    answered, right, n = 0, 0, 0
    for title, text, wanted in _mind(part):
        named = classify.topics(title, text)
        n, answered, right = n + 1, answered + bool(named), right + bool(named and named[0] in wanted)
    found, first, n_long = 0, 0, 0
    for title, text, wanted in _allsides(part):
        named = classify.topics(title, text)
        n_long, found, first = n_long + 1, found + bool(wanted & set(named)), first + bool({*named[:1]} & wanted)
    mind = f"MIND headlines, {part} part, {n}"
    full = f"AllSides full texts, {part} part, {n_long}"
    return [
        _row("headlines whose first topic lies in their section, of those with a topic", right / answered, 0.75, mind),
        _row("headlines with a topic at all", answered / n, 0.58, mind),
        _row("full texts whose topic is among the (at most 3) named", found / n_long, 0.86, full),
        _row("full texts whose topic is named first", first / n_long, 0.72, full),
    ]


def _row(measure: str, value: float, floor: float, split: str) -> Row:
    return Row(stage="classify", measure=measure, value=value, floor=floor, split=split, command=COMMAND)


def _is_test(key: str) -> bool:
    return int(ids.digest(key, n_chars=4), 16) % 2 == 1


def _mind(part: str) -> Iterator[tuple[str, str, set[str]]]:
    n = 0
    with gzip.open(DATA / "ranking" / "news.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = [*line.rstrip("\n").split("\t"), ""]
            if fields[1] in MIND and _is_test(fields[0]) == (part == "test") and n < N_MIND:
                n += 1
                yield fields[3], fields[4], set(MIND[fields[1]].split())


def _allsides(part: str) -> Iterator[tuple[str, str, set[str]]]:
    wanted: dict[str, set[str]] = {}
    for topic, theirs in ALLSIDES.items():
        for one in theirs.split():
            wanted.setdefault(one, set()).add(topic)
    n = 0
    with gzip.open(DATA / "stories" / "allsides-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            if report["topic"] in wanted and _is_test(report["id"]) == (part == "test") and n < N_ALLSIDES:
                n += 1
                yield report["title"], report["text"], wanted[report["topic"]]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--part", choices=["tune", "test"], default="test")
    for row in run(arguments.parse_args().part):
        print(f"{row.value:.3f} (floor {row.floor})  {row.measure}  [{row.split}]")
