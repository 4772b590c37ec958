"""Make src/newswright/text/thesaurus.npz out of WordNet 3.0: which English words may stand for which.

    python -m bench.quality.fit_thesaurus [FOLDER]      WordNet's database files, /usr/share/wordnet by default

Debian has them as the package wordnet-base. Kept are verbs, adjectives and adverbs, and the nouns that news uses
(stages/verify/usage.npz), each with at most MOST_SENSES meanings, the commonest first. WordNet's licence stands beside the file.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from newswright.stages.verify import usage
from newswright.text import thesaurus

TARGET = Path(thesaurus.__file__).with_name("thesaurus.npz")
FILES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
MOST_SENSES = 4
FORMS_OF_ONE = frozenset("+\\=")  # derivationally related, pertaining to, attribute of
IMPLIED = frozenset("@&>*$^")  # kind of, similar to, causes, entails, of one verb group, see also
WORD = re.compile(r"[a-z][a-z'-]*(?: [a-z]+)?")

Key = tuple[str, int]  # part of speech and offset: one meaning


@dataclass(frozen=True, slots=True)
class Wordnet:
    """What is read of it: each word's meanings, the commonest first; each meaning's relations; irregular forms."""

    meanings: dict[tuple[str, str], list[Key]]
    relations: dict[Key, list[tuple[str, Key]]]
    irregular: dict[tuple[str, str], str]


def read(folder: Path) -> Wordnet:
    """Read the database files."""
    found = Wordnet({}, {}, {})
    for name, kind in FILES.items():
        for fields in _lines(folder / f"data.{name}"):
            n_words = int(fields[3], 16)
            at = 4 + 2 * n_words
            n_relations = int(fields[at])
            rows = [fields[at + 1 + 4 * n : at + 5 + 4 * n] for n in range(n_relations)]
            found.relations[kind, int(fields[0])] = [
                (symbol[:1], ({"s": "a"}.get(other, other), int(offset))) for symbol, offset, other, _ in rows
            ]
        for fields in _lines(folder / f"index.{name}"):
            n_senses, n_symbols = int(fields[2]), int(fields[3])
            offsets = fields[4 + n_symbols + 2 :][:n_senses]
            found.meanings[fields[0].replace("_", " "), kind] = [(kind, int(offset)) for offset in offsets]
        for fields in _lines(folder / f"{name}.exc"):
            found.irregular[fields[0], kind] = fields[1]
    return found


def _lines(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="latin-1").splitlines():
        if not line.startswith("  "):
            yield line.split("|")[0].split()


def _is_kept(word: str, kind: str) -> bool:
    if not WORD.fullmatch(word):
        return False
    if " " in word:
        return kind == "v" and word.split()[1] in thesaurus.PARTICLES
    return kind != "n" or usage.is_known(word) or usage.is_known(word + "s")


def main(folder: Path) -> None:
    """Write the file."""
    wordnet = read(folder)
    of_word: defaultdict[str, dict[Key, None]] = defaultdict(dict)
    verbs = set()
    for (word, kind), meanings in wordnet.meanings.items():
        if not _is_kept(word, kind):
            continue
        if kind == "v":
            verbs.add(word)
        for meaning in meanings[:MOST_SENSES]:
            of_word[word][meaning] = None
            for symbol, other in wordnet.relations[meaning]:
                if symbol in FORMS_OF_ONE:
                    of_word[word][other] = None
    implied = {m: list(_implied(m, wordnet)) for meanings in of_word.values() for m in meanings}
    numbers = {m: n for n, m in enumerate(sorted({*implied, *(m for ms in implied.values() for m in ms)}))}
    words = sorted(of_word)
    irregular = {
        form: base for (form, kind), base in wordnet.irregular.items() if base in of_word and WORD.fullmatch(form)
    }
    arrays: dict[str, npt.NDArray[Any]] = {
        "words": _text(words),
        "is_verb": np.packbits([word in verbs for word in words]),
        "irregular": _text(f"{form} {base}" for form, base in sorted(irregular.items())),
        **_rows("means", [[numbers[m] for m in of_word[word]] for word in words]),
        **_rows("implies", [[numbers[m] for m in implied.get(meaning, ())] for meaning in numbers]),
    }
    np.savez_compressed(TARGET, allow_pickle=False, **arrays)
    print(f"{len(words)} words, {len(numbers)} meanings, {TARGET.stat().st_size / 1e6:.2f} MB: {TARGET}")


def _implied(meaning: Key, wordnet: Wordnet) -> Iterator[Key]:
    """What a meaning makes true: the kinds it is of (nouns: two steps up), what it causes or entails, what is like it."""
    for symbol, other in wordnet.relations[meaning]:
        if symbol in IMPLIED:
            yield other
            if symbol == "@" and meaning[0] == "n":
                yield from (further for sign, further in wordnet.relations[other] if sign == "@")


def _text(lines: "Iterator[str] | list[str]") -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _rows(name: str, rows: list[list[int]]) -> dict[str, npt.NDArray[np.uint32]]:
    """Lists of numbers in one array, and where each begins."""
    flat = np.array([n for row in rows for n in row], dtype=np.uint32)
    return {name: flat, f"{name}_from": np.cumsum([0, *map(len, rows)]).astype(np.uint32)}


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=Path("/usr/share/wordnet"))
    main(arguments.parse_args().folder)
