"""The fee that would pay for data: any amount, in units or in cents, goes into the sum as it is stated."""

import pytest

from leadlag import charts
from leadlag.figures import Look
from leadlag.ui.controls import fee_bounds
from tests.conftest import Folder
from tests.pages import findings, opened

FEE = "jianying_membership_month"


def test_fee_of_less_than_one(folder: Folder) -> None:
    folder.edit("prices", FEE, {"low": "0.2", "high": "0.3"})
    snapshot = folder.load()
    assert charts.defaults(snapshot, "memberships") == {"fee_low": 0.2, "fee_high": 0.3}
    chart = charts.chart(snapshot, "memberships", Look())
    assert chart
    assert chart.title.startswith("About 3.9M–27M Jianying memberships")


def test_open_fee_takes_the_end_it_has(folder: Folder) -> None:
    folder.edit("prices", FEE, {"low": "0.5", "high": "", "qualifier": "at least"})
    assert charts.defaults(folder.load(), "memberships") == {"fee_low": 0.5, "fee_high": 0.5}


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
