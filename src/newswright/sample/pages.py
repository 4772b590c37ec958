"""Build what an outlet serves: article pages in several builds of HTML, home and section pages, feeds, robots.txt.

The builds differ as those of real outlets do, so that extraction has real work: semantic markup, tables, nested divs, AMP-like
pages with JSON-LD, microdata, a magazine's layout, a blog's. Navigation, cookie notices, newsletters and related links stand
around the text.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

import jinja2
from markupsafe import Markup

from newswright.records import ids
from newswright.sample import almanac, hiding
from newswright.sample.content import Outlet, OutletFeed
from newswright.sample.layout import Printed, Version

N_FEED_ENTRIES = 20
N_RELATED = 4
FURNITURE = {
    "en": {"menu": "Menu", "home": "Home", "sections": ("News", "Politics", "Business", "Sport", "Culture"),
           "cookies": "We use cookies to make this site work and to count visits. You can change your choice at any time.",
           "accept": "Accept all", "reject": "Reject all", "related": "More from", "newsletter": "The morning briefing",
           "newsletter_text": "Five stories worth your time, in your inbox before breakfast. You can leave at any time.",
           "address": "Your e-mail address", "subscribe": "Sign up", "by": "By", "published": "Published",
           "updated": "Updated", "share": "Share this page", "about": "About us", "contact": "Contact the newsdesk",
           "privacy": "Privacy", "rights": "All rights reserved.", "correction": "Correction", "opinion": "Opinion",
           "paywall": "This article is for subscribers. Subscribe from 4 crowns a week to read on, or log in.",
           "popular": "Most read", "weather": "Weather: 9 °C, wind from the west", "latest": "Latest"},
    "de": {"menu": "Menü", "home": "Startseite", "sections": ("Lokales", "Politik", "Wirtschaft", "Sport", "Kultur"),
           "cookies": "Wir verwenden Cookies, damit diese Seite funktioniert und um Besuche zu zählen. Sie können Ihre Wahl "
           "jederzeit ändern.", "accept": "Alle annehmen", "reject": "Alle ablehnen", "related": "Mehr aus",
           "newsletter": "Der Morgenbrief", "newsletter_text": "Fünf Themen des Tages, vor dem Frühstück in Ihrem Postfach.",
           "address": "Ihre E-Mail-Adresse", "subscribe": "Bestellen", "by": "Von", "published": "Veröffentlicht",
           "updated": "Aktualisiert", "share": "Seite teilen", "about": "Über uns", "contact": "Kontakt zur Redaktion",
           "privacy": "Datenschutz", "rights": "Alle Rechte vorbehalten.", "correction": "Berichtigung",
           "opinion": "Kommentar", "paywall": "Dieser Artikel ist für Abonnenten. Jetzt abonnieren und weiterlesen.",
           "popular": "Meistgelesen", "weather": "Wetter: 4 °C, Nebel", "latest": "Neueste Meldungen"},
    "es": {"menu": "Menú", "home": "Portada", "sections": ("Actualidad", "Política", "Economía", "Deportes", "Cultura"),
           "cookies": "Usamos cookies para que esta página funcione y para contar las visitas. Puede cambiar su elección en "
           "cualquier momento.", "accept": "Aceptar todo", "reject": "Rechazar todo", "related": "Más de",
           "newsletter": "El boletín de la mañana",
           "newsletter_text": "Cinco historias del día, en su correo antes del desayuno.",
           "address": "Su correo electrónico", "subscribe": "Apuntarse", "by": "Por", "published": "Publicado",
           "updated": "Actualizado", "share": "Compartir esta página", "about": "Quiénes somos",
           "contact": "Contacto con la redacción", "privacy": "Privacidad", "rights": "Todos los derechos reservados.",
           "correction": "Corrección", "opinion": "Opinión", "paywall": "Este artículo es para suscriptores. Suscríbase para "
           "seguir leyendo.", "popular": "Lo más leído", "weather": "Tiempo: 17 °C, despejado", "latest": "Últimas noticias"},
}  # fmt: skip


def article(printed: Printed, neighbours: Sequence[Printed], *, base: str, at: datetime) -> str:
    """Build the page of a report as it stands at an instant."""
    outlet, telling, version = printed.outlet, printed.telling, printed.version(at)
    shown = version.paragraphs[:1] if telling.is_paywalled else version.paragraphs
    return _template(f"{outlet.build}.html").render(
        outlet=outlet,
        telling=telling,
        version=version,
        paragraphs=hiding.within(shown, telling.hidden),
        hidden={secret.how: secret.text for secret in telling.hidden},
        url=base + printed.path,
        published_at=printed.published_at,
        printed=_date_line(printed.published_at, outlet.language),
        changed=_date_line(version.modified_at, outlet.language) if version.modified_at else "",
        related=[(other.path, other.version(at).title) for other in neighbours[:N_RELATED]],
        words=FURNITURE[outlet.language],
        feeds=_live(outlet),
        ld=_json_ld(printed, version, shown, base),
    )


def listing(outlet: Outlet, printed: Sequence[Printed], *, base: str, at: datetime, title: str) -> str:
    """Build a home or section page: headlines, newest first, and where the feeds are."""
    return _template("listing.html").render(
        outlet=outlet,
        title=title,
        entries=[(p.path, p.version(at).title, p.version(at).teaser) for p in printed],
        words=FURNITURE[outlet.language],
        feeds=_live(outlet),
        url=base + "/",
    )


def notice(outlet: Outlet, *, title: str, text: str) -> str:
    """Build a small page: about, contact, not found."""
    return _template("listing.html").render(
        outlet=outlet,
        title=title,
        notice=text,
        entries=[],
        words=FURNITURE[outlet.language],
        feeds=_live(outlet),
        url="/",
    )


def feed(feed: OutletFeed, outlet: Outlet, printed: Sequence[Printed], *, base: str, at: datetime) -> str:
    """Build a feed, newest entries first."""
    entries = [
        _entry(p, feed, n, base, at)
        for n, p in enumerate(printed)
        if not feed.section or p.telling.section == feed.section
    ]
    entries = entries[:N_FEED_ENTRIES]
    if feed.form == "json":
        return _json_feed(feed, outlet, entries, base)
    changed_at = max((e["updated_at"] for e in entries if isinstance(e["updated_at"], datetime)), default=at)
    return _template(f"{feed.form}.xml").render(
        outlet=outlet, feed=feed, entries=entries, base=base, changed_at=changed_at, rfc822=format_datetime
    )


def robots(outlet: Outlet, base: str) -> str:
    """Build robots.txt; the outlet that refuses AI use says so by Content-Signal."""
    lines = ["User-agent: *"]
    if outlet.refuses_ai:
        lines.append("Content-Signal: search=yes, ai-input=no, ai-train=no")
    return "\n".join([*lines, "Allow: /", "Disallow: /account/", "", f"Sitemap: {base}/sitemap.xml", ""])


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("newswright.sample", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["slug"] = ids.slug
    return environment


def _template(name: str) -> jinja2.Template:
    return _environment().get_template(name)


def _live(outlet: Outlet) -> list[OutletFeed]:
    return [feed for feed in outlet.feeds if not feed.fault.startswith(("http-", "gone", "closed"))]


def _date_line(moment: datetime, language: str) -> str:
    parts = [
        almanac.say(kind, moment, printed_at=moment, language=language) for kind in ("weekday", "fulldate", "clock")
    ]
    return ", ".join(parts)


def _json_ld(printed: Printed, version: Version, shown: Sequence[str], base: str) -> Markup:
    """Describe the article as schema.org asks; '<' is escaped, so that no text can end the script element."""
    outlet, telling = printed.outlet, printed.telling
    described: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "OpinionNewsArticle" if telling.is_opinion else "NewsArticle",
        "headline": version.title,
        "url": base + printed.path,
        "datePublished": printed.published_at.isoformat(),
        "dateModified": (version.modified_at or printed.published_at).isoformat(),
        "inLanguage": outlet.language,
        "articleSection": telling.section,
        "isAccessibleForFree": not telling.is_paywalled,
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name},
        "description": shown[0],
    }
    if telling.byline:
        described["author"] = {"@type": "Person", "name": telling.byline}
    if version.note:
        described["correction"] = version.note
    return Markup(json.dumps(described, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 - '<' cannot occur


def _entry(printed: Printed, feed: OutletFeed, n: int, base: str, at: datetime) -> dict[str, object]:
    version, telling = printed.version(at), printed.telling
    url = base + printed.path
    joint = "&" if "?" in url else "?"
    paragraphs = version.paragraphs
    if version.note:
        correction = FURNITURE[printed.outlet.language]["correction"]
        paragraphs = (*paragraphs, f"{correction}: {version.note}")
    is_full = feed.is_full_text and not telling.is_paywalled
    return {
        "url": url,
        "link": f"{url}{joint}utm_source=feed&utm_medium=rss" if feed.has_tracking else url,
        "title": version.title,
        "teaser": version.teaser,
        "note": version.note,
        "paragraphs": paragraphs if is_full else (),
        "byline": telling.byline,
        "section": telling.section,
        "published_at": printed.published_at,
        "updated_at": version.modified_at or printed.published_at,
        "date": _broken_date(printed, n) if feed.fault == "dates" else format_datetime(printed.published_at),
    }


def _broken_date(printed: Printed, _n: int) -> str:
    """State a date as badly as real feeds do: none, impossible, years ahead, or chatty; fixed per report."""
    stated = printed.published_at
    bad = ("", "13/32/2026", format_datetime(stated.replace(year=stated.year + 9, day=1)), "yesterday, before tea")
    return bad[printed.number // 7 % len(bad)]


def _json_feed(feed: OutletFeed, outlet: Outlet, entries: Sequence[dict[str, object]], base: str) -> str:
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title or outlet.name,
            "home_page_url": base + "/",
            "feed_url": base + feed.path,
            "language": outlet.language,
            "items": [_json_entry(entry) for entry in entries],
        },
        ensure_ascii=False,
        indent=1,
    )


def _json_entry(entry: dict[str, object]) -> dict[str, object]:
    published_at, updated_at, paragraphs = entry["published_at"], entry["updated_at"], entry["paragraphs"]
    if not (isinstance(published_at, datetime) and isinstance(updated_at, datetime) and isinstance(paragraphs, tuple)):
        raise TypeError(f"{entry['url']} has no times")
    described = {
        "id": entry["url"],
        "url": entry["link"],
        "title": entry["title"],
        "summary": f"{entry['teaser']} {entry['note']}".strip(),
        "date_published": published_at.isoformat(),
        "date_modified": updated_at.isoformat(),
        "tags": [entry["section"]],
    }
    if entry["byline"]:
        described["authors"] = [{"name": entry["byline"]}]
    if paragraphs:
        described["content_html"] = str(Markup().join(Markup("<p>{}</p>").format(p) for p in paragraphs))
    else:
        described["content_text"] = entry["teaser"]
    return described
