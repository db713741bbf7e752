"""Numbers, amounts, factors, dates and lags are written as a reader expects them, in both languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlag import formats
from leadlag.words import LANGUAGES, Language

DAY, MONTH, YEAR = ("day", "day"), ("month", "month"), ("year", "year")


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
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
        (10_000, "10K", "1万"),
        (123_456, "123K", "12.3万"),
        (1_000_000, "1M", "100万"),
        (33_000_000, "33M", "3300万"),
        (490_000_000, "490M", "4.9亿"),
        (1_960_000_000, "1.96B", "19.6亿"),
        (1e12, "1T", "1万亿"),
        (-5, "−5", "−5"),
        (-490_000_000, "−490M", "−4.9亿"),
    ],
)
def test_a_number_has_three_digits_and_a_short_scale(value: float, english: str, chinese: str) -> None:
    assert (formats.number(value, "en"), formats.number(value, "zh")) == (english, chinese)


@pytest.mark.parametrize(
    ("value", "lang", "text"),
    [
        (999.6, "en", "1K"),
        (999_499, "en", "999K"),
        (999_500, "en", "1M"),
        (999_999, "en", "1M"),
        (999_999, "zh", "100万"),
        (999_999_999, "en", "1B"),
        (9_999.6, "zh", "1万"),
        (99_999_999, "zh", "1亿"),
    ],
)
def test_a_number_that_rounds_up_to_the_next_scale_takes_it(value: float, lang: Language, text: str) -> None:
    assert formats.number(value, lang) == text


@given(st.integers(0, 10**12), st.sampled_from(LANGUAGES))
def test_a_number_is_short_and_never_in_scientific_notation(value: int, lang: Language) -> None:
    text = formats.number(value, lang)
    assert len(text) <= 7
    assert "e" not in text


@pytest.mark.parametrize(
    ("value", "currency", "english", "chinese"),
    [
        (0, "CNY", "¥0", "¥0"),
        (0.01, "CNY", "¥0.01", "¥0.01"),
        (0.004, "USD", "$0.004", "$0.004"),
        (0.5, "USD", "$0.50", "$0.50"),
        (4.8, "CNY", "¥4.80", "¥4.80"),
        (20, "CNY", "¥20", "¥20"),
        (20.0, "EUR", "€20", "€20"),
        (999, "GBP", "£999", "£999"),
        (1_000_000, "USD", "$1M", "$100万"),
        (9e9, "CNY", "¥9B", "¥90亿"),
        (3, "JPY", "JPY 3", "JPY 3"),
        (480, "credit", "480 credits", "480积分"),
        (12_000, "credit", "12K credits", "1.2万积分"),
    ],
)
def test_money_carries_its_sign_and_cents_only_where_they_matter(
    value: float, currency: str, english: str, chinese: str
) -> None:
    assert (formats.money(value, currency, "en"), formats.money(value, currency, "zh")) == (english, chinese)


def test_money_that_rounds_up_to_a_thousand_is_written_as_a_thousand() -> None:
    assert formats.money(999.999, "USD", "en") == "$1K"


@pytest.mark.parametrize(
    ("lower", "upper", "qualifier", "unit", "english", "chinese"),
    [
        (None, None, None, "", "not stated", "未说明"),
        (None, None, None, "USD", "not stated", "未说明"),
        (33e6, 33e6, "about", "", "about 33M", "约3300万"),
        (33e6, 33e6, "exactly", "", "33M", "3300万"),
        (2e8, None, "at least", "", "≥\u00a0200M", "≥\u00a02亿"),
        (None, 2e8, "at most", "", "≤\u00a0200M", "≤\u00a02亿"),
        (None, 0, "at most", "", "≤\u00a00", "≤\u00a00"),
        (0, 0, "exactly", "", "0", "0"),
        (0, 5, "between", "", "0–5", "0–5"),
        (2e9, 9e9, "several", "", "2B–9B", "20亿–90亿"),
        (20, 30, "between", "CNY", "¥20–30", "¥20–30"),
        (4.8, 4.8, "exactly", "CNY", "¥4.80", "¥4.80"),
        (3, 3, "about", "USD", "about $3", "约$3"),
        (1e6, 5e6, "between", "USD", "$1M–5M", "$100万–500万"),
        (10, None, "at least", "EUR", "≥\u00a0€10", "≥\u00a0€10"),
        (480, 480, "exactly", "credit", "480 credits", "480积分"),
    ],
)
def test_an_extent_is_as_open_or_closed_as_its_statement(
    lower: float | None, upper: float | None, qualifier: str | None, unit: str, english: str, chinese: str
) -> None:
    written = [formats.extent(lower, upper, qualifier, lang, unit) for lang in LANGUAGES]
    assert written == [english, chinese]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("ends", [(1_000_100.0, 1_000_400.0), (4.8, 4.8001), (999_600.0, 1_000_400.0)], ids=str)
@pytest.mark.parametrize("unit", ["", "USD"])
def test_a_range_that_rounds_to_nothing_is_no_range(ends: tuple[float, float], unit: str, lang: Language) -> None:
    assert "–" not in formats.extent(*ends, "between", lang, unit)


@pytest.mark.parametrize(
    ("unit", "english", "chinese"),
    [("JPY", "JPY 20–30", "JPY 20–30"), ("credit", "20–30 credits", "20–30积分")],
)
def test_a_range_names_its_unit_once(unit: str, english: str, chinese: str) -> None:
    assert [formats.extent(20, 30, "between", lang, unit) for lang in LANGUAGES] == [english, chinese]


@pytest.mark.parametrize(
    ("low", "high", "english", "chinese"),
    [
        (15.2, 15.3, "about 15×", "约15×"),
        (16, 25, "16–25×", "16–25×"),
        (1.5, 2, "1.5–2×", "1.5–2×"),
        (1, 1, "about 1×", "约1×"),
        (0.5, 2, "0.5–2×", "0.5–2×"),
        (100, 1000, "100–1000×", "100–1000×"),
    ],
)
def test_a_factor_has_two_digits_and_is_a_range_where_its_ends_differ(
    low: float, high: float, english: str, chinese: str
) -> None:
    assert (formats.factor(low, high, "en"), formats.factor(low, high, "zh")) == (english, chinese)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_factor_without_an_upper_end_is_no_estimate(lang: Language) -> None:
    assert formats.factor(15.2, None, lang) != formats.factor(15.2, 15.2, lang)


@pytest.mark.parametrize(
    ("year", "month", "day", "part", "english", "chinese"),
    [
        (None, None, None, None, "no date given", "未写日期"),
        (2019, None, None, None, "2019", "2019年"),
        (2019, None, None, "early", "early 2019", "2019年初"),
        (2019, None, None, "mid", "mid 2019", "2019年中"),
        (2019, None, None, "late", "late 2019", "2019年末"),
        (2023, 11, None, None, "Nov 2023", "2023年11月"),
        (2023, 1, None, "early", "early Jan 2023", "2023年1月上旬"),
        (2023, 12, None, "mid", "mid Dec 2023", "2023年12月中旬"),
        (2024, 2, None, "late", "late Feb 2024", "2024年2月下旬"),
        (2024, 2, 29, None, "29 Feb 2024", "2024年2月29日"),
        (1900, 1, 1, None, "1 Jan 1900", "1900年1月1日"),
    ],
)
def test_a_date_is_as_precise_as_its_source(
    year: int | None, month: int | None, day: int | None, part: str | None, english: str, chinese: str
) -> None:
    assert [formats.when(year, month, day, part, lang) for lang in LANGUAGES] == [english, chinese]


def test_a_day_of_the_calendar_is_written_like_any_other_day() -> None:
    leap = date(2024, 2, 29)
    assert [formats.calendar_day(leap, lang) for lang in LANGUAGES] == ["29 Feb 2024", "2024年2月29日"]


@pytest.mark.parametrize(
    ("low", "high", "precisions", "english", "chinese"),
    [
        (None, None, DAY, "a date is missing", "缺少日期"),
        (None, 3, DAY, "a date is missing", "缺少日期"),
        (3, None, DAY, "a date is missing", "缺少日期"),
        (0, 0, DAY, "same day", "同一天"),
        (1, 1, DAY, "1 day", "1天"),
        (5, 13, ("day", "part"), "5–13 days", "5–13天"),
        (-9, -9, DAY, "−9 days", "−9天"),
        (-1, -1, DAY, "−1 day", "−1天"),
        (-13, -5, ("part", "day"), "−13 to −5 days", "−13至−5天"),
        (-9, 9, DAY, "order unknown", "先后不明"),
        (0, 5, DAY, "order unknown", "先后不明"),
        (-5, 0, DAY, "order unknown", "先后不明"),
        (-364, 364, YEAR, "order unknown", "先后不明"),
        (1, 30, ("month", "day"), "1–30 days", "1–30天"),
        (1, 60, MONTH, "up to 2 months", "至多2个月"),
        (20, 80, MONTH, "0.7–2.6 months", "0.7–2.6个月"),
        (326, 365, ("month", "part"), "10.7–12 months", "10.7–12个月"),
        (1, 364, YEAR, "up to 12 months", "至多12个月"),
        (1, 730, YEAR, "up to 2 years", "至多2年"),
        (367, 1095, YEAR, "1–3 years", "1–3年"),
        (60, 454, ("month", "year"), "2–15 months", "2–15个月"),
        (-454, -60, ("year", "month"), "−15 to −2 months", "−15至−2个月"),
        (-1460, -731, YEAR, "−4 to −2 years", "−4至−2年"),
        (365, 365, ("day", None), "12 months", "12个月"),
    ],
)
def test_a_lag_is_said_in_the_coarser_of_its_two_precisions(
    low: int | None, high: int | None, precisions: tuple[str | None, str | None], english: str, chinese: str
) -> None:
    assert [formats.lag(low, high, precisions, lang) for lang in LANGUAGES] == [english, chinese]


def test_a_negative_range_is_plural_even_where_it_ends_at_one() -> None:
    assert formats.lag(-1095, -367, YEAR, "en") == "−3 to −1 years"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("low", "high", "precisions"), [(-59, -1, MONTH), (-729, -1, YEAR)])
def test_a_negative_lag_never_ends_at_minus_zero(
    low: int, high: int, precisions: tuple[str, str], lang: Language
) -> None:
    """January before February, and 2022 before 2023: the near end is a day, which rounds to no month and no year."""
    assert "−0" not in formats.lag(low, high, precisions, lang)


@given(
    st.integers(-30_000, 30_000),
    st.integers(0, 800),
    st.sampled_from(["day", "part", "month", "year"]),
    st.sampled_from(LANGUAGES),
)
def test_a_lag_has_a_minus_only_where_the_follower_came_first(
    low: int, width: int, precision: str, lang: Language
) -> None:
    text = formats.lag(low, low + width, (precision, "day"), lang)
    assert (formats.MINUS in text) == (low + width < 0)
    assert "-" not in text


@pytest.mark.parametrize(
    ("low", "high", "unit", "english", "chinese"),
    [
        (0, 0, "days", "0 days", "0天"),
        (-9, -9, "days", "−9 days", "−9天"),
        (None, 30, "days", "up to 30 days", "至多30天"),
        (None, 0, "days", "up to 0 days", "至多0天"),
        (300, None, "years", "at least 9.9 months", "至少9.9个月"),
        (304, None, "months", "at least 10 months", "至少10个月"),
        (731, None, "years", "at least 2 years", "至少2年"),
        (731, 731, "years", "2 years", "2年"),
        (10, 500, "years", "0.3–16.4 months", "0.3–16.4个月"),
        (367, 1095, "years", "1–3 years", "1–3年"),
    ],
)
def test_a_duration_may_be_open_and_falls_back_to_a_finer_unit(
    low: float | None, high: float | None, unit: str, english: str, chinese: str
) -> None:
    assert [formats.duration(low, high, unit, lang) for lang in LANGUAGES] == [english, chinese]


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "unit", "english", "chinese"),
    [
        (None, None, None, None, "No lag is stated.", "未写明时差。"),
        (None, None, None, "days", "No lag is stated.", "未写明时差。"),
        (1, 1, "about", "weeks", "about 1 week", "约1周"),
        (2, 2, "about", "weeks", "about 2 weeks", "约2周"),
        (1, 1, "exactly", "days", "1 day", "1天"),
        (0, 0, "exactly", "days", "0 days", "0天"),
        (0.5, 0.5, "about", "years", "about 0.5 years", "约0.5年"),
        (21, 24, "between", "months", "21–24 months", "21–24个月"),
        (1, 1.5, "between", "years", "1–1.5 years", "1–1.5年"),
        (10, None, "at least", "months", "at least 10 months", "至少10个月"),
        (1, None, "at least", "months", "at least 1 month", "至少1个月"),
        (None, 1, "at most", "years", "up to 1 year", "至多1年"),
    ],
)
def test_a_stated_lag_keeps_the_sources_own_unit(
    low: float | None, high: float | None, qualifier: str | None, unit: str | None, english: str, chinese: str
) -> None:
    assert [formats.stated_lag(low, high, qualifier, unit, lang) for lang in LANGUAGES] == [english, chinese]


@pytest.mark.parametrize(
    ("lower", "upper", "unit", "text"),
    [
        (2999.88, 2999.88, "USD", "$2,999.88"),
        (1140, 1140, "USD", "$1,140"),
        (240, 360, "CNY", "¥240–360"),
        (980, 1200.5, "CNY", "¥980–1,200.50"),
        (4.8, 4.8, "CNY", "¥4.80"),
        (0.004, 0.004, "USD", "$0.004"),
        (1234567, None, "USD", "≥\u00a0$1,234,567"),
    ],
)
def test_a_part_of_a_sum_is_exact_to_the_cent(lower: float, upper: float | None, unit: str, text: str) -> None:
    assert [formats.exact(lower, upper, lang, unit) for lang in LANGUAGES] == [text, text]


def test_credits_of_a_sum_are_whole() -> None:
    assert [formats.exact(1250, 1250, lang, "credit") for lang in LANGUAGES] == ["1,250 credits", "1,250积分"]


def test_figures_and_their_units_follow_each_language() -> None:
    people = [formats.counted(6e7, None, "at least", "users", lang) for lang in LANGUAGES]
    assert people == ["≥\u00a060M users", "≥\u00a06000万用户"]
    money = [formats.priced(20, 30, "between", "CNY/month", lang) for lang in LANGUAGES]
    assert money == ["¥20–30 a month", "每月¥20–30"]


def test_a_unit_nobody_named_is_shown_as_it_is_written() -> None:
    assert (formats.per("month", "en"), formats.per("month", "zh")) == ("a month", "每月")
    assert formats.per("light_year", "en") == "light year"
