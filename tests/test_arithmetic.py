"""What SQL works out is what one works out by hand: intervals, lags, money and factors."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlag import charts, queries
from leadlag.render_options import RenderOptions
from leadlag.rows import Audience, DataCosts, Effects, Gaps, Memberships, Overview, Prices, Timeline
from leadlag.store import Snapshot, checked
from leadlag.store.database import Database
from tests.conftest import Folder, copy_of_story, examples
from tests.dates import DAYS, PRECISIONS, Cells, blurred, dated
from tests.drawings import texts
from tests.questions import of_both

DATES: dict[Cells, tuple[str, date, date]] = {
    ("2024", "2", "29", ""): ("day", date(2024, 2, 29), date(2024, 2, 29)),
    ("2023", "12", "31", ""): ("day", date(2023, 12, 31), date(2023, 12, 31)),
    ("1900", "1", "1", ""): ("day", date(1900, 1, 1), date(1900, 1, 1)),
    ("2100", "12", "31", ""): ("day", date(2100, 12, 31), date(2100, 12, 31)),
    ("2024", "2", "", ""): ("month", date(2024, 2, 1), date(2024, 2, 29)),
    ("2023", "2", "", ""): ("month", date(2023, 2, 1), date(2023, 2, 28)),
    ("2000", "2", "", ""): ("month", date(2000, 2, 1), date(2000, 2, 29)),
    ("1900", "2", "", ""): ("month", date(1900, 2, 1), date(1900, 2, 28)),
    ("2023", "11", "", ""): ("month", date(2023, 11, 1), date(2023, 11, 30)),
    ("2023", "12", "", ""): ("month", date(2023, 12, 1), date(2023, 12, 31)),
    ("2024", "2", "", "early"): ("part", date(2024, 2, 1), date(2024, 2, 10)),
    ("2024", "2", "", "mid"): ("part", date(2024, 2, 11), date(2024, 2, 20)),
    ("2024", "2", "", "late"): ("part", date(2024, 2, 21), date(2024, 2, 29)),
    ("2023", "2", "", "late"): ("part", date(2023, 2, 21), date(2023, 2, 28)),
    ("2023", "12", "", "early"): ("part", date(2023, 12, 1), date(2023, 12, 10)),
    ("2023", "12", "", "late"): ("part", date(2023, 12, 21), date(2023, 12, 31)),
    ("2023", "", "", "early"): ("part", date(2023, 1, 1), date(2023, 3, 31)),
    ("2023", "", "", "mid"): ("part", date(2023, 4, 1), date(2023, 9, 30)),
    ("2023", "", "", "late"): ("part", date(2023, 10, 1), date(2023, 12, 31)),
    ("2023", "", "", ""): ("year", date(2023, 1, 1), date(2023, 12, 31)),
    ("2024", "", "", ""): ("year", date(2024, 1, 1), date(2024, 12, 31)),
    ("2100", "", "", ""): ("year", date(2100, 1, 1), date(2100, 12, 31)),
}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The story with events of every date, days around a week, ranges for single numbers, and sums that do not work."""
    folder, spans = copy_of_story(tmp_path_factory.mktemp("edited") / "data"), {"value": "", "qualifier": "between"}
    rows = folder.rows("milestones")
    named = [{"id": f"date_{place}", "milestone": f"date_{place}", **dated(cells)} for place, cells in enumerate(DATES)]
    folder.save("milestones", [*rows, *({**rows[0], **row} for row in named)])
    for day in ("18", "19", "27", "28"):  # 2, 3, 11 and 12 days after 16 February
        cells = {"id": f"feature_{day}", "day": day, "part": ""}
        folder.add("milestones", "capcut_text_to_video_2024_02", cells)

    count, share = ("users", "capcut_users_2023_08"), ("other_figures", "capcut_share_of_tiktok_2023_08")
    wholes: list[tuple[str, str, dict[str, str], dict[str, str]]] = [
        ("kling", "veo", {"value": "", "low": "490000000", "qualifier": "at least"}, {}),
        ("feishu", "flow", {"month": "7"}, {}),  # not of the month of the share
        ("hualu", "ai_lab", {}, {"value": "0"}),
    ]
    for product, whole, counted, shared in wholes:
        folder.add(*count, {"id": f"{product}_users", "product": product, **counted})
        folder.add(*share, {"id": f"{product}_share", "subject": product, "whole": whole, **shared})
    folder.edit(*count, {**spans, "low": "400000000", "high": "500000000"})
    folder.edit(*share, {**spans, "low": "0.2", "high": "0.25"})

    month = ("prices", "jianying_membership_month")
    folder.edit("prices", "jianying_camera_move_use", {**spans, "low": "480", "high": "500"})
    folder.edit("prices", "jianying_credits_per_yuan", {**spans, "low": "100", "high": "120"})
    folder.add(*month, {"id": "hualu_month", "product": "hualu"})
    folder.add(
        "prices", "jianying_credits_per_yuan", {"id": "hualu_credits", "product": "hualu", "value": "0", **EXACT}
    )
    blank = {"item": "By tokens", "item_key": "by_tokens", **EXACT}
    cells = {"id": "tokens", "value": "37", "per": "million_tokens", "units_per_minute": "1.296", **blank}
    folder.add(*month, cells)
    return folder.load()


