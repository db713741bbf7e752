"""Numbers, amounts, dates and lags as a reader sees them, from one stored value, in every language.

Babel knows how a language writes numbers, dates, ages and units; ranges, factors, lags and what may be claimed of them
are ours.
"""

import math
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache, lru_cache, reduce
from itertools import pairwise

from babel.dates import TIMEDELTA_UNITS, format_date, format_timedelta
from babel.numbers import format_decimal
from babel.units import format_unit, get_unit_name

from leadlag.words import CHINESE, Language, enum_label, locale, spaced, translate

SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£"}
MINUS = "−"
#: Signs that stay on one line with their number.
AT_LEAST, AT_MOST, CONVERTED = "≥\u00a0", "≤\u00a0", "≈\u00a0"
CHINESE_WORDS = re.compile(f"{CHINESE}{{2}}")
VAGUE = ("about", "several")  # qualifiers of figures out of which nothing exact can be worked out
WHOLE_ENOUGH = 0.1  # of a unit: what a lag's end may be moved by to be a whole number
DAYS_PER = {"days": 1.0, "months": 30.4375, "years": 365.25}
#: The unit a lag is printed in, by the coarser of its two dates' precisions.
UNIT_OF = {"day": "days", "part": "days", "month": "months", "year": "years"}
COARSENESS = ("day", "part", "month", "year")
CACHE_LIMIT = 10_000  # numbers in words: Babel reads its pattern anew for each


def number(value: float, lang: Language) -> str:
    """Three significant digits and a short scale: `490M`, `1.96B`, `4.9 亿`, `0.25`."""
    steps = [(1.0, ""), *_short_scale(lang)]
    for (step, suffix), (next_step, _) in pairwise(steps):
        if abs(_rounded(value / step)) < next_step / step:
            return spaced(f"{_digits(value / step, lang)}{suffix}")
    step, suffix = steps[-1]
    return spaced(f"{_digits(value / step, lang)}{suffix}")


@cache
def _short_scale(lang: Language) -> tuple[tuple[float, str], ...]:
    """Where a language takes a new short word for large numbers: `(1e6, "M")`, `(1e8, "亿")`, from small to large."""
    patterns = locale(lang).compact_decimal_formats["short"]["other"]
    steps = ((float(power), pattern) for power, pattern in patterns.items() if pattern.pattern.count("0") == 1)
    return tuple((step, pattern.suffix[0].replace("'", "")) for step, pattern in steps if pattern.suffix[0])


def money(value: float, currency: str, lang: Language) -> str:
    """`¥4.80`, `$1M`, `480 credits`. Cents are shown only where they matter."""
    return _with_currency(number(value, lang) if currency == "credit" else _sum(value, lang), currency, lang)


def extent(lower: float | None, upper: float | None, qualifier: str | None, lang: Language, unit: str = "") -> str:
    """A value as honest as its statement: `about 33M`, `≥ 200M`, `¥20–30`, `2B–9B`. `unit` is a currency."""

    def one(value: float) -> str:
        return _sum(value, lang) if unit not in ("", "credit") else number(value, lang)

    return _extent(lower, upper, qualifier, lang, unit, one)


def worked_out(lower: float | None, upper: float | None, lang: Language, unit: str = "", *, vague: bool = False) -> str:
    """What arithmetic gives, out of `vague` figures to two digits: `¥240–360`, but `about 39K–270K`, `≥ 320K`."""
    if not vague:
        return extent(lower, upper, None, lang, unit)
    text = _estimated(lower, upper, lang, unit)
    return text if lower is None or upper is None else translate(lang, "value.about", value=text)


def converted(lower: float | None, upper: float | None, lang: Language, currency: str, *, vague: bool) -> str:
    """What an amount comes to in another currency: `≈ $2.82–4.23`. An open end is the original's, and is said there."""
    low, high = (_to_units(end) for end in (upper if lower is None else lower, lower if upper is None else upper))
    text = _estimated(low, high, lang, currency) if vague else extent(low, high, None, lang, currency)
    return CONVERTED + text


