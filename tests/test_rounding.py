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
        (581, 975, "1.6–2.7 years", "1.6–2.7年"),
        (367, 1095, "1–3 years", "1–3年"),
        (298, 298, "9.8 months", "9.8个月"),
        (-975, -581, "−2.7 to −1.6 years", "−2.7至−1.6年"),
        (2496, 2890, "6.8–8 years", "6.8–8年"),
    ],
)
def test_lag_end_that_rounding_would_move_has_a_decimal(low: int, high: int, english: str, chinese: str) -> None:
    assert [formats.lag(low, high, YEAR, lang) for lang in LANGUAGES] == [english, chinese]


@given(st.integers(0, 3_000), st.sampled_from(["days", "months", "years"]))
def test_lag_end_is_moved_by_a_tenth_of_its_unit_at_most(days: int, unit: str) -> None:
    number, name = formats.duration(days, days, unit, "en").split()
    length = formats.DAYS_PER[f"{name.removesuffix('s')}s"]
    assert abs(float(number) * length - days) <= max(formats.WHOLE_ENOUGH * length, 0.5) + 1e-6
