"""Compare sentences by what they say: irregular forms taken together, and names told from the other words.

In:    sentences and their language
Out:   their content as stems; whether one tells again what another has told
Rule:  a sentence tells again what another one has told where most of the shorter one's content words stand in both, names and
       figures not alone, or where half of its words stand there and it brings no figure of its own
Gate:  bench/quality/summaries
"""

import re
from functools import lru_cache

from newswright.stages.write import reading
from newswright.text import words

# Forms that stemmers part though they are one word; a headline's present tense is a report's past.
_SAME_WORD = """
    win won wins winning | say said says | sell sold sells | rise rose rises risen | fall fell falls fallen
    hold held holds | meet met meets | find found finds | lose lost loses loss | take took takes taken
    give gave gives given | make made makes | go went goes gone | come came comes | begin began begins begun
    break broke breaks broken | build built builds | buy bought buys | catch caught catches
    choose chose chooses chosen | drive drove drives driven | fight fought fights | hit hits | keep kept keeps
    kill killed kills killing | know knew known | lead led leads | leave left leaves | pay paid pays | run ran runs
    see saw seen sees | seek sought seeks | send sent sends | shake shook shakes | shoot shot shoots
    speak spoke speaks | spend spent spends | stand stood stands | steal stole stolen steals | strike struck strikes
    swear swore sworn | tell told tells | withdraw withdrew withdraws | write wrote writes written
    die died dies dead death deaths | sink sank sinks | grow grew grows growth | set sets | cut cuts
    shut shuts closed close closes | draw drew draws | feel felt | bring brought brings | gewinnt gewann gewonnen
    geht ging gegangen | kommt kam gekommen | steigt stieg gestiegen | fährt fuhr gefahren fahren | gibt gab gegeben
    verliert verlor verloren | schließt schloss geschlossen | stirbt starb gestorben tot tote
    bekommt bekam bekommen | bleibt blieb geblieben | nimmt nahm genommen | gana ganó ganado | abre abrió abierto
    muere murió muerto muertos | vuelve volvió vuelto | cierra cerró cerrado | llega llegó llegará
    firma firmó firmado firmaron | pide pidió | dice dijo | one 1 | two 2 | three 3 | four 4 | five 5 | six 6
    seven 7 | eight 8 | nine 9 | ten 10 | eleven 11 | twelve 12 | thirteen 13 | fourteen 14 | fifteen 15
    sixteen 16 | seventeen 17 | eighteen 18 | nineteen 19 | twenty 20 | dos 2 | tres 3 | cuatro 4 | cinco 5 | zwei 2
    drei 3 | vier 4 | fünf 5 | bn billion | mn million m
"""
FORMS = {
    form: listed.split()[0]
    for listed in _SAME_WORD.replace("\n", "|").split("|")
    if listed.strip()
    for form in listed.split()
}
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_REMEMBERED = 16_384  # sentences


def words_of(text: str) -> list[str]:
    """The words of a text as they are written."""
    return _WORD.findall(text)


@lru_cache(maxsize=_REMEMBERED)
def content(text: str, language: str) -> frozenset[str]:
    """The stems of a text, with irregular forms and number words taken together."""
    return frozenset(
        stem
        for token in reading.tokens(text)
        for stem in stems_of(FORMS.get(token, token), language)
        if len(stem) > 1 or stem.isdigit()
    )


@lru_cache(maxsize=65_536)
def stems_of(word: str, language: str) -> tuple[str, ...]:
    """The stems of one word; remembered, since a story's titles and sentences use the same few."""
    return tuple(words.stems(word, language))


@lru_cache(maxsize=_REMEMBERED)
def names(text: str, language: str) -> frozenset[str]:
    """The stems of words that are capitals' own: inside the sentence, or at its head and again inside. None in German, whose
    nouns all are, and in scripts without capitals."""
    if language == "de":
        return frozenset()
    inside = {word for word in words_of(text)[1:] if word[0].isupper()}
    return frozenset(stem for word in inside for stem in content(word, language))


def tells_again(new: str, old: str, language: str) -> bool:
    """Whether a sentence tells what another one has told, in the same words or in others."""
    own, told = content(new, language), content(old, language)
    shared = own & told
    if len(shared) < _FEWEST:
        return False
    n_plain = sum(1 for stem in shared - names(new, language) if not stem[0].isdigit())
    if len(shared) >= _MOST_OF * min(len(own), len(told)) and n_plain >= _PLAIN:
        return True
    brings = {stem for stem in own - told if stem[0].isdigit()}
    return len(shared) >= _HALF_OF * len(own) and n_plain > _PLAIN and not brings


_FEWEST, _PLAIN = 3, 2  # content words that both have; of these, how many are neither names nor figures
_MOST_OF = (
    0.6  # of the shorter one's words; of pairs read in real stories (docs/log.md) most above it tell one thing twice
)
_HALF_OF = 0.5  # of the new one's words
