"""A remedy that is followed never leaves more problems than there were, whatever the damage."""

import pytest
from hypothesis import currently_in_test_context, event, given
from hypothesis import strategies as st

from leadlag.contract import TABLES, Column
from leadlag.errors import Problem
from leadlag.store.remedies import near_id
from tests.conftest import STORY, Folder, examples
from tests.fixes import Contents, Grid, followed, grid, problems_of, saved

STORIES = {table.name: (STORY / table.file).read_bytes() for table in TABLES}
STORIES["topics"] = "id,name,name_zh\nvideo,Video,视频\nsound,Sound,声音\nchips,Chips,芯片\nlaw,Law,法律\n".encode()
AMOUNTS = [
    "4.9亿",
    "490 million",
    "1,000,000",
    "20-30",
    "20–30万",
    ">490M",
    "不到4.9亿",
    "~5",
    "¥4.80",
    "25%",
    "n/a",
    "-",
]
DATES = [
    "2023-11",
    "Nov-23",
    "2023/11/5",
    "45231",
    "45235",
    "late 2023",
    "mid-2024",
    "2023年底",
    "Q1 2025",
    "11月",
    "5日",
]
DATES += ["end of February 2024", "2024年2月底", "5/11/2023", "n/a", "23", "2023年"]
CHOICES = [
    "Exactly",
    "at_least",
    "Normal",
    "MAU",
    "Late",
    "年底",
    "late 2023",
    "CapCut",
    "Cap Cut",
    "capcutt",
    "RMB",
    "元",
]
CHOICES += ["TRUE", "#REF!", "http://example.org/a", "reuters_pico_2023_11_08", ""]
ODD = st.sampled_from([*AMOUNTS, *DATES, *CHOICES]) | st.text(max_size=6)
PLAIN = st.sampled_from(["", "0", "1", "5", "12", "2024", "490000000", "at least", "between", "exactly", "late", "USD"])


def fitting(column: Column) -> st.SearchStrategy[str]:
    """What people write into a column like this one, or anything."""
    if column.name in ("year", "month", "day", "part"):
        return st.sampled_from(DATES) | PLAIN | ODD
    return (st.sampled_from(AMOUNTS) if column.kind in ("count", "number") else st.sampled_from(CHOICES)) | PLAIN | ODD


@st.composite
def damaged_cells(draw: st.DrawFn) -> Contents:
    """The story with up to six other cells, most of them in one row."""
    contents = dict(STORIES)
    table = draw(st.sampled_from([table for table in TABLES if table.name not in ("sides", "conflicts")]))
    rows = grid(contents[table.name])
    at = draw(st.integers(1, len(rows) - 1))
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(table.columns) - 1))
        row = draw(st.sampled_from([at, at, at, draw(st.integers(1, len(rows) - 1))]))
        rows[row][place] = draw(fitting(table.columns[place])).replace("\0", "")
    contents[table.name] = saved(rows)
    return contents


@examples(20, 1000)
@given(damaged_cells())
def test_remedy_never_adds_problems(contents: Contents) -> None:
    never_worse(contents, problems_of(contents))


def never_worse(contents: Contents, problems: list[Problem]) -> None:
    for problem in problems[:6]:
        after = followed(contents, problem)
        if after is not None:
            if currently_in_test_context():
                event(str(problem.details.get("remedy", problem.code)))
            left = problems_of(after)
            assert len(left) <= len(problems), (problem, [one for one in left if one not in problems])


@examples(20, 1000)
@given(damaged_cells())
def test_following_comes_to_an_end(contents: Contents) -> None:
    """Nothing a fix writes is refused with a fix that goes back; an id that is spelled anew is mended at each place."""
    for _ in range(100):
        ways = (followed(contents, problem) for problem in problems_of(contents))
        after = next((way for way in ways if way is not None), None)
        if after is None:
            return
        assert after != contents
        contents = after
    raise AssertionError(problems_of(contents))


# Damage of whole files


def titled(rows: Grid) -> Grid:
    return [["Figures of 2024"], [], *rows]


def twice(rows: Grid) -> Grid:
    return [*rows[:3], rows[0], *rows[3:]]


def sorted_away(rows: Grid) -> Grid:
    return [*rows[1:4], rows[0], *rows[4:]]


