"""Compare, join and clean URLs without asking anyone: one page, one URL.

RFC 3986 section 6.2 (normalisation), plus the tracking parameters that outlets and social networks add.
"""

import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

# Parameters that say where a reader came from, never which page it is. Prefixes end in '_' or ':'.
_TRACKING_WORDS = """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh mc_cid mc_eid mkt_tok ocid cmpid ncid
    cmp icid ito ftag ftcamp smid smtyp sref sr_share spm scid xtor wt_mc wtmc s_cid s_kwcid ns_mchannel ns_source ns_campaign
    ns_linkname traffic_source feedname taid guccounter guce_referrer guce_referrer_sig _ga _gl _hsenc
    _hsmi hsctatracking vero_id oly_anon_id oly_enc_id partner_source cmptype rss feedtype"""
TRACKING = frozenset(_TRACKING_WORDS.split())
TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "wt.", "at_")
MAX_URL_CHARS = 4096  # longer ones are attacks or mistakes; browsers and servers give up at 2,000 to 8,000

_PORTS = {"http": 80, "https": 443}
_UNESCAPED = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_DROPPED = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")


def canonical(url: str) -> str:
    """Give a page's URL the one form by which it is known: 'HTTPS://News.Example:443/a/../b?utm_source=x#top' →
    'https://news.example/b'.

    Lower-case scheme and host, default port, fragment and tracking parameters off, dots resolved, percent-encoding in one
    form, no empty query. The order of the remaining parameters is kept: it can matter. Idempotent. What is no http(s) URL
    comes back trimmed, and otherwise as it was.
    """
    trimmed = _trim(url)
    parts = _split(trimmed)
    if parts is None or parts.scheme not in _PORTS or not parts.hostname:
        return trimmed
    path = _escaped(_without_dots(parts.path), safe="/:@!$&'()*+,;=-._~%") or "/"
    return urlunsplit((parts.scheme, _netloc(parts), path, _query(parts.query), ""))


def is_web(url: str) -> bool:
    """Say whether this is an absolute http(s) URL with a host, and of a length that occurs in life."""
    parts = _split(url)
    return bool(parts and parts.scheme in _PORTS and parts.hostname and len(url) <= MAX_URL_CHARS)


def join(base: str, reference: str) -> str:
    """Resolve a reference against the page it stands on; '' where the result is no web URL."""
    try:
        joined = urljoin(base, _trim(reference))
    except ValueError:
        return ""
    return joined if is_web(joined) else ""


def host(url: str) -> str:
    """Return the host of a URL in lower case, without port; '' where there is none."""
    parts = _split(url)
    return (parts.hostname or "").rstrip(".") if parts else ""


def site(url: str) -> str:
    """Return the host without 'www.': what a person calls the site."""
    return host(url).removeprefix("www.")


def place(url: str) -> str:
    """Return the host without 'www.', with a port where one is written: two URLs of one place are one site's."""
    parts = _split(url)
    if parts is None:
        return ""
    default = _PORTS.get(parts.scheme)
    return site(url) if parts.port in (None, default) else f"{site(url)}:{parts.port}"


def _trim(url: str) -> str:
    return _DROPPED.sub("", url).strip(" \u00a0").replace(" ", "%20")


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _netloc(parts: SplitResult) -> str:
    name = (parts.hostname or "").rstrip(".")
    try:
        name = name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        name = name.casefold()
    name = f"[{name}]" if ":" in name else quote(name, safe="%")
    port = parts.port
    return name if port in (None, _PORTS[parts.scheme]) else f"{name}:{port}"


def _without_dots(path: str) -> str:
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if path.endswith(("/.", "/..")):
        kept.append("")
    return "/".join(kept)


def _query(query: str) -> str:
    kept = [pair for pair in query.split("&") if pair and not _tracks(pair.partition("=")[0].lower())]
    return _escaped("&".join(kept), safe="/?:@!$&'()*+,;=-._~%")


def _tracks(name: str) -> bool:
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def _escaped(text: str, *, safe: str) -> str:
    def one_form(match: re.Match[str]) -> str:
        char = chr(int(match[1], 16))
        return char if char in _UNRESERVED else match[0].upper()

    lone = re.sub(r"%(?![0-9a-fA-F]{2})", "%25", text)
    return quote(_UNESCAPED.sub(one_form, lone), safe=safe)
