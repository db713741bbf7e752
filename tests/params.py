"""The parameters that tests ask questions with."""

PARAMS: dict[str, dict[str, str | int | float]] = {
    "prices": {"currency": "USD"},
    "data_costs": {"currency": "CNY"},
    "effects": {"uses": 10},
    "audience_over_time": {"metric": "mau"},
    "measure": {"measure": "purchase_price"},
    "memberships": {"fee_low": 20.0, "fee_high": 30.0},
}


def params(name: str) -> dict[str, str | int | float]:
    return PARAMS.get(name, {})
