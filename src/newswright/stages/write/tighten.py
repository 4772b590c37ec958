"""Cut an English sentence down to a headline's length: less is said, never more, and nothing else.

In:    a sentence, or a shorter form of one (see shorten)
Out:   forms of at most so many characters, longest first
Rule:  what is cut is given here: offices before a name, clauses and closing phrases behind a finite main clause. Nothing is cut
       behind a negation, a superlative or a count of 'all' or 'only', whose meaning the cut part may bound, and no condition,
       hedge or speaker is cut off.
Gate:  bench/quality/summaries
"""

import re
from collections.abc import Iterator

from newswright.stages.write import shorten
from newswright.text import quotations

_MIN_CHARS = 32  # what is shorter has lost too much
_SPEECH = r"(?:said|says|announced|added|confirmed|showed|shows?|revealed|stated|noted|told [\w' ]{3,30})"
_ENDS_SAID = re.compile(
    rf"(?P<told>.+?), (?P<who>[^,]{{3,80}}? (?:has |have |had )?{_SPEECH})(?: (?:on|in|at|to|during)\b[^,]*)?$"
)
_OFFICE = (
    r"(?:Minister|President|Chairman|Chairwoman|Chairperson|Director|Secretary|Spokes(?:man|woman|person)|"
    r"Governor|Commissioner|"
    r"MP|Speaker|Leader|Chief|Justice|Senator|Sen\.|Rep\.|Gov\.|Mayor|Ambassador|Manager|Officer|Inspector|"
    r"Superintendent|"
    r"Attorney|General|Adviser|Advisor|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Prof\.?|Professor|Hon\.?|CEO)"
)
_TITLED = re.compile(
    rf"(?<!, )(?<!the )(?<![\w.])(?P<office>(?:(?:The|[A-Z][\w’'&-]*[\w.])\s(?:(?:of|for|and|the|&)\s){{0,2}})*\b{_OFFICE}\s)"
    r"(?P<of>(?:(?:of|for|and|the|&|on)\s(?:[A-Z][\w’'&,-]*\s)+)+)?"
    r"(?P<name>(?:[A-Z][\w’'.-]+\s){1,3}[A-Z][\w’'-]*[a-z])(?=\s(?:[a-z]|$)|[,’]|$)"
)
_HEAD = re.compile(r"[A-Z][\w’'.-]*\s[A-Z][\w’'-]*$")
_BREAK = re.compile(
    r",?\s(?=(?:in|at|on|during|after|before|amid|following|for|with|by|from|over|near|through|across|within|"
    r"into|as|while|when|"
    r"where|which|who|because|since|due|despite|including|under|against|alongside|aimed|using|"
    r"to (?:discuss|mark|help|support|ensure|improve|strengthen|promote|celebrate)|"
    r"and (?:said|says|urged|called|has|have|was|were|is|are|will|the|a|an|[a-z]+ed))\s)"
    r"|,\s(?![A-Z][\w’'-]*(?:,|\sand\b))|\s[-–—]+\s|;\s|:\s(?=[A-Z])"
)
_BOUNDED = re.compile(
    r"(?i)\b(?:no|not|never|none|nobody|without|only|first|last|all|every|each|any|few|fewer|less|least|most|"
    r"more|than|if|unless|"
    r"whether|between|both|either|neither|until|except|largest|biggest|highest|lowest|worst|best|fewest|oldest|"
    r"youngest|strongest|"
    r"longest|deadliest|smallest|same|such|so|too|as|exceed\w*|limit\w*|capped)\b|n['’]t\b"
)
_SPOKEN = re.compile(r"(?i)^and (?:said|says|urged|called)\b")
_BOUND_REST = re.compile(
    r"(?i)\b(?:if|unless|until|except|without|provided|not|no|never|only|allegedly|reportedly|according to|"
    r"claim\w*|accus\w+|"
    r"alleg\w+|suspect\w*|believed|possib\w+|could|(?-i:may)|might|would|likely|planned|proposed)\b|n['’]t\b"
)
_ACTIVE = re.compile(
    r"(?:[A-Z][\w’'-]*|[a-z]+s|\d)\s(?:\w{2,}ed|set|hit|put|cut)\s(?:the|a|an|its|his|her|their|that|to|in|on|"
    r"by|for|\w+ing|[A-Z0-9])"
)
_LOOSE = re.compile(
    r"(?i)(?:\b(?:the|a|an|of|to|and|or|but|that|its|his|her|their|is|are|was|were|be|been|has|have|had|will|"
    r"would|said|says|also|very|"
    r"\w+ly|on|in|at|by|for|with|from|as|who|which|nearly|about|around|over|some|this|these|those|new|other)|,)$"
)
_BARE_PARTICIPLE = re.compile(r"(?<!was)(?<!were)(?<!been)(?<! is)(?<!are)(?<!being)\s\w{2,}(?:ed|ing)$")
_DONE_TO = re.compile(
    r"\b(?:taken|given|made|brought|left|held|kept|seen|found|known|sent|set|put|got|took|gave|went|came|met|"
    r"saw|began|became|"
    r"charged|accused|described|named|called|linked|\w+ured|asked|told|forced|expected|scheduled|required)$"
)  # what goes with these is not left out
_NEEDS_MORE = re.compile(r"(?i)\b(?:put|led|due|based|aimed|related|according|such|part|one|some|many|\w+ing) *$")


