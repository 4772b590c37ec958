"""Shorten a sentence at its joints, so that what is left is still a sentence and says no more than before.

Only cuts that cannot turn a meaning are made: a relative clause, a closing participle, an opening adverbial, an aside between
commas. Conditions, negations, hedges and who says so stay: a sentence with 'if' or 'unless' after a cut is not cut there.
"""

import re
from collections.abc import Iterator

from newswright.text import quotations, words

_CLOSING = {
    "en": re.compile(
        r",\s+(?=(?:which|who|whom|whose|where|when|while|as|after|following|amid|despite|with|including|saying|"
        r"adding|making|bringing|"
        r"leaving|killing|injuring|citing|marking|raising|sending|prompting|leading|becoming|according\b(?! to)|but|"
        r"and|so)\b)"
        r"|\s+(?=(?:while|amid|following|because)\b)",
    ),
    "de": re.compile(r",\s+(?=(?:nachdem|während|weil|wobei|sodass|nachdem|obwohl|aber|darunter)\b)"),
    "es": re.compile(
        r",\s+(?=(?:mientras|tras|después|donde|según\b(?! )|quien|quienes|cuando|pero|entre ellos|con|lo que|"
        r"incluid\w+)\b)"
    ),
    "fr": re.compile(r",\s+(?=(?:tandis|après|alors|où|qui|dont|mais|avec|notamment|ce qui)\b)"),
}
_NEVER_CUT_OFF = re.compile(
    r"(?i)\b(?:if|unless|until|except|without|provided|not|no|never|only|allegedly|reportedly|said|says|told|"
    r"according to|claimed?s?|"
    r"accused|suspected|believed|nicht|kein\w*|wenn|falls|laut|sagte|teilte|no|si|salvo|según|dijo|sin|ne|pas|sauf|"
    r"selon|"
    r"déclaré|sans)\b"
)
_ASIDE = re.compile(
    r",\s+(?:(?:a|an|the|who|which|whose|including|along|together|der|die|das|el|la|los|las|qui|dont|le|"
    r"les)\s[^,“”\"]{4,90}),\s+(?=[^\W\d_]*\w)"
)
_OPENING = re.compile(
    r"^(?:(?:On|In|At|After|Following|Amid|During|Earlier|Late|Early|Since|By|With|As|Am|Im|Nach|En|Tras|Durante|"
    r"Après|Lors)\s[^,“”\"]{2,70}"
    r"|(?:El|Le)\s(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|pasado|\d)[^,“”\"]{0,60}),\s+(?=\w)"
)
_PREPOSITION = re.compile(
    r"(?:On|In|At|After|Following|Amid|During|Since|By|With|As|While|When|For|From|To|Under|Am|Im|In|Nach|Bei|Mit|En|"
    r"Al|Tras|Con|Para|"
    r"Según|Dans|Après|Avec|Pour|Selon|À)\b"
)
_CONNECTIVE = {
    "en": re.compile(
        r"^(?:(?:However|Meanwhile|Moreover|Furthermore|In addition|Additionally|Instead|Besides|Nevertheless|"
        r"Nonetheless|Still|Also|"
        r"Therefore|Accordingly|Separately|In fact|Interestingly|Notably|Importantly|"
        r"In a (?:\w+ )?(?:startling|surprising|shocking|"
        r"dramatic|stunning|rare) (?:turn of events|move|twist)|Similarly|Further|Hence|Thus|On the other hand|"
        r"At the same time|For (?:his|"
        r"her|its|their) part),\s+"
        r"|(?:But|And|Yet|So|Meanwhile)\s+(?=(?:the|an?|[A-Z]\w+)\b))"
    ),
    "de": re.compile(r"^(?:Aber|Und|Doch|Jedoch),?\s+(?=(?:der|die|das|ein|eine)\b)"),
    "es": re.compile(r"^(?:Pero|Y|Además|Asimismo|Sin embargo|Por otra parte|También),?\s+"),
    "fr": re.compile(r"^(?:Mais|Et|Or|Par ailleurs|En outre|Toutefois|Cependant|Enfin),?\s+"),
}
_VERB = {
    "en": re.compile(
        r"(?<![\w-])(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|could|can|may|might|must|should|"
        r"says?|said|"
        r"told|won|lost|led|made|"
        r"took|gave|went|came|got|set|put|cut|hit|held|kept|left|met|paid|rose|fell|grew|saw|sent|spent|began|broke|"
        r"brought|built|bought|"
        r"caught|chose|died|drew|drove|fought|found|flew|knew|ran|sold|shot|spoke|stood|struck|swept|threw|wrote|"
        r"became|burst|built|dealt|fed|felt|fled|froze|heard|hid|hung|hurt|laid|lay|let|meant|quit|read|rode|sank|sat|"
        r"sought|shook|shut|slept|split|spread|stole|stuck|swore|taught|tore|thought|understood|upheld|withdrew|wore|"
        r"\w{2,}ed|\w{3,}(?:ises?|izes?))\b"
    ),
    "de": re.compile(
        r"\b(?:ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|soll|sollen|will|kann|können|muss|"
        r"müssen|sagte|gab|ging|kam|"
        r"\w{3,}(?:te|ten))\b"
    ),
    "es": re.compile(
        r"\b(?:es|son|fue|fueron|era|eran|ha|han|había|habían|será|serán|está|están|tiene|puede|podría|debe|dijo|"
        r"\w{2,}(?:ó|aron|ieron|aba|ía))\b"
    ),
    "fr": re.compile(
        r"\b(?:est|sont|a|ont|était|étaient|sera|seront|avait|avaient|peut|pourrait|doit|\w{2,}(?:ait|ent|era|eront))\b"
    ),
}


