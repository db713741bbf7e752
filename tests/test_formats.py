"""Numbers, amounts, factors, dates and lags are written as a reader expects them, in both languages."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from leadlag import formats
from leadlag.words import LANGUAGES, Language

DAY, MONTH, YEAR = ("day", "day"), ("month", "month"), ("year", "year")


def misses(rows: Sequence[tuple[Any, ...]], write: Callable[..., str]) -> list[object]:
    """What is written otherwise than in these rows: what is given, how it is written in English, and in Chinese."""
    found = [(*given, *(write(*given, lang) for lang in LANGUAGES)) for *given, _, _ in rows]
    return [(wrong, row) for wrong, row in zip(found, rows, strict=True) if wrong != row]


NUMBERS = [
    (0, "0", "0"),
    (0.0, "0", "0"),
    (0.25, "0.25", "0.25"),
    (0.004, "0.004", "0.004"),
    (1, "1", "1"),
    (1.5, "1.5", "1.5"),
    (12.34, "12.3", "12.3"),
    (480, "480", "480"),
    (999, "999", "999"),
    (1000, "1K", "1000"),
    (1234, "1.23K", "1234"),
    (9_999, "10K", "9999"),
    (10_000, "10K", "1 万"),
    (123_456, "123K", "12.3 万"),
    (1_000_000, "1M", "100 万"),
    (33_000_000, "33M", "3300 万"),
    (490_000_000, "490M", "4.9 亿"),
    (1_960_000_000, "1.96B", "19.6 亿"),
    (1e12, "1T", "1 万亿"),
    (-5, "−5", "−5"),
    (-490_000_000, "−490M", "−4.9 亿"),
    (999.6, "1K", "1000"),
    (999_499, "999K", "99.9 万"),
    (999_500, "1M", "100 万"),
    (999_999, "1M", "100 万"),
    (999_999_999, "1B", "10 亿"),
    (9_999.6, "10K", "1 万"),
    (99_999_999, "100M", "1 亿"),
]


def test_number_has_three_digits_and_a_scale() -> None:
    """The next scale, where it rounds up to it."""
    assert misses(NUMBERS, formats.number) == []


@given(st.integers(0, 10**12), st.sampled_from(LANGUAGES))
def test_number_is_short(value: int, lang: Language) -> None:
    """And never in scientific notation."""
    text = formats.number(value, lang)
    assert len(text) <= 7
    assert "e" not in text


MONEY = [
    (0, "CNY", "¥0", "¥0"),
    (0.01, "CNY", "¥0.01", "¥0.01"),
    (0.004, "USD", "$0.004", "$0.004"),
    (0.5, "USD", "$0.50", "$0.50"),
    (4.8, "CNY", "¥4.80", "¥4.80"),
    (20, "CNY", "¥20", "¥20"),
    (20.0, "EUR", "€20", "€20"),
    (999, "GBP", "£999", "£999"),
    (1_000_000, "USD", "$1M", "$100 万"),
    (9e9, "CNY", "¥9B", "¥90 亿"),
    (3, "JPY", "JPY 3", "JPY 3"),
    (480, "credit", "480 credits", "480 积分"),
    (12_000, "credit", "12K credits", "1.2 万积分"),
    (999.999, "USD", "$1K", "$1000"),
]


def test_money_has_its_sign_and_cents() -> None:
    """Cents only where they matter."""
    assert misses(MONEY, formats.money) == []


EXTENTS = [
    (None, None, None, "", "not stated", "未说明"),
    (None, None, None, "USD", "not stated", "未说明"),
    (33e6, 33e6, "about", "", "about 33M", "约 3300 万"),
    (33e6, 33e6, "exactly", "", "33M", "3300 万"),
    (2e8, None, "at least", "", "≥\u00a0200M", "≥\u00a02 亿"),
    (None, 2e8, "at most", "", "≤\u00a0200M", "≤\u00a02 亿"),
    (None, 0, "at most", "", "≤\u00a00", "≤\u00a00"),
    (0, 0, "exactly", "", "0", "0"),
    (0, 5, "between", "", "0–5", "0–5"),
    (2e9, 9e9, "several", "", "2B–9B", "20 亿–90 亿"),
    (20, 30, "between", "CNY", "¥20–30", "¥20–30"),
    (4.8, 4.8, "exactly", "CNY", "¥4.80", "¥4.80"),
    (3, 3, "about", "USD", "about $3", "约 $3"),
    (1e6, 5e6, "between", "USD", "$1M–5M", "$100 万–500 万"),
    (10, None, "at least", "EUR", "≥\u00a0€10", "≥\u00a0€10"),
    (480, 480, "exactly", "credit", "480 credits", "480 积分"),
    (20, 30, "between", "JPY", "JPY 20–30", "JPY 20–30"),
    (20, 30, "between", "credit", "20–30 credits", "20–30 积分"),
]


def extent(lower: float | None, upper: float | None, qualifier: str | None, unit: str, lang: Language) -> str:
    return formats.extent(lower, upper, qualifier, lang, unit)


def test_extent_is_as_open_as_its_statement() -> None:
    assert misses(EXTENTS, extent) == []


def test_range_that_rounds_to_nothing_is_none() -> None:
    ends = [(1_000_100.0, 1_000_400.0), (4.8, 4.8001), (999_600.0, 1_000_400.0)]
    written = [extent(*pair, "between", unit, lang) for pair in ends for unit in ("", "USD") for lang in LANGUAGES]
    assert [text for text in written if "–" in text] == []


FACTORS = [
    (15.2, 15.3, "about 15×", "约 15×"),
    (16, 25, "16–25×", "16–25×"),
    (1.5, 2, "1.5–2×", "1.5–2×"),
    (1, 1, "about 1×", "约 1×"),
    (0.5, 2, "0.5–2×", "0.5–2×"),
    (100, 1000, "100–1000×", "100–1000×"),
]


def test_factor_has_two_digits() -> None:
    """And is a range where its ends differ."""
    assert misses(FACTORS, formats.factor) == []
    for lang in LANGUAGES:
        assert formats.factor(15.2, None, lang) != formats.factor(15.2, 15.2, lang)


DATES = [
    (None, None, None, None, "no date given", "未注明日期"),
    (2019, None, None, None, "2019", "2019 年"),
    (2019, None, None, "early", "early 2019", "2019 年初"),
    (2019, None, None, "mid", "mid 2019", "2019 年中"),
    (2019, None, None, "late", "late 2019", "2019 年末"),
    (2023, 11, None, None, "Nov 2023", "2023 年 11 月"),
    (2023, 1, None, "early", "early Jan 2023", "2023 年 1 月上旬"),
    (2023, 12, None, "mid", "mid Dec 2023", "2023 年 12 月中旬"),
    (2024, 2, None, "late", "late Feb 2024", "2024 年 2 月下旬"),
    (2024, 2, 29, None, "29 Feb 2024", "2024 年 2 月 29 日"),
    (1900, 1, 1, None, "1 Jan 1900", "1900 年 1 月 1 日"),
]


def test_date_is_as_precise_as_its_source() -> None:
    assert misses(DATES, formats.when) == []
    leap = date(2024, 2, 29)
    assert [formats.calendar_day(leap, lang) for lang in LANGUAGES] == ["29 Feb 2024", "2024 年 2 月 29 日"]


LAGS = [
    (None, None, DAY, "a date is missing", "缺少日期"),
    (None, 3, DAY, "a date is missing", "缺少日期"),
    (3, None, DAY, "a date is missing", "缺少日期"),
    (0, 0, DAY, "same day", "同一天"),
    (1, 1, DAY, "1 day", "1 天"),
    (5, 13, ("day", "part"), "5–13 days", "5–13 天"),
    (-9, -9, DAY, "−9 days", "−9 天"),
    (-1, -1, DAY, "−1 day", "−1 天"),
    (-13, -5, ("part", "day"), "−13 to −5 days", "−13 至 −5 天"),
    (-9, 9, DAY, "order unknown", "先后不明"),
    (0, 5, DAY, "order unknown", "先后不明"),
    (-5, 0, DAY, "order unknown", "先后不明"),
    (-364, 364, YEAR, "order unknown", "先后不明"),
    (1, 30, ("month", "day"), "1–30 days", "1–30 天"),
    (1, 60, MONTH, "up to 2 months", "至多 2 个月"),
    (20, 80, MONTH, "0.7–2.6 months", "0.7–2.6 个月"),
    (326, 365, ("month", "part"), "10.7–12 months", "10.7–12 个月"),
    (1, 364, YEAR, "up to 12 months", "至多 12 个月"),
    (1, 730, YEAR, "up to 2 years", "至多 2 年"),
    (367, 1095, YEAR, "1–3 years", "1–3 年"),
    (60, 454, ("month", "year"), "2–15 months", "2–15 个月"),
    (-454, -60, ("year", "month"), "−15 to −2 months", "−15 至 −2 个月"),
    (-1460, -731, YEAR, "−4 to −2 years", "−4 至 −2 年"),
    (365, 365, ("day", None), "12 months", "12 个月"),
    (-1095, -367, YEAR, "−3 to −1 years", "−3 至 −1 年"),
]


def test_lag_is_said_in_the_coarser_precision() -> None:
    assert misses(LAGS, formats.lag) == []


def test_negative_lag_never_ends_at_minus_zero() -> None:
    """January before February, and 2022 before 2023: the near end is a day, which rounds to no month and no year."""
    lags = [(-59, -1, MONTH), (-729, -1, YEAR)]
    written = [formats.lag(low, high, precisions, lang) for low, high, precisions in lags for lang in LANGUAGES]
    assert [text for text in written if "−0" in text] == []


@given(
    st.integers(-30_000, 30_000),
    st.integers(0, 800),
    st.sampled_from(["day", "part", "month", "year"]),
    st.sampled_from(LANGUAGES),
)
def test_minus_means_the_follower_came_first(low: int, width: int, precision: str, lang: Language) -> None:
    text = formats.lag(low, low + width, (precision, "day"), lang)
    assert (formats.MINUS in text) == (low + width < 0)
    assert "-" not in text


DURATIONS = [
    (0, 0, "days", "0 days", "0 天"),
    (-9, -9, "days", "−9 days", "−9 天"),
    (None, 30, "days", "up to 30 days", "至多 30 天"),
    (None, 0, "days", "up to 0 days", "至多 0 天"),
    (300, None, "years", "at least 9.9 months", "至少 9.9 个月"),
    (304, None, "months", "at least 10 months", "至少 10 个月"),
    (731, None, "years", "at least 2 years", "至少 2 年"),
    (731, 731, "years", "2 years", "2 年"),
    (10, 500, "years", "0.3–16.4 months", "0.3–16.4 个月"),
    (367, 1095, "years", "1–3 years", "1–3 年"),
]


def test_duration_falls_back_to_a_finer_unit() -> None:
    assert misses(DURATIONS, formats.duration) == []


STATED_LAGS = [
    (None, None, None, None, "No lag is stated.", "未说明时间差。"),
    (None, None, None, "days", "No lag is stated.", "未说明时间差。"),
    (1, 1, "about", "weeks", "about 1 week", "约 1 周"),
    (2, 2, "about", "weeks", "about 2 weeks", "约 2 周"),
    (1, 1, "exactly", "days", "1 day", "1 天"),
    (0, 0, "exactly", "days", "0 days", "0 天"),
    (0.5, 0.5, "about", "years", "about 0.5 years", "约 0.5 年"),
    (21, 24, "between", "months", "21–24 months", "21–24 个月"),
    (1, 1.5, "between", "years", "1–1.5 years", "1–1.5 年"),
    (10, None, "at least", "months", "at least 10 months", "至少 10 个月"),
    (1, None, "at least", "months", "at least 1 month", "至少 1 个月"),
    (None, 1, "at most", "years", "up to 1 year", "至多 1 年"),
]


def test_stated_lag_keeps_its_own_unit() -> None:
    assert misses(STATED_LAGS, formats.stated_lag) == []


PARTS_OF_SUMS = [
    (2999.88, 2999.88, "USD", "$2,999.88", "$2,999.88"),
    (1140, 1140, "USD", "$1,140", "$1,140"),
    (240, 360, "CNY", "¥240–360", "¥240–360"),
    (980, 1200.5, "CNY", "¥980–1,200.50", "¥980–1,200.50"),
    (4.8, 4.8, "CNY", "¥4.80", "¥4.80"),
    (0.004, 0.004, "USD", "$0.004", "$0.004"),
    (1234567, None, "USD", "≥\u00a0$1,234,567", "≥\u00a0$1,234,567"),
    (1250, 1250, "credit", "1,250 credits", "1,250 积分"),
]


def test_part_of_a_sum_is_exact_to_the_cent() -> None:
    assert misses(PARTS_OF_SUMS, lambda lower, upper, unit, lang: formats.exact(lower, upper, lang, unit)) == []


def test_figures_follow_each_language() -> None:
    people = [formats.counted(6e7, None, "at least", "users", lang) for lang in LANGUAGES]
    assert people == ["≥\u00a060M users", "≥\u00a06000 万用户"]
    money = [formats.priced(20, 30, "between", "CNY/month", lang) for lang in LANGUAGES]
    assert money == ["¥20–30 a month", "每月 ¥20–30"]
    assert [formats.per("month", lang) for lang in LANGUAGES] == ["a month", "每月"]


def test_unknown_unit_is_written_as_it_is() -> None:
    assert formats.per("light_year", "en") == "light year"
