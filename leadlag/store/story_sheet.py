"""One table as a person would write it – who, what, how much, when, who says so – as rows of the contract's tables.

Decisions:

- columns are known by their usual names in English and Chinese, whatever their order; all others are left out and said;
- a row without a value whose *what* is a kind of event is a milestone, one in money by the month or the like a price,
  one of people a count of them, and any other a figure of the measure it names;
- only here `4.9亿`, `20–30` and `> 200M` are read; the tables themselves stay strict;
- who is new is made by name; whose side a new company is on is not guessed, unless the set has no sides yet: then each
  company is one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha1
from typing import NamedTuple

from leadlag.contract import BUILT_IN, BY_NAME, PRICE_UNITS, by_language
from leadlag.errors import Problem
from leadlag.store.files.cell_cleaner import trimmed
from leadlag.store.files.csv_writer import to_csv
from leadlag.store.files.encodings import decode
from leadlag.store.files.headers import LOOKED_AT, MARKS, first_rows, split
from leadlag.store.files.sheet import Notice, RejectedError, Sheet
from leadlag.store.remedies import currency_code, is_sign_of_money, slug
from leadlag.store.remedies.amounts import Amount, amount, plain, written
from leadlag.words import LANGUAGES, enum_label, text_keys

Row = dict[str, str]
#: What a column holds, and its usual names.
ROLES: Mapping[str, str] = {
    "who": "who|name|product|app|service|brand|谁|名称|产品|产品名称|应用|品牌|对象",
    "company": "company|organization|organisation|firm|vendor|公司|企业|机构|厂商",
    "side": "side|camp|team|阵营|一方|哪一方",
    "what": "what|metric|measure|indicator|item|kind|type|指标|项目|内容|事项|类型|类别",
    "value": "value|number|amount|figure|count|price|数值|数字|数量|金额|价格|值",
    "unit": "unit|units|单位",
    "currency": "currency|币种|货币",
    "per": "per|period|every|周期|计费周期|每",
    "date": "date|when|day|month|year|as of|日期|时间|年份|月份",
    "source": "source|url|link|reference|来源|出处|链接|网址",
    "note": "note|notes|comment|remark|备注|说明|注",
    "event": "event|title|headline|事件|标题",
}
#: Kinds of event, and how people write them beside their names on screen.
EVENTS: Mapping[str, str] = {
    "launch": "launch|launched|launches|release|released|发布|上线|推出",
    "demo": "demo|demonstration|preview|演示|展示",
    "announcement": "announcement|announced|宣布|公布",
    "monetisation": "monetisation|monetization|paid plan|starts to charge|收费|付费上线|商业化",
    "feature": "feature|new feature|功能|新功能",
    "shutdown": "shutdown|shut down|discontinued|关停|下线",
    "acquisition": "acquisition|acquired|收购",
    "layoffs": "layoffs|layoff|裁员",
    "founding": "founding|founded|成立",
    "people": "人事变动",
}
#: Ways of counting people, and how people write them beside their names in the contract.
METRICS: Mapping[str, str] = {
    "mau": "mau|monthly active users|monthly actives|monthly users|月活|月活跃用户|月活用户|月活跃用户数",
    "wau": "wau|weekly active users|weekly actives|weekly users|周活|周活跃用户",
    "dau": "dau|daily active users|daily actives|daily users|日活|日活跃用户",
    "users": "users|user count|用户|用户数|注册用户",
    "paying_users": "paying users|paid users|subscribers|paying subscribers|付费用户|付费会员|订阅用户|会员数",
}
#: By what a price is asked, and how people write it.
PERIODS: Mapping[str, str] = {
    "month": "month|monthly|a month|per month|mo|pm|月|每月|按月|包月|个月",
    "year": "year|yearly|annual|annually|a year|per year|yr|年|每年|按年|包年",
    "minute": "minute|a minute|per minute|min|分钟|每分钟",
    "use": "use|a use|per use|次|每次",
    "clip": "clip|a clip|per clip|条|每条",
}
PRICE_WORDS = re.compile(
    r"\b(?:price|plan|subscription|membership|fee|tier)s?\b|价格|会员|套餐|订阅费|月费|年费", re.IGNORECASE
)
AT_LEAST = re.compile(
    r"^(?:>=?|≥|over|more than|at least|above|超过?|至少|逾|突破)\s*|\s*(?:\+|以上|多)$", re.IGNORECASE
)
AT_MOST = re.compile(
    r"^(?:<=?|≤|under|less than|at most|below|up to|不到|至多|不足)\s*|\s*(?:以下|以内)$", re.IGNORECASE
)
ABOUT = re.compile(r"^(?:~|≈|about|around|approx\.?|circa|约|大约|近)\s*|\s*(?:左右|上下)$", re.IGNORECASE)
RANGE = re.compile(r"\s*(?:–|—|~|～|至|到|\bto\b|(?<=[\w.])-(?=[\w$¥€£]))\s*", re.IGNORECASE)
SLASH = re.compile(r"\s*(?:/|\bper\b|\ba\b(?=\s+\w+$)|每)\s*(?P<per>[a-z]+|月|年|分钟|次|条)$", re.IGNORECASE)
HANDED = ("date", "source", "note")  # what the contract's tables take as it is written


def _names(words: Mapping[str, str]) -> dict[str, str]:
    return {_normalized(name): key for key, names in words.items() for name in names.split("|")}


def _normalized(text: str) -> str:
    return re.sub(r"[\s_\-:：()（）.]+", " ", plain(text).casefold()).strip()


ROLE_OF, METRIC_OF, PERIOD_OF = map(_names, (ROLES, METRICS, PERIODS))
METRIC_OF |= {
    _normalized(row[name]): row["id"] for row in BUILT_IN for name in by_language("name").values() if name in row
}


@cache
def _event_of() -> dict[str, str]:
    """The kinds that have words, by their names in every language and otherwise."""
    kinds = [key.removeprefix("kind.") for key in text_keys() if key.startswith("kind.")]
    return {
        **{_normalized(kind): kind for kind in kinds},
        **{_normalized(enum_label(lang, "kind", kind)): kind for kind in kinds for lang in LANGUAGES},
        **_names(EVENTS),
    }


class Subject(NamedTuple):
    """What a row is about: the id of a product or of an organization."""

    table: str
    key: str


class MadeRow(NamedTuple):
    """A row of one of the contract's tables."""

    table: str
    cells: Row


