"""Tell which language a text is in."""

import unicodedata
from functools import lru_cache
from typing import Protocol


def detect(text: str, default: str = "und") -> str:
    """Name a text's language as a BCP 47 primary tag ('en'), or return `default` where there is too little to go by.

    Scripts that one language alone uses decide at once; all else is asked of py3langid, which is loaded on first use (some
    100 MB) and reads the first 2,000 characters.
    """
    letters = [c for c in text[:2000] if c.isalpha()]
    if len(letters) < _MIN_LETTERS:
        return default
    script = _script(letters[:: max(1, len(letters) // 40)])
    if script in _BY_SCRIPT:
        return _BY_SCRIPT[script]
    if script == "CJK" and any("\u3040" <= c <= "\u30ff" for c in letters):
        return "ja"
    return _model().classify(text[:2000])[0] if script != "CJK" else "zh"


_MIN_LETTERS = 3  # letters; below this even a script says little
_BY_SCRIPT = {
    "SINHALA": "si", "TAMIL": "ta", "THAI": "th", "LAO": "lo", "KHMER": "km", "MYANMAR": "my", "HANGUL": "ko",
    "GEORGIAN": "ka", "ARMENIAN": "hy", "GREEK": "el", "HEBREW": "he", "TELUGU": "te", "KANNADA": "kn",
    "MALAYALAM": "ml", "GUJARATI": "gu", "GURMUKHI": "pa", "ORIYA": "or", "HIRAGANA": "ja", "KATAKANA": "ja",
    "TIBETAN": "bo", "ETHIOPIC": "am",
}  # fmt: skip


def _script(letters: list[str]) -> str:
    """The script that most of the letters are of, by the first word of their Unicode names."""
    scripts = [unicodedata.name(c, "?").partition(" ")[0] for c in letters]
    return max(sorted(set(scripts)), key=scripts.count)


class _Classifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@lru_cache(maxsize=1)
def _model() -> _Classifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model: _Classifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    return model
