"""How a language model is asked: a prompt's released text, and what the operator chose on top of it.

The texts are files (adapters/llm/prompts), read when the newsroom is assembled, since a stage reads no files. A prompt is never
edited once released: a change is a new version.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Template

from newswright.text import markup

LEVELS = ("easy", "plain", "full")
MAX_STYLE_CHARS = 8000  # some 2,000 tokens: a style guide that is longer is a book, and is paid for with every call

_SECTION = re.compile(r"^## (\w+)[ \t]*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A prompt's parts by name ('instruction', each level, 'style'), with what the operator chose: the reading level, a
    language (empty: the story's own), a style guide. Without parts there is nobody to ask."""

    name: str = "none/0"
    parts: Mapping[str, str] = field(default_factory=dict)
    level: str = "plain"
    language: str = ""
    style: str = ""

    def instruction(self, *, language: str, min_words: int, max_words: int) -> str:
        """Say what a model is told. The style guide goes in last and as it stands: nothing in it is filled in."""
        main = Template(self.parts.get("instruction", "")).safe_substitute(
            language=language, min_words=min_words, max_words=max_words
        )
        told = [main, self.parts.get(self.level, "")]
        if self.style and "style" in self.parts:
            told += [self.parts["style"], self.style]
        return "\n\n".join(part.strip() for part in told if part.strip()) + "\n" if main else ""


def parts(text: str) -> dict[str, str]:
    """Take a prompt's file apart: what stands before the first '## ' line is for people only."""
    _, *rest = _SECTION.split(text.replace("\r\n", "\n"))
    return {name: body.strip() for name, body in zip(rest[::2], rest[1::2], strict=True)}


def style(text: str) -> str:
    """Bring an operator's style guide into the form in which it is sent: plain text without invisible characters."""
    lines = (" ".join(markup.clean(line).split()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