def _to_units(value: float | None) -> float | None:
    """No cents from a hundred upwards, where a day's rate makes none."""
    return float(round(value)) if value and abs(value) >= 100 else value


def _estimated(lower: float | None, upper: float | None, lang: Language, unit: str) -> str:
    ends = _roughly(lower), _roughly(upper)
    return _extent(*ends, None, lang, unit, lambda value: number(value, lang))


def whole(lower: float | None, upper: float | None, lang: Language) -> str:
    """How many things that come whole, of which a part is none: `4 to 6` for 4.2 to 6.3."""
    low, high = (None if end is None else float(math.floor(end + 1e-9)) for end in (lower, upper))
    if low is None or high is None or low == high:
        return in_words(extent(low, high, None, lang), lang)
    return translate(lang, "value.to", low=number(low, lang), high=number(high, lang))


def in_words(text: str, lang: Language) -> str:
    """Words for signs: `at least 200M` for `≥ 200M`."""
    for sign, word in ((AT_LEAST, "value.at_least"), (AT_MOST, "value.at_most")):
        first, *others = text.split(sign)
        text = reduce(_joined, (translate(lang, word, value=other) for other in others), first)
    return text


def _joined(text: str, word: str) -> str:
    """Chinese follows Chinese without the space that was before the sign."""
    is_chinese = CHINESE_WORDS.fullmatch(text.rstrip()[-1:] + word[:1])
    return (text.rstrip() if is_chinese else text) + word


def as_title(text: str, lang: Language) -> str:
    """A sentence that stands large: words for signs, and a capital where it begins with one of them."""
    text = in_words(text, lang)
    begun = any(
        text.startswith(translate(lang, f"value.{word}", value="")) for word in ("at_least", "at_most", "about")
    )
    return text[:1].upper() + text[1:] if begun else text


def exact(lower: float | None, upper: float | None, lang: Language, unit: str) -> str:
    """Money or credits as a part of a sum, to the cent: `$2,999.88` where `extent` says `$3K`."""
    return _extent(lower, upper, None, lang, unit, lambda value: _to_the_cent(value, unit, lang))


def counted(lower: float | None, upper: float | None, qualifier: str | None, metric: str, lang: Language) -> str:
    """People by the way they are counted: `about 490M users`, `约 4.9 亿用户`."""
    value = extent(lower, upper, qualifier, lang)
    return translate(lang, "value.counted", value=value, unit=enum_label(lang, "metric.unit", metric))


def priced(lower: float | None, upper: float | None, qualifier: str | None, unit: str, lang: Language) -> str:
    """A price by its unit, `CNY/month`: `¥20–30 a month`, `每月 ¥20–30`."""
    currency, each = unit.split("/", 1)
    return translate(lang, "value.priced", amount=extent(lower, upper, qualifier, lang, currency), per=per(each, lang))


def _extent(
    lower: float | None,
    upper: float | None,
    qualifier: str | None,
    lang: Language,
    unit: str,
    one: Callable[[float], str],
) -> str:
    def whole(text: str) -> str:
        return _with_currency(text, unit, lang)

    if lower is None and upper is None:
        return translate(lang, "value.none")
    if upper is None or lower is None:
        return AT_LEAST + whole(one(lower)) if lower is not None else AT_MOST + whole(one(upper or 0))
    if one(lower) == one(upper):
        text = whole(one(lower))
        return translate(lang, "value.about", value=text) if qualifier == "about" else text
    return whole(f"{one(lower)}–{one(upper)}")


def factor(low: float, high: float | None, lang: Language) -> str:
    """How many times as much: `about 15×`, `16–25×`, `≥ 15×` where there is no upper end."""
    if high is None:
        return f"{AT_LEAST}{_digits(low, lang, 2)}×"
    ends = [_digits(end, lang, 2) for end in (low, high)]
    return translate(lang, "value.about", value=f"{ends[0]}×") if ends[0] == ends[1] else f"{'–'.join(ends)}×"