EXACT = {"low": "", "high": "", "qualifier": "exactly"}


def test_date_is_the_interval_it_leaves_open(edited: Snapshot) -> None:
    sql = "SELECT id, precision, earliest, latest, earliest_day, latest_day FROM spans"
    found = {row[0]: row[1:] for row in edited.rows(sql)[1] if row[0].startswith("date_")}
    assert found == {
        f"date_{place}": (precision, earliest, latest, earliest.toordinal(), latest.toordinal())
        for place, (precision, earliest, latest) in enumerate(DATES.values())
    }


def test_undated_statement_has_no_interval(snapshot: Snapshot) -> None:
    assert snapshot.rows("SELECT * FROM spans WHERE id = 'sora_paid_undated'")[1] == []
    row = next(row for row in queries.ask(snapshot, Timeline) if row.id == "sora_paid_undated")
    assert (row.precision, row.earliest_day, row.latest_day) == (None, None, None)


def gaps(source: Snapshot, name: str) -> list[Any]:
    return [row for row in queries.ask(source, Gaps) if row.id == name]


def test_lag_runs_from_closest_to_furthest_days(snapshot: Snapshot) -> None:
    (row,) = gaps(snapshot, "gap_jianying_launch_membership")  # 2019 to 2021
    assert (row.low_days, row.high_days) == (367, 1095)
    (row,) = gaps(snapshot, "gap_pico_bought_layoffs")  # 2021 to 2023, over no leap day
    assert (row.low_days, row.high_days) == (366, 1094)


def test_lag_within_one_interval(snapshot: Snapshot) -> None:
    (row,) = gaps(snapshot, "gap_openai_nonprofit_ai_lab")  # both 2016, a leap year
    assert (row.low_days, row.high_days) == (-365, 365)


def test_follower_that_came_first(snapshot: Snapshot) -> None:
    rows = gaps(snapshot, "gap_copilot365_my_ai")  # March 2023; April 2023 in one place, 2022 in another
    assert [(row.follower_statement, row.low_days, row.high_days, row.versions) for row in rows] == [
        ("my_ai_2023_04", 1, 60, 2),
        ("my_ai_2022", -454, -60, 2),
    ]


def test_lag_to_an_undated_milestone(snapshot: Snapshot) -> None:
    rows = gaps(snapshot, "gap_sora_demo_sora_paid")
    assert [(row.low_days, row.high_days, row.agrees) for row in rows] == [(None, None, None)] * 2


