"""Dates for random tests: days, and what sources know of them."""

from datetime import date

from hypothesis import strategies as st

Cells = tuple[str, str, str, str]  # year, month, day, part

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
PRECISIONS = st.sampled_from(["day", "part of month", "month", "part of year", "year"])


def dated(cells: Cells) -> dict[str, str]:
    return dict(zip(("year", "month", "day", "part"), cells, strict=True))


def blurred(day: date, precision: str) -> Cells:
    """The cells of a source that knows this day only so precisely."""
    of_month = "early" if day.day <= 10 else "mid" if day.day <= 20 else "late"
    of_year = "early" if day.month <= 3 else "mid" if day.month <= 9 else "late"
    return {
        "day": (f"{day.year}", f"{day.month}", f"{day.day}", ""),
        "part of month": (f"{day.year}", f"{day.month}", "", of_month),
        "month": (f"{day.year}", f"{day.month}", "", ""),
        "part of year": (f"{day.year}", "", "", of_year),
        "year": (f"{day.year}", "", "", ""),
    }[precision]
