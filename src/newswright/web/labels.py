"""Say the AI label in words and in the forms that programs read. The label itself is part of the article's record.

Standards: W3C AI Content Disclosure (community draft), IPTC Digital Source Type, the IETF draft AI-Disclosure header.
"""

import re
from dataclasses import dataclass

from newswright.records.articles import Article, DigitalSourceType, Disclosure, Labels

IPTC_SCHEME = "http://cv.iptc.org/newscodes/digitalsourcetype/"
SCHEMA_ORG = "https://schema.org/"

# schema.org's IPTCDigitalSourceEnumeration names the same values with capitals and a suffix.
SCHEMA_ORG_MEMBERS = {
    DigitalSourceType.TRAINED: "TrainedAlgorithmicMediaDigitalSource",
    DigitalSourceType.COMPOSITE: "CompositeWithTrainedAlgorithmicMediaDigitalSource",
    DigitalSourceType.ALGORITHMIC: "AlgorithmicMediaDigitalSource",
}
SHORT = {
    Disclosure.AUTONOMOUS: "Written by AI, unreviewed",
    Disclosure.GENERATED: "Written by AI, reviewed",
    Disclosure.ASSISTED: "Written with AI help",
    Disclosure.COMPILED: "Compiled by software",
}
# The draft's tokens: no human direction is 'machine-generated', under human oversight 'ai-originated'.
MODES = {
    Disclosure.AUTONOMOUS: "machine-generated",
    Disclosure.GENERATED: "ai-originated",
    Disclosure.ASSISTED: "ai-modified",
    Disclosure.COMPILED: "machine-generated",
}
MIXED_HEADER = "mode=machine-generated"
SITE_LABEL = (
    "Compiled by software or written by AI from the reports of the outlets named; each sentence is checked against them "
    "before it is published. Experimental."
)


@dataclass(frozen=True, slots=True)
class Label:
    """The label of one article, ready for a page: `short` for a card, `text` in full."""

    short: str
    text: str
    disclosure: str
    digital_source_type: str
    is_experimental: bool

    @property
    def parts(self) -> tuple[str, str]:
        """The label in full, cut after its first clause, for setting that in bold."""
        end = _FIRST_CLAUSE.match(self.text)
        cut = end.end() if end else len(self.text)
        return self.text[:cut], self.text[cut:]


_FIRST_CLAUSE = re.compile(r"[^.:;。]+[.:;。]")


def of(labels: Labels) -> Label:
    """Make the label ready for a page. It is never empty, whatever the record says."""
    short = SHORT[labels.disclosure]
    return Label(
        short=short,
        text=labels.text.strip() or _words(labels),
        disclosure=labels.disclosure.value,
        digital_source_type=labels.digital_source_type.value,
        is_experimental=labels.is_experimental,
    )


def _words(labels: Labels) -> str:
    plural = "report" if labels.n_reports == 1 else "reports"
    tail = " Experimental." if labels.is_experimental else ""
    return f"{SHORT[labels.disclosure]} from {labels.n_reports} {plural}.{tail}"


def header(article: Article) -> str:
    """Write the AI-Disclosure header of one article: a structured-field dictionary, ASCII, quotes escaped."""
    parts = [f"mode={MODES[article.labels.disclosure]}", f"model={_quoted(article.model.name)}"]
    parts.append(f"provider={_quoted(article.model.provider)}")
    if article.labels.review:
        parts.append(f"reviewed-by={_quoted(article.labels.review.by)}")
    parts.append(f"date=@{int(article.issued_at.timestamp())}")
    return ", ".join(parts)


def _quoted(text: str) -> str:
    plain = "".join(c for c in text if 0x20 <= ord(c) < 0x7F)[:80]
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def machine(article: Article) -> dict[str, object]:
    """Write the label for JSON: the API, JSON Feed, exports."""
    labels, review = article.labels, article.labels.review
    return {
        "text": of(labels).text,
        "disclosure": labels.disclosure.value,
        "digital_source_type": IPTC_SCHEME + labels.digital_source_type.value,
        "is_experimental": labels.is_experimental,
        "n_reports": labels.n_reports,
        "n_origins": labels.n_origins,
        "only_outlet": labels.only_outlet,
        "model": article.model.name,
        "is_generative": article.model.is_generative,
        "review": {"by": review.by, "at": review.at.isoformat(), "decision": review.decision} if review else None,
    }
