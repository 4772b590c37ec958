"""Measure how well near-copies are found: edits planted into real texts, and real texts that must not be taken for copies.

    python -m bench.quality.origins [--part tune]

Exact overlap of runs of four words says what is a copy: brute force is the yardstick. Every planted copy is another outlet's,
some hours later; the window also holds the texts of its set, so that copies are looked for among real news. Tuned on `tune`.
"""

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from bench import corpora
from bench.rows import Row
from newswright.records.ids import ReportId
from newswright.records.reports import Report
from newswright.stages.cluster import copies
from newswright.text import fingerprint, sentences, words

COMMAND = "python -m bench.quality.origins"
SETS = ("lk-en", "allsides", "lk-si", "lk-ta", "chinese", "gun-violence")
N_WINDOW, N_BASES, N_COPIES = 1_500, 150, 4  # texts of each set in the window; those that are copied; copies of each
COPY_CHARS = 6_000
BANDS = ((0.8, 1.01, 0.99), (0.6, 0.8, 0.97), (0.5, 0.6, 0.95))  # from, below, floor of the recall
Edit = Callable[[str, float, random.Random], str]


def run(part: corpora.Part = "test") -> list[Row]:
    """Plant, search, and count: recall by band, then what must not be found."""
    found = [_planted(name, part) for name in SETS]
    split = f"{part} parts of {', '.join(SETS)}"
    rows = _recalls([one for several in found for one in several.cases], split)
    rows.append(_precision([pair for several in found for pair in several.linked], split))
    rows += [_natural(part), _same_story(part), _forms(part), _boilerplate(part)]
    return rows


# --- edits ---------------------------------------------------------------------------------------------------------------


def _substitute(text: str, strength: float, dice: random.Random) -> str:
    tokens = text.split(" ")
    return " ".join(dice.choice(tokens) if dice.random() < 0.22 * strength else token for token in tokens)


def _drop_sentences(text: str, strength: float, dice: random.Random) -> str:
    kept = [part for part in _parts(text) if dice.random() > 0.5 * strength]
    return " ".join(kept) or text


def _cut_end(text: str, strength: float, dice: random.Random) -> str:
    return text[: int(len(text) * (1 - 0.5 * strength))]


def _cut_start(text: str, strength: float, dice: random.Random) -> str:
    return text[int(len(text) * 0.5 * strength) :]


def _insert(text: str, strength: float, dice: random.Random) -> str:
    parts = _parts(text)
    for n in range(int(strength * len(parts))):
        parts.insert(dice.randrange(len(parts) + 1), _filler(n, dice))
    return " ".join(parts)


def _shuffle(text: str, strength: float, dice: random.Random) -> str:
    parts = _parts(text)
    groups = [" ".join(parts[i : i + 3]) for i in range(0, len(parts), 3)]
    dice.shuffle(groups)
    return _substitute("\n\n".join(groups), strength / 2, dice)


def _surround(text: str, strength: float, dice: random.Random) -> str:
    """A headline, a caption, a "read more" and a footer, as outlets add them."""
    head = f"{_filler(1, dice).upper()}\n\nFile photo: {_filler(2, dice)} (Handout)\n\n"
    foot = (
        "\n\nRead more: "
        + " | ".join(_filler(n, dice) for n in range(int(1 + strength * 4)))
        + "\n\nAll rights reserved."
    )
    return head + text + foot


def _retype(text: str, strength: float, dice: random.Random) -> str:
    curly = text.replace("'", "’").replace('"', "“").replace(" - ", " — ").replace(" ", "\u00a0", 40)
    tokens = curly.split(" ")
    changed = [token.upper() if dice.random() < 0.3 else f"\u200b{token}" for token in tokens]
    return _substitute(" ".join(changed), strength / 2, dice)


def _all(text: str, strength: float, dice: random.Random) -> str:
    for edit in (_cut_end, _drop_sentences, _substitute, _surround, _retype):
        text = edit(text, strength / 4, dice)
    return text


