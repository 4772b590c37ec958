"""Send the sentences that the shipped judge is unsure of to further judges, and weigh what those say.

In:    a draft's sentences with their Verdicts, and the Bench that they were judged before; later, what the judges said
Out:   a Doubt per unsure sentence; then the same Verdicts with the Opinions in them, some of them no longer supported
Rule:  CascadePolicy
Gate:  tests/stages/test_verify_cascade

The checks stay first and final: what they refuse is never a doubt, and no opinion can lift it. An opinion can fail a sentence
that would have passed, and nothing else; where no judge answers, the verdict stays as it was.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from newswright.records.drafts import Check, Doubt, DraftSentence, Evidence, Finding, Opinion, Verdict
from newswright.records.ids import OriginId, ReportId
from newswright.records.reports import Passage, Report
from newswright.stages.verify.bench import Bench
from newswright.text import markup


@dataclass(frozen=True, slots=True, kw_only=True)
class CascadePolicy:
    """Which sentences go to further judges, and how much their word counts."""

    # p_supported of the shipped judge from which a sentence that passed is left alone. Of 200 claims of QAGS' tune half, which it
    # has not learned from, 106 pass; 42 of these have less: 6 of the 8 false ones, 36 of the 98 true. What repeats a source has
    # more; what retells it hardly ever has, so that nearly all of it is sent on (docs/models.md).
    max_p_unsure: float = 0.8
    # The shipped judge knows English only: what is written in another language is a doubt whatever it says.
    judged_language: str = "en"
    # Excerpts stand as their source has them, and the exact checks see each edit; their attribution reads oddly to a judge.
    asks_excerpts: bool = False
    # Sentences shown before and after each passage: reports go on with pronouns.
    context_sentences: int = 1

    # Languages that the encoder reads, as BCP 47 primary tags; all, where none is named.
    encoder_languages: tuple[str, ...] = ()
    # An encoder's probability below which a sentence is held, and above which it passes. In between it passes too, unless there
    # is a model to ask. Set with caution, not by measurement: no good encoder was at hand, and each is calibrated on texts of its
    # own (docs/models.md).
    min_p_encoder: float = 0.2
    max_p_encoder: float = 0.8

    # Sentences in one question to a model, the least likely first; a question more is a call more.
    max_doubts_per_question: int = 12
    max_output_tokens: int = 1200  # of the answer: some 60 a sentence, and as much again for a model that thinks aloud
    # What p_supported falls to where a model says no: it gives no number, and models that judge are wrong in one case of five
    # to four (LLM-AggreFact's best: balanced accuracy 0.77).
    p_after_no: float = 0.2

    prompt_name: str = "judge/1"
    instruction: str = ""  # of that prompt; read when the newsroom is assembled


DEFAULT = CascadePolicy()


def doubts(
    sentences: Sequence[DraftSentence],
    verdicts: Iterable[Verdict],
    bench: Bench,
    *,
    is_generated: bool = True,
    policy: CascadePolicy = DEFAULT,
) -> list[Doubt]:
    """Find what to ask further judges about, the least likely first."""
    by_n = {sentence.n: sentence for sentence in sentences}
    found = []
    for verdict in sorted(verdicts, key=lambda verdict: (verdict.p_supported, verdict.n)):
        sentence = by_n[verdict.n]
        is_asked = sentence.links_to is None and (policy.asks_excerpts or (is_generated and not sentence.is_excerpt))
        if is_asked and verdict.is_supported:
            passages = tuple(_shown(sentence, verdict, bench, policy))
            language = bench.witnesses[passages[0].passage.report_id].report.language if passages else "und"
            is_judged = _primary(language) == policy.judged_language
            if passages and (verdict.p_supported < policy.max_p_unsure or not is_judged):
                found.append(Doubt(n=sentence.n, text=sentence.text, language=language, passages=passages))
    return found


def _shown(sentence: DraftSentence, verdict: Verdict, bench: Bench, policy: CascadePolicy) -> Iterator[Evidence]:
    """What a sentence cites, and what it was found to stand on there, each stretch with the sentences around it."""
    narrow = [cite for cite in sentence.cites if _is_narrow(cite, bench)]
    wanted: dict[ReportId, set[int]] = {}
    for passage in (*narrow, *verdict.evidence):
        witness = bench.witnesses[passage.report_id]
        touched = witness.between(passage.start, passage.end)
        first, last = touched.start - policy.context_sentences, touched.stop + policy.context_sentences
        wanted.setdefault(passage.report_id, set()).update(range(max(0, first), min(len(witness.spans), last)))
    for report_id, places in wanted.items():
        witness = bench.witnesses[report_id]
        for first, last in _runs(sorted(places)):
            start, end = witness.spans[first].start, witness.spans[last].end
            yield _evidence(witness.report, start, end)


def _is_narrow(cite: Passage, bench: Bench) -> bool:
    touched = bench.witnesses[cite.report_id].between(cite.start, cite.end)
    return len(touched) <= bench.policy.max_passage_sentences


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring places as (first, last)."""
    first = last = places[0]
    for place in places[1:]:
        if place > last + 1:
            yield first, last
            first = place
        last = place
    yield first, last


