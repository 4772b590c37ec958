"""What all tests share: where the real data is, and the rule that nothing may be skipped for want of it in CI."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
IN_CI = os.environ.get("NEWSWRIGHT_CI") == "1"

settings.register_profile("default", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data for tests; skips where it is absent."""
    if not DATA.is_dir():
        pytest.skip(f"the real data is not at {DATA}")
    return DATA


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser that Debian packages; skips where it is absent."""
    path = os.environ.get("NEWSWRIGHT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium on this machine: apt install chromium, or name one in NEWSWRIGHT_CHROMIUM")
    return path


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]  # a generator hook
    report = yield
    if IN_CI and report.skipped and (item.get_closest_marker("data") or item.get_closest_marker("browser")):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} may not be skipped in CI: {report.longrepr}"
    return report
