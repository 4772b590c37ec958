"""The prompts that are shipped, and an operator's style guide: read from disk when the newsroom is assembled."""

from importlib import resources
from pathlib import Path

from newswright.errors import SettingsError
from newswright.stages.write import prompts

LATEST = "article/3"
LATEST_JUDGE = "judge/1"


def names(kind: str = "article") -> list[str]:
    """The released prompts of a kind ("article": for writing, "judge": for judging), oldest first."""
    files = (resources.files(__package__) / "prompts").iterdir()
    known = (file.name.removesuffix(".md").replace("-", "/") for file in files if file.name.endswith(".md"))
    return sorted(name for name in known if name.startswith(f"{kind}/"))


def text(name: str, kind: str = "article") -> str:
    """A released prompt's file as it stands; raises SettingsError where there is none of that kind and name."""
    if name not in names(kind):
        table = "model" if kind == "article" else kind
        raise SettingsError(f"[{table}] prompt = {name!r} is not known; there are: {', '.join(names(kind))}")
    file = resources.files(__package__) / "prompts" / f"{name.replace('/', '-')}.md"
    return file.read_text(encoding="utf-8")


def asking(
    name: str = LATEST, *, level: str = "plain", language: str = "", style_file: Path | None = None
) -> prompts.Asking:
    """Make what `write.prompt` asks by; raises SettingsError."""
    return prompts.Asking(
        name=name,
        parts=prompts.parts(text(name)),
        level=level,
        language=language,
        style=_style(style_file) if style_file else "",
    )


def _style(path: Path) -> str:
    try:
        with path.open("rb") as file:
            said = file.read(4 * prompts.MAX_STYLE_CHARS + 1).decode("utf-8")
    except OSError as error:
        raise SettingsError(f"[model] style_guide: cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"[model] style_guide: {path} is no UTF-8 text, or longer than allowed: {error}") from error
    guide = prompts.style(said)
    if len(guide) > prompts.MAX_STYLE_CHARS:
        raise SettingsError(
            f"[model] style_guide: {path} has more than {prompts.MAX_STYLE_CHARS:,} characters; each call pays for all of them"
        )
    return guide