def _evidence(report: Report, start: int, end: int) -> Evidence:
    passage = Passage(report_id=report.id, start=start, end=end, revision=report.revision)
    return Evidence(
        passage=passage,
        text=markup.clean(passage.of(report.text)),
        outlet=report.outlet,
        voice=report.voice,
        origin_id=OriginId(report.id),
        stated_at=report.happened_by,
        importance=1.0,
    )


def _primary(language: str) -> str:
    return language.partition("-")[0].casefold()


# First an encoder


def readable(found: Iterable[Doubt], policy: CascadePolicy = DEFAULT) -> list[Doubt]:
    """Those in a language that the encoder reads."""
    known = {_primary(language) for language in policy.encoder_languages}
    return [doubt for doubt in found if not known or _primary(doubt.language) in known]


def opinions(
    asked: Iterable[Doubt],
    probabilities: Iterable[float | None],
    *,
    judge: str,
    version: str,
    policy: CascadePolicy = DEFAULT,
) -> dict[int, Opinion]:
    """Take down what an encoder said of each doubt, by the sentence's number; None is no answer."""
    found = {}
    for doubt, said in zip(asked, probabilities, strict=True):
        if said is not None and math.isfinite(said):
            p = round(min(1.0, max(0.0, said)), 4)
            is_supported = p >= policy.min_p_encoder
            found[doubt.n] = Opinion(judge=judge, version=version, is_supported=is_supported, p_supported=p)
    return found


def still_open(found: Iterable[Doubt], said: Mapping[int, Opinion], policy: CascadePolicy = DEFAULT) -> list[Doubt]:
    """What an encoder could not settle, or did not answer: for a model, where there is one."""
    return [doubt for doubt in found if doubt.n not in said or _is_between(said[doubt.n], policy)]


def _is_between(opinion: Opinion, policy: CascadePolicy) -> bool:
    return opinion.p_supported is not None and policy.min_p_encoder <= opinion.p_supported <= policy.max_p_encoder


# Then the weighing


def weighed(
    verdicts: Iterable[Verdict], said: Iterable[Mapping[int, Opinion]], policy: CascadePolicy = DEFAULT
) -> list[Verdict]:
    """Put opinions on record, each stage's in turn; a sentence that one of them speaks against is held."""
    stages = list(said)
    return [
        _weighed(verdict, tuple(stage[verdict.n] for stage in stages if verdict.n in stage), policy)
        for verdict in verdicts
    ]


def _weighed(verdict: Verdict, given: tuple[Opinion, ...], policy: CascadePolicy) -> Verdict:
    if not given or not verdict.is_supported:
        return verdict  # what the checks refused stays as it is, whoever says what
    against = [opinion for opinion in given if not opinion.is_supported]
    low = [policy.p_after_no if one.p_supported is None else one.p_supported for one in against]
    return replace(
        verdict,
        is_supported=not against,
        p_supported=min(verdict.p_supported, *low) if low else verdict.p_supported,
        findings=(*verdict.findings, *(_finding(opinion) for opinion in against)),
        opinions=given,
    )


def _finding(opinion: Opinion) -> Finding:
    likely = "" if opinion.p_supported is None else f" (likelihood {opinion.p_supported:.0%})"
    message = f"A further judge, {opinion.judge}, does not find this in the passages{likely}."
    return Finding(check=Check.UNSUPPORTED, message=message, found=opinion.found)
