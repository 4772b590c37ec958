"""What a sentence must not hold to be printed or quoted at all: links, markup, a machine's voice, words that are not "
"news."""

import re

from newswright.text import spotting

# Anything by which a text could lead a reader away, or be more than text.
_LINK = re.compile(
    r"(?i)\b(?:https?|ftps?|file)://|\b(?:javascript|vbscript|mailto|data)\s?:\s?[\w/(]+[/;,(@]|\bwww\.|(?<!\w)//\w"
    r"|\b[\w-]+\.(?:com|net|org|info|biz|io|ru|cn|xyz|top|site|online|shop|app|onion|lk|example|test|invalid)\b|"
    r"\S@\S+\.\w"
)
_MARKUP = re.compile(
    r"<[a-zA-Z/!?]|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,31});|\[[^\]\n]*\]\(|```|\*\*|__\w|^\s*(?:#{1,6}\s|[-*•>]\s)|"
    r"\{[{%]|[{}]"
)
_MACHINE = re.compile(
    r"(?i)\bas an? (?:AI|language model)\b|\bsystem prompt\b|\bi(?:['’]m| am) (?:an AI|sorry, but|unable to)"
    r"|\bi (?:can(?:not|['’]t)|won['’]t) (?:help|assist|comply)"
)
# Text that talks to machines, or of them as if it were giving orders: never evidence, whatever it says.
_ORDER = re.compile(
    r"(?i)\b(?:ignore|disregard|forget|override)\b[^.!?]{0,50}\b(?:instructions?|prompts?|rules|guidelines|"
    r"directions)\b"
    r"|\b(?:AI|A\.I\.|artificial[ -]intelligence|language models?|LLMs?|chatbots?|(?:AI|virtual|digital) "
    r"(?:assistants?|systems?|tools?|"
    r"writers?|agents?|crawlers?)|assistants?|summari[sz]ers?)\b[^.!?]{0,60}\b(?:must|should|shall|please|have to|"
    r"need to|(?:are|is) "
    r"(?:told|asked|required|instructed|to))\b[^.!?]{0,60}\b(?:writ\w*|say\w*|stat\w*|output\w*|report\w*|ignor\w*|"
    r"respon\w*|answer\w*|"
    r"includ\w*|repeat\w*|add\w*|mention\w*|summari\w*|reply|print|describe|claim|follow|insert)\b"
    r"|\b(?:when|if) (?:you(?: are|['’]re)?|an? AI|any AI|a language model)\b[^.!?]{0,40}\b(?:summari[sz]\w*|"
    r"rewrit\w*|paraphras\w*)\b"
    r"|\b(?:KI-|KI |Sprachmodell|Chatbot)[^.!?]{0,60}\b(?:müssen|sollen|muss|soll|bitte)\b"
    r"|\b(?:asistentes? de IA|modelos? de lenguaje|la IA)\b[^.!?]{0,60}\b(?:debe[n]?|tiene[n]? que)\b"
)


def fault(sentence: str) -> str:
    """Return what forbids a sentence to be printed, in words, or ''."""
    if len(sentence) < _MIN_CHARS or not any(c.isalpha() for c in sentence):
        return "is empty"
    if _MAY_LINK.search(sentence) and _LINK.search(sentence):
        return "holds a link or an address"
    if _MAY_MARK.search(sentence) and _MARKUP.search(sentence):
        return "holds markup"
    if not _MAY_SPEAK.search(f" {sentence}"):
        return ""
    if _MACHINE.search(sentence):
        return "speaks of the model itself"
    if _ORDER.search(sentence):
        return "gives orders to a machine"
    return ""


# Without one of these, which are faster to look for, none of the patterns above can match: what is added there is added here.
_MAY_LINK = re.compile(r"[:@/.](?:(?<=[:@])|(?<=/)/|(?<=\.)(?:\w|(?<=[wW]\.)))")
_MAY_MARK = re.compile(r"[<&\[`*_{}#•>]|^\s*-")
_MAY_SPEAK = spotting.mentions(
    [
        "as a ai", "as an ai", "as a language", "as an language", "system prompt",
        *(f"i {verb}" for verb in ("am an", "am sorry", "am unable", "can", "won")), "i'm", "i’m",
        "ignore", "disregard", "forget", "override", "ai", "a.i.", "artificial", "language model", "llm", "chatbot", "virtual",
        "digital", "assistant", "summari", "if you", "when you", "ki-", "ki", "sprachmodell", "asistente", "modelo",
        "la ia", *(f"{when} {who}" for when in ("if", "when") for who in ("a ai", "an ai", "any ai", "a language")),
    ],
    after=r"\w",
)  # fmt: skip


_MIN_CHARS = 4  # two CJK words; less is no sentence in any script

