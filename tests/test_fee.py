"""The fee that would pay for data: any amount, in units or in cents, goes into the sum as it is stated."""

from dataclasses import dataclass
from typing import Any, TypeVar

import pytest

from leadlag import charts, queries
from leadlag.charts.memberships import stated_fee
from leadlag.render_options import RenderOptions
from leadlag.rows import Memberships
from leadlag.store import Snapshot
from leadlag.ui.controls import fee_bounds
from tests.conftest import Folder
from tests.pages import findings, opened

FEE = "jianying_membership_month"
Row = TypeVar("Row", bound=tuple[Any, ...])


def test_fee_of_less_than_one(folder: Folder) -> None:
    folder.edit("prices", FEE, {"low": "0.2", "high": "0.3"})
    snapshot = folder.load()
    assert charts.defaults(snapshot, "memberships") == {"fee_low": 0.2, "fee_high": 0.3}
    chart = charts.chart(snapshot, "memberships", RenderOptions())
    assert chart
    assert chart.title.startswith("About 3.9M–27M Jianying memberships")


@dataclass(frozen=True)
class Fees:
    """Memberships at one fee, whatever is asked."""

    reading = "article"
    rows: list[Any]

    def ask(self, asked: type[Row], **params: object) -> list[Row]:
        return self.rows


@pytest.mark.parametrize(
    ("stated", "taken"),
    [((20, 30), (20, 30)), ((0.5, None), (0.5, 0.5)), ((None, 30), (30, 30)), ((0, 0), (0, 0)), ((None, None), (1, 1))],
)
def test_open_fee_takes_the_end_it_has(
    snapshot: Snapshot, stated: tuple[float | None, float | None], taken: tuple[float, float]
) -> None:
    rows = queries.ask(snapshot, Memberships, fee_low=1.0, fee_high=1.0)
    fees = Fees([row._replace(fee_lower=stated[0], fee_upper=stated[1]) for row in rows])
    assert stated_fee(fees) == taken
    assert stated_fee(Fees([])) == (1, 1)


@pytest.mark.parametrize(
    ("low", "high", "least", "most", "step"),
    [
        (20, 30, 1, 90, 1),
        (0.2, 0.3, 0.01, 0.9, 0.01),
        (7.99, 7.99, 0.1, 24, 0.1),
        (5, 249.99, 5, 750, 10),
        (0, 0, 0, 10, 1),
        (0, 30, 0, 90, 1),
    ],
)
def test_slider_has_room_around_any_fee(low: float, high: float, least: float, most: float, step: float) -> None:
    assert fee_bounds(low, high) == pytest.approx((least, most, step))


def test_page_starts_at_a_fee_of_cents(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.edit("prices", FEE, {"low": "0.2", "high": "0.3"})
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    app = opened("data_costs")
    assert app.slider(key="fee").value == (0.2, 0.3)
    assert any(finding.startswith("About 3.9M–27M") for finding in findings(app))
