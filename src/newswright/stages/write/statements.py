"""Tell a headline that states something from one that only names it, asks, or points at what is not there.

In:    a headline made of a sentence or a title
Out:   whether it has a subject and a finite verb of its own, begins with no question word, and points at nothing unsaid
Rule:  English alone is looked at; other languages pass
Gate:  tests/stages/test_write_statements.py; bench/quality/articles counts
"""

import re

_ASKS = re.compile(r"(?i)^(?:what|who|whom|whose|which|why|how|where|when|whether)\b")
_POINTS = re.compile(
    r"^(?:It|This|That|These|He|She|They|Here|There) |"
    r"(?i:\b(?:those|these) (?!(?:who|whose|which|that|with|without|in|on|at|from|of|under|over|aged|\w+ed|\w+ing|killed|held|"
    r"hurt|hit|left|made|found|born)\b)[a-z]|"
    r"\bthis (?!(?:week|month|year|morning|afternoon|evening|season|spring|summer|autumn|fall|winter|weekend|time|century|"
    r"decade|day|as)\b)[a-z]|"
    r"\b(?:of|from|in|on|to|for|with|by|about|into|after|before) (?:that|this|it|them|such)(?:$|[,;.]))"
)  # 'the ninth of those days'; 'those who fled' and 'this week' are plain
_OPEN = re.compile(
    r"(?i)\b(?:last|next|informed|notified|reminded|convinced|deprived|tasked|composed|comprised|in (?:conjunction|connection|"
    r"addition|response|order|accordance|line|regard|relation|collaboration|cooperation|terms|view|light)|"
    r"doing away|sworn|Assistant Secretary|presided over|made up|took path|dissociate (?:him|her)self)$"
)
_PARTED = re.compile(
    r"^[^,]+, (?:is|are|was|were|has|have|had|will) [^,]+$"
)  # 'Nora Lind, was found': half an aside is left
_CLAUSE = re.compile(r",?\s(?:who|which|whose|whom|where|that)\s")
_VERB = re.compile(
    r"(?<=[\w’'.”)] )(?:is|are|was|were|has|have|had|do|does|did|will|would|could|can|may|might|must|should|"
    r"isn|aren|wasn|weren|hasn|haven|won|says?|said|told|lost|took|gave|went|came|got|met|rose|fell|grew|saw|began|broke|chose|drew|fought|flew|knew|ran|"
    r"spoke|stood|swept|threw|wrote|became|fled|froze|hid|meant|sank|sat|sought|shook|swore|tore|thought|withdrew|wore|vows?|"
    r"(?P<both>made|set|put|cut|hit|held|kept|left|led|paid|sent|spent|brought|built|bought|caught|found|sold|shot|struck|stuck|"
    r"felt|heard|hung|hurt|laid|read|shut|split|spread|taught|understood|upheld|[a-z]{2,}ed)|(?P<now>[a-z]{2,}s))\b"
)
_NO_VERB_BEFORE = re.compile(
    r"(?i)\b(?:a|an|the|of|its|his|her|their|in|on|at|for|with|by|to|from|and|or|as|\d+|[a-z]{2,}ed) $"
)
_PASSIVE_AFTER = re.compile(r" (?:by|during|near|under|within)\b")
_ALWAYS_PARTICIPLE = frozenset(["involved", "based", "related", "located", "known", "aimed", "titled", "dated", "aged"])


def is_statement(text: str, language: str, *, is_title: bool = False) -> bool:
    """Whether a headline can be read as a statement of its own. An editor's title may do without a finite verb ('Council to
    vote on dyke'); see titles for what it needs."""
    if language.partition("-")[0] != "en":
        return True
    if any(pattern.search(text) for pattern in (_ASKS, _POINTS, _OPEN, _PARTED)):
        return False
    if is_title:
        return True
    before, *clauses = _CLAUSE.split(text)
    if _n_verbs(before):
        return True
    return bool(clauses) and _n_verbs(f"- {' '.join(clauses)}") > 1  # 'The man who shot a deer | was fined'


def _n_verbs(text: str) -> int:
    return sum(1 for match in _VERB.finditer(text) if _is_finite(match, text))


def _is_finite(match: re.Match[str], text: str) -> bool:
    """Whether a form that may be one is a finite verb where it stands."""
    if not match.lastgroup:
        return True
    head = text[: match.start()]
    if _NO_VERB_BEFORE.search(head):
        return False
    if match.lastgroup == "both":
        return not (_PASSIVE_AFTER.match(text, match.end()) or match.group() in _ALWAYS_PARTICIPLE)
    return not re.search(r"[a-z] [a-z]+ $", head)  # the present tense: not a plural behind its adjective
