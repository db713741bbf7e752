"""Titles say the news in words: no sign a reader must decode, no two unlike units in one sentence."""

import pytest

from leadlag import charts, formats
from leadlag.layout.text_wrap import wrapped
from leadlag.render_options import RenderOptions
from leadlag.store import READINGS, Snapshot
from leadlag.words import LANGUAGES, Language
from tests.drawings import SIGNS, drawable

every_language = pytest.mark.parametrize("lang", LANGUAGES)


def titles(snapshot: Snapshot, lang: Language) -> list[str]:
    """The title of every chart, in every reading."""
    found = [
        charts.chart(read, question, RenderOptions(lang))
        for read in map(snapshot.read_as, READINGS)
        for question in drawable(read)
    ]
    return [chart.title for chart in found if chart]


@every_language
def test_no_title_holds_a_sign(snapshot: Snapshot, lang: Language) -> None:
    assert [title for title in titles(snapshot, lang) if set(SIGNS) & set(title)] == []


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("A paid ≥\u00a0$16M", "A paid at least $16M", "A paid 至少 $16M"),
        ("≥\u00a0320K members", "At least 320K members", "至少 320K members"),
        ("about 33M", "About 33M", "about 33M"),
        ("iPhone, ≤\u00a05", "iPhone, at most 5", "iPhone, 至多 5"),
    ],
)
def test_title_says_signs_in_words(text: str, english: str, chinese: str) -> None:
    assert [formats.as_title(text, lang) for lang in LANGUAGES] == [english, chinese]


@every_language
def test_sign_stays_with_its_number(lang: Language) -> None:
    text = f"OpenAI 每年 paid {formats.extent(16e6, None, None, lang, 'USD')} a year, beside {formats.CONVERTED}¥115M"
    lines = [line for room in range(90, 700, 7) for line in wrapped(text, room, 20)]
    assert [line for line in lines if line.endswith(("≥", "≈"))] == []
    assert all(sign in "".join(lines) for sign in "≥≈")


def test_chinese_at_least_stays_with_its_number() -> None:
    title = "OpenAI 的新闻授权花费每年至少 $1600 万；字节跳动未写成本，约 49 万人"
    for room in range(160, 900, 7):
        lines = wrapped(title, room, 20)
        assert [part for part in ("至少 $1600 万", "约 49 万") if not any(part in line for line in lines)] == [], room
