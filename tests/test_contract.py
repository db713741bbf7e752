"""A contract that grows: keys decide, labels do not; little is required, and what is left out is made once."""

import csv
import io
import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlag import charts, queries
from leadlag.cards import card_metadata
from leadlag.contract import TABLES
from leadlag.preview import preview
from leadlag.render_options import RenderOptions
from leadlag.rows import Audience
from leadlag.store import READINGS, Snapshot, history, load, proposals
from leadlag.store.files import template
from tests.conftest import STORY, Folder, copy_of_story, examples, story
from tests.pages import opened, page
from tests.params import params
from tests.questions import nulls

#: Columns that a reader reads and no answer may depend on.
LABELS = {"name", "title", "item", "why", "claim", "note", "explanation", "definition", "publisher", "as_written"}
LABELS |= {f"{name}_zh" for name in LABELS} | {"provider_zh"}
Answers = dict[tuple[str, str], list[tuple[Any, ...]]]
LINE = b"product,metric,value,source\ndoubao,mau,400000000,https://example.com/doubao\n"


def answers(snapshot: Snapshot) -> Answers:
    """Every answer in every reading: rows carry no label."""
    found: Answers = {}
    for one in READINGS:
        for name in queries.names():
            found[one, name] = queries.answer(snapshot.read_as(one), name, **params(name))
    return found


@cache
def known() -> Answers:
    return answers(story())