@dataclass(frozen=True)
class Value:
    """A value as a row of the contract has it, with the currency, the period and the percent sign that stood beside
    it."""

    cells: Row
    currencies: tuple[str, ...] = ()
    per: str = ""
    unit: str = ""


def roles(header: Sequence[str]) -> dict[str, int]:
    """Which column holds what; the first of two with one role."""
    found: dict[str, int] = {}
    for index, name in enumerate(header):
        if role := ROLE_OF.get(_normalized(name)):
            found.setdefault(role, index)
    return found


def is_story_sheet(header: Sequence[str]) -> bool:
    """Whether a table says of somebody what and how much, or when."""
    known = roles(header).keys()
    return bool(known & {"who", "company"}) and "what" in known and bool(known & {"value", "date"})


def value(text: str) -> Value | None:
    """A number or a range as people write it; None where it is neither. Blank is no number."""
    bare = plain(text)
    if not bare:
        return Value({})
    per = ""
    if (match := SLASH.search(bare)) and (per := PERIOD_OF.get(match["per"].casefold(), "")):
        bare = bare[: match.start()].strip()
    for pattern, column, qualifier in ((AT_LEAST, "low", "at least"), (AT_MOST, "high", "at most")):
        if pattern.search(bare):
            one = amount(pattern.sub("", bare).strip())
            return one and _value({column: one}, qualifier, per)
    if (one := amount(bare)) is not None:
        return _value({"value": one}, "exactly", per)
    if ABOUT.search(bare) and (one := amount(ABOUT.sub("", bare).strip())) is not None:
        return _value({"value": one}, "about", per)
    return _range(bare, per)