STATED = {
    "gap_sora_demo_capcut_text_to_video": (3, 11),  # about 1 week: 7 ± 3.5, outward
    "gap_copilot365_my_ai": (15, 46),  # about 1 month: 30.4375 ± 15.21875
    "gap_chatgpt_project_flow": (639, 731),  # 21 to 24 months: 639.1875 to 730.5
    "gap_chatgpt_takes_off_gpt_first_discussed": (182, 548),  # about 1 year: 365.25 ± 182.625
    "gap_sora_demo_zhang_nan_move": (1, 1),  # exactly 1 day
    "gap_sora_demo_sora_paid": (304, None),  # at least 10 months: 304.375
    "gap_jianying_launch_100m_mau": (913, 1279),  # about 3 years: 1095.75 ± 182.625
    "gap_ai_lab_flow": (None, None),
}


def test_rounded_lag_covers_half_a_unit(snapshot: Snapshot) -> None:
    found = {name: {(row.stated_low_days, row.stated_high_days) for row in gaps(snapshot, name)} for name in STATED}
    assert found == {name: {days} for name, days in STATED.items()}


def test_stated_lag_agrees_with_dates(snapshot: Snapshot) -> None:
    rows = gaps(snapshot, "gap_sora_demo_capcut_text_to_video")  # late February 2024
    assert {row.leader_statement: (row.low_days, row.high_days, row.agrees) for row in rows} == {
        "sora_demo_2024_02_16": (5, 13, True),
        "sora_demo_2024_02_07": (14, 22, False),
    }


def test_about_a_week_is_3_to_11_days(edited: Snapshot) -> None:
    rows = gaps(edited, "gap_sora_demo_capcut_text_to_video")
    agrees = {row.follower_statement: row.agrees for row in rows if row.leader_statement == "sora_demo_2024_02_16"}
    assert agrees == {
        "capcut_text_to_video_2024_02": True,
        "feature_18": False,
        "feature_19": True,
        "feature_27": True,
        "feature_28": False,
    }


PAIRS = 24  # lags that are asked at a time


class Lags:
    """The story and some pairs of milestones, whose dates are drawn."""

    def __init__(self, folder: Folder) -> None:
        gaps = folder.rows("gaps")
        pairs = [{"id": f"lag_{n}", "leader": f"first_{n}", "follower": f"second_{n}"} for n in range(PAIRS)]
        folder.save("gaps", [*gaps, *({**gaps[0], **pair} for pair in pairs)])
        self._folder, self._milestones = folder, folder.rows("milestones")

    def days(self, pairs: list[tuple[Cells, Cells]]) -> list[tuple[int, int]]:
        """The least and the most between milestones dated like this."""
        drawn = [
            {**self._milestones[0], "id": f"{end}_{number}", "milestone": f"{end}_{number}", **dated(cells)}
            for number, pair in enumerate(pairs)
            for end, cells in zip(("first", "second"), pair, strict=True)
        ]
        self._folder.save("milestones", [*self._milestones, *drawn])
        _, found = Database(checked(self._folder.path)).rows("SELECT id, low_days, high_days FROM every_lag", {})
        days = {name: (low, high) for name, low, high in found}
        return [days[f"lag_{number}"] for number in range(len(pairs))]


@pytest.fixture(scope="module")
def lags(tmp_path_factory: pytest.TempPathFactory) -> Lags:
    return Lags(copy_of_story(tmp_path_factory.mktemp("lags") / "data"))


PAIR = st.tuples(DAYS, DAYS, PRECISIONS, PRECISIONS)


@given(st.lists(PAIR, min_size=PAIRS, max_size=PAIRS))
@examples(4, 60)
def test_lag_holds_the_true_one(lags: Lags, pairs: list[tuple[date, date, str, str]]) -> None:
    """Of exact days it is their difference; a coarser date never excludes that."""
    known = [("day", "day") if number % 3 == 0 else pair[2:] for number, pair in enumerate(pairs)]
    found = lags.days(
        [(blurred(pair[0], one), blurred(pair[1], other)) for pair, (one, other) in zip(pairs, known, strict=True)]
    )
    wrong = []
    for (first, second, *_), precisions, (low, high) in zip(pairs, known, found, strict=True):
        days = (second - first).days
        if not low <= days <= high or (precisions == ("day", "day") and low != high):
            wrong.append((first, second, precisions, low, high))
    assert wrong == []