def total(rows: Grid) -> Grid:
    return [*rows, ["Total", *[""] * (len(rows[0]) - 1)], ["Source: the company's own pages"], ["* estimated"]]


def capitals(rows: Grid) -> Grid:
    return [[cell.title() for cell in rows[0]], *rows[1:]]


def no_header(rows: Grid) -> Grid:
    return rows[1:]


def renamed(rows: Grid) -> Grid:
    return [[f"{cell} " if at % 2 else cell.replace("_", " ").upper() for at, cell in enumerate(rows[0])], *rows[1:]]


def counted(rows: Grid) -> Grid:
    return [["", *rows[0]], *([str(at), *row] for at, row in enumerate(rows[1:]))]


WAYS = [titled, twice, sorted_away, total, capitals, no_header, renamed, counted]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: str(way.__name__))
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_spoiled_file_is_mended_in_few_steps(table: object, way: object) -> None:
    assert callable(way)
    name = str(getattr(table, "name", ""))
    contents: Contents = {**STORIES, name: saved(way(grid(STORIES[name])))}
    problems = problems_of(contents)
    assert len(problems) <= 4, problems
    never_worse(contents, problems)
    steps = 0
    while problems and steps < 6:
        ways = (followed(contents, problem) for problem in problems)
        contents = next((way for way in ways if way is not None), contents)
        problems, steps = problems_of(contents), steps + 1
    assert problems == []


@examples(20, 1000)
@given(damaged_cells(), st.sampled_from(WAYS), st.sampled_from(TABLES))
def test_damage_of_both_kinds(contents: Contents, way: object, table: object) -> None:
    assert callable(way)
    name = str(getattr(table, "name", ""))
    contents = {**contents, name: saved(way(grid(contents[name])))}
    never_worse(contents, problems_of(contents))


# Ids


def test_an_id_is_corrected_but_never_guessed() -> None:
    known = ["capcut", "jianying", "reuters_pico_2023_11_07", "reuters_pico_2023_11", "sora", "veo_3"]
    near = {"CapCut": "capcut", "jian-ying": "jianying", "jiangying": "jianying", "capctu": "capcut", "sorra": "sora"}
    far = ["reuters_pico_2023_11_08", "reuters_2023_11_07", "pico_2023_11_07", "veo_2", "soda_2", "kling", "ai"]
    assert {text: near_id(text, known) for text in near} == near
    assert {text: near_id(text, known) for text in far} == dict.fromkeys(far, "")


def fixes(folder: Folder) -> list[tuple[str, str]]:
    return [(problem.fix("en"), problem.fix("zh")) for problem in folder.problems()]


def test_a_missing_source_is_to_be_added(folder: Folder) -> None:
    folder.set("milestones", "sora_demo_2024_02_15", "source", "reuters_pico_2023_11_06")
    assert fixes(folder) == [
        (
            "Correct the id, or add a row with it to sources.csv.",
            "更正 id，或先在 sources.csv 里补上那一行。",
        )
    ]


def test_an_address_is_the_source_that_has_it(folder: Folder) -> None:
    before = folder.load().tables
    folder.set("users", "capcut_users_2023_08", "source", "HTTP://jinhanchuan.com/249845.html#top")
    assert fixes(folder) == []
    assert folder.load().tables == before
    folder.set("users", "capcut_users_2023_08", "source", "https://www.reuters.com/technology/a-new-page")
    assert fixes(folder) == []
    assert len(folder.load().tables["sources"]) == len(before["sources"]) + 1


def test_a_name_that_no_id_spells_is_no_id(folder: Folder) -> None:
    folder.set("users", "capcut_users_2023_08", "product", "Some New App")
    assert fixes(folder) == [
        (
            "Write an id from products.csv, or add a row for this there first.",
            "请写 products.csv 里有的 id，或先在那里补上一行。",
        )
    ]


def test_a_renamed_id_is_no_other(folder: Folder) -> None:
    """A statement that conflicts speak of gets another id: none of the ids left is offered in its place."""
    folder.set("users", "capcut_mau_2023", "id", "capcut_mau_2024")
    told = [fix for fix, _ in fixes(folder)]
    assert told
    assert all(fix.startswith("Correct the id, or add a row") for fix in told)