def forms(sentence: str, *, n_chars: int) -> list[str]:
    """List what a sentence can be cut to within `n_chars`, without full stops; empty where nothing safe fits."""
    plain = without_offices(sentence.rstrip(" ."))
    if quotations.marks(plain) or any(mark in plain for mark in '"“”„«»'):
        return []
    said = _ENDS_SAID.fullmatch(plain)
    whole = said["told"] if said else plain
    tails = _tails(said["who"]) if said else [""]
    found = [cut + tail for cut in (whole, *_cuts(whole)) for tail in tails]
    return [one for one in dict.fromkeys(found) if _MIN_CHARS <= len(one) <= n_chars and one != sentence.rstrip(" .")]


def falls_short(cut: str, whole: str) -> bool:
    """Whether a sentence was cut too early: before its verb ('Drivers involved in racing | were fined'), before what its verb
    takes ('will delay banks | from selling'), within a date or behind 'told …'."""
    if cut == whole.rstrip(" ."):
        return False
    if any(pattern.search(cut) for pattern in (_ENDS_DATED, _ENDS_TOLD, _BARE_PARTICIPLE, _OPEN_END, _SUBORDINATE)):
        return True
    told = _SAYS_WHAT.search(cut)
    if told and not (_FINITE.search(f" {told['what']} ") or re.search(r"\b(?:\w{2,}ed|to)\b", told["what"])):
        return True
    at = whole.rfind(cut[-_TAIL_CHARS:])
    rest = whole[at + _TAIL_CHARS :].lstrip(" ,") if at >= 0 and len(cut) > _TAIL_CHARS else ""
    taken = _TAKES.search(cut)
    if taken and (rest.startswith(_TAKEN[taken.lastgroup or ""]) or (taken["to"] and _is_bidden(taken.group(), rest))):
        return True
    clause = _JOINT.split(f" {rest} ")[0]
    return bool(_AUXILIARY.search(clause)) and not _FINITE.search(f" {_JOINT.split(cut)[0]} ")


_TAIL_CHARS = 12
_OPEN_END = re.compile(
    r"\b(?:is|are|was|were) now$|\b(?:deal|consider|comply|cope|due|such|hand|fixed the matter|"
    r"granted approval)$"
)
_SUBORDINATE = re.compile(
    r"^(?:Although|Though|While|Before|After|When|As|If|Since|Because|Following|Despite|Once)\b[^,]*$"
)
_SAYS_WHAT = re.compile(
    r"\b(?:said|says?|announced|believes?|announces) (?:that )?(?P<what>(?!it\b|he\b|she\b|they\b).+)$"
)
_ENDS_DATED = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?,? )?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:, \d{4})?$"
)
_ENDS_TOLD = re.compile(r"\btold (?:[A-Z][\w’'.-]*|the|a|reporters|journalists)(?: [A-Z]?[\w’'.-]+){0,3}$")
_TAKES = re.compile(
    r"\b(?:(?P<from>(?:delay|prevent|stop|bar|ban|block|keep|protect|save|exempt|prohibit|discourage|exclude|"
    r"suspend|remove|drop|strike|omit)(?:s|ed|p?ped|ing)?)"
    r"|(?P<as>(?:name|appoint|elect|describe|know|see|regard|view|act|serve|denounce|dismiss|treat|use)[sd]?(?:ed)?)"
    r"|(?P<in>(?:(?:has|have|had)(?= (?:an?|the|one|his|her|its|their)\b)|puts?|places?))|(?P<with>(?:charge|"
    r"face|provide|replace)[sd]?)|(?P<to>(?:link|"
    r"limit|compare|ask|urge|order|tell|force|allow|expect|want|require|invite|direct)(?:s|e?d)?|told|"
    r"calls? on|called on))"
    r" (?!been\b)[^,;]*(?:, an? [^,;]*)?$"
)
_TAKEN = {"": "\0", "from": "from ", "as": "as ", "in": "in ", "with": "with ", "to": "to "}


def _is_bidden(cut: str, rest: str) -> bool:
    """Whether somebody is asked or told, and what to do stands in the rest: 'asked a jury in Lund | to …'."""
    return bool(_BIDS.match(cut)) and " to " not in cut and bool(_TO_DO.match(rest))


_BIDS = re.compile(r"(?:ask|urge|order|tell|force|allow|invite|direct)(?:s|e?d)? |told ")
_TO_DO = re.compile(r"[^,;.]{0,80}?\bto [a-z]+\b")
_JOINT = re.compile(r"\b(?:that|which|who|whose|where|when|as|after|before|because|if|while|and|but|whether|than)\b")
_AUXILIARY = re.compile(r"\s(?:is|are|was|were|has|have|had|will|would|could|can|may|might|must|should)\s")


