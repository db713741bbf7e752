"""What an editor corrected in the shipped data stays corrected: cells that must hold, words that must not return."""

import csv
import re
from pathlib import Path

from leadlag import paths
from leadlag.contract import STATEMENT_TABLES, TABLES

SHIPPED = paths.ROOT / "data"
#: The kinds of source that displace nothing but one another.
WEAK = {"blog", "mirror", "wiki"}
UNDATED = {"year": "", "month": "", "day": "", "part": ""}
#: Statement -> cells that must hold; a name in capitals is no column but where the row stands.
CORRECTED: dict[str, dict[str, str]] = {
    # the year 2022 is that of ChatGPT's success, not of the apps
    "ai_apps_wave_2022": {**UNDATED, "as_written": ""},
    "doubao_launch_2022": {**UNDATED, "as_written": "", "rank": "normal"},
    "hualu_launch_2022": {**UNDATED, "as_written": "", "rank": "normal"},
    "hualu_launch_2024_pandaily": {**UNDATED, "kind": "announcement"},
    "bytedance_ai_apps_2022": {**UNDATED, "low": "11", "high": "19", "as_written": "十几款"},
    # only the second of two mentions stands beside 2023
    "adobe_video_per_minute": {**UNDATED, "value": "3", "seller": "midjourney", "rank": "deprecated"},
    # nearly a year is 9 to 12 months, as nearly two are 21 to 24
    "gap_sora_demo_sora_paid": {"low": "9", "value": "", "high": "", "qualifier": "at least", "unit": "months"},
    "gap_chatgpt_project_flow": {"low": "21", "high": "24", "unit": "months"},
    # released to those who pay, tested by few, announced and not launched
    "sora_release_centerconsulting": {
        "title": "OpenAI opens Sora to paying members",
        "title_zh": "Sora 向付费会员开放",
    },
    "sora_release_devhelpcenter": {"title": "OpenAI opens Sora to paying members", "title_zh": "Sora 向付费会员开放"},
    "kling_paid_2024_07_25": {"title": "Kling starts a paid membership", "title_zh": "可灵推出付费会员"},
    "wenxiaodai_2024": {"kind": "status", "title": "Meituan tests Wenxiaodai"},
    "wenxiaodai_undated": {"kind": "status"},
    "sora_paid_undated": {**UNDATED, "title": "OpenAI not yet charging for Sora", "title_zh": "Sora 尚未收费"},
    "my_ai_2023_04_11": {"kind": "announcement", "title": "Feishu announces My AI", "title_zh": "飞书宣布 My AI"},
    "copilot365_2023_03_16": {"kind": "announcement", "title": "Microsoft announces 365 Copilot"},
    "copilot365_2023_03_16_impactory": {"kind": "announcement", "title": "Microsoft announces 365 Copilot"},
    "sora_shutdown_2026_03_24": {"kind": "announcement"},
    # a release is not the success that follows
    "chatgpt_2022_11_30": {"milestone": "chatgpt_release", "kind": "launch", "title": "OpenAI releases ChatGPT"},
    "chatgpt_2022_11_30_california": {"milestone": "chatgpt_release", "kind": "launch"},
    "chatgpt_takes_off_2022": {"milestone": "chatgpt_takes_off", "kind": "audience", "year": "2022"},
    "chatgpt_takes_off_2022_12_05": {"milestone": "chatgpt_takes_off", "kind": "audience", "rank": "preferred"},
    # money for OpenAI is no cost; a bill, a contract and an offer are three things
    "openai_disney_total": {
        "measure": "investment_planned_by_disney",
        "value": "1000000000",
        "year": "2025",
        "month": "12",
        "day": "11",
        "source": "abc_disney_openai_2025_12_11",
    },
    "openai_axel_springer_year": {"material": "news", "scope": "contract", "rank": "deprecated"},
    "openai_axel_springer_total": {"low": "25000000", "high": "30000000", "unit": "USD", "rank": "preferred"},
    "openai_news_per_year": {"material": "news", "scope": "bill", **UNDATED},
    "openai_news_2023": {"material": "news", "scope": "bill", "year": "2023"},
    "openai_news_offer_verge": {"material": "news", "scope": "offer"},
    "openai_news_offer_nypost": {"material": "news", "scope": "offer"},
    "openai_news_offer_uuaa": {"material": "news", "scope": "offer"},
    "openai_dotdash_year": {"material": "news", "scope": "contract"},
    "amazon_nyt_newsmax": {"material": "news", "scope": "contract", "rank": "preferred"},
    "amazon_nyt_todaybeam": {"material": "news", "scope": "contract", "rank": "normal"},
    "photobucket_video": {"material": "video", "scope": "offer"},
    # it has happened, and OpenAI says so
    "sora_api_end_2026_09_24": {
        "kind": "shutdown",
        "title": "Sora's API is shut down",
        "source": "openai_sora_2_model",
        "rank": "preferred",
        "year": "2026",
        "month": "9",
        "day": "24",
    },
    # weekly actives are an audience
    "chatgpt_weekly_2025_10": {"TABLE": "users", "metric": "wau", "low": "800000000", "qualifier": "at least"},
    "chatgpt_weekly_2026_02": {
        "TABLE": "users",
        "metric": "wau",
        "low": "900000000",
        "value": "",
        "qualifier": "at least",
        "year": "2026",
        "month": "2",
        "day": "27",
    },
    "chatgpt_paying_users_2026_02": {"low": "50000000", "value": "", "qualifier": "at least", "day": "27"},
    # old prices without a date, blogs, and the end of a range do not stand for what is
    "adobe_paying_users_2025": {"rank": "normal"},
    "capcut_pro_month": {**UNDATED, "rank": "normal"},
    "capcut_pro_year": {**UNDATED, "rank": "normal"},
    "sora_2_pro_api_minute": {"item": "Sora 2 Pro API", "low": "18", "value": "", "high": "30", "rank": "preferred"},
    "sora_2_pro_api_minute_clsa": {"item": "Sora 2 Pro API, top resolution", "value": "30"},
    "pico_price_shine": {"low": "5000000000", "qualifier": "at least", "rank": "preferred"},
    "seedance_1_2025_06_11": {"source": "bytedance_seed_seedance_1", "day": "11"},
    "openai_ft_deal_2024_04_29": {"year": "2024", "month": "4", "day": "29", "rank": "preferred"},
}
#: Statement and column -> what the text must say (and, after the bar, what it must not).
WORDED: dict[tuple[str, str], str] = {
    ("gap_sora_demo_sora_paid", "note"): "298 days or 9.8 months|10 months",
    ("adobe_video_per_minute", "note"): "Undated: only the second|not 2023",
    ("gap_sora_demo_zhang_nan_move", "claim_zh"): "次日|隔",
    ("gap_sora_demo_sora_release", "why"): "paying members|anyone",
    ("sora_release_centerconsulting", "note"): "paying Plus and Pro members|public",
    ("gap_jianying_launch_100m_mau", "note"): "1.6 to 2.7 years|end of 2021",
    ("gap_jianying_launch_100m_mau", "note_zh"): "1.6 到 2.7 年|才接近",
    ("chatgpt_pro_2024_12", "claim"): "standard-speed|slower",
    ("chatgpt_pro_2024_12", "claim_zh"): "标准速度|慢速",
    ("adobe_video_techstory", "claim"): "ranging from 2.62 to 7.25|in all",
    ("capcut_pro_month", "note"): "Undated and old|",
    ("openai_axel_springer_deal_politico", "claim_zh"): "阿克塞尔·施普林格|",
    ("openai_disney_total", "note"): "It never closed|",
    ("openai_news_2023", "note"): "signed only on 13 December|point higher",
}
#: Pairs that contradict each other and were missed, three of them inside the article; pairs that no longer do.
FOUND = {
    ("capcut_users_2023_08", "jianying_mau_100m"),
    ("gap_jianying_launch_membership", "gap_sora_demo_sora_paid"),
    ("capcut_free_clips_per_day", "jianying_ai_in_membership_undated"),
    ("my_ai_2023_04", "my_ai_2023_04_11"),
    ("gap_chatgpt_project_flow", "chatgpt_2022_11_30"),
    ("douyin_tiktok_users", "tiktok_mau_2023_q1"),
}
SETTLED = {
    ("gap_sora_demo_sora_paid", "sora_paid_2024_12_09"),
    ("gap_sora_demo_sora_paid", "sora_demo_2024_02_16"),
    ("doubao_launch_2022", "doubao_launch_2023_06"),
    ("ai_apps_wave_2022", "doubao_launch_2023_06"),
    ("openai_axel_springer_year", "openai_news_2023"),
}
KINDS = {
    "blog": ("haopicks_adobe", "devhelpcenter_sora", "ofox_sora_api", "cometapi_sora_api", "todaybeam_news_licences"),
    "mirror": ("tvp_world_capcut_wsj", "sina_feishu_letter_2024_03_26", "zhu_jun_doubao_2024_05_15"),
    "primary": ("openai_sora_2_model", "bytedance_seed_seedance_1"),
}
LEFT_OUT = (
    "ByteDance has the world's largest short-video library",
    "most of the data lies unused",
    "the metaverse cooled in 2023",
    "many people think that craft is what is missing",
    "so many creators, so many food bloggers and shop reviewers",
    "all AI companies covet the data",
    "“so many users”",
    "Douyin understands best what its users like",
)
HAN = "\u3400-\u9fff"
#: What no Chinese cell may hold: the codebook's rule of spacing and punctuation.
CHINESE_FAULTS = {
    "no space between Chinese and Latin": rf"[{HAN}][A-Za-z0-9]|[A-Za-z0-9%][{HAN}]",
    "space beside punctuation": r" [，。：；？！（）“”《》、·…]|[，。：；？！（）“”《》、·…] ",
    "half-width punctuation": r"[,;:?!()]",
    "space before %": r"\d %",
}
FAULTS = {
    "straight quote": r"[\"']",
    "hyphen for minus": r"(?<![\w–-])-\d",
    "loose blanks": r"^\s|\s$|\s\s",
}
#: "X was said to have", "X had Y do", "X gave 20 dollars" where "X says that" or "X puts … at" is meant.
OLD_CLAIM = re.compile(r"\b(?:was|were) (?:said|quoted)\b|^(?:(?! that | of | when ).)+? (?:had|gave) ")
WRITTEN = re.compile(
    r"time of writing|written (?:long )?before|when the article was written|写作之时|写作时间|写作在先|写作时才",
    re.IGNORECASE,
)


