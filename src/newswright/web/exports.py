"""Write an article for other programs and other places: plain text, Markdown, JSON, JSON-LD. The label always comes first."""

import json
import re
from collections.abc import Sequence

from markupsafe import Markup

from newswright.records.articles import Article, Citation, Correction, Sentence, SourceLine
from newswright.records.stories import ToldReport
from newswright.web import firsts, labels, times
from newswright.web.site import WebSettings, web_url

FIRSTS = "Who reported first, who copied"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&])")


def text(article: Article, *, url: str, told: Sequence[ToldReport] = ()) -> str:
    """Write plain text: label, headline, dek, date, body with note numbers, the sources, and who reported first."""
    lines = [labels.of(article.labels).text, "", article.headline.text, article.dek.text, "", article.dateline]
    if article.withdrawn:
        return "\n".join([*lines[:3], "", f"Withdrawn: {article.withdrawn}", "", url, ""])
    lines += ["", *_paragraphs(article)]
    numbers = _numbers(article)
    lines += [
        "Sources",
        *(f"[{numbers[line.url]}] {line.outlet}: {line.title} <{line.url}>" for line in article.sources),
    ]
    who = firsts.lines(told)
    lines += ["", FIRSTS, *who] if who else []
    return "\n".join([*lines, "", url, ""])


def _paragraphs(article: Article) -> list[str]:
    numbers = _numbers(article)
    lines = []
    for section in article.sections:
        written = []
        for sentence in section.sentences:
            notes = sorted({numbers[one.url] for one in sentence.citations if one.url in numbers})
            written.append(sentence.text + "".join(f" [{number}]" for number in notes))
        lines += [" ".join(written), ""]
    return lines


def _numbers(article: Article) -> dict[str, int]:
    return {url: number for number, url in enumerate(dict.fromkeys(line.url for line in article.sources), start=1)}


def markdown(article: Article, *, url: str, told: Sequence[ToldReport] = ()) -> str:
    """Write Markdown; nothing in the article's own text can become markup."""
    label = labels.of(article.labels)
    head = [
        "---",
        f"ai-disclosure: {label.disclosure}",
        f"digital-source-type: {label.digital_source_type}",
        f"url: {url}",
        "---",
    ]
    lines = [*head, "", f"> {escaped(label.text)}", "", f"# {escaped(article.headline.text)}", ""]
    if article.withdrawn:
        return "\n".join([*lines, f"**Withdrawn:** {escaped(article.withdrawn)}", ""])
    lines += [f"*{escaped(article.dek.text)}*", "", escaped(article.dateline), ""]
    for section in article.sections:
        written = (escaped(sentence.text) + _notes(article, sentence.citations) for sentence in section.sentences)
        lines += [" ".join(written), ""]
    lines += ["## Sources", ""]
    for number, line in enumerate(article.sources, start=1):
        target = web_url(line.url)
        title = f"[{escaped(line.title)}](<{_bare(target)}>)" if target else escaped(line.title)
        lines.append(f"{number}. {escaped(line.outlet)}: {title}, {times.exact(line.published_at)}")
    who = firsts.lines(told)
    lines += ["", f"## {FIRSTS}", "", *(f"- {escaped(line)}" for line in who)] if who else []
    return "\n".join([*lines, ""])


def _notes(article: Article, citations: Sequence[Citation]) -> str:
    numbers = _numbers(article)
    notes = sorted({numbers[one.url] for one in citations if one.url in numbers})
    return "".join(f" \\[{number}\\]" for number in notes)


def escaped(written: str) -> str:
    """Take the meaning out of every character that means something in Markdown or HTML."""
    return _MARKDOWN.sub(r"\\\1", " ".join(written.split()))


