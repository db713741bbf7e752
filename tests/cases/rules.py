"""Cells that break a rule of the contract, and what a reader is told of each."""

from dataclasses import dataclass

CAPCUT = ("users", "capcut_users_2023_08")  # 490 million, about, August 2023
VIP = ("prices", "jianying_membership_month")  # 20 to 30 yuan, between, undated
ONE_WEEK = ("gaps", "gap_sora_demo_capcut_text_to_video")  # 1 week, about


@dataclass(frozen=True)
class Case:
    """Cells that break one rule, the column that is blamed, and what the reader is told."""

    row: tuple[str, str]
    cells: dict[str, str]
    column: str
    code: str
    found: str
    english: tuple[str, str]
    chinese: tuple[str, str]

    def __str__(self) -> str:
        cells = ",".join(f"{column}={value or 'blank'}" for column, value in self.cells.items())
        return f"{self.code}:{self.row[0]}:{cells}"


@dataclass(frozen=True)
class Mistakes:
    """Several ways to break one rule, all told in the same words."""

    code: str
    row: tuple[str, str]
    english: tuple[str, str]
    chinese: tuple[str, str]

    def case(self, column: str, found: str, row: tuple[str, str] | None = None, **cells: str) -> Case:
        return Case(row or self.row, cells, column, self.code, found, self.english, self.chinese)


REQUIRED = Mistakes("required", CAPCUT, ("a value", "Fill in product."), ("有内容", "填写 product。"))
NOT_SLUG = Mistakes(
    "not_slug",
    ("milestones", "jianying_launch_2019"),
    ("lower-case letters, digits, _ and -", "Write kind like app_users_2023."),
    ("小写字母、数字、_ 和 -", "kind 请写成 app_users_2023 这样。"),
)
CONTROL = Mistakes(
    "control",
    CAPCUT,
    ("plain text", "Remove the control character from note."),
    ("纯文本", "删除 note 里的控制字符。"),
)
NOT_INTEGER = Mistakes(
    "not_integer",
    CAPCUT,
    ("a whole number", "Write year in digits only, like 2023."),
    ("整数", "year 只写数字，如 2023。"),
)
NOT_COUNT = Mistakes(
    "not_count",
    CAPCUT,
    ("a whole number of people", "Write digits only, 490000000 rather than 4.9亿 or 490,000,000."),
    ("整数人数", "只写数字：490000000，不写 4.9 亿或 490,000,000。"),
)
NOT_NUMBER = Mistakes(
    "not_number",
    VIP,
    ("a plain number", "Write digits and a point only, like 4.80; a range goes into low and high."),
    ("普通数字", "只写数字和小数点，如 4.80；范围请填 low 和 high。"),
)
NOT_ALLOWED = Mistakes(
    "not_allowed",
    CAPCUT,
    ("one of: preferred, normal, deprecated", "Choose one of the allowed values."),
    ("以下之一：preferred, normal, deprecated", "请从允许的值中选一个。"),
)


def limit(code: str, number: str) -> Mistakes:
    small = code == "too_small"
    english = (f"{number} or more" if small else f"{number} or less", "Check the number.")
    return Mistakes(code, CAPCUT, english, (f"不{'小' if small else '大'}于 {number}", "请核对数字。"))


QUALIFIER_NEEDED = Mistakes(
    "qualifier_needed",
    CAPCUT,
    (
        "a qualifier beside the number",
        "Say how the number is meant: exactly, about, at least, at most, between or several.",
    ),
    ("数字旁有 qualifier", "说明数字的含义：exactly、about、at least、at most、between 或 several。"),
)


def number_needed(qualifier: str) -> Mistakes:
    return Mistakes(
        "number_needed",
        CAPCUT,
        (f"a number for “{qualifier}”", "Fill in the number, or clear the qualifier."),
        (f"与“{qualifier}”相配的数字", "填上数字，或清空 qualifier。"),
    )


def needs_value(qualifier: str) -> Mistakes:
    return Mistakes(
        "needs_value",
        CAPCUT,
        (f"value, for “{qualifier}”", "Put the one number into value."),
        (f"“{qualifier}”需要 value", "把这个数填进 value。"),
    )


def needs_range(qualifier: str) -> Mistakes:
    return Mistakes(
        "needs_range",
        CAPCUT,
        (f"low and high, for “{qualifier}”", "Fill in both ends of the range."),
        (f"“{qualifier}”需要 low 和 high", "填上范围的两端。"),
    )


