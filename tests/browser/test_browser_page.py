"""The page in a real browser: phone and desk, light and dark, with and without JavaScript."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Self

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.web import newsroom
from tests.web.test_web_security import SCRIPTS, hostile

from newswright.records.ids import StoryId
from newswright.testing.memory import MemoryStore
from newswright.web import app as web

pytestmark = pytest.mark.browser

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
)  # fmt: skip
WIDTHS = (360, 768, 1280, 1440)
PATHS = (
    "/",
    "/story/wall",
    "/story/mina",
    "/settings",
    "/sources",
    "/story/wall/versions",
    "/search?q=harbour",
    "/about/ai",
)


class Served:
    """The site on a free port of this machine, in a thread of its own."""

    def __init__(self, store: MemoryStore) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        settings = web.WebSettings(name="The Skerry Gazette", organisation="Skerry Press Cooperative")
        app = web.create(store, settings=settings, clock=lambda: newsroom.NOW)
        self.server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        self.thread = threading.Thread(target=self.server.run, args=([self.socket],), daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(timeout=10)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with Served(newsroom.build()) as served:
        yield served.url


def opened(context: BrowserContext, url: str) -> tuple[Page, list[str]]:
    """Open a page, and keep what went wrong there and what it asked of others."""
    page, troubles = context.new_page(), []
    host = "/".join(url.split("/")[:3])
    page.on(
        "request", lambda request: None if request.url.startswith(host) else troubles.append(f"asked {request.url}")
    )
    page.on("console", lambda message: troubles.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(url)
    return page, troubles


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways_breaks_or_asks_anyone_else(browser: Browser, site: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        for path in PATHS:
            page, troubles = opened(context, site + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert not troubles, path
            page.close()


def test_text_at_twice_its_size_still_fits_a_phone(browser: Browser, site: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        for path in ("/", "/story/wall"):
            page, _ = opened(context, site + path)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_dark_is_dark_and_light_is_light(browser: Browser, site: str) -> None:
    found = {}
    for scheme in ("light", "dark"):
        with browser.new_context(color_scheme=scheme) as context:
            page, _ = opened(context, site)
            found[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert found == {"light": "rgb(251, 250, 247)", "dark": "rgb(22, 24, 26)"}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("has_script", [True, False])
def test_a_sentence_opens_its_passages_and_closes_them_again(
    browser: Browser, site: str, width: int, has_script: bool
) -> None:
    viewport = {"width": width, "height": 800}
    with browser.new_context(viewport=viewport, java_script_enabled=has_script) as context:  # type: ignore[arg-type]  # a plain dict
        page, _ = opened(context, site + "/story/wall")
        note = page.locator("#n4")
        expect(note).to_be_hidden()
        page.locator("#t4").click()
        expect(note).to_be_visible()
        expect(note.locator("mark").first).to_contain_text("Between 11,000 and 12,000")
        expect(note.locator("figcaption").first).to_contain_text("Sandholm Observer")
        expect(note).to_be_in_viewport()
        note.locator(".note-close").click()
        expect(note).to_be_hidden()
        expect(page.locator("#t4")).to_be_in_viewport()


def test_passages_open_and_close_by_keyboard_and_the_focus_comes_back(browser: Browser, site: str) -> None:
    with browser.new_context() as context:
        page, _ = opened(context, site + "/story/wall")
        page.locator("#t3").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#n3")).to_be_visible()
        expect(page.locator("#n3")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#n3")).to_be_hidden()
        expect(page.locator("#t3")).to_be_focused()
        assert "#" not in page.url


def test_all_passages_can_be_read_as_footnotes(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page, _ = opened(context, site + "/story/wall#evidence")
        assert page.locator(".note:visible").count() == 12


@pytest.mark.parametrize("has_script", [True, False])
def test_votes_change_their_counts_in_place(browser: Browser, has_script: bool) -> None:
    with Served(newsroom.build()) as served, browser.new_context(java_script_enabled=has_script) as context:
        page, troubles = opened(context, served.url)
        card = page.locator("#s-zug")
        up, down = card.locator("[data-up]"), card.locator("[data-down]")
        up.click()
        expect(up.locator("span")).to_have_text("1")
        expect(up).to_have_attribute("aria-pressed", "true")
        page.goto(served.url + "/story/zug")
        down.click()
        expect(up.locator("span")).to_have_text("0")
        expect(down.locator("span")).to_have_text("1")
        down.click()
        expect(down.locator("span")).to_have_text("0")
        assert not troubles


def test_keys_move_vote_save_search_and_explain_themselves(browser: Browser) -> None:
    with Served(newsroom.build()) as served, browser.new_context() as context:
        page, _ = opened(context, served.url)
        page.keyboard.press("j")
        page.keyboard.press("j")
        second = page.locator("article.card").nth(1)
        expect(second.locator(".headline a")).to_be_focused()
        page.keyboard.press("u")
        expect(second.locator("[data-up] span")).to_have_text("1")
        page.keyboard.press("s")
        expect(second.locator("[data-save] button")).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        expect(page.locator("#q")).to_be_focused()
        page.locator("#q").fill("jury duty")
        expect(page.locator("#q")).to_have_value("jury duty")
        page.locator("#main").focus()
        page.keyboard.press("k")
        page.keyboard.press("o")
        page.wait_for_url("**/story/**")


@pytest.mark.parametrize("path", ["/", "/story/wall", "/settings", "/story/wall#n4"])
def test_what_is_touched_is_large_enough_for_a_finger(browser: Browser, site: str, path: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True) as context:
        page, _ = opened(context, site + path)
        small = page.evaluate(
            """() => [...document.querySelectorAll('button, select, input:not([type=hidden]), summary, .pill, .small, nav a')]
               .filter((one) => one.offsetParent && !one.matches('label input, .hidden, .as-link'))
               .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
               .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
               .map(([text, box]) => `${text} ${box.width}×${box.height}`)"""
        )
        assert not small


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(browser: Browser, site: str, scheme: str) -> None:
    with browser.new_context(color_scheme=scheme) as context:  # type: ignore[arg-type]  # parametrised
        for path in ("/", "/story/wall#evidence", "/settings", "/sources", "/search?q=harbour", "/story/wall/versions"):
            page, _ = opened(context, site + path)
            faint = page.evaluate(CONTRAST)
            assert not faint, path
            page.close()


# WCAG 2.2, 1.4.3: 4.5 to 1, or 3 to 1 where the text is large. Backgrounds here are plain colours, never transparent text.
CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
  const behind = (one) => {
    for (let e = one; e; e = e.parentElement) {
      const colour = rgba(getComputedStyle(e).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !one.checkVisibility() || one.closest('.hidden, .skip, svg')) continue;
    const style = getComputedStyle(one);
    const [a, b] = [light(rgba(style.color)), light(behind(one))].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (isLarge ? 3 : 4.5)) found.push(`${walker.currentNode.data.trim().slice(0, 30)}: ${ratio.toFixed(2)}`);
  }
  return found;
}"""


