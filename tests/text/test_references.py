"""What a text points to, in one form, whatever a hostile page writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.text import references, urls

PAGE = "https://www.harbour-post.example/news/wall"


def test_links_to_pages_of_other_sites_are_kept_in_one_form() -> None:
    found = references.links(
        [
            "https://Ministry.example/statement?utm_source=post#top",
            "https://ministry.example/statement",
            "//wire.example/a/1",
            "/news/other",
            "https://live.harbour-post.example/blog",
            "https://ministry.example/",
            "mailto:desk@harbour-post.example",
            "javascript:alert(1)",
            "https://social.example/sharer?u=x",
            "https://wa.me/?text=wall",
        ],
        PAGE,
    )
    assert found == ("https://ministry.example/statement", "https://wire.example/a/1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://twitter.com/coastguard/status/17?s=20", "https://x.com/coastguard/status/17"),
        ("https://youtu.be/abc?t=3", "https://www.youtube.com/watch?v=abc&feature=shared"),
        ("http://www.ministry.example/a", "https://ministry.example/a"),
    ],
)
def test_one_page_has_one_form(one: str, other: str) -> None:
    assert references.links([one], PAGE) == references.links([other], PAGE) != ()


@pytest.mark.parametrize(
    "variant",
    [
        "https://cdn.harbour-post.example/2026/03/wall-1024x683.jpg",
        "https://cdn.harbour-post.example/2026/03/wall-scaled.jpg?w=800&quality=80",
        "https://cdn.harbour-post.example/1200x630/2026/03/wall.jpg",
        "https://cdn.harbour-post.example/w_1200,h_630,c_fill/2026/03/wall@2x.jpg",
        "https://resize.example/?url=https%3A%2F%2Fcdn.harbour-post.example%2F2026%2F03%2Fwall.jpg&w=600",
        "https://resize.example/fit-in/600x400/https://cdn.harbour-post.example/2026/03/wall.jpg",
        "http://cdn.harbour-post.example/2026/03/wall.jpg#x",
    ],
)
def test_sizes_and_services_that_resize_do_not_make_another_picture(variant: str) -> None:
    assert references.images([variant], PAGE) == ("https://cdn.harbour-post.example/2026/03/wall.jpg",)


def test_pictures_that_differ_stay_different() -> None:
    found = [
        "https://a.example/h12.jpg",
        "https://a.example/h13.jpg",
        "https://a.example/get?id=1",
        "https://a.example/get?id=2",
    ]
    assert len(references.images(found, PAGE)) == 4
    assert references.images(["data:image/png;base64,xx", "", "file:///etc/passwd", "https://a.example/"], PAGE) == ()


def test_number_and_length_are_bounded() -> None:
    many = [f"https://a.example/{n}" for n in range(10_000)]
    assert len(references.links(many, PAGE)) == references.N_LINKS
    assert len(references.images(many, PAGE)) == references.N_IMAGES
    assert references.links(["https://a.example/" + "x" * 5_000], PAGE) == ()
    assert len(references.within("<a href='x'>" * 10_000)) == references.N_TRIED


def test_links_are_found_in_the_markup_of_a_feed() -> None:
    written = '<p>See <a class="x" href="https://ministry.example/s?a=1&amp;b=2">it</a> and <A HREF=\'/y\'>y</A></p>'
    assert references.within(written) == ["https://ministry.example/s?a=1&b=2", "/y"]


@given(st.lists(st.text(max_size=80), max_size=8), st.text(max_size=60))
def test_whatever_comes_in_only_web_urls_come_out(found: list[str], base: str) -> None:
    for named in (*references.links(found, base), *references.images(found, base)):
        assert urls.is_web(named)
        assert len(named) <= references.MAX_CHARS


@given(st.from_regex(r"https?://[a-z]{1,8}\.example/[a-z0-9/_.,x-]{1,40}(\?[a-z]=[a-z0-9%/:]{0,20})?", fullmatch=True))
def test_an_identity_names_itself(url: str) -> None:
    for once in references.images([url], PAGE):
        assert references.images([once], PAGE) in ((once,), ())
