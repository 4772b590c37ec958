"""Reduce a word to its skeleton of consonant classes, so that a name sounds alike in English, Sinhala, Tamil, Russian and Greek.

What differs between the scripts' spellings of one name is dropped: vowels (but for the first), voice and breath (k g kh gh;
p b f; t d th dh), the s-sounds (s sh ch z), doubled letters, h and inner y.
"Wickremesinghe", වික්‍රමසිංහ and விக்ரமசிங்க are all `vkrmsnk`.
"""

import re
import unicodedata

_UNSEEN = "\u200b\u200c\u200d\u00ad\ufeff"
FEWEST_SOUNDS = 3  # shorter skeletons fit too many words: in three months of news `kl` is Galle, Kala, goal and school


def normal(text: str) -> str:
    """Compose a text and take out joiners and soft hyphens, so that one spelling has one form."""
    if text.isascii():
        return text
    for unseen in _UNSEEN:
        text = text.replace(unseen, "")  # five quick passes; str.translate takes ten times as long outside of ASCII
    return unicodedata.normalize("NFC", text)


def skeleton(word: str) -> str:
    """Name a word's consonant classes in order, 'a' for a vowel at its head; empty where the script is not known."""
    if not word:
        return ""
    if word[0] < "\u0250":
        return _latin(word)
    block = ord(word[0]) >> 7
    if block == _SINHALA_BLOCK:
        return _spelt(word.replace("\u0d82\u0dc4", "\u0d82\u0d9c"), _SINHALA)
    if block == _TAMIL_BLOCK:
        return _spelt(_TAMIL_HEAD.sub(r"\1", word.replace("\u0bb1\u0bcd\u0bb1", "\u0b9f")), _TAMIL)
    if "\u0370" <= word[0] < "\u0530":
        return _latin(word.casefold().translate(_EAST))
    return ""


def bare(word: str) -> str:
    """Cut one case ending off a Sinhala or Tamil word; the word itself where there is none, or where too little would be left."""
    if word[:1] < "\u0b80":
        return word
    for n_chars in range(min(_LONGEST_ENDING, len(word) - _FEWEST_LEFT_CHARS), 0, -1):
        if word[-n_chars:] in _ENDINGS:
            return word[:-n_chars]
    return word


def _spelt(word: str, table: dict[str, str]) -> str:
    return _squeezed("".join([table.get(letter, " ") for letter in word]))


def _latin(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if "a" <= c <= "z")
    return _squeezed(_SOUND.sub(_sound, plain))


def _sound(match: re.Match[str]) -> str:
    return _LATIN[match.lastgroup or "vowel"]


def _squeezed(sounds: str) -> str:
    """Keep a vowel or a y at the head, drop them elsewhere, and write doubled sounds once (not those that a vowel parts)."""
    kept: list[str] = ["a"] if sounds[:1] == " " else []
    previous = ""
    for sound in sounds:
        if sound != previous and sound != " " and (sound != "y" or not (kept or previous)):
            kept.append(sound)
        previous = sound
    return "".join(kept)


def _table(rows: str) -> dict[str, str]:
    """Read 'sound letters' pairs; `-` stands for a letter that is not heard, and letters without a row are vowels."""
    pairs = (row.split() for row in rows.split(";"))
    return {letter: "" if sound == "-" else sound for sound, *letters in pairs for letter in "".join(letters)}


_SINHALA_BLOCK, _TAMIL_BLOCK = 0x0D80 >> 7, 0x0B80 >> 7
# The sign that mutes a vowel is no sound; vowel signs count as a blank, so that two equal consonants around one stay two.
_SINHALA = _table(
    "k කඛගඝ; nk ඟ; s චඡශෂස; j ජඣඦ; t ටඨඩඪතථදධ; nt ඬඳ; n ණනඤඞං; kn ඥ; p පඵබභෆ; mp ඹ; m ම; y ය; r ර; l ලළ; v ව; - ්හඃ"
)
_TAMIL = _table("k க; n ஙஞணநன; s சஷஸஶ; j ஜ; t டத; p ப; m ம; y ய; r ரற; l லழள; v வ; - ்ஹஃ")
# Tamil puts a vowel before r and l at the head of a name: இராஜபக்ஷ is Rajapaksa.
_TAMIL_HEAD = re.compile("^[\u0b87\u0b89](?=[\u0bb0\u0bb2])()")
_SOUND = re.compile(
    "(?P<s>tch|sch|ch|sh|[sz]h?|c(?=[eiy]))|(?P<t>[td]h?)|(?P<k>[kg]h|ck|[kgqc])|(?P<x>x)|(?P<p>[pb]h|[pbf])|(?P<j>j)|(?P<m>m)|(?P<n>n)"
    "|(?P<r>rh?)|(?P<l>l)|(?P<v>v|w(?=[aeiou]))|(?P<y>y)|(?P<mute>h)|(?P<vowel>.)"
)
_LATIN = {c: c for c in "stkpjmnrlvy"} | {"x": "ks", "mute": "", "vowel": " "}
_EASTERN = """аa бb вv гg дd еe ёe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цs чch шsh щsh ыy эe юu яa іi їi єe ґg
αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υi φf χh ψps ωo άa έe ήi ίi όo ύi ώo"""
_EAST = str.maketrans({pair[0]: pair[1:] for pair in _EASTERN.split()})
# Endings that would be heard as further consonants: to, of, from, by, with, in, and; plurals; "a certain".
_CASES = """
වරයාගේ වරයාට වරයා වලින් වලට වල න්ගේ න්ට න්ගෙන් ෙන් ගෙන් ගේ කින් කට ක් යෙන් ට ව ද න් ிலிருந்து ினாலும் ினால்
ுக்கும் ுக்கான ுக்கு ிற்கும் ிற்கு ிற்கான க்கும் க்கு ிடமிருந்து ிடம் ுடன் ுடைய ினது ினை ின் ில் ிலும் ிலுள்ள
ாவது வினால் வுக்கு வின் வில் வுடன் விடம் ால் வும் ும் களின் களுக்கு களை கள்
"""
_ENDINGS = frozenset(_CASES.split())
_LONGEST_ENDING = max(map(len, _ENDINGS))
_FEWEST_LEFT_CHARS = 3