def lead_in_off(sentence: str, language: str) -> str:
    """Take off a connective at the head ('However, …'), whose sentence before is not printed with it."""
    pattern = _CONNECTIVE.get(language)
    match = pattern.match(sentence) if pattern else None
    rest = _LEFT_OVER.sub("", sentence[match.end() :] if match else sentence)
    return rest[:1].upper() + rest[1:]


_LEFT_OVER = re.compile(
    r"^(?:\(\d[^()]{0,20}\)\s*)?[–—-]+\s+"
)  # of a dateline, or the time of a notice: '(9.45 pm) - '


def variants(sentence: str, language: str) -> list[str]:
    """List shorter forms of a sentence, the sentence itself first; none loses a condition, negation or attribution."""
    whole = lead_in_off(sentence, language)
    opened = _without_opening(whole, language)
    forms = [whole, opened]
    for form in (whole, opened, _without_asides(opened, language)):
        forms.extend((form, *_without_closing(form, language)))
    return [
        form
        for form in dict.fromkeys(forms)
        if form == whole or (is_sentence(form, language) and not _dangles(form, language))
    ]


def _dangles(form: str, language: str) -> bool:
    """Whether a cut left a function word at the end ('… announced that')."""
    last = words.tokens(form[-20:])[-1:]
    return bool(last) and last[0] in words.stopwords(language) - _PARTICLES


_PARTICLES = frozenset(
    [
        "up",
        "off",
        "out",
        "down",
        "over",
        "on",
        "back",
        "away",
        "again",
        "there",
        "here",
        "now",
        "today",
        "later",
        "earlier",
        "not",
        "ab",
        "an",
        "auf",
        "aus",
        "ein",
        "zu",
        "vor",
        "zurück",
    ]
)


def _without_asides(sentence: str, language: str) -> str:
    match = _ASIDE.search(sentence)
    if match is None or quotations.marks(sentence) or _NEVER_CUT_OFF.search(match.group()):
        return sentence
    if _PREPOSITION.match(sentence):
        return sentence  # what stands after its first comma is more likely the subject than an aside
    head, rest = sentence[: match.start()], sentence[match.end() :]
    verb = _VERB.get(language)
    if verb is None or not verb.fullmatch(rest.partition(" ")[0]):
        return sentence  # only between a subject and its verb is it sure to be an aside: 'the lowest since it was built, in 1961'
    return f"{head} {rest}"