def _value(ends: Mapping[str, Amount], qualifier: str, per: str) -> Value:
    """Percents stay percents: 3%, not 0.03."""
    percent = any(end.percent for end in ends.values())
    numbers = {column: written(end.number * (100 if percent else 1)) for column, end in ends.items()}
    currencies = next((end.currencies for end in ends.values() if end.currencies), ())
    return Value({**numbers, "qualifier": qualifier}, currencies, per, "%" if percent else "")


def _range(text: str, per: str) -> Value | None:
    """`20–30`, `4–5亿`, `$10 to $20`: a unit at the end holds for both."""
    ends = [part for part in RANGE.split(ABOUT.sub("", text)) if part]
    if len(ends) != 2:
        return None
    low, high = (amount(end.strip()) for end in ends)
    if low is None or high is None:
        return None
    if high.percent and not low.percent:
        low = low._replace(number=low.number / 100)
    elif low.unit == 1 and low.number < high.number / high.unit:
        low = low._replace(number=low.number * high.unit)
    return _value({"low": low, "high": high}, "between", per)


@dataclass(frozen=True)
class SentSheet:
    """A sheet as it was sent: its header, and the rows below with their numbers in a spreadsheet."""

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def recognised(file: str, raw: bytes) -> SentSheet | None:
    """The sheet that a file holds, whichever mark is between its cells; None where it is none."""
    try:
        text, _ = decode(raw)
        for mark in MARKS:
            if not any(map(is_story_sheet, first_rows(text, mark))):
                continue
            records = split(text, mark)
            for index, (_, cells) in enumerate(records[:LOOKED_AT]):
                header = tuple(trimmed(cell) for cell in cells)
                if is_story_sheet(header):
                    below = ((number, tuple(trimmed(cell) for cell in row)) for number, row in records[index + 1 :])
                    return SentSheet(file, header, tuple(below))
    except RejectedError:
        pass
    return None


def notices(sent: SentSheet) -> list[Notice]:
    """How each column was understood, and which were not."""
    known = roles(sent.header)
    understood = [f"{role} = {sent.header[at]}" for role, at in known.items()]
    others = [name for at, name in enumerate(sent.header) if name and at not in known.values()]
    found = [Notice(sent.file, "sheet_columns", {"list": ", ".join(understood)})]
    return found + ([Notice(sent.file, "sheet_left_out", {"list": ", ".join(others)})] if others else [])


