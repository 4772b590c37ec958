"""The provenance manifest of an article's version: each sentence with its passages and verdict; checked offline by anyone."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from newswright import __version__
from newswright.records.articles import Article, Citation, DigitalSourceType, Disclosure, Sentence
from newswright.records.ids import ReportId
from newswright.records.reports import Report

FORMAT = "newswright-manifest/1"


def manifest(article: Article, reports: Mapping[ReportId, Report]) -> dict[str, Any]:
    """Write down where an article comes from. `reports` are those that it cites, as far as they are at hand."""
    places = ["headline", "dek", *(s.kind.value for s in article.sections for _ in s.sentences)]
    paragraphs = [0, 0, *(k for k, s in enumerate(article.sections, start=1) for _ in s.sentences)]
    body: dict[str, Any] = {
        "format": FORMAT,
        "story": article.story_id,
        "version": article.version,
        "previous_version": article.version - 1 or None,
        "language": article.language,
        "dateline": article.dateline,
        "issued_at": _instant(article.issued_at),
        "first_issued_at": _instant(article.first_issued_at),
        "withdrawn": article.withdrawn,
        "labels": _labels(article),
        "model": {
            "name": article.model.name,
            "generative": article.model.is_generative,
            "provider": article.model.provider,
            "prompt": article.model.prompt_name,
            "note": article.model.note,
        },
        "pipeline": {"name": "newswright", "version": __version__},
        "input_key": article.input_key,
        "sentences": [
            _sentence(sentence, place, paragraph)
            for sentence, place, paragraph in zip(article.sentences, places, paragraphs, strict=True)
        ],
        "removed": [{"text": r.text, "findings": [_finding(f) for f in r.verdict.findings]} for r in article.removed],
        "reports": [
            _report(line.report_id, line.outlet, line.url, reports.get(line.report_id)) for line in article.sources
        ],
    }
    return {**body, "digest": digest(body)}


def digest(body: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of all but the digest itself: keys sorted, no white space, UTF-8."""
    bare = {name: value for name, value in body.items() if name != "digest"}
    canonical = json.dumps(bare, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _labels(article: Article) -> dict[str, Any]:
    labels, review = article.labels, article.labels.review
    return {
        "text": labels.text,
        "ai_disclosure": labels.disclosure.value,
        "digital_source_type": labels.digital_source_type.value,
        "n_reports": labels.n_reports,
        "n_origins": labels.n_origins,
        "only_outlet": labels.only_outlet,
        "experimental": labels.is_experimental,
        "review": None if review is None else {"by": review.by, "at": _instant(review.at), "decision": review.decision},
    }


def _sentence(sentence: Sentence, place: str, paragraph: int) -> dict[str, Any]:
    return {
        "n": sentence.n,
        "place": place,
        "paragraph": paragraph,
        "text": sentence.text,
        "excerpt": sentence.is_excerpt,
        "repaired": sentence.is_repaired,
        "links_to": sentence.links_to,
        "citations": [_citation(citation) for citation in sentence.citations],
        "verdict": {
            "supported": sentence.verdict.is_supported,
            "p_supported": round(sentence.verdict.p_supported, 4),
            "findings": [_finding(finding) for finding in sentence.verdict.findings],
        },
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "report": citation.passage.report_id,
        "revision": citation.passage.revision,
        "start": citation.passage.start,
        "end": citation.passage.end,
        "outlet": citation.outlet,
        "url": citation.url,
        "title": citation.title,
        "published_at": _instant(citation.published_at),
        "quote": citation.quote,
        "sha256": citation.sha256,
    }


def _finding(finding: Any) -> dict[str, str]:
    return {
        "check": finding.check.value,
        "message": finding.message,
        "found": finding.found,
        "expected": finding.expected,
    }


def _report(report_id: ReportId, outlet: str, url: str, report: Report | None) -> dict[str, Any]:
    return {
        "report": report_id,
        "outlet": outlet,
        "url": url,
        "revision": report.revision if report else None,
        "text_sha256": hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest() if report else None,
    }


def cited(found: Mapping[str, Any]) -> list[str]:
    """List the ids of the reports that a manifest cites, each once; whatever the manifest holds."""
    citations = (c for s in _objects(found.get("sentences")) for c in _objects(s.get("citations")))
    return list(dict.fromkeys(c["report"] for c in citations if isinstance(c.get("report"), str)))


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


def _sentence_faults(sentence: Mapping[str, Any], at: int, reports: Mapping[ReportId, Report] | None) -> Iterator[str]:
    if sentence.get("n") != at:
        yield f"it is numbered {str(sentence.get('n'))[:20]}"
    if not isinstance(sentence.get("text"), str) or not sentence["text"].strip():
        yield "it has no text"
    verdict = sentence.get("verdict")
    if not isinstance(verdict, dict) or verdict.get("supported") is not True:
        yield "its verdict does not let it through"
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
    is_span = type(start) is int and type(end) is int and 0 <= start < end
    if is_span and report.text[start:end] == quote:
        return
    if citation.get("revision") == report.revision:
        yield f"the passage does not stand at its place in the report {name}"
    elif quote not in report.text:
        yield f"the passage is no longer in the report {name}, which has been revised since"
