"""Tell whether a sentence opens with a word whose meaning stands in the sentence before it ('He', 'This', 'But')."""

from newswright.text import words

_OPENERS = {
    "en": "he she it they him her his hers its their them this that these those there here such both another others "
    "neither either so then thus hence also but and or yet however meanwhile instead moreover furthermore besides "
    "nevertheless nonetheless still likewise similarly otherwise therefore accordingly afterwards additionally again who which "
    "whose",
    "de": "er sie es ihm ihr ihn ihnen sein seine seiner ihre ihrer dies diese dieser dieses damit dabei daran darauf dazu "
    "dagegen dennoch jedoch aber und oder doch auch denn deshalb daher danach zudem außerdem ferner dort hier so solche",
    "es": "él ella ello ellos ellas este esta esto estos estas ese esa eso esos esas aquel así pero y e o sin además también "
    "asimismo luego entonces allí aquí su sus",
    "fr": "il elle ils elles ce cet cette ces cela ça celui celle ceux son sa ses leur leurs mais et ou donc or ainsi aussi "
    "cependant toutefois pourtant puis ensuite alors là ici en y",
}
_SETS = {language: frozenset(listed.split()) for language, listed in _OPENERS.items()}


def opens(sentence: str, language: str) -> bool:
    """Say whether the sentence's first word points back; False in languages without a list here."""
    first = next(iter(words.tokens(sentence[:40])), "")
    return first in _SETS.get(language.partition("-")[0].casefold(), frozenset())