def _parts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences.split(text)] or [text]


def _filler(n: int, dice: random.Random) -> str:
    syllables = ("bra", "nel", "tor", "vik", "sal", "mon", "dre", "fin", "gus", "hal", "ost", "qui")
    made = ["".join(dice.choices(syllables, k=2)) for _ in range(6 + n % 9)]
    return " ".join(made).capitalize() + "."


EDITS: dict[str, Edit] = {
    "words substituted": _substitute,
    "sentences dropped": _drop_sentences,
    "end cut": _cut_end,
    "start cut": _cut_start,
    "sentences inserted": _insert,
    "paragraphs shuffled": _shuffle,
    "titles, captions and footers": _surround,
    "typography": _retype,
    "all of it": _all,
}


# --- recall --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Case:
    kind: str
    jaccard: float
    contained: float
    n_runs: int
    is_found: bool


@dataclass(frozen=True)
class _Found:
    cases: list[_Case]
    linked: list[tuple[float, float]]  # exact (Jaccard, containment) of each pair that was called copies


def _planted(name: str, part: corpora.Part) -> _Found:
    """Plant copies of a set's texts beside the set itself, in ticks of 200 reports, and see which pairs are called copies."""
    dice = random.Random(f"{name} {part}")  # noqa: S311 (plants edits, keeps no secret)
    reports = _reports(name, part)
    tokens = {report.id: tokens_of(report) for report in reports}
    window = [_text(report, tokens[report.id]) for report in reports]
    bases = [report for report in reports if len(tokens[report.id]) >= 60]
    planted: list[tuple[ReportId, ReportId, str]] = []
    for n, base in enumerate(dice.sample(bases, min(N_BASES, len(bases)))):
        for i in range(N_COPIES):
            kind = list(EDITS)[(n * N_COPIES + i) % len(EDITS)]
            copy = ReportId(f"copy {n} {i} of {base.id}")
            tokens[copy] = words.tokens(EDITS[kind](base.text, dice.random(), dice)[:COPY_CHARS])
            at_days = base.happened_by.timestamp() / 86_400 + dice.uniform(0.01, 0.8)
            window.append(copies.Text(copy, f"outlet {n % 40} {i}", at_days, fingerprint.sketch(tokens[copy])))
            planted.append((base.id, copy, kind))
    links = _searched(window)
    pairs = {frozenset((link.a, link.b)) for link in links}
    cases = []
    for base_id, copy, kind in planted:
        a, b = fingerprint.hashed_runs(tokens[base_id]), fingerprint.hashed_runs(tokens[copy])
        cases.append(_Case(kind, *fingerprint.overlap(a, b), min(a.size, b.size), frozenset((base_id, copy)) in pairs))
    return _Found(cases, [_exact(tokens[link.a], tokens[link.b]) for link in links])


def _recalls(cases: Sequence[_Case], split: str) -> list[Row]:
    rows = []
    for low, high, floor in BANDS:
        within = [case for case in cases if low <= case.jaccard < high]
        by_kind: defaultdict[str, list[bool]] = defaultdict(list)
        for case in within:
            by_kind[case.kind].append(case.is_found)
        worst = min(by_kind, key=lambda kind: _share(by_kind[kind]))
        rows.append(
            _row(
                f"recall of planted copies, exact Jaccard {low:g} to {min(high, 1):g}",
                _share([case.is_found for case in within]),
                floor,
                f"{len(within)} copies; worst: {worst}, {_share(by_kind[worst]):.3f} of {len(by_kind[worst])}",
                split,
            )
        )
    cuts = [case for case in cases if case.jaccard < 0.5 and case.contained >= 0.8 and case.n_runs >= 30]
    rows.append(
        _row(
            "recall of copies under Jaccard 0.5 that hold 0.8 of the shorter text",
            _share([case.is_found for case in cuts]),
            0.9,
            f"{len(cuts)} copies",
            split,
        )
    )
    return rows


