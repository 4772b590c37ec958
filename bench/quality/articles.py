"""Measure how the embedded default's articles read: headlines that reprint nobody, leads that tell the news, facts told once.

    python -m bench.quality.summaries [--part test|tune]

Stories: AllSides' labelled ones that three outlets tell, and two weeks of Sri Lankan news in English, grouped here, that two
outlets tell; by part as in bench/corpora.py. A headline is a reprint where a report's title has its words in its order but for
one. A fact is told twice where two sentences, or the dek and one, share four content words that are 0.55 of the shorter one's;
the sentences are taken as their reports have them, without attribution. "Held" is what the gate would not let stand, before any
repair.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import Stemmer

from bench import corpora
from bench.rows import Row
from newswright.pipeline import filters
from newswright.records import ids, stories
from newswright.records.drafts import Draft, Plan, SectionKind
from newswright.records.reports import Report
from newswright.records.stories import ToldReport
from newswright.stages import verify, write
from newswright.text import words

COMMAND = "python -m bench.quality.summaries"
_LK_DAYS: dict[corpora.Part, tuple[str, str]] = {
    "tune": ("2024-05-01", "2024-05-15"),
    "test": ("2024-06-01", "2024-06-15"),
}
_MIN_CHARS = 400  # of a report's text: less is a teaser
_LONG_CHARS = 90  # two lines on a phone
_SHARED, _SHARE = 4, 0.55  # content words of two sentences that tell one fact; of the shorter one's
_WRITTEN = (SectionKind.LEAD, SectionKind.BODY, SectionKind.QUOTES, SectionKind.BACKGROUND)
# Ceilings of the test part; they only fall.
_CEILINGS = {"over": 0.06, "reprint": 0.27, "repeat": 0.27, "held": 0.01}
_porter = Stemmer.Stemmer("porter")


def told_stories(part: corpora.Part) -> Iterator[list[ToldReport]]:
    """Yield the stories of a part."""
    by_label: defaultdict[str, list[ToldReport]] = defaultdict(list)
    labelled: defaultdict[str, list[Report]] = defaultdict(list)
    for report, gold in corpora.records("allsides", part):
        if gold and len(report.text) > _MIN_CHARS:
            labelled[gold].append(report)
    for _, reports in sorted(labelled.items()):
        if len({report.outlet for report in reports}) >= 3:
            yield filters.one_story(reports)
    first, last = _LK_DAYS[part]
    days = [r for r, _ in corpora.records("lk-en", part) if first <= r.published_at.isoformat() < last]
    for one in filters.placed(days):
        by_label[one.assignment.story_id].append(one)
    for _, told in sorted(by_label.items()):
        if len({one.report.outlet for one in told}) >= 2:
            yield told


def compiled(told: Sequence[ToldReport]) -> Draft:
    """Write a story's article with the embedded default."""
    ordered = sorted(told, key=lambda one: (one.report.happened_by, one.report.id))
    story = stories.from_reports(ordered[0].assignment.story_id, ordered)
    now = ordered[-1].report.happened_by + timedelta(hours=1)
    return write.compile(write.plan(story, ordered, (), now=now), now=now)


def is_reprint(headline: str, title: str) -> bool:
    """Whether a title has a headline's words in its order but for one."""
    made, given = _cut(headline), _cut(title)
    head = next((n for n, (a, b) in enumerate(zip(made, given, strict=False)) if a != b), min(len(made), len(given)))
    rest = list(zip(reversed(made[head:]), reversed(given[head:]), strict=False))
    tail = next((n for n, (a, b) in enumerate(rest) if a != b), len(rest))
    return max(len(made), len(given)) - head - tail <= 1


def tells_twice(texts: Sequence[str]) -> bool:
    """Whether two of some sentences tell one fact."""
    content = [_content(text) for text in texts]
    return any(_is_one_fact(a, b) for n, a in enumerate(content) for b in content[:n])


def _is_one_fact(a: set[str], b: set[str]) -> bool:
    return len(a & b) >= max(_SHARED, _SHARE * min(len(a), len(b)))


def _cut(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _content(text: str) -> set[str]:
    stopped = words.stopwords("en")
    return {_porter.stemWord(word) for word in _cut(text) if word not in stopped and len(word) > 1}


@dataclass(slots=True)
class Tally:
    """What was counted over a part's articles of two origins or more."""

    n_articles: int = 0
    n_sentences: int = 0
    counted: Counter[str] | None = None

    def share(self, name: str) -> float:
        """The share of articles of which something is true, in [0, 1]."""
        return round((self.counted or Counter())[name] / max(1, self.n_articles), 4)


def tally(part: corpora.Part) -> Tally:
    """Write a part's articles and count."""
    made = Tally(counted=Counter())
    counted = made.counted or Counter()
    for told in told_stories(part):
        draft = compiled(told)
        if draft.plan.n_origins < 2 or not draft.headline.text:
            continue
        made.n_articles += 1
        made.n_sentences += len(draft.sentences)
        counted["over"] += len(draft.headline.text) > _LONG_CHARS
        counted["reprint"] += any(is_reprint(draft.headline.text, title.text) for title in draft.plan.titles)
        counted["repeat"] += tells_twice(_as_told(draft, draft.plan))
        counted["held"] += _n_held(draft, told)
    return Tally(made.n_articles, made.n_sentences, counted)


def _as_told(draft: Draft, plan: Plan) -> list[str]:
    """The dek and the body as the reports have them."""
    known = {(e.passage.report_id, e.passage.start): e.text for e in plan.evidence}
    printed = [draft.dek, *(s for section in draft.sections if section.kind in _WRITTEN for s in section.sentences)]
    return [known.get((s.cites[0].report_id, s.cites[0].start), s.text) for s in printed if s.cites]


def _n_held(draft: Draft, told: Sequence[ToldReport]) -> int:
    reports = {one.report.id: one.report for one in told}
    roots = stories.independent(stories.heard(told))
    origins = {one.report.id: ids.OriginId(root) for one, root in zip(told, roots, strict=True)}
    verdicts = verify.draft(draft, reports, origins=origins, policy=verify.VerifyPolicy())
    return sum(not verdict.is_supported for verdict in verdicts)


def rows(part: corpora.Part) -> list[Row]:
    """Measure a part's articles."""
    found = tally(part)
    held = round((found.counted or Counter())["held"] / max(1, found.n_sentences), 4)
    measures = (
        ("over", f"headlines over {_LONG_CHARS} characters, share", found.share("over")),
        ("reprint", "headlines that reprint one outlet's title, share", found.share("reprint")),
        ("repeat", "articles that tell a fact twice, share", found.share("repeat")),
        ("held", "sentences of the embedded default that the gate holds, share", held),
    )
    return [
        Row(
            stage="write",
            measure=measure,
            value=value,
            floor=_CEILINGS[name],
            is_lower_better=True,
            split=f"AllSides and Sri Lankan stories of two origins or more, {part} part, {found.n_articles} articles",
            command=COMMAND,
        )
        for name, measure, value in measures
    ]
