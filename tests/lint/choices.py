"""Choices: what the contract allows in a cell, and what the scoreboard compares, has words."""

import re
from collections.abc import Collection, Iterable, Iterator

from leadlag import contract, paths
from leadlag.words import text_keys


def of_the_contract() -> list[str]:
    """Keys made from what the contract allows in a cell, and from what has a page."""
    units = {*contract.PRICE_UNITS, *contract.COST_UNITS}
    return [
        *(f"per.{unit}" for unit in sorted(units)),
        *(f"per.title.{unit}" for unit in sorted(units - {"currency_unit", "million_tokens"})),
        *(f"prices.per.{unit}" for unit in contract.PRICE_UNITS if unit not in ("currency_unit", "million_tokens")),
        *(f"data_costs.per.{unit}" for unit in contract.COST_UNITS),
        *(f"metric.unit.{metric}" for metric in contract.METRICS),
        *(f"measure.{metric}.{column}" for metric in contract.METRICS for column in ("name", "definition")),
        *(f"date.{precision}.{part}" for precision in ("month", "year") for part in contract.PARTS),
        *(f"date.{precision}" for precision in ("day", "month", "year")),
        *(f"table.{table.name}" for table in contract.STATEMENT_TABLES),
        *(f"{family}.{path.stem}" for family in ("menu", "page") for path in sorted(paths.PAGES.glob("*.py"))),
    ]


def of_the_scoreboard(sql: str) -> list[str]:
    """Keys of the dimensions that the overview's SQL compares: a name, and that of a missing figure."""
    dimensions = set(re.findall(r"'(\w+)'(?: AS dimension)?, '(?:size|time)'", sql)) - {"lag"}
    return [f"{family}.{dimension}" for dimension in sorted(dimensions) for family in ("dimension", "overview.missing")]


def missing(keys: Iterable[str], known: Collection[str]) -> Iterator[str]:
    yield from (f"{key}: a choice without words" for key in keys if key not in known)


def failures() -> list[str]:
    overview = (paths.QUERIES / "overview.sql").read_text(encoding="utf-8")
    return [*missing((*of_the_contract(), *of_the_scoreboard(overview)), text_keys())]
