"""`newswright run`: the page with the presses beside it, and how they end."""

import os
import signal
import subprocess
import sys
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import pytest

from newswright import worker


def test_signals_end_what_is_begun_in_good_order() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with ExitStack() as begun:
        ended: list[bool] = []
        begun.callback(ended.append, True)
        begun.enter_context(pytest.raises(SystemExit, match=r"^0$"))
        begun.enter_context(worker.leaving())
        signal.raise_signal(signal.SIGTERM)
    assert ended == [True]
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_page_and_presses_end_together(tmp_path: Path, number: signal.Signals) -> None:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("NEWSWRIGHT_")}
    command = [sys.executable, "-m", "newswright", "run", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=clean) as page:
        assert page.stderr is not None
        lines = iter(page.stderr.readline, "")
        said = [next(lines), next(lines)]  # where the page is, and the presses' first tally, in either order
        url = next(line for line in said if "http://" in line).split()[-1]
        with urllib.request.urlopen(f"{url}healthz", timeout=30) as answer:
            assert answer.status == 200
        page.send_signal(number)
        rest = page.communicate(timeout=30)[1]  # the pipe ends only when both processes have let go of it
    assert page.returncode == 0
    assert "Traceback" not in rest