@dataclass
class StorySheet:
    """A sheet's rows by role, read over a present set; `problems` are found while `contents` is made."""

    sent: SentSheet
    present: Mapping[str, Sheet]
    problems: list[Problem] = field(default_factory=list)

    @property
    def file(self) -> str:
        return self.sent.file

    @property
    def header(self) -> tuple[str, ...]:
        return self.sent.header

    @cached_property
    def roles(self) -> dict[str, int]:
        return roles(self.header)

    @cached_property
    def _listed(self) -> "dict[str, _Listed]":
        return {name: _Listed(self.present.get(name), name) for name in ("sides", "organizations", "products")}

    def _tables(self) -> dict[str, list[tuple[int, Row]]]:
        """Rows of the contract's tables, each with the sheet's row it comes from; new sides, companies and products."""
        made: dict[str, list[tuple[int, Row]]] = {}
        for number, cells in self.sent.rows:
            row = {role: cells[at] if at < len(cells) else "" for role, at in self.roles.items()}
            if any(row.values()) and (found := self._row(number, row)):
                made.setdefault(found.table, []).append((number, found.cells))
        for name, listed in self._listed.items():
            if listed.made:
                made[name] = [(0, one) for one in listed.made]
        return made

    def contents(self) -> dict[str, bytes]:
        """The tables' files: of statements only these rows, at the sheet's own row numbers; of sides, companies and
        products all there are."""
        return {name: self._file(name, rows) for name, rows in self._tables().items()}

    def _file(self, name: str, rows: Sequence[tuple[int, Row]]) -> bytes:
        names = [column.name for column in BY_NAME[name].columns]
        if name in self._listed:
            before = self._listed[name].rows
            return to_csv(
                [names, *([row.get(column, "") for column in names] for row in [*before, *(r for _, r in rows)])]
            )
        used = [column for column in (*names, "date") if any(column in row for _, row in rows)]
        lines: list[list[str]] = [[] for _ in range(max(number for number, _ in rows))]
        lines[0] = used
        for number, row in rows:
            lines[number - 1] = [row.get(column, "") for column in used]
        return to_csv(lines)

    def _column(self, role: str) -> str:
        """The column that a problem is about, as the sheet calls it."""
        return self.header[self.roles[role]] if role in self.roles else role

    def _row(self, number: int, row: Row) -> MadeRow | None:
        """The table and the cells of one row; None, with a problem, where it cannot be read without a guess."""
        subject = self._subject(number, row)
        if subject is None:
            return None
        what = _normalized(row.get("what", ""))
        handed = {name: row[name] for name in HANDED if row.get(name)}
        kind = _event_of().get(what)
        if kind and not row.get("value"):
            return MadeRow("milestones", {**self._event(row, kind, subject), **handed})
        found = value(row.get("value", ""))
        if found is None or not found.cells:
            self.problems.append(Problem(self.file, number, self._column("value"), "sheet_value", row.get("value", "")))
            return None
        cells = {**handed, **found.cells, "as_written": row["value"]}
        if (metric := METRIC_OF.get(what)) and not found.currencies:
            return MadeRow("users", {"product": self._product(subject), "metric": metric, **cells})
        currency = self._currency(number, row, found)
        if currency is None:
            return None
        per = found.per or _period(row)
        if currency and (per or PRICE_WORDS.search(row["what"])):
            if not per:
                units: dict[str, object] = {"units": ", ".join(PRICE_UNITS)}
                self.problems.append(Problem(self.file, number, self._column("per"), "sheet_per", row["what"], units))
                return None
            item = {"item": row["what"], "currency": currency, "per": per}
            return MadeRow("prices", {"product": self._product(subject), **item, **cells})
        unit = currency or found.unit or row.get("unit", "")
        unit_cell = {"unit": unit} if unit else {}
        return MadeRow("other_figures", {"subject": subject.key, "measure": row["what"], **cells, **unit_cell})

    def _event(self, row: Row, kind: str, subject: Subject) -> Row:
        table, key = subject
        organization = key if table == "organizations" else self._listed["products"].cells(key)["organization"]
        title = row.get("event") or f"{row.get('who') or row.get('company')}: {row['what']}"
        name = slug(f"{key}_{row.get('event') or kind}") or f"{key}_{kind}_{_digest(title)}"
        cells = {"milestone": name[:80].strip("_-"), "organization": organization, "kind": kind, "title": title}
        return {**cells, **({"product": key} if table == "products" else {})}

    def _currency(self, number: int, row: Row, found: Value) -> str | None:
        """The currency of an amount, "" of what is no money; None where a sign stands for several."""
        given = row.get("currency") or (row.get("unit", "") if is_sign_of_money(row.get("unit", "")) else "")
        if given:
            return currency_code(given) or given
        if len(found.currencies) < 2 or found.currencies[0] == "USD":  # a dollar sign alone is the American one
            return next(iter(found.currencies), "")
        known = {
            cells[sheet.at("currency")]
            for name in ("prices", "data_costs", "exchange_rates")
            if (sheet := self.present.get(name)) and sheet.at("currency") >= 0
            for _, cells in sheet.rows
        }
        meant = [one for one in found.currencies if one in known]
        if len(meant) == 1:
            return meant[0]
        codes: dict[str, object] = {"currencies": ", ".join(found.currencies)}
        self.problems.append(
            Problem(self.file, number, self._column("currency"), "sheet_currency", row["value"], codes)
        )
        return None

    def _subject(self, number: int, row: Row) -> Subject | None:
        """The product or, without one, the company that a row is about: known by name or id, or made."""
        who, company = row.get("who", ""), row.get("company", "")
        products, organizations = self._listed["products"], self._listed["organizations"]
        if who and (key := products.find(who)):
            return Subject("products", key)
        if who and not company and (key := organizations.find(who)):
            return Subject("organizations", key)
        if not who and not company:
            self.problems.append(Problem(self.file, number, self._column("who"), "sheet_who"))
            return None
        organization = self._organization(number, company or who, row.get("side", ""))
        if organization is None:
            return None
        if not who:
            return Subject("organizations", organization)
        return Subject("products", products.add(who, {"organization": organization}))

    def _organization(self, number: int, name: str, side: str) -> str | None:
        organizations, sides = self._listed["organizations"], self._listed["sides"]
        if key := organizations.find(name):
            return key
        if not side and self.present.get("sides"):
            known = ", ".join(row["name"] or row["id"] for row in sides.rows)
            self.problems.append(Problem(self.file, number, self._column("side"), "sheet_side", name, {"sides": known}))
            return None
        return organizations.add(name, {"side": sides.find(side or name) or sides.add(side or name, {})})

    def _product(self, subject: Subject) -> str:
        """What people use: a company's own product of the same name, where only the company is named."""
        table, key = subject
        if table == "products":
            return key
        name = self._listed["organizations"].cells(key)["name"]
        products = self._listed["products"]
        return products.find(name) or products.add(name, {"organization": key})


