"""Scripts that have no capitals, by which names are told."""

import numpy as np
import pytest

from newswright.records.reports import Report
from newswright.stages.cluster import ClusterPolicy, portray
from newswright.stages.cluster.index import FEATURES, Index
from newswright.testing import factories
from newswright.text import words

POLICY = ClusterPolicy()


@pytest.mark.parametrize(
    ("text", "is_caseless"),
    [
        ("ගම්පහ පාලමක් කඩා වැටේ", True),
        ("மழை காரணமாக பாலம் உடைந்தது", True),
        ("انهيار جسر في المدينة", True),
        ("पुल गिरा", True),
        ("다리가 무너졌다", True),
        ("Мост рухнул", False),
        ("Η γέφυρα κατέρρευσε", False),
        ("大桥倒塌", False),
        ("สะพานถล่ม", False),
        ("The bridge gave way", False),
        ("A café in Kandy", False),
        ("2024", False),
        ("", False),
    ],
)
def test_a_script_without_capitals_is_told_from_one_with_them_and_from_one_without_spaces(
    text: str, is_caseless: bool
) -> None:
    assert words.is_caseless(text) == is_caseless


def _features(one: Report, other: Report) -> dict[str, float]:
    index = Index(POLICY)
    new = index.add([portray(one, POLICY), portray(other, POLICY)])
    return dict(zip(FEATURES, index.measure(index.search(new), new)[0].tolist(), strict=True))


def test_where_there_are_no_capitals_words_stand_in_for_names() -> None:
    text = "மழை காரணமாக ஆற்றின் மீதிருந்த பழைய பாலம் உடைந்து விழுந்தது. மூவர் காயமடைந்தனர்."
    told = _features(
        factories.report("a", "One", title="பாலம் உடைந்தது", text=text, language="ta"),
        factories.report("b", "Other", title="ஆற்றுப் பாலம் உடைந்தது", text=text, language="ta"),
    )
    assert told["has_names"] == 1.0
    assert told["names"] == told["words"] > 0
    assert np.isclose(told["names_in_min"], told["lead_in_min"])
