"""A folder of about as many statements as asked for, which passes every check."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

PROVENANCE = "source,rank,as_written,locator,claim,claim_zh,note,note_zh"


def write_folder(folder: Path, count: int) -> Path:
    """Half of the statements count users, the others are prices, costs, events, lags and further figures."""
    organizations, products, sources = max(6, count // 200), max(10, count // 50), max(10, count // 20)
    events, said = count // 5, [_said(number, sources) for number in range(count)]
    _write(folder, "sides", "id,name,name_zh", [("a", "Alpha", "甲"), ("b", "Beta", "乙"), ("c", "Others", "其他")])
    _write(
        folder,
        "organizations",
        "id,name,name_zh,side",
        ((f"o{i}", f"Org {i}", f"机构{i}", "abc"[i % 3]) for i in range(organizations)),
    )
    _write(
        folder,
        "products",
        "id,organization,name,name_zh",
        ((f"p{i}", f"o{i % organizations}", f"Product {i}", f"产品{i}") for i in range(products)),
    )
    _write(
        folder,
        "sources",
        "id,title,title_zh,publisher,url,language,kind,year,month,day",
        (
            (
                f"s{i}",
                f"Report {i}",
                f"报告{i}",
                f"Press {i % 40}",
                f"https://example.org/{i}",
                "en",
                "news",
                2020,
                1,
                1,
            )
            for i in range(sources)
        ),
    )
    _write(
        folder,
        "users",
        f"id,product,metric,value,qualifier,year,month,{PROVENANCE}",
        (
            (f"u{i}", f"p{i % products}", ("mau", "dau", "users")[i % 3], 10 + i * 7919, "about", *_month(i), *said[i])
            for i in range(count // 2)
        ),
    )
    _write(
        folder,
        "prices",
        f"id,product,item,item_zh,value,qualifier,currency,per,year,month,{PROVENANCE}",
        (
            (f"pr{i}", f"p{i % products}", f"Plan {i % 5}", f"方案{i % 5}", 1 + i % 300, "exactly", *_paid(i), *said[i])
            for i in range(count // 7)
        ),
    )
    _write(
        folder,
        "data_costs",
        f"id,buyer,seller,material,value,qualifier,currency,per,year,{PROVENANCE}",
        (
            (f"d{i}", f"o{i % organizations}", f"o{(i + 1) % organizations}", "news", 1000 + i, *_bill(i), *said[i])
            for i in range(count // 20)
        ),
    )
    _write(
        folder,
        "milestones",
        f"id,milestone,organization,product,kind,title,title_zh,year,month,day,{PROVENANCE}",
        ((f"m{i}", *_event(i, organizations, products), *_month(i), 1 + i % 28, *said[i]) for i in range(events)),
    )
    _write(
        folder,
        "gaps",
        f"id,leader,follower,{PROVENANCE}",
        ((f"g{i}", f"ms{10 * i}", f"ms{10 * i + 5}", *said[i]) for i in range(min(count // 20, events // 10))),
    )
    _write(
        folder,
        "other_figures",
        f"id,subject,measure,measure_zh,value,qualifier,unit,year,{PROVENANCE}",
        (
            (f"f{i}", f"p{i % products}", "seats", "席位", 1 + i, "about", "count", 2020, *said[i])
            for i in range(count // 20)
        ),
    )
    return folder


def _month(number: int) -> tuple[int, int]:
    return 2016 + number % 10, 1 + number % 12


def _paid(number: int) -> tuple[str | int, ...]:
    return ("USD", "CNY")[number % 2], ("month", "year")[number // 2 % 2], *_month(number)


def _bill(number: int) -> tuple[str | int, ...]:
    return "about", "USD", "year", 2016 + number % 10


def _event(number: int, organizations: int, products: int) -> tuple[str, ...]:
    """Two of ten rows date one event."""
    milestone, pair = number - 1 if number % 10 == 1 else number, number // 2
    whose = f"o{pair % organizations}", f"p{pair % products}"
    return f"ms{milestone}", *whose, "launch", f"Event {pair}", f"事件{pair}"


def _said(number: int, sources: int) -> tuple[str, ...]:
    """Where a statement comes from."""
    about = f"Claim number {number} about a thing.", f"关于某事的第{number}条说法。"
    return f"s{number % sources}", ("preferred", "normal")[number % 2], f"{number}M", "", *about, "", ""


def _write(folder: Path, name: str, head: str, rows: Iterable[Sequence[object]]) -> None:
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head.split(","), *rows])