def _without_opening(sentence: str, language: str) -> str:
    match = _OPENING.match(sentence)
    if match is None or _NEVER_CUT_OFF.search(match.group()):
        return sentence
    rest = sentence[match.end() :]
    if not _finite(rest.partition(",")[0], language) and _without_asides(rest, language) == rest:
        return sentence  # what follows is not the main clause
    return rest[:1].upper() + rest[1:]


def _without_closing(sentence: str, language: str) -> Iterator[str]:
    pattern = _CLOSING.get(language)
    quoted = quotations.marks(sentence)
    for match in pattern.finditer(sentence) if pattern else ():
        rest = sentence[match.start() :]
        if any(start < match.start() < end for start, end in quoted) or _NEVER_CUT_OFF.search(rest):
            continue
        kept = sentence[: match.start()].rstrip(" ,;")
        if _is_relative(rest) and "," in rest[2:] and not _finite(kept, language):
            continue  # the main verb stands behind the clause
        if len(kept.rpartition(", ")[2].split()) > 2 or ", " not in kept:
            yield kept + "."


def tighter(form: str, language: str) -> list[str]:
    """Cut a form further for a headline: what follows the main clause without a comma. What is left is less, never more."""
    pattern = _TRAILING.get(language)
    quoted = quotations.marks(form)
    made = []
    for match in pattern.finditer(form) if pattern else ():
        kept, rest = form[: match.start()].rstrip(" ,;"), form[match.start() :]
        if any(start < match.start() < end for start, end in quoted) or _NEVER_CUT_OFF.search(rest):
            continue
        clause = _THAT.split(kept)[-1]
        if _finite(f"so {clause}", language) and not _SAYS_LAST.search(kept):
            made.append(kept + ".")
    return [cut for cut in made if is_sentence(cut, language) and not _dangles(cut, language)]


_TRAILING = {
    "en": re.compile(
        r",?\s(?=(?:seeking|offering|regarding|concerning|aimed at|in order to|in a bid to|as part of|in the wake of|"
        r"starting from|with effect|with the aim|emphasi[sz]ing|stressing|highlighting|which|who|where|due to|owing to|"
        r"in addition|through the|under the|on behalf of|in line with|so that|to ensure|to strengthen|to discuss|"
        r"to review|ahead of|in connection with|compared to|compared with|while|during|over the|by the|filed)\b)"
    ),
    "es": re.compile(r",?\s(?=(?:que|con el fin de|a fin de|debido a|durante|con tanta|por el|por la|según lo)\b)"),
}
_THAT = re.compile(r"\b(?:that|whether|que)\b")
_SAYS_LAST = re.compile(r"(?i)\b(?:that|those|people|anyone|all|says?|said|told|only|more|less|fewer)(?:\s\w+)?$")


def _is_relative(rest: str) -> bool:
    return bool(re.match(r",?\s*(?:which|who|whom|whose|where|when|quien|donde|où|qui|dont)\b", rest))


def _finite(text: str, language: str) -> bool:
    """Whether there is a verb that cannot be a participle ('was', 'said', 'won'; not 'filed')."""
    verb = _VERB.get(language)
    return verb is None or any(match.start() > 0 and not match.group().endswith("ed") for match in verb.finditer(text))


def is_sentence(text: str, language: str) -> bool:
    """Whether a shortened form can stand: enough words, a verb that is not its first word, and balanced marks."""
    verb = _VERB.get(language)
    if len(words.tokens(text)) < _MIN_WORDS or text.count('"') % 2 or text.count("(") != text.count(")"):
        return False
    return verb is None or any(match.start() > 0 for match in verb.finditer(text))


_MIN_WORDS = 5
