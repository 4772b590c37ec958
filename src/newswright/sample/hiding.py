"""Hide instructions to machines in a text, the ways in which hostile pages do; the rest of the ways are in the template."""

from collections.abc import Iterable

from newswright.sample.content import Hidden

TAG_BLOCK = 0xE0000  # Unicode's deprecated tag characters mirror ASCII, and no font shows them
ZERO, ONE = "\u200b", "\u200c"


def within(paragraphs: Iterable[str], secrets: Iterable[Hidden]) -> tuple[str, ...]:
    """Put what hides between characters into the last paragraph: tag characters, and bits of zero width."""
    shown = list(paragraphs)
    for secret in secrets:
        if secret.how == "tag-characters":
            shown[-1] += "".join(chr(TAG_BLOCK + ord(c)) for c in secret.text if c.isascii())
        elif secret.how == "zero-width":
            shown[-1] = _between_words(shown[-1], secret.text)
    return tuple(shown)


def _between_words(paragraph: str, secret: str) -> str:
    """Break the paragraph's words with characters of zero width that spell the secret in bits."""
    bits = (bit for byte in secret.encode() for bit in f"{byte:08b}")
    return "".join(c + (ONE if next(bits, "0") == "1" else ZERO) if c.isalpha() else c for c in paragraph)