def derived(source: Snapshot, rule: str, of: str) -> list[tuple[Any, ...]]:
    """What a sum gives that begins with this statement."""
    sql = "SELECT lower, upper, unit FROM derived WHERE rule = getvariable('rule') AND input_a = getvariable('of')"
    return source.rows(sql, rule=rule, of=of)[1]


def test_whole_of_490_million_and_a_quarter(snapshot: Snapshot) -> None:
    assert derived(snapshot, "whole_from_share", "capcut_users_2023_08") == [(1_960_000_000, 1_960_000_000, "users")]
    row = next(row for row in queries.ask(snapshot, Audience) if row.rule)
    assert (row.product, row.best, row.metric) == ("tiktok", 1_960_000_000, "users")
    assert (row.year, row.month, charts.names(snapshot, "en").cell(row.id, "as_written")) == (2023, 8, "")


def test_whole_from_ranges_spans_the_extremes(edited: Snapshot) -> None:
    found = derived(edited, "whole_from_share", "capcut_users_2023_08")
    assert found == [pytest.approx((1.6e9, 2.5e9, "users"))]


def test_whole_from_an_open_count_is_open(edited: Snapshot) -> None:
    assert derived(edited, "whole_from_share", "kling_users") == [(1_960_000_000, None, "users")]


def test_share_and_count_of_different_months(edited: Snapshot) -> None:
    assert derived(edited, "whole_from_share", "feishu_users") == []


def test_price_of_a_credit_a_use_and_a_year(snapshot: Snapshot) -> None:
    sums = [
        derived(snapshot, rule, of)
        for rule, of in (
            ("money_per_credit", "jianying_credits_per_yuan"),
            ("money_per_use", "jianying_camera_move_use"),
            ("money_per_year", "jianying_membership_month"),
        )
    ]
    assert sums == [
        [pytest.approx((0.01, 0.01, "CNY/credit"))],
        [pytest.approx((4.80, 4.80, "CNY/use"))],
        [(240, 360, "CNY/year")],
    ]


def test_tokens_become_a_minute(edited: Snapshot) -> None:
    """A price by the million tokens stands as printed; how many a minute takes makes the price of the minute."""
    assert derived(edited, "money_per_minute", "tokens") == [pytest.approx((47.952, 47.952, "CNY/minute"))]
    chart = charts.chart(edited, "prices", RenderOptions("en"))
    assert chart is not None
    told = " ".join(texts(chart.drawing))
    assert "¥37 a million tokens × 1.296 million tokens a minute = ¥47.95" in told


def test_effects_that_one_fee_buys(snapshot: Snapshot) -> None:
    (row,) = queries.ask(snapshot, Effects, uses=10)
    assert (row.bought_lower, row.bought_upper) == pytest.approx((20 / 4.8, 6.25))
    assert round(row.bought_lower or 0, 2) == 4.17
    assert (row.use_lower, row.use_upper, row.cost_lower, row.cost_upper) == pytest.approx((4.8, 4.8, 48, 48))
    assert (row.fee_lower, row.fee_upper, row.currency) == (20, 30, "CNY")


def test_prices_from_ranges_span_the_extremes(edited: Snapshot) -> None:
    month, use = "jianying_membership_month", "jianying_camera_move_use"
    assert derived(edited, "money_per_credit", "jianying_credits_per_yuan") == [
        pytest.approx((1 / 120, 1 / 100, "CNY/credit"))
    ]
    assert derived(edited, "money_per_use", use) == [pytest.approx((4, 5, "CNY/use"))]
    assert derived(edited, "uses_per_fee", month) == [pytest.approx((4, 7.5, "uses/month"))]


def test_zero_gives_no_infinite_number(edited: Snapshot) -> None:
    assert derived(edited, "money_per_credit", "hualu_credits") == [(None, None, "CNY/credit")]
    assert derived(edited, "whole_from_share", "hualu_users") == [(None, None, "users")]
    found = edited.rows("SELECT id, lower, upper FROM derived WHERE isinf(lower) OR isinf(upper)")[1]
    assert found == []