NEEDS_LOW = Mistakes(
    "needs_low",
    CAPCUT,
    ("low alone, for “at least”", "Put the number into low and clear high."),
    ("“at least”只填 low", "把数字填进 low，清空 high。"),
)
NEEDS_HIGH = Mistakes(
    "needs_high",
    CAPCUT,
    ("high alone, for “at most”", "Put the number into high and clear low."),
    ("“at most”只填 high", "把数字填进 high，清空 low。"),
)
HALF_RANGE = Mistakes(
    "half_range",
    VIP,
    ("low and high, or neither", "Fill in the other end, or clear this one."),
    ("low 和 high 都填或都不填", "补上另一端，或清空这一端。"),
)
ORDER = Mistakes(
    "order",
    VIP,
    ("low ≤ value ≤ high", "Swap or correct the numbers."),
    ("low ≤ value ≤ high", "调换或更正数字。"),
)
MONTH_NEEDS_YEAR = Mistakes(
    "month_needs_year",
    CAPCUT,
    ("a year beside the month", "Fill in year, or clear month."),
    ("有月份就要有年份", "填写 year，或清空 month。"),
)
DAY_NEEDS_MONTH = Mistakes(
    "day_needs_month",
    CAPCUT,
    ("a month beside the day", "Fill in month, or clear day."),
    ("有日就要有月份", "填写 month，或清空 day。"),
)
PART_WITH_DAY = Mistakes(
    "part_with_day",
    CAPCUT,
    ("no part beside a day", "Clear part: the day says more."),
    ("有日就不填 part", "清空 part：日期更精确。"),
)
PART_NEEDS_YEAR = Mistakes(
    "part_needs_year",
    CAPCUT,
    ("a year beside “late”", "Fill in year, or clear part."),
    ("“late”需要年份", "填写 year，或清空 part。"),
)
NO_SUCH_DATE = Mistakes(
    "no_such_date",
    CAPCUT,
    ("a day of the calendar", "Correct day or month."),
    ("日历上有的日子", "更正日或月。"),
)
NOT_CURRENCY = Mistakes(
    "not_currency",
    VIP,
    ("three capitals (ISO 4217) or credit", "Write CNY, USD, EUR, … or credit."),
    ("三个大写字母（ISO 4217）或 credit", "请写 CNY、USD、EUR……或 credit。"),
)
UNTIL_BEFORE = Mistakes(
    "until_before",
    VIP,
    ("an end of sale after its beginning", "Correct the date of the price, or the one until which it was asked."),
    ("停售日期晚于标价日期", "更正价格的日期，或停售日期。"),
)
NOT_SIGNED = Mistakes(
    "not_signed",
    ("other_figures", "jianying_age"),
    (
        "0 or more of age",
        "Check the number; where age may be negative, write yes into signed of its row in measures.csv.",
    ),
    ("age 不小于 0", "请核对数字；age 可以为负时，在 measures.csv 该行的 signed 填 yes。"),
)
UNIT_NEEDED = Mistakes(
    "unit_needed",
    ONE_WEEK,
    ("a unit beside the lag", "Fill in days, weeks, months or years."),
    ("时间差要有单位", "填写 days、weeks、months 或 years。"),
)
SAME_MILESTONE = Mistakes(
    "same_milestone",
    ONE_WEEK,
    ("two different milestones", "Name another leader or follower."),
    ("两个不同的事件", "换一个 leader 或 follower。"),
)
SAME_STATEMENT = Mistakes(
    "same_statement",
    ("conflicts", "sora_demo_2024_02_16"),
    ("two different statements", "Name the other statement."),
    ("两条不同的陈述", "写上另一条陈述。"),
)
RATE_ZERO = Mistakes(
    "rate_zero",
    ("exchange_rates", "CNY"),
    ("a rate above zero", "Give the currency’s units for one US dollar."),
    ("大于零的汇率", "填写 1 美元合多少单位该货币。"),
)
CREDIT_RATE = Mistakes(
    "credit_rate",
    ("exchange_rates", "CNY"),
    ("a currency (ISO 4217)", "Credits have no exchange rate: remove the row."),
    ("货币（ISO 4217）", "积分没有汇率：请删除这一行。"),
)
NOT_URL = Mistakes(
    "not_url",
    ("sources", "article"),
    ("an http or https address", "Write the whole address, or leave the cell empty."),
    ("http 或 https 网址", "写完整网址，或留空。"),
)
NO_SUCH_REFERENCE = Mistakes(
    "no_such_reference",
    ("other_figures", "jianying_age"),
    (
        "an id listed in organizations.id / products.id",
        "Correct the id, or add a row with it to organizations.csv, products.csv.",
    ),
    (
        "organizations.id / products.id 里有的 id",
        "更正 id，或先在 organizations.csv, products.csv 里补上那一行。",
    ),
)

