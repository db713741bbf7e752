"""The picture that stands on a page until Plotly has drawn its chart: all of the drawing, at shares of the width."""

from xml.etree import ElementTree

import pytest

from leadlag.drawing import PAGE, Bracket, Drawing, Line, Mark, Run, Text
from leadlag.painters.still import still
from leadlag.store import Snapshot
from tests.drawings import every_chart
from tests.markup import EVIL
from tests.pages import STEMS, charts, opened, pictures, visit


def parsed(drawing: Drawing) -> ElementTree.Element:
    return ElementTree.fromstring(still(drawing))


def test_everything_is_painted(snapshot: Snapshot) -> None:
    """Each text with its characters, each mark that is seen."""
    for one in every_chart(snapshot, langs=("zh",), readings=("article",)):
        drawing = one.chart.drawing
        painted = ["".join(element.itertext()).strip() for element in parsed(drawing).iter("text")]
        assert painted == [text.plain.strip() for text in drawing.texts]
        shapes = [e for e in parsed(drawing).iter() if e.tag in ("path", "circle", "line", "rect")]
        seen = [item for item in drawing.items if not isinstance(item, Text) and getattr(item, "edge", True)]
        assert len(shapes) == len(seen), one.key


def test_everything_is_inside(snapshot: Snapshot) -> None:
    for one in every_chart(snapshot, langs=("en",), readings=("latest",)):
        given = [element.attrib for element in parsed(one.chart.drawing).iter()]
        shares = [at[name] for at in given for name in ("x", "cx", "x1", "x2") if name in at]
        assert all(share.endswith("%") and 0 <= float(share[:-1]) <= 100 for share in shares), one.key


def test_marks_keep_their_size() -> None:
    """However wide the page: only where they stand is a share of it."""
    mark = Mark(PAGE, 0.25, 20, "triangle-up", 12, "#000000", "#000000", 1)
    bracket = Bracket(PAGE, 0.5, 10, 30, -2, 4, "#000000")
    _, *around = parsed(Drawing(400, 40, (mark, bracket))).iter("svg")
    assert [(one.attrib["x"], one[0].attrib["d"]) for one in around] == [
        ("25%", "M-6.93 3L6.93 3L0 -6Z"),
        ("50%", "M-2 10H4V30H-2"),
    ]


def test_neighbours_share_what_they_look_like() -> None:
    lines = tuple(Line(PAGE, x, 0, x, 40, color, 1) for x, color in ((0, "#111111"), (0.5, "#111111"), (1, "#222222")))
    assert [len(group) for group in parsed(Drawing(400, 40, lines))] == [2, 1]


def test_text_is_escaped() -> None:
    (found,) = parsed(Drawing(400, 40, (Text(0, 20, (Run(EVIL),), "right", "#000000", 20),))).iter("text")
    assert found.text == EVIL


def test_pictures_of_pages(hostile: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """One for each chart, with its alternative text, in a block of HTML, which Markdown takes as it is."""
    monkeypatch.setenv("LEADLAG_DATA", str(hostile.folder))
    app = opened(lang="zh", reading="latest")
    for stem in STEMS:
        shown = pictures(visit(app, stem) if stem != STEMS[0] else app)
        assert [body for body in shown if not body.startswith("<div ") or set(body) & set("\n\r:$")] == []
        said = [ElementTree.fromstring(body).attrib["aria-label"] for body in shown]
        assert said == [chart.alt for chart in charts(app)]
