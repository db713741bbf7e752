"""Lines of titles and labels: none wider than its room, nothing lost, no name and no figure torn apart."""

from hypothesis import given
from hypothesis import strategies as st

from leadlag.layout.text_wrap import clamped, plain_width, wrapped
from tests.conftest import examples

SIZE = 20
#: Anything printed; tags and entities are another's business.
PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters="<>&"))
ROOMS = st.integers(min_value=60, max_value=900)  # px; no character is wider than the least


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(PLAIN, ROOMS)
@examples(50, 1000)
def test_no_line_is_wider_than_its_room(text: str, room: int) -> None:
    lines = wrapped(text, room, SIZE)
    assert squeezed("".join(lines)) == squeezed(text)
    assert [line for line in lines if plain_width(line, size=SIZE) > room + 0.01] == []


@given(PLAIN, ROOMS, st.integers(min_value=1, max_value=3))
@examples(50, 1000)
def test_what_does_not_fit_ends_in_an_ellipsis(text: str, room: int, most: int) -> None:
    lines, whole = clamped(text, room, SIZE, most), wrapped(text, room, SIZE)
    assert [line for line in lines if plain_width(line, size=SIZE) > room + 0.01] == []
    if len(whole) <= most:
        assert lines == whole
    else:
        assert len(lines) == most
        assert lines[-1].endswith("…")


def test_a_word_as_long_as_a_page_is_cut_at_once() -> None:
    """Looking at it anew for every line took minutes."""
    word = "x" * 10_000
    lines = wrapped(f"a {word}", 300, SIZE)
    assert "".join(lines) == f"a{word}"
    assert clamped(word, 300, SIZE, 2)[0] == lines[1]


TOGETHER = {
    "6 组有日期的对比中 OpenAI 与 Adobe 有 3 组在先；没有可比的数量": ("OpenAI 与 Adobe", "6 组", "3 组", "在先；"),
    "每年付费约 490 万元，另有《剪映》与 CapCut": ("490 万", "元，", "《剪", "映》"),
}


def test_names_figures_and_signs_stay_together() -> None:
    torn = [
        (text, part, room)
        for text, parts in TOGETHER.items()
        for room in range(200, 900, 7)
        for lines in [wrapped(text, room, SIZE)]
        for part in parts
        if not any(part in line for line in lines)
    ]
    assert torn == []


def test_lines_part_where_a_clause_ends() -> None:
    title = "OpenAI & Adobe came first in 3 of 6 dated pairs; no amounts are comparable"
    assert wrapped(title, 560, SIZE) == [
        "OpenAI & Adobe came first in 3 of 6 dated pairs;",
        "no amounts are comparable",
    ]
