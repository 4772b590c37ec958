"""`./run screenshots`: photograph the demo's pages with Chromium, into docs/screenshots (or the folder that is named)."""

import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from newswright import assemble
from newswright.records.articles import Article
from newswright.settings import NewsroomTable, Settings, StoreTable

TARGET = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture: of which page, how wide and how high in CSS pixels, in which colours, with which sentence opened."""

    name: str
    path: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    opened: str = ""


def shots(article: Article) -> list[Shot]:
    """Say what is photographed: the front page, and the story that most outlets told."""
    story = f"/story/{article.story_id}"
    sentence = f"#t{article.sections[0].sentences[0].n}"
    return [
        Shot(name="front", path="/", width=1280, height=900),
        Shot(name="front-phone", path="/", width=390, height=844),
        Shot(name="front-dark", path="/", width=1280, height=900, scheme="dark"),
        Shot(name="story", path=story, width=1280, height=900),
        Shot(name="passages", path=story, width=1280, height=900, opened=sentence),
        Shot(name="passages-phone", path=story, width=390, height=844, scheme="dark", opened=sentence),
        Shot(name="sources", path="/sources", width=1280, height=900),
    ]


def main(target: Path) -> int:
    """Run the demo, serve what it published, and take the pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("screenshots: no Chromium on this machine: apt install chromium", file=sys.stderr)
        return 1
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="newswright-shots-") as folder:
        subprocess.run([sys.executable, "-m", "newswright", "demo", "--no-serve", "--data", folder], check=True)
        said = Settings(
            newsroom=NewsroomTable(name="Newswright", organisation="The Newswright demo", base_url=""),
            store=StoreTable(url=str(Path(folder) / "newswright.sqlite3")),
        )
        article = max(assemble.store(said).articles(limit=200), key=lambda one: (len(one.sources), one.story_id))
        with _served(said) as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
            for shot in shots(article):
                _take(browser, base, shot, target / f"{shot.name}.png")
            browser.close()
    return 0


@contextmanager
def _served(said: Settings) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(assemble.page(said), log_level="warning"))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


def _take(browser: Browser, base: str, shot: Shot, path: Path) -> None:
    with browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.scheme, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(base + shot.path)
        if shot.opened:
            page.locator(shot.opened).click()
        page.screenshot(path=path)
    print(path)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET))
