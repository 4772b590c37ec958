"""The provenance manifest of an article's version: each sentence with its passages and verdict, for anyone to check offline."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from newswright.records.articles import Article, Citation, Sentence, SourceLine
from newswright.records.drafts import ModelUse, Verdict

FORMAT = "newswright-manifest/1"


def chain(versions: Sequence[Article]) -> list[dict[str, Any]]:
    """Write the manifests of an article's versions, oldest first. Each names the digest of the one before, so that no version
    can be changed or taken out later without all that follow."""
    written: list[dict[str, Any]] = []
    for version in versions:
        written.append(manifest(version, previous_digest=written[-1]["digest"] if written else None))
    return written


def manifest(article: Article, *, previous_digest: str | None = None) -> dict[str, Any]:
    """Write down where an article comes from. It follows from the article's record alone, and so is the same at any time."""
    places = ["headline", "dek", *(s.kind.value for s in article.sections for _ in s.sentences)]
    paragraphs = [0, 0, *(k for k, s in enumerate(article.sections, start=1) for _ in s.sentences)]
    body: dict[str, Any] = {
        "format": FORMAT,
        "story": article.story_id,
        "version": article.version,
        "previous_version": article.version - 1 or None,
        "previous_digest": previous_digest,
        "language": article.language,
        "dateline": article.dateline,
        "issued_at": _instant(article.issued_at),
        "first_issued_at": _instant(article.first_issued_at),
        "withdrawn": article.withdrawn,
        "labels": _labels(article),
        "model": _model(article.model),
        "pipeline": {"name": "newswright", "version": article.pipeline_version},
        "input_key": article.input_key,
        "sentences": [
            _sentence(sentence, place, paragraph)
            for sentence, place, paragraph in zip(article.sentences, places, paragraphs, strict=True)
        ],
        "removed": [
            {"text": r.text, "findings": [_finding(f) for f in r.verdict.findings], **_opinions(r.verdict)}
            for r in article.removed
        ],
        "reports": [_report(line) for line in article.sources],
    }
    return {**body, "digest": digest(body)}


def digest(body: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of all but the digest itself: keys sorted, no white space, UTF-8."""
    bare = {name: value for name, value in body.items() if name != "digest"}
    canonical = json.dumps(bare, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _model(use: ModelUse) -> dict[str, Any]:
    """What wrote it. Of a model behind a server: the SHA-256 of the instruction as it was sent, and the server's own name for
    what answered; articles that were written before these were recorded have neither."""
    said = {
        "name": use.name,
        "generative": use.is_generative,
        "provider": use.provider,
        "prompt": use.prompt_name,
        "note": use.note,
    }
    recorded = {"prompt_sha256": use.prompt_sha256, "answered_by": use.answered_by}
    return said | {name: value for name, value in recorded.items() if value}


def _labels(article: Article) -> dict[str, Any]:
    labels, review = article.labels, article.labels.review
    return {
        "text": labels.text,
        "ai_disclosure": labels.disclosure.value,
        "digital_source_type": labels.digital_source_type.value,
        "n_reports": labels.n_reports,
        "n_origins": labels.n_origins,
        "only_outlet": labels.only_outlet,
        **({"based_on": labels.based_on, "n_reporting": labels.n_reporting} if labels.based_on else {}),
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
            **_opinions(sentence.verdict),
        },
    }


def _opinions(verdict: Verdict) -> dict[str, Any]:
    """What further judges said, as given: nobody can judge it again without them. Without any, nothing is said of it."""
    if not verdict.opinions:
        return {}
    given = [
        {
            "judge": o.judge,
            "version": o.version,
            "supported": o.is_supported,
            "p_supported": o.p_supported,
            "found": o.found,
        }
        for o in verdict.opinions
    ]
    return {"opinions": given, "opinions_judged_again": False}


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


def _report(line: SourceLine) -> dict[str, Any]:
    return {
        "report": line.report_id,
        "outlet": line.outlet,
        "url": line.url,
        "revision": line.revision,
        "text_sha256": line.text_sha256,
        "origin": line.origin,
    }