def test_price_of_an_hour(snapshot: Snapshot) -> None:
    assert derived(snapshot, "money_per_hour", "adobe_video_per_minute") == [(180, 180, "USD/hour")]
    hour, minute = (
        next(row for row in queries.ask(snapshot, DataCosts, currency="") if row.per == per)
        for per in ("hour", "minute")
    )
    assert (minute.best, minute.rule, hour.best, hour.input_a) == (3, None, 180, minute.id)


def rates(folder: Folder, *days: tuple[str, str, date]) -> None:
    """The table of rates, as (currency, units per dollar, day)."""
    source = folder.rows("exchange_rates")[0]["source"]
    folder.save(
        "exchange_rates",
        [
            {
                "currency": currency,
                "units_per_usd": units,
                "year": str(day.year),
                "month": str(day.month),
                "day": str(day.day),
                "source": source,
            }
            for currency, units, day in days
        ],
    )


RATES = (
    ("CNY", "7.2", date(2024, 3, 8)),
    ("CNY", "7.0", date(2023, 6, 30)),
    ("CNY", "7.1", date(2023, 12, 31)),
    ("GBP", "0.9", date(2023, 1, 31)),
)


def licence(data: Snapshot, currency: str = "CNY", name: str = "openai_news_2023") -> tuple[Any, ...]:
    """How 2 to 9 million are converted: lower, upper, rate, its day, and whether it is a later one."""
    row = next(row for row in queries.ask(data, DataCosts, currency=currency) if row.id == name)
    return row.converted_lower, row.converted_upper, row.rate, row.rate_day, row.rate_is_later


