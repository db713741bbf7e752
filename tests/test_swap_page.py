"""The page of data, run by Streamlit's AppTest: what was sent is named, refused with reasons, previewed, accepted."""

from collections.abc import Mapping

import pytest
from streamlit.testing.v1 import AppTest

from leadlag.contract import TABLES
from leadlag.store import files, history
from leadlag.words import LANGUAGES, Language, translate
from tests.conftest import Folder
from tests.pages import messages, opened, page, words

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


def buttons(app: AppTest) -> set[str]:
    """Whether a preview is offered."""
    return {button.key for button in app.button if button.key} & {"accept", "discard"}


def test_page_lists_every_file(data: Folder) -> None:
    """With its rows and both downloads."""
    shown = page(opened("swap", lang="en"))
    missing = [
        wanted
        for table in TABLES
        for wanted in (
            f"<td>{table.file}</td><td>{len(data.rows(table.name))}</td>",
            f"href='files/{table.file}'",
            f"href='templates/{table.file}'",
        )
        if wanted not in shown
    ]
    assert missing == []
    assert "href='files/all.zip' download='data.zip'" in shown
    assert str(data.path) in shown


def test_problems_offer_nothing(data: Folder) -> None:
    before = data.contents()
    organizations = data.with_cell("organizations", "openai", "side", "")
    app = send(
        opened("swap", lang="zh"),
        {"a.csv": with_cell(data, "4.9亿"), "b.csv": organizations, "c.csv": b"fruit,colour\napple,red\n"},
    )
    assert [error.value for error in app.error] == [translate("zh", "swap.problems", count=3)]
    shown = words(app)
    assert translate("zh", "fix.write", value="490000000") in shown
    assert translate("zh", "problem.required.fix", column="side") in shown
    assert translate("zh", "fix.no_known_column") in shown
    assert translate("zh", "swap.identified", name="a.csv", file="users.csv") in shown
    assert buttons(app) == set()
    assert data.contents() == before


@every_language
def test_change_is_accepted_and_undone(data: Folder, lang: Language) -> None:
    before, after = {"en": ("about 490M users", "about 590M users"), "zh": ("约 4.9 亿", "约 5.9 亿")}[lang]
    app = send(opened("swap", lang=lang), {"users.csv": with_cell(data, "590000000")})
    assert before in words(app)
    assert after in words(app)
    assert data.rows("users")[1]["value"] == "490000000"
    pressed(app, "accept")
    assert data.rows("users")[1]["value"] == "590000000"
    summary = {"en": "users.csv: 1 figure changed", "zh": "users.csv：改动 1 条"}[lang]
    assert messages(app.success) == [translate(lang, "done.swap", changes=summary)]
    assert [one.kind for one in history.entries(data.path)] == ["swap"]

    pressed(app, "undo")
    pressed(app, "accept")
    assert data.rows("users")[1]["value"] == "490000000"
    assert messages(app.success) == [translate(lang, "done.undo", changes=summary)]
    first = history.entries(data.path)[0]
    pressed(app, f"restore-{first.name}")
    pressed(app, "accept")
    assert data.rows("users")[1]["value"] == "590000000"


@every_language
def test_undo_of_what_changed_no_row(data: Folder, lang: Language) -> None:
    """An upgrade, and files that were only written otherwise: the bytes come back."""
    before = data.contents()
    shown = data.load()
    new = {"users": shown.exported(TABLES[6])}
    history.replace(data.path, new, unchanged=lambda: True, kind="upgrade", fingerprint=shown.fingerprint, changes=())
    app = opened("swap", lang=lang)
    written = translate(lang, "difference.none")
    assert translate(lang, "history.line.upgrade", changes=written) in words(app)
    pressed(app, "undo")
    assert written in words(app)
    pressed(app, "accept")
    assert messages(app.success) == [translate(lang, "done.undo", changes=written)]
    assert data.contents() == before


def test_exported_files_change_nothing(data: Folder) -> None:
    shown = data.load()
    exported = {table.file: files.exported(table, shown.tables[table.name]) for table in TABLES}
    app = send(opened("swap", lang="zh"), {"all.zip": files.archive(exported)})
    assert [info.value for info in app.info] == [translate("zh", "swap.same")]
    assert history.entries(data.path) == []


def test_loss_of_most_rows_must_be_confirmed(data: Folder) -> None:
    head, *rows = data.file("conflicts").read_bytes().splitlines(keepends=True)
    sent = {"conflicts.csv": head + b"".join(rows[:9]), "sides.csv": data.file("sides").read_bytes()}
    app = send(opened("swap", lang="en"), sent)
    label = translate("en", "swap.confirm", file="conflicts.csv", table="conflicts")
    assert app.text_input(key="confirm-conflicts").label == label
    assert app.button(key="accept").disabled
    app.text_input(key="confirm-conflicts").input("conflict").run()
    assert app.button(key="accept").disabled
    app.text_input(key="confirm-conflicts").input("conflicts").run()
    assert not app.button(key="accept").disabled
    pressed(app, "accept")
    assert len(data.rows("conflicts")) == 9


def test_some_rows_are_added_unless_confirmed(data: Folder) -> None:
    """Whether a table should be replaced is asked, also where no row that was sent is new."""
    rows = data.rows("conflicts")[:9]
    label = translate("en", "swap.replace_table", file="conflicts.csv", table="conflicts")
    for sent, offered in (([*rows, {**rows[0], "severity": "low"}][1:], {"accept", "discard"}), (rows, {"discard"})):
        app = send(opened("swap", lang="en"), {"conflicts.csv": data.with_rows("conflicts", sent)})
        assert "The file has fewer rows than the table" in words(app)
        assert buttons(app) == offered
        assert app.text_input(key="confirm-conflicts").label == label
    app.text_input(key="confirm-conflicts").input("conflicts").run()
    assert not app.button(key="accept").disabled
    pressed(app, "accept")
    assert data.rows("conflicts") == rows


def test_absent_files_are_listed_and_empty(data: Folder) -> None:
    data.file("topics").unlink()
    shown = page(opened("swap", lang="en"))
    assert "<td>topics.csv</td><td>0</td><td>–</td><td>–</td>" in shown


def test_discarded_preview_changes_nothing(data: Folder) -> None:
    app = send(opened("swap", lang="en"), {"users.csv": with_cell(data, "590000000")})
    assert buttons(app) == {"accept", "discard"}
    pressed(app, "discard")
    assert buttons(app) == set()
    assert data.rows("users")[1]["value"] == "490000000"


def test_preview_is_made_again_over_other_data(data: Folder) -> None:
    app = send(opened("swap", lang="en"), {"users.csv": with_cell(data, "590000000")})
    data.set(*CAPCUT, "500000000")
    app.run()
    assert [warning.value for warning in app.warning] == [translate("en", "swap.data_changed")]
    assert "about 500M users" in words(app)
    pressed(app, "accept")
    assert data.rows("users")[1]["value"] == "590000000"


def test_pages_say_what_changed_meanwhile(data: Folder) -> None:
    app = opened()
    assert list(app.toast) == []
    data.set(*CAPCUT, "500000000")
    app.run()
    where = "capcut_users_2023_08: Audience (The article)"
    assert messages(app.toast) == [f"users.csv: 1 figure changed\n\n{where}"]
    app.run()
    assert list(app.toast) == []
