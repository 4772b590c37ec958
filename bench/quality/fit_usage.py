"""Count how news uses its words, for stages/verify/usage, and write usage.npz.

    python -m bench.quality.fit_usage            writes src/newswright/stages/verify/usage.npz (1 minute)

From the tune parts of AllSides, the Sri Lankan news in English and the reports of shootings: of each word in small letters, in
how many reports it occurs, and how often it stands as a modifier: behind an article, a possessive or a preposition and before
another content word. Only such counts are kept, of words that at least LEAST_REPORTS reports have.
"""

import re
from collections import Counter
from pathlib import Path

import numpy as np

from bench import corpora
from newswright.stages.verify import usage
from newswright.text import words

SETS = ("allsides", "lk-en", "gun-violence")
LEAST_REPORTS = 4
TARGET = Path(usage.__file__).with_name("usage.npz")
_RUN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]")


def count() -> tuple[int, Counter[str], Counter[str], Counter[str]]:
    """Count reports; of each word the reports that have it, its occurrences, and those as a modifier."""
    n_reports, reports, times, modifying = 0, Counter[str](), Counter[str](), Counter[str]()
    stop = words.stopwords("en")
    seen: set[str] = set()
    for name in SETS:
        for report, _ in corpora.records(name, "tune"):
            if report.text[:200] in seen:
                continue
            seen.add(report.text[:200])
            n_reports += 1
            tokens = _RUN.findall(report.text)
            reports.update({token for token in tokens if token.islower()})
            for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
                if token.islower():
                    times[token] += 1
                    is_followed = after.islower() and after not in stop and after not in usage.VERBLIKE
                    modifying[token] += is_followed and before.lower() in usage.BEFORE_MODIFIERS
    return n_reports, reports, times, modifying


def main() -> None:
    """Count, and write."""
    n_reports, reports, times, modifying = count()
    kept = sorted(word for word, n in reports.items() if n >= LEAST_REPORTS and len(word) > 2)
    rarity = np.array([usage.rarity_of(reports[word], n_reports) * 10 for word in kept])
    share = np.array([100 * modifying[word] / max(1, times[word]) for word in kept])
    np.savez_compressed(
        TARGET,
        allow_pickle=False,
        words=np.frombuffer("\n".join(kept).encode(), dtype=np.uint8),
        rarity=np.clip(rarity.round(), 0, 255).astype(np.uint8),
        modifying=np.clip(share.round(), 0, 100).astype(np.uint8),
    )


if __name__ == "__main__":
    main()
