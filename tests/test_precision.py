"""What is worked out is printed no more precisely than what it is worked out of, and within what the dates leave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlag import formats
from leadlag.words import LANGUAGES

YEAR = ("year", "year")


@pytest.mark.parametrize(
    ("low", "high", "english", "chinese"),
    [
        (581, 975, "1.6–2.7 years", "1.6–2.7 年"),
        (367, 1095, "1–3 years", "1–3 年"),
        (298, 298, "9.8 months", "9.8 个月"),
        (-975, -581, "−2.7 to −1.6 years", "−2.7 至 −1.6 年"),
        (2496, 2890, "6.8–8 years", "6.8–8 年"),
    ],
)
def test_lag_end_keeps_a_decimal(low: int, high: int, english: str, chinese: str) -> None:
    assert [formats.lag(low, high, YEAR, lang) for lang in LANGUAGES] == [english, chinese]


@given(st.integers(0, 3_000), st.sampled_from(["days", "months", "years"]))
def test_lag_end_moves_by_a_tenth_at_most(days: int, unit: str) -> None:
    number, name = formats.duration(days, days, unit, "en").split()
    length = formats.DAYS_PER[f"{name.removesuffix('s')}s"]
    assert abs(float(number) * length - days) <= max(formats.WHOLE_ENOUGH * length, 0.5) + 1e-6


@pytest.mark.parametrize(
    ("lower", "upper", "unit", "english", "chinese"),
    [
        (39_432, 266_167, "", "about 39K–270K", "约 3.9 万–27 万"),
        (319_632, None, "", "≥\u00a0320K", "≥\u00a032 万"),
        (1_960_000_000, 1_960_000_000, "", "about 2B", "约 20 亿"),
        (157.2, 435, "USD", "about $160–440", "约 $160–440"),
        (8.547, 8.547, "USD", "about $8.5", "约 $8.5"),
        (0, 0, "", "about 0", "约 0"),
        (None, None, "", "not stated", "未说明"),
    ],
)
def test_result_of_vague_figures_has_two_digits(
    lower: float | None, upper: float | None, unit: str, english: str, chinese: str
) -> None:
    assert [formats.worked_out(lower, upper, lang, unit, vague=True) for lang in LANGUAGES] == [english, chinese]


def test_exact_result_keeps_its_digits() -> None:
    assert formats.worked_out(95.88, 95.88, "en", "USD") == "$95.88"


@pytest.mark.parametrize(
    ("lower", "upper", "english", "chinese"),
    [
        (4.17, 6.25, "4 to 6", "4 至 6"),
        (4.2, 4.9, "4", "4"),
        (24 / 4.8, 24 / 4.8, "5", "5"),
        (0.4, 0.9, "0", "0"),
        (4.17, None, "at least 4", "至少 4"),
    ],
)
def test_uses_a_fee_pays_for_are_whole(lower: float, upper: float | None, english: str, chinese: str) -> None:
    assert [formats.whole(lower, upper, lang) for lang in LANGUAGES] == [english, chinese]