def _precision(linked: Sequence[tuple[float, float]], split: str) -> Row:
    right = [jaccard >= 0.3 or contained >= 0.5 for jaccard, contained in linked]
    strict = _share([jaccard >= 0.5 or contained >= 0.7 for jaccard, contained in linked])
    return _row(
        "precision: pairs called copies with exact Jaccard 0.3 or half of the shorter text",
        _share(right),
        0.99,
        f"{len(linked)} pairs; at Jaccard 0.5 or 0.7 of the shorter one {strict:.3f}",
        split,
    )


# --- what is there by nature, and what must not be found --------------------------------------------------------------------


def _natural(part: corpora.Part) -> Row:
    """Real syndication: pairs of two outlets within a week that brute force puts at Jaccard 0.5 or more."""
    reports = sorted(_reports("lk-en", part, n=10_000), key=lambda report: report.happened_by)
    tokens = {report.id: tokens_of(report) for report in reports}
    started = time.process_time()
    pairs = {
        frozenset((link.a, link.b)) for link in _searched([_text(report, tokens[report.id]) for report in reports])
    }
    ours_s, started = time.process_time() - started, time.process_time()
    exact = _brute_force(reports, tokens)
    brute_s = time.process_time() - started
    return _row(
        "recall of real syndication at exact Jaccard 0.5",
        _share([pair in pairs for pair in exact]),
        0.95,
        f"{len(exact)} pairs of {len(reports)} reports by brute force in {brute_s:.0f} s; sketches and search {ours_s:.1f} s",
        f"{part} part of lk-en",
    )


def _brute_force(reports: Sequence[Report], tokens: dict[ReportId, list[str]]) -> list[frozenset[ReportId]]:
    """Compare all pairs of two outlets within a week: counted by shared runs, which is exact and skips pairs that share none."""
    runs = [fingerprint.hashed_runs(tokens[report.id]) for report in reports]
    owners = np.repeat(np.arange(len(runs)), [len(one) for one in runs])
    every = np.concatenate(runs)
    order = np.argsort(every, kind="stable")
    every, owners = every[order], owners[order]
    begins = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1])))
    ends = np.append(begins[1:], every.size)
    shared: Counter[tuple[int, int]] = Counter()
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        if 2 <= end - begin <= 100:
            shared.update(combinations(owners[begin:end].tolist(), 2))
    found = []
    for (i, j), n in shared.items():
        one, other = reports[i], reports[j]
        is_near = abs((one.happened_by - other.happened_by).total_seconds()) <= 7 * 86_400
        if one.outlet != other.outlet and is_near and n >= 0.5 * (runs[i].size + runs[j].size - n):
            found.append(frozenset((one.id, other.id)))
    return found


def _same_story(part: corpora.Part) -> Row:
    """Two reports of one story by two outlets that share little are two origins."""
    n_wrong = n_pairs = 0
    for name in ("gun-violence", "ecbplus", "allsides"):
        golds = [(report, gold) for report, gold in corpora.records(name, part) if gold]
        tokens = {report.id: tokens_of(report) for report, _ in golds}
        runs = {key: fingerprint.hashed_runs(one) for key, one in tokens.items()}
        links = {
            frozenset((link.a, link.b)) for link in _searched([_text(report, tokens[report.id]) for report, _ in golds])
        }
        by_story: defaultdict[str, list[ReportId]] = defaultdict(list)
        for report, gold in golds:
            by_story[str(gold)].append(report.id)
        for members in by_story.values():
            for a, b in combinations(members[:20], 2):
                jaccard, contained = fingerprint.overlap(runs[a], runs[b])
                if jaccard < 0.3 and contained < 0.5:
                    n_pairs += 1
                    n_wrong += frozenset((a, b)) in links
    return _row(
        "reports of one story that share little, kept apart",
        1 - n_wrong / n_pairs,
        0.999,
        f"{n_wrong} of {n_pairs} pairs taken for copies",
        f"{part} parts of gun-violence, ecbplus, allsides",
    )


