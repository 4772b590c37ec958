"""Check a provenance manifest, which is anyone's JSON: in itself, and against reports. Nothing in it is believed."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from newswright.records.articles import DigitalSourceType, Disclosure
from newswright.records.drafts import DraftSentence
from newswright.records.ids import OriginId, ReportId, StoryId
from newswright.records.reports import Passage, Report
from newswright.stages.publish.provenance import FORMAT, digest


def cited(found: Mapping[str, Any]) -> dict[str, int]:
    """List the reports that a manifest names, by their ids, with the revisions that were read; whatever the manifest holds."""
    citations = [c for s in _objects(found.get("sentences")) for c in _objects(s.get("citations"))]
    named: dict[str, int] = {}
    for one in [*citations, *_objects(found.get("reports"))]:
        revision = one.get("revision")
        if isinstance(one.get("report"), str) and type(revision) is int and 0 < revision < 2**31:
            named.setdefault(one["report"], revision)
    return named


def sentences(found: Mapping[str, Any], reports: Mapping[ReportId, Report]) -> list[DraftSentence]:
    """Read the sentences of a manifest that holds, as they stood before their verdicts: for whoever judges them anew.

    A passage that has moved within a report that was revised since is cited where it is now.
    """
    return [
        DraftSentence(
            n=sentence["n"],
            text=sentence["text"],
            cites=tuple(_passage(citation, reports) for citation in sentence["citations"]),
            is_excerpt=sentence.get("excerpt") is True,
            links_to=StoryId(str(sentence["links_to"])) if sentence.get("links_to") else None,
        )
        for sentence in found["sentences"]
    ]


def _passage(citation: Mapping[str, Any], reports: Mapping[ReportId, Report]) -> Passage:
    report, quote, start = reports[ReportId(citation["report"])], citation["quote"], citation["start"]
    if report.text[start : citation["end"]] != quote:
        start = max(report.text.find(quote), 0)
    return Passage(report_id=report.id, start=start, end=start + len(quote), revision=report.revision)


def origins(found: Mapping[str, Any]) -> dict[ReportId, OriginId]:
    """Read which of a manifest's reports are of one independent origin."""
    return {
        ReportId(one["report"]): OriginId(str(one["origin"]))
        for one in _objects(found.get("reports"))
        if isinstance(one.get("report"), str) and one.get("origin")
    }


def n_opinions(found: Mapping[str, Any]) -> int:
    """Count what further judges said: it stands in a manifest as given, and is not judged again. Whatever the manifest holds."""
    verdicts = [s["verdict"] for s in _objects(found.get("sentences")) if isinstance(s.get("verdict"), dict)]
    return sum(len(_objects(verdict.get("opinions"))) for verdict in verdicts)


def differences(found: Mapping[str, Any], standing: Mapping[str, Any]) -> list[str]:
    """Name the parts in which a manifest differs from the one that was published; the chain before it aside."""
    apart = {"digest", "previous_digest"}
    parts = [part for part in standing if part not in apart and found.get(part) != standing[part]]
    parts += [part for part in found if part not in standing]
    return [f"its {str(part)[:40]!r} is not what was published" for part in parts]


def _objects(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def check_manifest(found: Mapping[str, Any], reports: Mapping[ReportId, Report] | None) -> list[str]:
    """Say what is wrong with a manifest, in words; nothing where it holds. Without `reports` it is checked in itself alone.

    The manifest is anyone's JSON: nothing in it is believed, and nothing in it can make this fail.
    """
    if found.get("format") != FORMAT:
        return [f"this is no {FORMAT}: its format is {str(found.get('format'))[:60]!r}"]
    faults = []
    try:
        is_whole = found.get("digest") == digest(found)
    except RecursionError:
        return ["it is nested too deeply to be a manifest"]
    if not is_whole:
        faults.append("the digest does not match: the manifest was changed after it was written")
    faults += _label_faults(found.get("labels"))
    faults += _report_faults(found.get("reports"), reports)
    sentences = found.get("sentences")
    if not isinstance(sentences, list) or len(_objects(sentences)) != len(sentences) or not sentences:
        return [*faults, "it has no list of sentences"]
    for at, sentence in enumerate(sentences):
        faults += [f"sentence {at}: {fault}" for fault in _sentence_faults(sentence, at, reports)]
    return faults


def _label_faults(labels: object) -> list[str]:
    if not isinstance(labels, dict) or not str(labels.get("text") or "").strip():
        return ["the label is missing"]
    faults = []
    if labels.get("ai_disclosure") not in set(Disclosure):
        faults.append(f"the label's ai_disclosure is {str(labels.get('ai_disclosure'))[:40]!r}")
    if labels.get("digital_source_type") not in set(DigitalSourceType):
        faults.append(f"the label's digital_source_type is {str(labels.get('digital_source_type'))[:40]!r}")
    return faults


def _report_faults(named: object, reports: Mapping[ReportId, Report] | None) -> Iterator[str]:
    """Whether the reports are those that were read: in the same revision, to the letter."""
    for one in _objects(named):
        report = (reports or {}).get(ReportId(str(one.get("report"))))
        if report is None or one.get("text_sha256") is None or one.get("revision") != report.revision:
            continue
        if hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest() != one["text_sha256"]:
            yield f"the text of the report {report.id} is not the one that was read"


def _sentence_faults(sentence: Mapping[str, Any], at: int, reports: Mapping[ReportId, Report] | None) -> Iterator[str]:
    if sentence.get("n") != at:
        yield f"it is numbered {str(sentence.get('n'))[:20]}"
    if not isinstance(sentence.get("text"), str) or not sentence["text"].strip():
        yield "it has no text"
    verdict = sentence.get("verdict")
    if not isinstance(verdict, dict) or verdict.get("supported") is not True:
        yield "its verdict does not let it through"
    elif any(opinion.get("supported") is not True for opinion in _objects(verdict.get("opinions"))):
        yield "a further judge spoke against it, and it stands all the same"
    citations = sentence.get("citations")
    if not isinstance(citations, list) or len(_objects(citations)) != len(citations):
        yield "its citations are no list of objects"
        return
    if not citations and not sentence.get("links_to"):
        yield "it cites nothing"
    for citation in citations:
        yield from _citation_faults(citation, reports)


def _citation_faults(citation: Mapping[str, Any], reports: Mapping[ReportId, Report] | None) -> Iterator[str]:
    quote, name = citation.get("quote"), str(citation.get("report"))[:80]
    if not isinstance(quote, str) or not quote:
        yield f"the passage of {name} has no text"
        return
    if hashlib.sha256(quote.encode("utf-8", "surrogatepass")).hexdigest() != citation.get("sha256"):
        yield f"the passage of {name} does not match its SHA-256"
    if reports is None:
        return
    report = reports.get(ReportId(name))
    if report is None:
        yield f"the report {name} is not among those given"
        return
    if report.url != citation.get("url") or report.outlet != citation.get("outlet"):
        yield f"the report {name} is of another outlet or address"
    start, end = citation.get("start"), citation.get("end")
    if not (type(start) is int and type(end) is int and 0 <= start < end):
        yield f"the passage of {name} has no place"
        return
    if report.text[start:end] == quote:
        return
    if citation.get("revision") == report.revision:
        yield f"the passage does not stand at its place in the report {name}"
    elif quote not in report.text:
        yield f"the passage is no longer in the report {name}, which has been revised since"
