"""The time between any two events, as one works it out by hand."""

import pytest

from leadlag import queries
from leadlag.rows import Interval
from tests.conftest import Folder
from tests.drawings import draw, read
from tests.pages import findings, opened, page

#: Two dates as their sources give them, and by hand the least and the most days from the first to the second.
BY_HAND = [
    ("2022-11-30", "2023-2-1", 63, 63),
    ("2024-9-12", "2025-3-5", 174, 174),
    ("2024-2-15", "2024-2-7", -8, -8),
    ("2024-2-16", "2024-2", -15, 13),
    ("2023-8", "2026-6-24", 1028, 1058),
    ("2022-11-30", "2023-8", 244, 274),
    ("2024-2-28", "2024-3-1", 2, 2),
    ("2023-2-28", "2023-3-1", 1, 1),
    ("2024-12-31", "2025-1-1", 1, 1),
    ("2023", "2024", 1, 730),
    ("2023", "2023", -364, 364),
    ("2024", "2025", 1, 730),
    ("2023-11", "2023-12", 1, 60),
    ("2024-1", "2024-3", 30, 90),
    ("2024-6-6", "2024-12-9", 186, 186),
    ("2025-5-20", "2025-6-11", 22, 22),
    ("2019-5", "2020", 215, 610),
    ("2025-4-16", "2025-5-16", 30, 30),
    ("2020-2-29", "2024-2-29", 1461, 1461),
    ("2023-11-22", "2023-11-1", -21, -21),
]


@pytest.fixture
def two(folder: Folder) -> Folder:
    """The story with two events more."""
    for name in ("one", "other"):
        folder.add(
            "milestones", folder.rows("milestones")[0]["id"], {"id": name, "milestone": name, "title": f"Event {name}"}
        )
    return folder


def dated(folder: Folder, *dates: str) -> list[Interval]:
    rows = folder.rows("milestones")
    for row, date in zip(rows[-2:], dates, strict=True):
        year, month, day = (*date.split("-"), "", "")[:3]
        row.update(year=year, month=month, day=day, part="")
    folder.save("milestones", rows)
    return queries.ask(folder.load(), Interval, first="one", second="other")


def test_twenty_intervals_by_hand(two: Folder) -> None:
    """All in one set: each pair is two events of its own."""
    rows = two.rows("milestones")
    like, events = rows[-1], rows[:-2]
    for number, (first, second, *_) in enumerate(BY_HAND):
        for end, date in (("a", first), ("b", second)):
            year, month, day = (*date.split("-"), "", "")[:3]
            named = {"id": f"{end}{number}", "milestone": f"{end}{number}"}
            events.append({**like, **named, "year": year, "month": month, "day": day, "part": ""})
    two.save("milestones", events)
    found = []
    for number, (first, second, *_) in enumerate(BY_HAND):
        (row,) = queries.ask(two.load(), Interval, first=f"a{number}", second=f"b{number}")
        found.append((first, second, row.low_days, row.high_days))
    assert found == BY_HAND


def test_the_sum_is_shown(two: Folder) -> None:
    dated(two, "2024-2", "2024-5-14")
    chart = draw(two.load(), "interval", first="one", second="other")
    assert chart.title == "Event other: 2.5–3.4 months after “Event one”"
    assert chart.note == "From 29 Feb 2024 to 14 May 2024: 75 days; from 1 Feb 2024 to 14 May 2024: 103 days."
    assert {"Feb 2024", "14 May 2024"} <= read(chart.drawing)
    assert chart.statements == ("one", "other")


@pytest.mark.parametrize(
    ("dates", "title"),
    [
        (("2024-2-7", "2024-2-7"), "Event other: on the same day as “Event one”"),
        (("2024-2-15", "2024-2-7"), "Event other: 8 days before “Event one”"),
        (("2024-2", "2024-2-7"), "Event other: before or after “Event one”, the dates do not tell"),
        (("", "2024-2-7"), "Event other, Event one: a date is missing"),
    ],
)
def test_every_outcome_has_its_title(two: Folder, dates: tuple[str, str], title: str) -> None:
    dated(two, *dates)
    assert draw(two.load(), "interval", first="one", second="other").title == title


def test_two_datings_are_two_lines_and_one_range(two: Folder) -> None:
    """The title spans both, the lines stay apart."""
    two.add("milestones", "other", {"id": "other_too", "year": "2024", "month": "3", "day": "1"})
    rows = dated(two, "2024-2-7", "2024-2-10")
    assert [(row.low_days, row.high_days) for row in queries.ask(two.load(), Interval, first="one", second="other")]
    assert rows


def test_a_link_names_two_events() -> None:
    app = opened("timeline", reading="latest", first="sora_demo", second="chatgpt_takes_off")
    assert [app.selectbox(key=key).value for key in ("first", "second")] == ["sora_demo", "chatgpt_takes_off"]
    assert any("before “OpenAI shows Sora" in found for found in findings(app))


def test_an_events_card_leads_to_its_interval() -> None:
    app = opened("figures", reading="latest", statement="sora_demo_2024_02_16", first="chatgpt_takes_off")
    assert "timeline?first=sora_demo&amp;lang=en" in page(app)
    assert "timeline?first=chatgpt_takes_off&amp;second=sora_demo" in page(app)