def _forms(part: corpora.Part) -> Row:
    """One form filled in with other numbers, a day later, in another outlet: texts with eight numbers or more beside years."""
    dice = random.Random(part)  # noqa: S311 (plants numbers, keeps no secret)
    texts, pairs = [], []
    for report in _reports("lk-en", part, n=10_000):
        tokens = tokens_of(report)
        if len({token for token in tokens if token[0].isdigit() and len(token) != 4}) >= 8:
            other = [str(dice.randint(20, 999)) if token[0].isdigit() else token for token in tokens]
            at_days = report.happened_by.timestamp() / 86_400 + 1
            texts += [
                _text(report, tokens),
                copies.Text(ReportId(f"form {report.id}"), "form", at_days, fingerprint.sketch(other)),
            ]
            pairs.append((frozenset((report.id, f"form {report.id}")), _exact(tokens, other)[0]))
    links = {frozenset((link.a, link.b)) for link in _searched(texts)}
    alike = [pair for pair, jaccard in pairs if jaccard >= 0.5]
    return _row(
        "forms filled in with other numbers, kept apart (Jaccard 0.5 or more)",
        _share([pair not in links for pair in alike]),
        0.97,
        f"{len(alike)} forms",
        f"{part} part of lk-en",
    )


def _boilerplate(part: corpora.Part) -> Row:
    """Short texts of one outlet with its footer of 80 words: the footer is most of many of them."""
    dice = random.Random(part)  # noqa: S311 (plants words, keeps no secret)
    footer = words.tokens(" ".join(_filler(n, dice) for n in range(8)))
    texts = []
    for n, report in enumerate(_reports("lk-en", part)):
        tokens = tokens_of(report)[: 40 + n % 60] + footer
        texts.append(
            copies.Text(report.id, "one outlet", report.happened_by.timestamp() / 86_400, fingerprint.sketch(tokens))
        )
    heads = {text.report_id for text in texts}
    bare = {report.id: tokens_of(report)[:100] for report in _reports("lk-en", part) if report.id in heads}
    wrong = [link for link in _searched(texts) if _exact(bare[link.a], bare[link.b])[0] < 0.3]
    return _row(
        "short texts under one footer, kept apart",
        1 - len({link.a for link in wrong} | {link.b for link in wrong}) / len(texts),
        0.95,
        f"{len(wrong)} pairs of {len(texts)} texts taken for copies for their footer",
        f"{part} part of lk-en",
    )


# --- shared --------------------------------------------------------------------------------------------------------------


def _reports(name: str, part: corpora.Part, n: int = N_WINDOW) -> list[Report]:
    return [report for _, (report, _) in zip(range(n), corpora.records(name, part), strict=False)]


def tokens_of(report: Report) -> list[str]:
    """Cut a report into the words that its sketch is made of."""
    return words.tokens(report.text[:COPY_CHARS]) or words.tokens(report.title)


def _text(report: Report, tokens: Sequence[str]) -> copies.Text:
    return copies.Text(report.id, report.outlet, report.happened_by.timestamp() / 86_400, fingerprint.sketch(tokens))


def _searched(texts: Sequence[copies.Text], tick: int = 200) -> list[copies.Link]:
    window = copies.Copies()
    ordered = sorted(texts, key=lambda text: (text.at_days, text.report_id))
    return [link for start in range(0, len(ordered), tick) for link in window.add(ordered[start : start + tick])]


def _exact(a: Sequence[str], b: Sequence[str]) -> tuple[float, float]:
    return fingerprint.overlap(fingerprint.hashed_runs(a), fingerprint.hashed_runs(b))


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 1.0


def _row(measure: str, value: float, floor: float, peer: str, split: str) -> Row:
    return Row(stage="origins", measure=measure, value=value, floor=floor, peer=peer, split=split, command=COMMAND)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.quality.origins", description=__doc__)
    parser.add_argument("--part", choices=("tune", "test"), default="test")
    for row in run(parser.parse_args().part):
        print(f"{row.value:.4f} ({row.floor}) {row.measure}: {row.peer}")