def _tails(who: str) -> list[str]:
    """Who says it, as the sentence has it and by the surname alone."""
    named = None if _GROUP.search(who) else _SURNAME.search(who)
    return [f", {without_offices(who)}", *([f", {named.group()}"] if named else [])]


_GROUP = re.compile(r"(?i)\bthe\b(?! (?:minister|president|mayor|governor|judge|prosecutor)\b)")
_SURNAME = re.compile(rf"(?<=[A-Z][\w’'.-] |\w[\w’'.-] )[A-Z][\w’'-]+ (?:has |have |had )?{_SPEECH}$")


def without_offices(sentence: str) -> str:
    """Leave a name without the office before it: 'Minister of Transport and Ports Olga Brandt' is Olga Brandt."""

    def bare(match: re.Match[str]) -> str:
        name = match["name"]
        if _CAPITAL_BEFORE.search(match.string[: match.start()]):
            return match.group()  # 'Prime Minister': the office is longer than what was found of it
        if match["of"] is None:
            return name
        last = _HEAD.search(name)
        return last.group() if last else match.group()

    return _TITLED.sub(bare, sentence)


_CAPITAL_BEFORE = re.compile(r"[A-Z][\w’'.-]* $")


def _cuts(sentence: str) -> Iterator[str]:
    """Yield what stands before each joint, the longest first."""
    left = sentence  # what is left after the cuts made so far, each of which is safe
    for match in reversed(list(_BREAK.finditer(sentence))):
        kept, rest = left[: match.start()].rstrip(" ,;:–—-"), left[match.end() :]
        is_second = bool(_SPOKEN.match(left[match.start() :].lstrip(" ,")))  # another thing that somebody said
        if (_is_bound(rest) and not is_second) or _BOUNDED.search(kept) or not _stands(kept, rest):
            continue
        yield kept
        left = kept


def binds(kept: str, rest: str) -> bool:
    """Whether what would be cut off bounds what is kept: how sure it is, how far it goes, who says it."""
    return bool(_is_bound(rest) or _BOUNDED.search(kept) or _LOOSE.search(kept) or _NEEDS_MORE.search(kept))


def bare(sentence: str) -> str:
    """A sentence in a headline's telegraphic style, without articles; names and figures of speech keep theirs."""
    return _ARTICLE.sub(
        "", sentence[:1].lower() + sentence[1:] if sentence.startswith(("A ", "An ", "The ")) else sentence
    )


_ARTICLE = re.compile(
    r"(?<![\w’'-])(?:a|an|the) (?=[a-z][a-z-]+\b)(?!(?:few|little|lot|number|while|same|other|most|least|more|"
    r"day|year|week|month)\b)"
)


def _is_bound(rest: str) -> bool:
    """Whether what would be cut off says how sure, how far or by whom the rest is said."""
    return bool(_BOUND_REST.search(rest) or _SAYS.search(rest))


_SAYS = re.compile(
    r"(?i)\b(?:said|says?|told|shows?|according|acknowledge[sd]?|admit(?:s|ted)?|argue[sd]?|warn(?:s|ed)?|"
    r"estimate[sd]?|predict(?:s|ed)?|believes?|"
    r"announced|reported|thinks?|insist(?:s|ed)?)\b"
)


def _stands(kept: str, rest: str) -> bool:
    """Whether it is a clause with a finite verb that ends where a clause may end; a form in -ed is the main verb for sure
    where nothing behind it can be."""
    last = max(0, kept.rstrip().rfind(" "))  # all four look at the last word alone
    if any(pattern.search(kept, last) for pattern in (_LOOSE, _NEEDS_MORE, _BARE_PARTICIPLE, _DONE_TO)):
        return False
    clause = re.split(r"\b(?:that|whether|who|which|where|when)\b", kept)[0]
    has_verb = _FINITE.search(clause) or _ACTIVE.search(clause) or (_PAST.search(clause) and _is_verbless(rest))
    return bool(has_verb) and shorten.is_sentence(kept, "en")


def _is_verbless(rest: str) -> bool:
    return not _FINITE.search(f" {rest} ") and not _PAST.search(rest)


_PAST = re.compile(r"\w\s\w{2,}ed\b")


_FINITE = re.compile(
    r"\s(?:is|are|was|were|has|have|had|will|would|could|can|may|might|must|should|says?|said|won|lost|led|"
    r"made|took|gave|went|came|got|"
    r"held|kept|left|met|paid|rose|fell|grew|saw|sent|began|broke|brought|built|bought|caught|chose|died|drew|"
    r"fought|found|ran|sold|"
    r"shot|spoke|stood|struck|threw|wrote|became|told|urged|backed|approved|rejected|signed|agreed|announced|"
    r"launched)\s"
)