_NOT_NEWS = re.compile(
    r"(?i)^\W*(?:\d{1,2}[.)]\s|here(?:[’']s| are| is)\b|also read|read also|read more|read next|see also|"
    r"related(?: stories| articles| "
    r"news)?\s?:|watch\s?:|"
    r"watch (?:the|more)|"
    r"listen(?: to)?\s?:|more (?:on|from) this|click|tap (?:here|on)|subscribe|sign up|log ?in|register (?:now|here)|"
    r"follow (?:us|our|me)|"
    r"share (?:this|on|via)|join (?:us|our|the)|download (?:the|our)|advertisement|sponsored|promoted|photo(?:s|"
    r"graph)?\s?(?:by|:|credit)|"
    r"pic(?:ture)?s?\s?(?:by|:)|pix\s?(?:by|:)|image\s?(?:by|:|credit)|file photo|getty images|caption|video\s?:|"
    r"gallery|copyright|©|\(c\)|"
    r"all rights reserved|reporting by|editing by|writing by|additional reporting|compiled by|source\s?:|tags?\s?:|"
    r"filed under|"
    r"(?:last )?(?:updated|published|posted|modified)\s?(?:on|at|:)|editor['’]s note|correction\s?:|disclaimer|"
    r"(?:this|the) (?:story|article|report|post) (?:was|has been|is|will be|originally|first|may contain|contains)|"
    r"(?:do )?you (?:have|want|can|may)\b|have (?:a|you)\b|got a\b|get (?:the|our|all)\b|our (?:reporters?|newsletter|"
    r"app|coverage)|"
    r"weiterlesen|lesen sie|mehr zum thema|auch interessant|abonnieren|jetzt (?:lesen|abonnieren|anmelden)|foto\s?:|"
    r"bild\s?:|quelle\s?:|anzeige|"
    r"lea también|lee también|le puede interesar|suscr[ií]b|síganos|fuente\s?:|"
    r"lire aussi|à lire|abonnez|inscrivez|crédit photo|publicité)"
)
_NOT_NEWS_ANYWHERE = re.compile(
    r"(?i)\b(?:contributed to this (?:report|story|article)|all rights reserved|sign up (?:for|to) (?:our|the|"
    r"receive)|our newsletters?|"
    r"privacy policy|terms of (?:use|service)|cookies? (?:policy|settings)|click here|follow (?:us|him|her|them) on|"
    r"on our website|"
    r"download our app|turn on notifications|whatsapp (?:channel|group)|scroll down|this (?:website|site) uses|getty "
    r"images|afp via|"
    r"read (?:the )?(?:full|more|our)|(?:watch|see) (?:the )?video|video (?:above|below)|photo(?:s|graph)? (?:above|"
    r"below|by)|"
    r"pictured (?:above|below|left|right)|in this (?:file )?photo|subscribers? only|story continues|leave a (?:reply|"
    r"comment)|cancel reply|your e-?mail address|required fields|post a comment|unsere app|"
    r"unseren newsletter|"
    r"nuestro boletín|notre newsletter)\b|(?:^|\s)[@#]\w{2,}|\(?(?:pic|pix|photo)s? by\b"
)


def is_boilerplate(sentence: str) -> bool:
    """Whether a sentence is the page's own furniture (credits, invitations, links, notes) and not part of the "
    "account."""
    may_be_furniture = _MAY_BE_FURNITURE.search(f" {sentence}") or _PICTURE.search(sentence)
    may_be_glued = "MORE" in sentence or sentence.startswith("(")
    return bool(
        _NOT_NEWS.match(sentence)
        or (may_be_furniture and _NOT_NEWS_ANYWHERE.search(sentence))
        or (may_be_glued and _GLUED.search(sentence))
        or (_MAY_BE_CAPTION.search(sentence) and _CAPTION.search(sentence))
    )


# Without one of these nothing of a page's furniture, or of what stands below a picture, can match; as above.
_MAY_BE_FURNITURE = spotting.mentions(
    [
        "contributed to", "all rights", "sign up", "our news", "privacy", "terms of", "cookie", "click", "follow us",
        "follow him", "follow her", "follow them",
        "on our", "download", "turn on", "whatsapp", "scroll", "this website", "this site", "getty",
        "afp via", "read full", "read more", "read our", "read the", "watch video", "watch the", "see video", "see the",
        "video above", "video below", "photo", "pictured", "in this file", "in this photo", "subscriber", "story continues",
        "leave a", "cancel", "your e", "required", "post a", "unsere", "nuestro", "notre", "@", "#",
    ],
    after=r"\w",
)  # fmt: skip
_PICTURE = re.compile(r"[pP](?i:ic|ix|hoto)[sSſ]? [bB][yY]")
_MAY_BE_CAPTION = re.compile(
    r", \d{4}\W*$|in this |^(?:the )?(?:pict|phot|imag)|^[A-Z][\w’' -]+ (?:appr|arri|spea|posi|walk|wavi)"
)


# Links set into a sentence without a space ('… ClintonTen things to know MORE’s book'), and sentences that are an aside.
_GLUED = re.compile(r"[a-z][A-Z][a-z]+ .*\bMORE\b|^\([^()]*\)\W*$")
# What stands under a picture: '… gather outside the court in Varnholm, March 14, 2026.'
_CAPTION = re.compile(
    r"\b(?:looks? on|gathers?|speaks?|poses?|walks?|arrives?|is seen|are seen|stands?|sits?|waves?|attends?|"
    r"listens?|addresses|"
    r"gestures?|reacts?|leaves?|holds?|departs?|delivers?|smiles?|march(?:es)?|rall(?:y|ies)|"
    r"protests?)\b.*\b(?:Jan|Feb|Mar|Apr|May|Jun|"
    r"Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}\W*$|\bin this (?:\w+ )?(?:photo|picture|image)\b|"
    r"^(?:the )?(?:picture|photo(?:graph)?|image)s? (?:shows?|above|below)\b|^[A-Z][\w’' -]+ (?:approaching|"
    r"arriving|speaking|posing|walking|waving) "
)

_OFFICE = re.compile(
    r"(?i)\b(?:editor|reporter|correspondent|columnist|writer|contributor|fellow|journalist|author|host|anchor|"
    r"redakteur\w*|"
    r"korrespondent\w*|corresponsal|redactora?|journaliste)\b"
)


def is_about_author(sentence: str, outlet: str, byline: str | None) -> bool:
    """Whether a sentence presents who wrote ('… is a senior editor at The Harbour Post')."""
    names = [outlet.casefold(), *([byline.casefold().removeprefix("by ").strip()] if byline else [])]
    return bool(_OFFICE.search(sentence)) and any(name and name in sentence.casefold() for name in names)