CASES = [
    REQUIRED.case("product", "", product=""),
    REQUIRED.case("product", "", product="  "),
    *(NOT_SLUG.case("kind", bad, kind=bad) for bad in ("发布", "产品 launch", "_", "!")),
    CONTROL.case("note", "a\x07b", note="a\x07b"),
    *(NOT_INTEGER.case("year", bad, year=bad) for bad in ("soon", "2023-13", "2023.1", "2023-02-30", "1234567890")),
    *(NOT_COUNT.case("value", bad, value=bad) for bad in ("1.5", "NaN", "25%", "十几", "9" * 16)),
    *(NOT_NUMBER.case("low", bad, low=bad) for bad in ("30-20", "inf", "nan", "1e-12", "0x10", "二三十")),
    NOT_ALLOWED.case("rank", "best", rank="best"),
    limit("too_small", "0").case("value", "-490000000", value="-490000000"),
    limit("too_small", "0").case("low", "-0.01", VIP, low="-0.01"),
    limit("too_small", "1900").case("year", "1899", year="1899"),
    limit("too_great", "2100").case("year", "2101", year="2101"),
    limit("too_small", "1").case("month", "0", month="0"),
    limit("too_great", "12").case("month", "13", month="13"),
    limit("too_small", "1").case("day", "0", day="0"),
    limit("too_great", "31").case("day", "32", day="32"),
    QUALIFIER_NEEDED.case("qualifier", "", low="1", qualifier=""),
    QUALIFIER_NEEDED.case("qualifier", "", high="490000001", qualifier=""),
    *(
        number_needed(qualifier).case("value", "", value="", qualifier=qualifier)
        for qualifier in ("exactly", "about", "at least", "at most", "between", "several")
    ),
    *(
        needs_value(qualifier).case("value", "", value="", low="1", high="2", qualifier=qualifier)
        for qualifier in ("exactly", "about")
    ),
    NEEDS_LOW.case("low", "490000000", low="1", qualifier="at least"),
    NEEDS_LOW.case("low", "2", value="", low="1", high="2", qualifier="at least"),
    NEEDS_HIGH.case("high", "490000000", high="490000001", qualifier="at most"),
    NEEDS_HIGH.case("high", "1", value="", low="1", high="2", qualifier="at most"),
    *(needs_range(qualifier).case("low", "", qualifier=qualifier) for qualifier in ("between", "several")),
    *(
        needs_range(qualifier).case("high", "", value="", low="1", qualifier=qualifier)
        for qualifier in ("between", "several")
    ),
    *(HALF_RANGE.case("high", "", value="25", high="", qualifier=qualifier) for qualifier in ("exactly", "about")),
    HALF_RANGE.case("low", "", value="25", low="", qualifier="about"),
    ORDER.case("low", "low 20, value 19.5, high 30", value="19.5", qualifier="about"),
    ORDER.case("low", "low 20, value 31, high 30", value="31"),
    MONTH_NEEDS_YEAR.case("year", "", year=""),
    DAY_NEEDS_MONTH.case("month", "", month="", day="5"),
    PART_WITH_DAY.case("part", "late", day="5", part="late"),
    PART_NEEDS_YEAR.case("year", "", year="", month="", part="late"),
    NO_SUCH_DATE.case("day", "2023-02-29", month="2", day="29"),
    NO_SUCH_DATE.case("day", "2023-04-31", month="4", day="31"),
    NO_SUCH_DATE.case("day", "1900-02-29", year="1900", month="2", day="29"),
    NO_SUCH_DATE.case("day", "2024-02-30", ("exchange_rates", "CNY"), month="2", day="30"),
    NO_SUCH_DATE.case("day", "2024-02-30", ("sources", "menafn_cny_2024_03_08"), month="2", day="30"),
    MONTH_NEEDS_YEAR.case("until_year", "", VIP, year="2024", month="5", until_month="4"),
    DAY_NEEDS_MONTH.case("until_month", "", VIP, until_year="2024", until_day="4"),
    NO_SUCH_DATE.case("until_day", "2024-02-30", VIP, until_year="2024", until_month="2", until_day="30"),
    UNTIL_BEFORE.case("until_year", "2023", year="2024", until_year="2023"),
    UNTIL_BEFORE.case("until_year", "2024", year="2024", month="5", until_year="2024", until_month="4"),
    NOT_SIGNED.case("value", "-5", value="-5"),
    *(NOT_CURRENCY.case("currency", bad, currency=bad) for bad in ("人民", "RMB元", "CNYX")),
    NOT_CURRENCY.case("currency", "dirhams", ("exchange_rates", "CNY"), currency="dirhams"),
    UNIT_NEEDED.case("unit", "", unit=""),
    SAME_MILESTONE.case("follower", "sora_demo", follower="sora_demo"),
    SAME_STATEMENT.case("statement_b", "sora_demo_2024_02_16", statement_b="sora_demo_2024_02_16"),
    RATE_ZERO.case("units_per_usd", "0", units_per_usd="0"),
    RATE_ZERO.case("units_per_usd", "0", units_per_usd="0.00"),
    CREDIT_RATE.case("currency", "credit", currency="credit"),
    *(
        NOT_URL.case("url", bad, url=bad)
        for bad in ("see page 2", "javascript:alert(1)", "file:///etc/passwd", "https://", "https://a b")
    ),
    NO_SUCH_REFERENCE.case("subject", "nobody", subject="nobody"),
]

#: Mistakes that need a second row; each has a test of its own below.
OF_TWO_ROWS = {"duplicate", "id_taken"}