@examples(1, 30)
@given(seed=st.integers(0, 10_000))
def test_neither_labels_nor_order_decide(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Other names, titles and sentences, in every language, and every file but that of the sides upside down: the same
    ids and numbers in the same order."""
    folder, dice = copy_of_story(tmp_path_factory.mktemp("labels") / "data"), random.Random(seed)
    for table in TABLES:
        rows = folder.rows(table.name)
        for row in rows:
            row.update({name: renamed(row[name], dice) for name in row if row[name] and name in LABELS})
        folder.save(table.name, rows if table.name == "sides" else rows[::-1])
    found = answers(folder.load())
    assert {key: rows for key, rows in found.items() if rows != known()[key]} == {}


def renamed(label: str, dice: random.Random) -> str:
    """Another label: in capitals, turned round, or another word altogether."""
    return dice.choice([label.swapcase(), label[::-1], f"{label} {dice.randrange(100)}", f"w{dice.randrange(10**6)}"])


# Little is required


@pytest.mark.parametrize("source", ["https://example.com/doubao", "A friend at the office", "lark_ai_2023_04"])
def test_one_line_is_enough(folder: Folder, source: str) -> None:
    """It shows where it belongs, with a source of its own where it names none that is listed."""
    source = source if "_" not in source else folder.rows("sources")[5]["id"]
    folder.swap({"new.csv": LINE.replace(b"https://example.com/doubao", source.encode())})
    assert folder.rows("users")[-1] | {"source": ""} == {
        **dict.fromkeys(folder.rows("users")[0], ""),
        "id": "doubao_mau",
        "product": "doubao",
        "metric": "mau",
        "value": "400000000",
        "qualifier": "exactly",
        "rank": "normal",
    }
    assert len(folder.rows("users")) == len(Folder(STORY).rows("users")) + 1
    listed = folder.rows("users")[-1]["source"]
    names = charts.names(folder.load(), "en")
    assert source in (listed, names.address(listed), names.document(listed))
    assert len(folder.rows("sources")) == len(Folder(STORY).rows("sources")) + (source != listed)


def test_a_measure_may_have_no_unit(folder: Folder) -> None:
    """It is counted all the same: on screen, with where it stands, and in every question."""
    line = b"subject,measure,value,source,year\ncapcut,Templates,12000,https://example.com/templates,2026\n"
    proposal = folder.propose({"new.csv": line})
    found = preview(folder.load(), proposal.snapshot, proposal.difference, "en")
    assert [change.where for change in found.figures if change.file == "other_figures.csv"] == ["Figures (Latest)"]
    latest = proposal.snapshot.read_as("latest")
    made = charts.chart(latest, "measure", RenderOptions("en"), measure="templates")
    assert made is not None
    assert made.title == "Templates: CapCut 12K"
    assert nulls(latest, every_way=False) == set()


def test_the_same_line_twice_is_one_row(folder: Folder) -> None:
    folder.swap({"new.csv": LINE})
    proposal = folder.propose({"new.csv": LINE.replace(b"400000000", b"410000000")})
    assert [(one.kind, one.key) for one in proposal.difference.changes] == [("changed", "doubao_mau")]
    assert proposal.warnings[0].details == {
        "added": 0,
        "corrected": 1,
        "kept": len(folder.rows("users")) - 1,
        "table": "users",
    }


def test_a_cell_is_corrected_by_its_id(folder: Folder) -> None:
    folder.swap({"users.csv": b"id,value\ncapcut_users_2023_08,500000000\n"})
    row = folder.rows("users")[folder.row("users", "capcut_users_2023_08") - 2]
    assert (row["value"], row["qualifier"], row["as_written"]) == ("500000000", "exactly", "4.9\u4ebf")


def test_a_correction_leaves_the_scope(folder: Folder) -> None:
    """What a part of a table does not say is not read as its default."""
    folder.set("data_costs", "openai_dotdash_year", "scope", "contract")
    folder.swap({"data_costs.csv": b"id,note\nopenai_dotdash_year,Looked up again.\n"})
    row = folder.rows("data_costs")[folder.row("data_costs", "openai_dotdash_year") - 2]
    assert (row["scope"], row["note"]) == ("contract", "Looked up again.")


def test_labels_of_one_spelling_stay_apart(folder: Folder) -> None:
    """`Pro` and `Pro+` are two items; `pro` is the first, and a renamed item keeps the key it has."""
    row = folder.rows("prices")[folder.row("prices", "runway_pro_month") - 2]
    items = {"one": "Neo", "two": "Neo+", "three": "neo"}
    more = [{**row, "id": name, "item": item, "item_zh": "", "item_key": ""} for name, item in items.items()]
    folder.save("prices", [*folder.rows("prices"), *more])
    folder.swap({"new.csv": b"product,item,value,currency,per,source\nrunway_gen,NEO,1,USD,year,article\n"})
    keys = {each["id"]: each["item_key"] for each in folder.rows("prices")}
    assert [keys[name] for name in items] == ["neo", "neo_2", "neo"]
    assert keys["runway_gen_neo_usd_year"] == "neo"
    folder.set("prices", "runway_pro_month", "item", "The middle one")
    before = keys["runway_pro_month"]
    folder.swap({"new.csv": b"product,item,value,currency,per,source\nrunway_gen,Pro plan,1,USD,year,article\n"})
    assert (before, folder.rows("prices")[-1]["item_key"]) == ("pro_plan", "pro_plan")


def test_a_filled_template_adds_a_row(folder: Folder) -> None:
    """It has every column, and far fewer rows than the table."""
    header, _ = template(TABLES[6]).decode("utf-8-sig").splitlines()
    row = {"product": "doubao", "metric": "dau", "value": "7", "year": "2026", "source": "https://example.com/x"}
    line = ",".join(row.get(name, "") for name in header.split(","))
    proposal = folder.propose({"users.csv": "\n".join([header, line]).encode()})
    assert (proposal.merged_tables, proposal.difference.halved) == (("users",), ())
    assert [change.key for change in proposal.difference.changes] == ["example_com_x", "doubao_dau_2026"]
    sent = {"exchange_rates.csv": folder.with_rows("exchange_rates", folder.rows("exchange_rates")[:1])}
    batch = proposals.identify_tables(list(sent.items()))
    assert not proposals.propose(folder.path, folder.shown(), batch).new
    whole = proposals.propose(folder.path, folder.shown(), batch, frozenset({"exchange_rates"}))
    assert whole.difference.halved == ("exchange_rates",)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", ("2024", "", "", "")),
        ("2024-02", ("2024", "2", "", "")),
        ("2024-02-07", ("2024", "2", "7", "")),
        ("late 2023", ("2023", "", "", "late")),
        ("2024 Q1", ("2024", "", "", "early")),
    ],
)
def test_a_date_in_one_column(folder: Folder, text: str, date: tuple[str, ...]) -> None:
    folder.swap({"new.csv": LINE.replace(b"value", b"value,date").replace(b"400000000", f"4,{text}".encode())})
    row = folder.rows("users")[-1]
    assert tuple(row[name] for name in ("year", "month", "day", "part")) == date
    assert row["id"] == "_".join(["doubao_mau", *(part.zfill(2) for part in date if part)])


def test_a_date_that_is_none_is_told_with_its_remedy(folder: Folder) -> None:
    folder.file("milestones").write_text("milestone,organization,source,date\nx,openai,article,soon\n")
    assert ("year", "not_integer", "soon") in [(p.column, p.code, p.found) for p in folder.problems()]


def test_made_ids_stay(folder: Folder) -> None:
    """Also where a key of theirs is corrected later; equal keys get a counter."""
    twice = b"product,metric,value,year,provider,source\ndoubao,mau,1,2020,A,article\ndoubao,mau,2,2020,B,article\n"
    folder.swap({"new.csv": twice})
    made = ["doubao_mau_2020", "doubao_mau_2020_2"]
    assert [row["id"] for row in folder.rows("users")[-2:]] == made
    folder.swap({"users.csv": b"id,year\ndoubao_mau_2020,2021\n"})
    assert [row["id"] for row in folder.rows("users")[-2:]] == made


def test_columns_of_ones_own_stay(folder: Folder) -> None:
    """Through a swap, an undo, and what is downloaded."""
    rows = [{**row, "mood": f"m{place}"} for place, row in enumerate(folder.rows("users"))]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    folder.write("users", text.getvalue())
    folder.swap({"new.csv": LINE})
    assert [row["mood"] for row in folder.rows("users")] == [*(f"m{place}" for place in range(len(rows))), ""]
    shown = folder.load()
    assert shown.exported(TABLES[6]).decode("utf-8-sig").splitlines()[0].endswith(",mood")
    folder.undo()
    assert folder.rows("users") == rows


def test_a_file_without_them_leaves_them(folder: Folder) -> None:
    """A whole table that comes from elsewhere; and a file in which nothing else differs is written, too."""
    rows = folder.rows("topics") or [{"id": "race", "name": "Race", "name_zh": ""}]
    folder.save("topics", rows)
    plain = folder.file("topics").read_bytes()
    for mood in ("calm", "wild"):
        folder.swap({"topics.csv": f"id,name,name_zh,mood\nrace,Race,,{mood}\n".encode()})
        assert [row["mood"] for row in folder.rows("topics")] == [mood]
    folder.swap({"topics.csv": plain.replace(b"Race", b"The race")})
    assert folder.rows("topics") == [{"id": "race", "name": "The race", "name_zh": "", "mood": "wild"}]


def test_optional_files_may_be_absent(folder: Folder) -> None:
    for table in (table for table in TABLES if table.optional and table.name not in ("users", "sources")):
        folder.file(table.name).unlink()
    for name in ("users", "exchange_rates"):
        folder.file(name).unlink(missing_ok=True)
    shown = folder.load()
    assert shown.counts["users"] == 0
    assert shown.counts["measures"] == 5
    assert queries.ask(shown, Audience) == []


def test_negative_numbers_where_the_measure_allows_them(folder: Folder) -> None:
    line = "subject,measure,value,year,source\ncapcut,growth,-5,2025,article\n"
    measure = "id,name,unit,kind,signed\ngrowth,Growth,percent,growth,{}\n"
    codes = []
    for signed in ("no", "yes"):
        sent = {"measures.csv": measure.format(signed).encode(), "new.csv": line.encode()}
        try:
            folder.propose(sent)
        except Exception as error:
            codes.append([problem.code for problem in error.problems])  # type: ignore[attr-defined]
    assert codes == [["not_signed"]]


# Earlier schemas

FIRST = Path(__file__).parent / "schemas" / "1"


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A folder as release 0.5.0 wrote it."""
    folder = tmp_path / "first"
    folder.mkdir()
    for file in FIRST.glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def test_a_folder_of_the_first_schema_opens(first: Path) -> None:
    """And says the same as the story that was written from it."""
    shown = load(first)
    assert answers(shown) == known()
    assert shown.fingerprint == load(STORY).fingerprint
    assert shown.legacy_fingerprint == "1b3c0a9b8751"


def test_it_is_upgraded_and_brought_back(first: Path) -> None:
    before = {file.name: file.read_bytes() for file in first.glob("*.csv")}
    proposals.accept(first, proposals.upgrade(first, load(first)))
    assert load(first).legacy_fingerprint == ""
    assert proposals.upgrade(first, load(first)).new == {}
    proposals.accept(first, proposals.undo(first, load(first)))
    assert {name: (first / name).read_bytes() for name in before} == before


def test_an_entry_of_its_history_is_restored(first: Path) -> None:
    entry = first / ".history" / "20261127T095254.101485Z"
    entry.mkdir(parents=True)
    (entry / "entry.json").write_bytes((FIRST.parent / "entry_0_5_0.json").read_bytes())
    for file in FIRST.glob("*.csv"):
        (entry / file.name).write_bytes(file.read_bytes())
    proposals.accept(first, proposals.upgrade(first, load(first)))
    assert [one.fingerprint for one in history.entries(first)][-1] == "1b3c0a9b8751"
    proposal = proposals.restore(first, load(first), entry.name)
    assert (proposal.snapshot.legacy_fingerprint, proposal.difference.changes) == ("1b3c0a9b8751", ())


def test_a_file_of_the_first_schema_is_swapped_in(folder: Folder) -> None:
    """Into a folder of the present one: nothing that it says changes."""
    sent = {file.name: file.read_bytes() for file in FIRST.glob("*.csv")}
    assert folder.propose(sent).difference.changes == ()


def test_a_picture_of_release_0_5_0_is_of_these_data(first: Path) -> None:
    metadata = card_metadata.read(FIRST.parent / "card_0_5_0.png")
    status = card_metadata.compare(metadata, load(first))
    assert (metadata.fingerprint, status.age, status.moved) == ("1b3c0a9b8751", "same", {})


#: Addresses as release 0.5.0 wrote them into a link: page, parameters, and what the page then shows.
LINKS: list[tuple[str, dict[str, str], str]] = [
    ("prices", {"lang": "en", "currency": "USD"}, "in USD"),
    ("gaps", {"lang": "en", "reading": "checked", "side": "others"}, "only pairs involving Others"),
    ("timeline", {"lang": "en", "kind": "demo launch"}, "only these kinds of event: Demo, Launch"),
    ("figures", {"lang": "en", "statement": "capcut_users_2023_08", "table": "users", "scope": "all"}, "490M"),
    ("conflicts", {"lang": "zh", "between": "inside"}, "\u77db\u76fe"),
]


@pytest.mark.parametrize(("stem", "link", "shown"), LINKS)
def test_links_of_release_0_5_0_open(stem: str, link: dict[str, str], shown: str) -> None:
    assert shown in page(opened(stem, **link))
