"""Stories by meaning, with an encoder: it helps where words differ, and where there is none nothing changes."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newswright.pipeline import drawing
from newswright.records.reports import Report
from newswright.records.stories import ToldReport
from newswright.stages import cluster
from newswright.stages.cluster import likeness
from newswright.stages.cluster.index import FEATURES, Pairs
from newswright.stages.cluster.meanings import Meanings
from newswright.stages.cluster.portraits import Meaning
from newswright.testing import factories

POLICY = cluster.ClusterPolicy()
N_NUMBERS = 16

# One line is one thing that can be meant.
THINGS = (
    ("ferry", "boat", "vessel", "ship"),
    ("aground", "rocks", "stranded", "reef"),
    ("budget", "spending", "finances"),
    ("strike", "walkout", "stoppage"),
    ("court", "judge", "trial"),
    ("storm", "gale", "hurricane"),
    ("bridge", "viaduct"),
    ("school", "teachers", "pupils"),
)


class ThingEncoder:
    """Knows what a few words mean, whichever of them is used, and adds a little that is the same for all texts."""

    def __init__(self) -> None:
        self.n_texts = 0

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.n_texts += len(texts)
        vectors = np.zeros((len(texts), N_NUMBERS), dtype=np.float32)
        for row, text in enumerate(texts):
            for axis, names in enumerate(THINGS):
                vectors[row, axis] = sum(word.strip(".,") in names for word in text.lower().split())
            if vectors[row].any():
                vectors[row, -1] = 1.0
                vectors[row] /= np.linalg.norm(vectors[row])
        return vectors


def told(name: str, title: str, text: str = "", *, hours: float = 0, language: str = "en") -> Report:
    at = factories.NOON + timedelta(hours=hours)
    made = factories.report(name, f"The {name.title()} Post", title=title, text=text, published_at=at, seen_at=at)
    return replace(made, language=language)


def archive() -> list[Report]:
    """Two happenings told in different words, and others."""
    reports = [
        told("amber", "Ferry stranded off Alder Point", "The ferry ran aground in the fog, the coast guard said."),
        told("birch", "Vessel hits reef near Alder Point", "A ship struck rocks. The boat was stranded.", hours=1),
        told("cedar", "Teachers in walkout at Northmark school", "The strike shut one school in three.", hours=2),
        told("dogwood", "Stoppage hits pupils of Northmark", "School was out: teachers were in a walkout.", hours=3),
        told("elder", "Judge hears bridge case", "The trial over the viaduct began in court.", hours=4),
        told("fir", "Spending rises", "The budget of Northmark grew, its finances did not.", hours=5),
    ]  # fmt: skip
    return [
        *reports,
        *(told(f"gale{n}", f"Gale warning {n}", f"A storm passes in {n} days.", hours=n) for n in range(4)),
    ]


def stories(reports: Sequence[Report], policy: cluster.ClusterPolicy = POLICY, **more: object) -> dict[str, str]:
    placed = cluster.all(reports, policy=policy, **more)  # type: ignore[arg-type]  # the arguments of `all`, by name
    return {str(one.report_id): str(one.story_id) for one in placed}


def draw(policy: cluster.ClusterPolicy = POLICY) -> cluster.Draw:
    return drawing.drawing(ThingEncoder(), policy)


# What it is for


def test_reports_in_other_words_come_nearer() -> None:
    plain = {one.report_id: one for one in cluster.all(archive())}
    meant = {one.report_id: one for one in cluster.all(archive(), draw=draw())}
    for number, others in ((1, 0), (3, 2)):
        report, nearest = archive()[number], archive()[others]
        assert meant[report.id].neighbour_id == nearest.id
        assert meant[report.id].similarity > plain[report.id].similarity


def test_without_an_encoder_nothing_changes() -> None:
    nothing = drawing.drawing(None, POLICY)
    assert list(cluster.all(archive(), draw=nothing)) == list(cluster.all(archive()))


def test_an_encoder_to_which_nothing_means_anything_changes_nothing() -> None:
    class Blank:
        def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
            return np.zeros((len(texts), 8), dtype=np.float32)

    blank = drawing.drawing(Blank(), POLICY)
    assert list(cluster.all(archive(), draw=blank)) == list(cluster.all(archive()))


def test_languages_that_it_does_not_read_are_not_given_to_it() -> None:
    encoder, policy = ThingEncoder(), replace(POLICY, encoder_languages=("de", "EN-gb"))
    reports = [*archive(), told("zwei", "Schiff auf Grund", language="de-AT"), told("trois", "Navire", language="fr")]
    list(cluster.all(reports, policy=policy, draw=drawing.drawing(encoder, policy)))
    assert encoder.n_texts == len(archive()) + 1


def test_an_encoder_is_given_the_title_and_the_head_of_the_text() -> None:
    report = told("amber", "A title", "word " * 1_000)
    opening = cluster.opening(report, POLICY)
    assert opening.startswith("A title\nword word")
    assert len(opening) == len("A title\n") + POLICY.meaning_chars


# What does not matter


@pytest.mark.parametrize("partitions", [1, 2, 8])
def test_partitions_and_the_order_of_arrival_make_no_difference(partitions: int) -> None:
    expected = stories(archive(), draw=draw())
    for order in (archive(), archive()[::-1]):
        assert stories(order, partitions=partitions, draw=draw()) == expected


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 9))
def test_a_restored_window_decides_as_an_uninterrupted_one(dice: Random, cut: int) -> None:
    reports = sorted(archive(), key=lambda report: report.happened_by)
    whole, restored = cluster.Window(POLICY), cluster.Window(POLICY)
    before = {one.report_id: one for report in reports[:cut] for one in whole.take([report], draw=draw())}
    kept = [ToldReport(report=report, assignment=before[report.id]) for report in reports[:cut]]
    dice.shuffle(kept)
    restored.restore(kept, draw=draw())
    for report in reports[cut:]:
        assert whole.take([report], draw=draw()) == restored.take([report], draw=draw())


Vectors = list[list[int]]
VECTORS = st.lists(st.lists(st.integers(-9, 9), min_size=4, max_size=4), min_size=2, max_size=12)


def held(vectors: Vectors) -> Meanings:
    meanings = Meanings(POLICY)
    meanings.add(np.arange(len(vectors)), [_meaning(vector) for vector in vectors])
    return meanings


def _meaning(vector: Sequence[int]) -> Meaning | None:
    return cluster.meaning(np.array(vector, dtype=np.float32))


def every_pair(n: int) -> Pairs:
    pairs = np.array([(later, earlier) for earlier, later in itertools.combinations(range(n), 2)], dtype=np.int64)
    return Pairs(pairs[:, 0], pairs[:, 1])


@settings(max_examples=60, deadline=None)
@given(VECTORS)
def test_cosines_are_cosines_and_unknown_where_a_vector_is_missing(vectors: Vectors) -> None:
    pairs = every_pair(len(vectors))
    found = held(vectors).cosines(pairs)
    has = np.array([any(vector) for vector in vectors])
    assert np.array_equal(np.isnan(found), ~(has[pairs.later] & has[pairs.earlier]))
    assert np.all(np.isnan(found) | (abs(found) <= 1))


@settings(max_examples=60, deadline=None)
@given(VECTORS, st.data())
def test_what_has_left_leaves_no_trace(vectors: Vectors, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from(range(len(vectors))), min_size=2, unique=True).map(sorted))
    meanings = held(vectors)
    meanings.drop(np.array([row for row in range(len(vectors)) if row not in kept], dtype=np.int64))
    meanings.pack(np.array(kept))
    pairs = every_pair(len(kept))
    fresh = held([vectors[row] for row in kept])
    assert np.array_equal(meanings.cosines(pairs), fresh.cosines(pairs), equal_nan=True)


def test_the_weights_with_an_encoder_are_fitted_on_the_features_that_there_are() -> None:
    folder = Path(likeness.__file__).parent
    with np.load(folder / likeness.MEANT) as stored:
        assert stored["n_features"] == len(FEATURES) + 1, "fit them anew: bench/quality/fit_stories.py --encoder"
        assert stored["asked"].max() == len(FEATURES)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 10, width=32), min_size=len(FEATURES), max_size=len(FEATURES)))
def test_reports_that_mean_more_alike_never_score_less(features: list[float]) -> None:
    cosines = np.linspace(-1, 1, 41)
    pairs = np.column_stack((np.tile(features, (len(cosines), 1)), cosines))
    assert np.all(np.diff(likeness.score(pairs, likeness.MEANT)) >= -1e-12)


def test_a_byte_is_enough_for_a_number() -> None:
    dice = np.random.default_rng(7)
    vectors = dice.normal(size=(200, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    for vector in vectors:
        kept = cluster.meaning(vector)
        assert kept is not None
        assert kept.numbers.nbytes == 384
        assert np.allclose(kept.numbers * (kept.size / 2**20), vector, atol=0.002)
