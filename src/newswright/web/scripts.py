"""Know how a language is written: its direction, its name, and how long a text of it takes to read."""

import re

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})
NAMES = {
    "ar": "Arabic", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "si": "Sinhala", "sv": "Swedish", "ta": "Tamil", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
WORDS_PER_MIN = 238  # silent reading of English non-fiction: Brysbaert, J. Mem. Lang. 109 (2019)
SIGNS_PER_MIN = 260  # Chinese characters, silent reading: Trauzettel-Klosinski & Dietz, IOVS 53 (2012)

_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def direction(language: str) -> str:
    """Return 'rtl' or 'ltr', for the `dir` of what is written in this language."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in RIGHT_TO_LEFT else "ltr"


def name(language: str) -> str:
    """Name a language in English; its tag where the name is not known."""
    return NAMES.get(language.split("-", maxsplit=1)[0].lower(), language)


def reading_minutes(text: str) -> int:
    """Estimate how many minutes a text takes to read, at least one."""
    n_signs = len(_SIGN.findall(text))
    n_words = len(_SIGN.sub(" ", text).split())
    return max(1, round(n_words / WORDS_PER_MIN + n_signs / SIGNS_PER_MIN))