def test_nothing_that_an_outlet_or_a_model_writes_ever_runs(browser: Browser) -> None:
    store = newsroom.build()
    with Served(store) as served, browser.new_context() as context:
        ran: list[str] = []
        context.expose_function("x", lambda *_: ran.append("ran"))
        control = context.new_page()
        control.set_content("<body onload=x()><script>x()</script>")
        for _ in range(100):
            if not ran:
                control.wait_for_timeout(50)
        assert ran, "the trap itself does not work"
        ran.clear()
        right = store.article(StoryId("wall"))
        assert right is not None
        page, troubles = opened(context, served.url)
        for version, attack in enumerate(SCRIPTS, start=3):
            poisoned = replace(hostile(right, attack), version=version, input_key=f"wall/{version}")
            assert store.publish(poisoned)
            for path in ("/", "/story/wall"):
                page.goto(served.url + path)
        assert not [trouble for trouble in troubles if trouble.startswith("asked")]
        assert not ran


def test_a_story_prints_with_its_label_and_its_passages_and_without_the_controls(browser: Browser, site: str) -> None:
    with browser.new_context() as context:
        page, _ = opened(context, site + "/story/wall")
        page.emulate_media(media="print")
        expect(page.locator(".label")).to_be_visible()
        assert page.locator(".note:visible").count() == 12
        expect(page.locator(".votes")).to_be_hidden()
        expect(page.locator(".topics")).to_be_hidden()