CONVERTED: dict[str, tuple[Cells, float, date, bool]] = {
    "year": (("2023", "", "", ""), 7.1, date(2023, 12, 31), False),
    "month": (("2023", "7", "", ""), 7.0, date(2023, 6, 30), False),
    "same_day": (("2023", "6", "30", ""), 7.0, date(2023, 6, 30), False),
    "a_day_before": (("2023", "6", "29", ""), 7.0, date(2023, 6, 30), True),
    "long_before": (("2022", "", "", ""), 7.0, date(2023, 6, 30), True),
    "after_all": (("2024", "4", "", "early"), 7.2, date(2024, 3, 8), False),
    "undated": (("", "", "", ""), 7.2, date(2024, 3, 8), False),
}


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Licences of 2 to 9 million dollars: one for every date above, and two undated ones of other sources; and two of
    2023 in other currencies, of which one has no rate.

    The newest thing that the one source tells of is of July 2023; the other dates nothing.
    """
    folder = copy_of_story(tmp_path_factory.mktemp("converted") / "data")
    rates(folder, *RATES)
    for name, (cells, *_) in CONVERTED.items():
        folder.add("data_costs", "openai_news_2023", {"id": name, **dated(cells)})
    for name in ("old", "silent"):
        folder.add("sources", "article", {"id": name})
        folder.add("data_costs", "openai_news_2023", {"id": f"{name}_bill", "source": name, "year": ""})
    news = {"id": "old_news", "milestone": "old_news", "source": "old", "year": "2023", "month": "7"}
    folder.add("milestones", "jianying_launch_2019", news)
    for name, currency in (("pounds", "GBP"), ("euros", "EUR")):
        folder.add("data_costs", "openai_news_2023", {"id": name, "currency": currency})
    return folder.load()


def test_conversion_takes_the_newest_rate(converted: Snapshot) -> None:
    """And says where it is later."""
    for name, (_, rate, day, later) in CONVERTED.items():
        assert (name, *licence(converted, name=name)) == (name, pytest.approx(2e6 * rate), 9e6 * rate, rate, day, later)


def test_undated_amount_is_as_old_as_its_source(converted: Snapshot) -> None:
    assert [licence(converted, name=name)[2:] for name in ("old_bill", "silent_bill")] == [
        (7.0, date(2023, 6, 30), False),
        (7.2, date(2024, 3, 8), False),  # the newest rate there is
    ]


def test_licences_of_2023_have_a_later_rate(snapshot: Snapshot) -> None:
    rows = {row.id: row for row in queries.ask(snapshot, DataCosts, currency="CNY")}
    assert rows["openai_news_2023"].converted_lower == pytest.approx(14_195_600)
    assert (rows["openai_news_2023"].rate_day, rows["openai_news_2023"].rate_is_later) == (date(2024, 3, 8), True)
    assert rows["openai_news_per_year"].rate_is_later is False


NOTHING = (None, None, None, None, None)


def test_missing_rate_gives_no_conversion(folder: Folder, snapshot: Snapshot) -> None:
    assert licence(snapshot, "EUR") == NOTHING
    folder.keep("exchange_rates")
    without = folder.load()
    assert licence(without) == NOTHING
    assert queries.ask(without, Memberships, fee_low=20.0, fee_high=30.0) == []


def test_currency_without_a_rate(converted: Snapshot) -> None:
    assert licence(converted, "CNY", "euros") == NOTHING
    assert licence(converted, "USD", "euros") == NOTHING


def test_no_conversion_to_the_own_currency(snapshot: Snapshot) -> None:
    assert licence(snapshot, "USD") == NOTHING
    assert licence(snapshot, "") == NOTHING


def test_conversion_through_the_dollar(converted: Snapshot) -> None:
    assert licence(converted, "USD", "pounds")[:3] == pytest.approx((2e6 / 0.9, 9e6 / 0.9, 1 / 0.9))
    assert licence(converted, "CNY", "pounds")[:3] == pytest.approx((2e6 * 7.1 / 0.9, 9e6 * 7.1 / 0.9, 7.1 / 0.9))


def test_yuan_are_divided_and_credits_kept(snapshot: Snapshot) -> None:
    rows = {row.id: row for row in queries.ask(snapshot, Prices, currency="USD")}
    vip = rows["jianying_membership_month"]
    # the article gives no date to its prices; the newest year it tells of is 2024, whose last rate is of 25 November
    assert (vip.rate_day, vip.rate_is_later) == (date(2024, 3, 8), False)
    assert (vip.converted_lower, vip.converted_upper) == pytest.approx((20 / 7.0978, 30 / 7.0978))
    assert rows["jianying_camera_move_use"].converted_lower is None
    (effect,) = (row for row in rows.values() if row.rule == "money_per_use")
    assert effect.converted_lower == pytest.approx(4.8 / 7.0978)


def test_memberships_divide_a_bill_by_fees(snapshot: Snapshot) -> None:
    rows = {row.licence_id: row for row in queries.ask(snapshot, Memberships, fee_low=20.0, fee_high=30.0)}
    row = rows["openai_news_per_year"]  # 1 to 5 million dollars at 7.0978
    assert (row.bill_lower, row.bill_upper) == pytest.approx((7_097_800, 35_489_000))
    assert (row.members_lower, row.members_upper) == pytest.approx((7_097_800 / 360, 35_489_000 / 240))
    assert (round(row.members_lower or 0), round(row.members_upper or 0)) == (19_716, 147_871)
    assert (row.fee_lower, row.fee_upper, row.fee_currency) == (20, 30, "CNY")


def dimension(source: Snapshot, name: str) -> list[Overview]:
    """The sides' figures, of which none has two."""
    found = [row for row in queries.ask(source, Overview) if row.dimension == name]
    ranks = [row.side_rank for row in found]
    assert ranks == sorted(set(ranks)) != []
    return found


def test_unlike_measures_get_no_factor(snapshot: Snapshot) -> None:
    first, second = dimension(snapshot, "audience")  # monthly active users here, paying users there
    assert of_both([first, second], "comparable", "ahead", "factor_low", "factor_high") == (False, 0, None, None)
    assert first.unit != second.unit


def test_side_that_states_nothing(snapshot: Snapshot) -> None:
    (row,) = dimension(snapshot, "training_data")
    assert (row.side_rank, row.comparable, row.ahead, row.factor_low) == (2, None, 0, None)