def _period(row: Row) -> str:
    """By what a price is asked: its own column says so, its unit, or a word of what it is."""
    for text in (row.get("per", ""), row.get("unit", "").rpartition("/")[2]):
        if found := PERIOD_OF.get(_normalized(text)):
            return found
    words = _normalized(row.get("what", ""))
    return next((per for name, per in PERIOD_OF.items() if len(name) > 2 and name in words.split()), "") or next(
        (per for name, per in PERIOD_OF.items() if not name.isascii() and len(name) > 1 and name in words), ""
    )


class _Listed:
    """The sides, companies or products there are, by id and name, and those made by name."""

    def __init__(self, sheet: Sheet | None, table: str) -> None:
        self.rows = [dict(zip(sheet.header, cells, strict=True)) for _, cells in sheet.rows] if sheet else []
        self.made: list[Row] = []
        self._table, self._by_name = table, dict[str, str]()
        for row in self.rows:
            self._note(row)

    def _note(self, row: Row) -> None:
        for name in (row["id"], *(row.get(column, "") for column in by_language("name").values())):
            if name:
                self._by_name.setdefault(_normalized(name), row["id"])

    def find(self, name: str) -> str:
        return self._by_name.get(_normalized(name), "")

    def cells(self, key: str) -> Row:
        return next(row for row in (*self.rows, *self.made) if row["id"] == key)

    def add(self, name: str, cells: Mapping[str, str]) -> str:
        taken = {row["id"] for row in (*self.rows, *self.made)}
        key = base = slug(name) or f"{self._table[0]}{_digest(name)}"
        count = 1
        while key in taken:
            count += 1
            key = f"{base}_{count}"
        self.made.append({"id": key, "name": name, **cells})
        self._note(self.made[-1])
        return key


def _digest(text: str) -> str:
    return sha1(text.encode()).hexdigest()[:8]
