"""What newswright.toml may say, and what is said of it when it is wrong."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import BaseModel

from newswright import settings
from newswright.errors import SettingsError

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class PressPolicy:
    n_pages: int = 8
    horizon_days: float = 5.0


def read(tmp_path: Path, text: str, **environment: str) -> settings.Settings:
    path = tmp_path / settings.FILE_NAME
    path.write_text(text, encoding="utf-8")
    return settings.read(path, environment)


def test_an_empty_file_gives_the_defaults(tmp_path: Path) -> None:
    said = read(tmp_path, "")
    assert said.model.url == ""
    assert said.store_url == f"sqlite:///{tmp_path.resolve() / 'newswright.sqlite3'}"


def test_the_template_gives_the_defaults_too(tmp_path: Path) -> None:
    said = read(tmp_path, settings.template('The "Daily" \\ Press'))
    assert said.newsroom.name == 'The "Daily" \\ Press'
    assert said.fetch == settings.FetchTable()


def test_what_the_template_comments_out_is_valid_when_it_is_put_in(tmp_path: Path) -> None:
    lines = [
        line.removeprefix("# ") if " = " in line or line.startswith("# [") else line
        for line in settings.TEMPLATE.splitlines()
    ]
    said = read(tmp_path, "\n".join(lines))
    assert said.model.max_usd_per_day == 1.0


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    said = read(
        tmp_path, "[model]\nname = 'a'", NEWSWRIGHT_MODEL__NAME="b", NEWSWRIGHT_WEB__PORT="9000", NEWSWRIGHT_CONFIG="x"
    )
    assert (said.model.name, said.web.port) == ("b", 9000)


def test_the_api_key_is_never_shown(tmp_path: Path) -> None:
    said = read(tmp_path, "", NEWSWRIGHT_MODEL__API_KEY="canary-7f3a")
    assert "canary-7f3a" not in repr(said)
    assert "canary-7f3a" not in said.model_dump_json()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[fetch]\npace = 1", "fetch.pace: is not a known key"),
        ("[web]\nport = 70000", "web.port"),
        ("[web\n", "not valid TOML"),
        ("[worker]\nedition_every_s = 'often'", "worker.edition_every_s"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        read(tmp_path, text)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="newswright init"):
        settings.read(tmp_path / "absent.toml", {})


def test_the_nearest_file_above_is_found(tmp_path: Path) -> None:
    (tmp_path / settings.FILE_NAME).write_text("", encoding="utf-8")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert settings.find(inner) == tmp_path / settings.FILE_NAME


def test_a_policy_takes_what_is_said_and_keeps_its_other_defaults(tmp_path: Path) -> None:
    said = read(tmp_path, "[policy.press]\nhorizon_days = 3")
    assert settings.policy(said, "press", PressPolicy) == PressPolicy(horizon_days=3.0)


@pytest.mark.parametrize("line", ["horizon = 3", "n_pages = 'many'"])
def test_a_mistake_in_a_policy_is_named(tmp_path: Path, line: str) -> None:
    said = read(tmp_path, f"[policy.press]\n{line}")
    with pytest.raises(SettingsError, match=r"policy\.press"):
        settings.policy(said, "press", PressPolicy)


def test_the_documents_explain_every_key() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    tables = {name: field.annotation for name, field in settings.Settings.model_fields.items()}
    for name, table in tables.items():
        if isinstance(table, type) and issubclass(table, BaseModel):
            missing = [key for key in table.model_fields if f"`{key}`" not in page and key != "fallback"]
            assert not missing, f"docs/configuration.md does not explain {missing} of [{name}]"


def test_the_template_is_toml() -> None:
    assert tomllib.loads(settings.template("x"))