def when(year: int | None, month: int | None, day: int | None, part: str | None, lang: Language) -> str:
    """`16 Feb 2024`, `late Feb 2024`, `Nov 2023`, `2019`; `2024 年 2 月 16 日`. Never more precise than the source."""
    if year is None:
        return translate(lang, "date.none")
    precision = "day" if day else "month" if month else "year"
    pattern = translate(lang, f"date.{precision}")
    text = format_date(date(year, month or 1, day or 1), pattern, locale(lang))
    return translate(lang, f"date.{precision}.{part}", date=text) if part else text


def calendar_day(day: date, lang: Language) -> str:
    return when(day.year, day.month, day.day, None, lang)


def moment(seconds: float, lang: Language) -> str:
    """A time of this machine's clock: `25 Nov 2026, 17:57`, `2026 年 11 月 25 日 17:57`. `seconds` count from 1970.

    A time that the calendar does not reach, as a file may have, is a dash.
    """
    try:
        time = datetime.fromtimestamp(seconds)
    except (OverflowError, OSError, ValueError):
        return "–"
    return translate(lang, "date.moment", date=calendar_day(time.date(), lang), time=f"{time:%H:%M}")


def age(seconds: float, lang: Language) -> str:
    """How long ago something was: `5 minutes ago`, `2 days ago`, as a browser's `Intl.RelativeTimeFormat` says it."""
    length = next((length for _, length in TIMEDELTA_UNITS if seconds >= length > 1), None)
    if length is None:
        return translate(lang, "age.now")
    ago = timedelta(seconds=-(seconds // length) * length)
    return spaced(format_timedelta(ago, add_direction=True, threshold=1, locale=locale(lang)))


def lag(low: int | None, high: int | None, precisions: tuple[str | None, str | None], lang: Language) -> str:
    """A lag in days, said in the coarser of the two dates' precisions: `5–13 days`, `1–3 years`, `−9 days`."""
    if low is None or high is None:
        return translate(lang, "lag.undated")
    if low == high == 0:
        return translate(lang, "lag.same_day")
    if low <= 0 <= high:
        return translate(lang, "lag.unknown")
    unit = UNIT_OF[max((precision or "year" for precision in precisions), key=COARSENESS.index)]
    return duration(low, high, unit, lang)


def duration(low: float | None, high: float | None, unit: str, lang: Language) -> str:
    """Days as a span of `unit` (days, months, years), or of a finer one where that would round away too much."""
    if low is None or high is None:
        return translate(
            lang, "lag.at_least" if high is None else "lag.up_to", span=_span(abs(low or high or 0), unit, lang)
        )
    near, far = sorted((abs(low), abs(high)))
    unit = _finer(far, unit)
    first, last = _in_units(near, unit), _in_units(far, unit)
    text = count(last, unit, lang)
    if first == last:
        return MINUS + text if high < 0 else text
    if not first:
        return translate(lang, "lag.up_to", span=MINUS + text if high < 0 else text)
    if high < 0:
        earlier, later = (MINUS + _digits(end, lang) for end in (last, first))
        return _with_unit(translate(lang, "value.to", low=earlier, high=later), last, unit, lang)
    return _with_unit(f"{_digits(first, lang)}–{_digits(last, lang)}", last, unit, lang)


def _span(days: float, unit: str, lang: Language) -> str:
    unit = _finer(days, unit)
    return count(_in_units(days, unit), unit, lang)


def _finer(days: float, unit: str) -> str:
    """The unit itself, or the next finer one of which so few days make more than one and a half."""
    while unit != "days" and days < 1.5 * DAYS_PER[unit]:
        unit = "months" if unit == "years" else "days"
    return unit


def _in_units(days: float, unit: str) -> float:
    """A whole number where rounding moves it by a tenth of the unit at most, otherwise one decimal: 367 days are 1
    year, 581 days are 1.6, because "1–3 years" for 581 to 975 days would claim more room than the dates leave."""
    exact = days / DAYS_PER[unit]
    return round(exact) if abs(exact - round(exact)) <= WHOLE_ENOUGH else round(exact, 1)


def stated_lag(low: float | None, high: float | None, qualifier: str | None, unit: str | None, lang: Language) -> str:
    """A lag in the source's own words and unit: `about 1 week`, `21–24 months`, `at least 10 months`."""
    if unit is None or (low is None and high is None):
        return translate(lang, "lag.none_stated")
    if low is None or high is None:
        return translate(
            lang, "lag.at_least" if high is None else "lag.up_to", span=count(low or high or 0, unit, lang)
        )
    if low != high:
        return _with_unit(f"{_digits(low, lang)}–{_digits(high, lang)}", high, unit, lang)
    text = count(low, unit, lang)
    return translate(lang, "value.about", value=text) if qualifier == "about" else text


def count(amount: float, unit: str, lang: Language) -> str:
    """`1 day`, `5 days`, `5 天`."""
    return _with_unit(_digits(amount, lang), amount, unit, lang)


def unit_of_time(unit: str, lang: Language) -> str:
    """`days`, `天`."""
    return get_unit_name(f"duration-{unit.removesuffix('s')}", locale=locale(lang)) or unit


def per(unit: str, lang: Language) -> str:
    """`a month`, `每月`."""
    return enum_label(lang, "per", unit)


@lru_cache(maxsize=CACHE_LIMIT)
def _digits(value: float, lang: Language, significant: int = 3) -> str:
    """At least `significant` digits, no trailing zeros, no separators: the scale keeps numbers short enough."""
    return _decimal(_rounded(value, significant), "0.############", lang)


def _decimal(value: float, pattern: str, lang: Language) -> str:
    return format_decimal(value, pattern, locale(lang)).replace("-", MINUS)


def _rounded(value: float, significant: int = 3) -> float:
    """Rounded to `significant` digits, but never an integer part."""
    if value == 0:
        return 0.0
    return round(value, max(0, significant - 1 - math.floor(math.log10(abs(value)))))


def _roughly(value: float | None) -> float | None:
    """Rounded to two significant digits, also where these are whole: 266167 → 270000."""
    return round(value, 1 - math.floor(math.log10(abs(value)))) if value else value


def _sum(value: float, lang: Language) -> str:
    if abs(value) >= 999.5:
        return number(value, lang)
    if value == round(value):
        return _digits(value, lang)
    return _decimal(value, "0.00", lang) if abs(value) >= 0.1 else _digits(value, lang, 2)


def _to_the_cent(value: float, currency: str, lang: Language) -> str:
    if currency == "credit":
        return _decimal(value, "#,##0.######", lang)
    cents = "#,##0" if round(value, 2) == round(value) else "#,##0.00"
    return _decimal(value, cents, lang) if abs(value) >= 999.5 else _sum(value, lang)


def _with_currency(amount: str, currency: str, lang: Language) -> str:
    """`¥20–30`, `CHF 20`, `480 credits`."""
    if currency == "credit":
        return translate(lang, "value.credits", number=amount)
    symbol = SYMBOLS.get(currency, f"{currency} ")
    return translate(lang, "value.money", symbol=symbol, amount=amount) if currency else amount


@lru_cache(maxsize=CACHE_LIMIT)
def _with_unit(numbers: str, amount: float, unit: str, lang: Language) -> str:
    """Numbers and their unit of time, in the form that `amount`, the one nearest to it, takes: `1–3 years`."""
    one = format_unit(amount, f"duration-{unit.removesuffix('s')}", "long", "0.############", locale(lang))
    return spaced(one.replace(format_decimal(amount, "0.############", locale(lang)), numbers))