def _bare(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\\", "%5C")


def json_ld(article: Article, corrections: list[Correction], *, settings: WebSettings, url: str) -> dict[str, object]:
    """Describe an article to search engines and archives: schema.org NewsArticle with its provenance."""
    base = url.partition("/story/")[0]
    organisation = {"@type": "NewsMediaOrganization", "name": settings.publisher, "url": f"{base}/"}
    based_on = [{"@type": "NewsArticle", "headline": line.title, "url": line.url, "publisher": line.outlet}
                for line in article.sources if web_url(line.url)]  # fmt: skip
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url,
        "headline": article.headline.text,
        "description": article.dek.text,
        "datePublished": times.machine(article.first_issued_at),
        "dateModified": times.machine(article.issued_at),
        "version": article.version,
        "inLanguage": article.language,
        "author": organisation,
        "publisher": organisation,
        "digitalSourceType": labels.SCHEMA_ORG + labels.SCHEMA_ORG_MEMBERS[article.labels.digital_source_type],
        "creditText": labels.of(article.labels).text,
        "backstory": f"{labels.of(article.labels).text} Each sentence was checked against the passages it cites: "
        f"{url}/v{article.version}/manifest.json",
        "isBasedOn": based_on,
        "citation": based_on,
        "correction": [
            {"@type": "CorrectionComment", "text": one.what, "datePublished": times.machine(one.at)}
            for one in corrections
        ],
        "publishingPrinciples": f"{base}/about/ai",
        "correctionsPolicy": f"{base}/corrections",
        "verificationFactCheckingPolicy": f"{base}/about/ai#checks",
        "isAccessibleForFree": True,
    }


def script_json(content: object) -> Markup:
    """Write JSON that can stand inside a script element: nothing in it can end the element or begin a comment."""
    written = json.dumps(content, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        written = written.replace(character, f"\\u{ord(character):04x}")
    return Markup(written)  # noqa: S704 - each character that means something to an HTML parser was just escaped


def record(article: Article, *, url: str, told: Sequence[ToldReport] = ()) -> dict[str, object]:
    """Write a whole article for JSON, the label with it; the API's item. `told` are the story's reports, for who was first."""
    return {
        "id": article.story_id,
        "url": url,
        "version": article.version,
        "language": article.language,
        "ai_disclosure": labels.machine(article),
        "headline": _sentence(article.headline),
        "dek": _sentence(article.dek),
        "dateline": article.dateline,
        "issued_at": times.machine(article.issued_at),
        "first_issued_at": times.machine(article.first_issued_at),
        "topics": list(article.topics),
        "names": list(article.names),
        "changed": article.changed,
        "withdrawn": article.withdrawn,
        "sections": [] if article.withdrawn else [
            {"kind": section.kind.value, "sentences": [_sentence(one) for one in section.sentences]}
            for section in article.sections
        ],
        "conflicts": [
            {"fact": conflict.fact, "values": [{"value": one.value, "outlets": list(one.outlets)} for one in conflict.values]}
            for conflict in article.conflicts
        ],
        "sources": [_source(line) for line in article.sources],
        **firsts.record(() if article.withdrawn else told),
    }  # fmt: skip


def _sentence(sentence: Sentence) -> dict[str, object]:
    return {
        "n": sentence.n,
        "text": sentence.text,
        "is_excerpt": sentence.is_excerpt,
        "is_supported": sentence.verdict.is_supported,
        "p_supported": round(sentence.verdict.p_supported, 4),
        "cites": [
            {
                "report": one.passage.report_id,
                "start": one.passage.start,
                "end": one.passage.end,
                "outlet": one.outlet,
                "url": one.url,
                "published_at": times.machine(one.published_at),
                "quote": one.quote,
                "sha256": one.sha256,
            }
            for one in sentence.citations
        ],
        "links_to": sentence.links_to,
    }


def _source(line: SourceLine) -> dict[str, object]:
    return {
        "report": line.report_id,
        "outlet": line.outlet,
        "url": line.url,
        "title": line.title,
        "published_at": times.machine(line.published_at),
        "owner": line.owner,
        "country": line.country,
        "language": line.language,
        "is_copy": line.is_copy,
        "first_outlet": line.first_outlet,
        "is_paywalled": line.is_paywalled,
        "is_refused": line.is_refused,
        "is_opinion": line.is_opinion,
        "correction_note": line.correction_note,
    }
