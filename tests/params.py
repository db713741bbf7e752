"""The parameters that tests ask questions with."""

PARAMS: dict[str, dict[str, str | int | float]] = {
    "prices": {"currency": "USD"},
    "data_costs": {"currency": "CNY"},
    "effects": {"uses": 10},
    "audience_over_time": {"metric": "mau"},
    "measure": {"measure": "purchase_price"},
    "interval": {"first": "sora_demo", "second": "capcut_text_to_video"},
    "level": {"measure": "mau", "level": 100_000_000.0},
    "levels": {"measure": "mau"},
    "trend": {"measure": "mau"},
    "memberships": {"fee_low": 20.0, "fee_high": 30.0},
}


def params(name: str) -> dict[str, str | int | float]:
    return PARAMS.get(name, {})