def read(name: str) -> list[dict[str, str]]:
    with (SHIPPED / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


STATEMENTS = {row["id"]: {"TABLE": table.name, **row} for table in STATEMENT_TABLES for row in read(table.name)}
SOURCES = {row["id"]: row for row in read("sources")}


def texts() -> list[tuple[str, str, str]]:
    """Every cell that is prose or a name, with where it stands, its language last."""
    prose = {"title", "name", "item", "measure", "provider", "claim", "note", "why", "explanation"}
    return [
        (
            f"{table.file} {row.get('id') or row.get('statement_a')} {column}",
            "zh" if column.endswith("_zh") else "en",
            text,
        )
        for table in TABLES
        for row in read(table.name)
        for column, text in row.items()
        if column.removesuffix("_zh") in prose and text
    ]


def test_corrected_cells_hold() -> None:
    wrong = [
        (statement, column, STATEMENTS.get(statement, {}).get(column), value)
        for statement, cells in CORRECTED.items()
        for column, value in cells.items()
        if STATEMENTS.get(statement, {}).get(column, "").replace("’", "'") != value
    ]
    assert wrong == []


def test_corrected_texts_hold() -> None:
    wrong = []
    for (statement, column), wanted in WORDED.items():
        said, unsaid = wanted.split("|")
        text = STATEMENTS[statement][column]
        if said not in text or (unsaid and unsaid in text):
            wrong.append((statement, column, text))
    assert wrong == []


def test_conflicts_are_those_there_are() -> None:
    explained = {frozenset((row["statement_a"], row["statement_b"])) for row in read("conflicts")}
    assert {pair for pair in FOUND if frozenset(pair) not in explained} == set()
    assert {pair for pair in SETTLED if frozenset(pair) in explained} == set()


def test_two_publishers_of_one_name() -> None:
    wrong = [where for where, _, text in texts() if re.search("(?<!阿克塞尔·)施普林格", text)]
    assert wrong == []


def test_what_is_left_out_is_said() -> None:
    codebook = (SHIPPED / "README.md").read_text(encoding="utf-8")
    assert [phrase for phrase in LEFT_OUT if phrase not in codebook] == []


def test_sources_are_of_the_kind_they_are() -> None:
    wrong = [(name, SOURCES[name]["kind"], kind) for kind, names in KINDS.items() for name in names]
    assert [(name, found, kind) for name, found, kind in wrong if found != kind] == []
    copies = [row["id"] for row in SOURCES.values() if "copy on" in row["publisher"] and row["kind"] != "mirror"]
    blogs = [row["id"] for row in SOURCES.values() if "blog" in row["publisher"] and row["kind"] != "blog"]
    assert copies + blogs == []


def test_publisher_has_one_name_in_each_language() -> None:
    """And an English one without Chinese characters, as its titles have."""
    names = {(row["publisher"], row["publisher_zh"]) for row in SOURCES.values()}
    assert len(names) == len({english for english, _ in names})
    english = [row[column] for row in SOURCES.values() for column in ("publisher", "title")]
    assert [text for text in english if re.search(f"[{HAN}]", text)] == []


def fact_key(row: dict[str, str]) -> tuple[str, ...]:
    """What a statement is about, by the codebook's keys."""
    keys = {
        "users": ("product", "metric"),
        "prices": ("product", "item", "currency", "per"),
        "data_costs": ("buyer", "material", "currency", "per"),
        "milestones": ("milestone",),
        "gaps": ("leader", "follower"),
        "other_figures": ("subject", "measure", "unit"),
    }
    return (row["TABLE"], *(row[key] for key in keys[row["TABLE"]]))


def same_period(one: dict[str, str], other: dict[str, str]) -> bool:
    """An event has one period; of figures the dates meet as far as both are given, or one is missing."""
    if one["TABLE"] in ("milestones", "gaps"):
        return True
    parts = [(one[part], other[part]) for part in ("year", "month", "day")]
    return all(a == b for a, b in parts if a and b)


def test_weak_sources_displace_nobody() -> None:
    kinds = {name: row["kind"] for name, row in SOURCES.items()}
    rows = STATEMENTS.values()
    strong = [r for r in rows if kinds[r["source"]] not in {*WEAK, "article"} and r["rank"] != "deprecated"]
    displaced = [
        (weak["id"], better["id"])
        for weak in rows
        if weak["rank"] == "preferred" and kinds[weak["source"]] in WEAK
        for better in strong
        if fact_key(better) == fact_key(weak) and same_period(better, weak)
    ]
    assert displaced == []
    assert [r["id"] for r in rows if r["rank"] == "preferred" and kinds[r["source"]] == "article"] == []


def test_scopes_are_kept_apart() -> None:
    """Whole bills name no seller, contracts do; an offer is nobody's bill."""
    news = [row for row in STATEMENTS.values() if row.get("material") == "news"]
    assert [r["id"] for r in news if (r["scope"] == "contract") != bool(r["seller"])] == []


def test_announcements_are_no_launches() -> None:
    announced = re.compile(r"announce|not a launch|宣布")
    launches = [row for row in STATEMENTS.values() if row.get("kind") == "launch"]
    wrong = [r["id"] for r in launches if announced.search(f"{r['title']} {r['note']} {r['note_zh']}")]
    assert wrong == []


def test_nothing_is_for_everyone() -> None:
    everyone = re.compile(r"everyone|everybody|anyone|to the public\b|to all\b|人人可用|向公众|全面开放")
    cells = [
        (r["id"], r.get(c, "")) for r in STATEMENTS.values() for c in ("title", "title_zh", "claim", "claim_zh", "why")
    ]
    assert [(name, text) for name, text in cells if everyone.search(text)] == []


def test_titles_fit_their_marks() -> None:
    rows = [row for row in STATEMENTS.values() if row["TABLE"] == "milestones"]
    assert [row["id"] for row in rows if len(row["title"]) > 38 or len(row["title_zh"]) > 16] == []


def test_article_has_no_date() -> None:
    assert [(where, text) for where, _, text in texts() if WRITTEN.search(text)] == []
    assert {SOURCES["article"][part] for part in ("year", "month", "day")} == {""}


def test_texts_follow_the_house_style() -> None:
    rules = {"zh": {**FAULTS, **CHINESE_FAULTS}, "en": FAULTS}
    faults = [
        (where, fault, text)
        for where, lang, text in texts()
        for fault, pattern in rules[lang].items()
        if re.search(pattern, text)
    ]
    assert faults == []


def test_claims_say_who_says_it() -> None:
    assert [row["claim"] for row in STATEMENTS.values() if OLD_CLAIM.search(row["claim"])] == []


def test_the_article_says_what_it_says() -> None:
    """Its claims name it; where a number or a date is entered, the characters it is printed with are, too."""
    own = [row for row in STATEMENTS.values() if SOURCES[row["source"]]["kind"] == "article"]
    assert [row["id"] for row in own if not row["claim"].startswith("The article")] == []
    assert [row["id"] for row in own if not row["claim_zh"].startswith("文章")] == []
    bare = [
        row["id"]
        for row in own
        if any(row.get(cell) for cell in ("year", "low", "value", "high")) and not row["as_written"]
    ]
    assert bare == []


def test_files_open_in_a_spreadsheet() -> None:
    """A byte-order mark, line feeds, and quotes only where a cell needs them."""
    for path in sorted(SHIPPED.glob("*.csv")):
        raw = path.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf"), path.name
        assert b"\r" not in raw, path.name
        assert raw.decode("utf-8-sig") == written(path), path.name


def written(path: Path) -> str:
    """The file as the csv module writes it, with the quotes a cell needs and no others."""
    lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    return "".join(",".join(quoted(cell) for cell in line) + "\n" for line in lines)


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if re.search(r'[,"\n]', cell) else cell
