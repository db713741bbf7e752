"""The page of data, run by Streamlit's AppTest: what was sent is named, refused with reasons, previewed, accepted."""

from collections.abc import Mapping

import pytest
from streamlit.testing.v1 import AppTest

from leadlag.store import files, history
from leadlag.tables import TABLES
from leadlag.words import LANGUAGES, Language, say
from tests.conftest import Folder
from tests.pages import opened, page, words

pytestmark = pytest.mark.usefixtures("shared_snapshots")
every_language = pytest.mark.parametrize("lang", LANGUAGES)
CAPCUT = ("users", "capcut_users_2023_08", "value")


@pytest.fixture(autouse=True)
def data(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    return folder


def send(app: AppTest, sent: Mapping[str, bytes]) -> AppTest:
    uploader = app.file_uploader[0]
    for name, raw in sent.items():
        uploader.upload(name, raw, "text/csv")
    app.run()
    assert not app.exception
    return app


def with_cell(folder: Folder, value: str) -> bytes:
    return folder.file("users").read_bytes().replace(b",490000000,", f",{value},".encode(), 1)


def pressed(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


@every_language
def test_the_page_lists_every_file_on_show_with_its_rows_and_both_downloads(data: Folder, lang: Language) -> None:
    shown = page(opened("swap", lang=lang))
    for table in TABLES:
        assert f"<td>{table.file}</td><td>{len(data.rows(table.name))}</td>" in shown
        assert f"href='files/{table.file}'" in shown
        assert f"href='templates/{table.file}'" in shown
    assert "href='files/all.zip' download='data.zip'" in shown
    assert str(data.path) in shown


@every_language
def test_problems_of_all_files_are_listed_at_once_and_nothing_is_offered(data: Folder, lang: Language) -> None:
    before = {table.name: data.file(table.name).read_bytes() for table in TABLES}
    sides = data.file("sides").read_bytes().replace("其他".encode(), b"")
    app = send(
        opened("swap", lang=lang),
        {"a.csv": with_cell(data, "4.9亿"), "b.csv": sides, "c.csv": b"fruit,colour\napple,red\n"},
    )
    assert [error.value for error in app.error] == [say(lang, "swap.problems", count=3)]
    told = words(app)
    assert say(lang, "fix.write", value="490000000") in told
    assert say(lang, "problem.required.fix", column="name_zh") in told
    assert say(lang, "fix.stranger") in told
    assert say(lang, "swap.taken", sent="a.csv", file="users.csv") in told
    assert [button.key for button in app.button if button.key in ("accept", "discard")] == []
    assert {table.name: data.file(table.name).read_bytes() for table in TABLES} == before


@every_language
def test_a_change_is_shown_before_it_counts_then_accepted_and_undone(data: Folder, lang: Language) -> None:
    before, after = {"en": ("about 490M users", "about 512M users"), "zh": ("约4.9亿", "约5.12亿")}[lang]
    app = send(opened("swap", lang=lang), {"users.csv": with_cell(data, "512000000")})
    assert before in words(app)
    assert after in words(app)
    assert data.rows("users")[1]["value"] == "490000000"
    pressed(app, "accept")
    assert data.rows("users")[1]["value"] == "512000000"
    summary = {"en": "users.csv: 1 figure changed", "zh": "users.csv：改动1条"}[lang]
    assert [success.value for success in app.success] == [say(lang, "done.swap", changes=summary)]
    assert [one.kind for one in history.entries(data.path)] == ["swap"]

    pressed(app, "undo")
    pressed(app, "accept")
    assert data.rows("users")[1]["value"] == "490000000"
    assert [success.value for success in app.success] == [say(lang, "done.undo", changes=summary)]
    first = history.entries(data.path)[0]
    pressed(app, f"restore-{first.name}")
    pressed(app, "accept")
    assert data.rows("users")[1]["value"] == "512000000"


@every_language
def test_sending_back_what_was_exported_changes_nothing(data: Folder, lang: Language) -> None:
    shown = data.load()
    exported = {table.file: files.exported(table, shown.tables[table.name]) for table in TABLES}
    app = send(opened("swap", lang=lang), {"all.zip": files.archive(exported)})
    assert [info.value for info in app.info] == [say(lang, "swap.same")]
    assert history.entries(data.path) == []


@every_language
def test_a_table_that_loses_most_of_its_rows_must_be_named(data: Folder, lang: Language) -> None:
    head, *rows = data.file("conflicts").read_bytes().splitlines(keepends=True)
    app = send(opened("swap", lang=lang), {"conflicts.csv": head + b"".join(rows[:9])})
    assert app.text_input(key="confirm-conflicts").label == say(
        lang, "swap.confirm", file="conflicts.csv", table="conflicts"
    )
    assert app.button(key="accept").disabled
    app.text_input(key="confirm-conflicts").input("conflict").run()
    assert app.button(key="accept").disabled
    app.text_input(key="confirm-conflicts").input("conflicts").run()
    assert not app.button(key="accept").disabled
    pressed(app, "accept")
    assert len(data.rows("conflicts")) == 9


def test_leaving_everything_as_it_is_changes_nothing(data: Folder) -> None:
    app = send(opened("swap", lang="en"), {"users.csv": with_cell(data, "512000000")})
    pressed(app, "discard")
    assert [button.key for button in app.button if button.key in ("accept", "discard")] == []
    assert data.rows("users")[1]["value"] == "490000000"


def test_a_preview_is_made_again_where_the_data_change_under_it(data: Folder) -> None:
    app = send(opened("swap", lang="en"), {"users.csv": with_cell(data, "512000000")})
    data.set(*CAPCUT, "500000000")
    app.run()
    assert [warning.value for warning in app.warning] == [say("en", "swap.meanwhile")]
    assert "about 500M users" in words(app)
    pressed(app, "accept")
    assert data.rows("users")[1]["value"] == "512000000"


def test_other_pages_say_what_changed_since_their_last_run(data: Folder) -> None:
    app = opened()
    assert list(app.toast) == []
    data.set(*CAPCUT, "500000000")
    app.run()
    assert [toast.value for toast in app.toast] == ["users.csv: 1 figure changed"]
    app.run()
    assert list(app.toast) == []
