"""The command line: check, build, ask, swap data as the page does, and make files to be shared.

Results go to standard output, errors to standard error, except as JSON, which all goes to standard output. Exit codes:
0 all is well, 1 the CSVs have problems, 2 the command line cannot be read, 3 no such question or parameter, 4 a file
cannot be written, 5 the data cannot be replaced.
"""

import argparse
import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from leadlag import paths, queries, store
from leadlag.cli import cards, data, output, report
from leadlag.errors import LeadlagError, QuestionError
from leadlag.store import files
from leadlag.store.folder import misnamed_files
from leadlag.words import LANGUAGES, Language, translate

EXAMPLES = """\
examples:
  python -m leadlag check                               can data/ be shown?
  python -m leadlag check ~/from-a-colleague            and this folder?
  python -m leadlag build --to figures.duckdb           tables and views as one DuckDB file
  python -m leadlag ask gaps                            any file of queries/, as a table
  python -m leadlag ask prices --set currency=USD --format csv
  python -m leadlag ask gaps --reading checked          by the dates of the best sources
  python -m leadlag ask overview --compare kuaishou,google
  python -m leadlag ask                                 which questions there are
  python -m leadlag ask --sql "SELECT product, low FROM prices"
  python -m leadlag diff data ~/from-a-colleague        what would other data change?
  python -m leadlag swap users.csv                      show what would change, ask, and replace the data
  python -m leadlag new ~/streaming --from sheet.csv      a story of your own, of who, what, value, date, source
  python -m leadlag undo                                undo the last change

exit codes: 0 success, 1 problems in the CSVs, 2 wrong command line, 3 no such question or parameter,
            4 a file cannot be written, 5 the data cannot be replaced
"""

COMPARE = "two sides or organizations (default: the first two sides of the data)"
PICTURES = """\
examples:
  python -m leadlag cards                               every chart in both languages, into cards/
  python -m leadlag cards --question gaps prices --lang zh --size 1080x1080,1080x1350 --theme light,dark
  python -m leadlag cards --question gaps --reading latest --compare kuaishou,google
  python -m leadlag cards --since 1b3c                  only what looks different since that data version
  python -m leadlag report --to report.html             the whole dashboard as one page that needs no network
  python -m leadlag report --to report.pdf --lang zh --reading latest
  python -m leadlag open-picture gaps.png               which view is this, and is it still true?

A PDF is printed by the Chromium, Chrome or Edge of this machine; CHROMIUM names another one.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # Chinese must come out whatever the terminal believes it speaks
            stream.reconfigure(encoding="utf-8")
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except LeadlagError as error:
        output.error(error, options.lang, getattr(options, "format", "table"))
        return error.exit_code
    except BrokenPipeError:  # the reader of a pipe, such as head, has seen enough
        sys.stderr.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m leadlag",
        description="Who leads, who lags, and by how much: check, query, replace and share the data.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of messages (default: en)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    folder: dict[str, Any] = {"nargs": "?", "type": Path, "default": None, "metavar": "DIR"}
    where = "folder of CSVs (default: LEADLAG_DATA, or the shipped data/)"

    check = commands.add_parser("check", help="check a folder of CSVs, and list every problem")
    check.add_argument("folder", **folder, help=where)
    check.add_argument("--format", choices=("table", "json"), default="table", help="(default: table)")
    check.set_defaults(run=_check)

    build = commands.add_parser("build", help="write tables and views to a DuckDB file")
    build.add_argument("folder", **folder, help=where)
    build.add_argument("--to", type=Path, required=True, metavar="FILE.duckdb", help="replaced if it exists")
    build.set_defaults(run=_build)

    ask = commands.add_parser("ask", help="answer a question (a file of queries/)")
    ask.add_argument("question", nargs="?", metavar="QUESTION", help="leave out to list the questions")
    ask.add_argument(
        "--sql", metavar="SELECT", help="a SELECT of your own over tables and model, instead of a question"
    )
    ask.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a parameter; may be repeated")
    ask.add_argument(
        "--reading", choices=store.READINGS, default=store.READINGS[0], help="whose figures (default: the article's)"
    )
    ask.add_argument("--compare", metavar="A,B", help=COMPARE)
    ask.add_argument("--format", choices=("table", "csv", "json"), default="table", help="(default: table)")
    ask.add_argument("--data", dest="folder", type=Path, default=None, metavar="DIR", help=where)
    ask.set_defaults(run=_ask)
    _add_data_commands(commands, where)
    _add_export_commands(commands, where)
    return parser


def _add_data_commands(commands: Any, where: str) -> None:
    diff = commands.add_parser("diff", help="show what other data would change")
    diff.add_argument("old", type=Path, metavar="OLD", help="a folder of CSVs")
    diff.add_argument(
        "new", type=Path, nargs="+", metavar="NEW", help="another folder, or files for some of its tables"
    )
    diff.set_defaults(run=data.diff)

    swap = commands.add_parser("swap", help="replace data by CSV files, all or none (the page calls it upload)")
    swap.add_argument("files", type=Path, nargs="+", metavar="FILE", help="CSV files, zips or folders of them")
    swap.set_defaults(run=data.swap)

    new = commands.add_parser("new", help="make a folder of your own from one sheet: who, what, value, date, source")
    new.add_argument("folder", type=Path, metavar="DIR", help="made if it is not there; must be empty")
    new.add_argument("--from", dest="files", type=Path, nargs="+", required=True, metavar="SHEET", help="CSV files")
    new.set_defaults(run=data.new)

    undo = commands.add_parser("undo", help="undo the last change")
    undo.set_defaults(run=data.undo)

    restore = commands.add_parser("restore", help="restore an earlier data version")
    restore.add_argument("entry", metavar="ENTRY", help="its name, as history lists it")
    restore.set_defaults(run=data.restore)

    history = commands.add_parser("history", help="list the data versions that were replaced")
    history.set_defaults(run=data.entries)

    upgrade = commands.add_parser("upgrade", help="bring a folder of an earlier release to the current schema")
    upgrade.add_argument("folder", nargs="?", type=Path, default=None, metavar="DIR", help=where)
    upgrade.set_defaults(run=data.upgrade)

    for command in (swap, undo, restore):
        command.add_argument("--yes", action="store_true", help="do not ask for confirmation")
        command.add_argument(
            "--confirm",
            action="append",
            default=[],
            metavar="TABLE",
            help="replace this table even if most of its rows go",
        )
    for command in (swap, undo, restore, history):
        command.add_argument("--data", dest="folder", type=Path, default=None, metavar="DIR", help=where)
    for command in (diff, swap, new, undo, restore, history):
        command.add_argument("--format", choices=("table", "json"), default="table", help="(default: table)")


def _add_export_commands(commands: Any, where: str) -> None:
    first = store.READINGS[0]
    more: dict[str, Any] = {"epilog": PICTURES, "formatter_class": argparse.RawDescriptionHelpFormatter}
    many = commands.add_parser("cards", help="write the charts as pictures", **more)
    many.add_argument("--to", type=Path, default=Path("cards"), metavar="DIR", help="(default: cards)")
    many.add_argument("--question", action="extend", nargs="+", metavar="Q", help="which charts (default: all)")
    many.add_argument("--lang", dest="langs", default=",".join(LANGUAGES), metavar="LANGS", help="(default: all)")
    whose = "whose figures (default: the article's; with --since, all)"
    many.add_argument("--reading", metavar="READINGS", help=whose)
    many.add_argument("--size", metavar="SIZES", help="as 1200x675,1080x1350 (default: 1200x675)")
    many.add_argument("--theme", default="light", metavar="THEMES", help="light, dark or both (default: light)")
    many.add_argument("--since", metavar="VERSION", help="only what looks different since that data version")
    many.set_defaults(run=cards.cards)

    whole = commands.add_parser("report", help="write the whole dashboard as one file", **more)
    whole.add_argument("--to", type=Path, required=True, metavar="FILE.html", help="or FILE.pdf; replaced if it exists")
    whole.add_argument("--lang", dest="language", choices=LANGUAGES, help="(default: as for messages)")
    whole.add_argument("--reading", choices=store.READINGS, default=first, help="(default: the article's)")
    whole.add_argument("--theme", choices=cards.THEMES, default="light", help="(default: light)")
    whole.set_defaults(run=report.report)

    opened = commands.add_parser("open-picture", help="show which view a picture is of, and what changed since", **more)
    opened.add_argument("picture", type=Path, metavar="FILE.png", help="a picture made by this dashboard")
    opened.set_defaults(run=cards.open_picture)

    for command in (many, whole):
        command.add_argument("--compare", metavar="A,B", help=COMPARE)
    for command in (many, whole, opened):
        command.add_argument("--data", dest="folder", type=Path, default=None, metavar="DIR", help=where)
        command.add_argument("--format", choices=("table", "json"), default="table", help="(default: table)")


@store.without_collection(freeze=True)
def _check(options: argparse.Namespace) -> int:
    """Whether a folder can be shown, and what is to be said of it; 1 where a file that is named like a table is not."""
    snapshot = store.load(_folder(options))
    lang: Language = options.lang
    unread = misnamed_files(snapshot.ignored)
    if options.format == "json":
        output.as_json(
            {
                "fingerprint": snapshot.fingerprint,
                "rows": snapshot.counts,
                "notices": output.notices(snapshot.notices, lang),
                "left_out": snapshot.ignored,
                "problems": [output.problem(problem, lang) for problem in unread],
            }
        )
        return min(len(unread), 1)
    for name, rows in snapshot.counts.items():
        print(f"{name:<16}{rows:>6}")
    for line in files.lines(snapshot.notices, lang):
        print(line)
    named = {problem.file for problem in unread}
    for name in (name for name in snapshot.ignored if name not in named):
        print(translate(lang, "check.ignored", file=name))
    if unread:
        print(translate(lang, "check.unread", folder=snapshot.folder, count=len(unread)), file=sys.stderr)
        output.table([problem.cells(lang) for problem in unread], sys.stderr)
        return 1
    print(translate(lang, "check.well", folder=snapshot.folder, fingerprint=snapshot.fingerprint))
    return 0


def _build(options: argparse.Namespace) -> None:
    rows = store.build(_folder(options), options.to)
    print(translate(options.lang, "build.done", path=options.to, count=sum(map(len, rows.values()))))


def _ask(options: argparse.Namespace) -> None:
    if options.sql is not None:
        _ask_sql(options)
        return
    if options.question is None:
        output.table([{"question": name, "asks": queries.question(name).text} for name in queries.names()], sys.stdout)
        return
    from leadlag import charts  # they need Plotly, and the other commands need not wait for it

    question = queries.question(options.question)
    nothing = {name: None for name, param in question.params.items() if param.kind == "VARCHAR"}
    params: dict[str, object] = {**nothing, **dict(_param(question, text) for text in options.set)}
    snapshot = store.load(_folder(options)).read_as(options.reading).comparing(options.compare)
    columns, cells = charts.named_rows(snapshot, queries.answer(snapshot, question.name, **params), options.lang)
    _print_rows(columns or list(question.columns), cells, options.format)


def _ask_sql(options: argparse.Namespace) -> None:
    """A reader's own SELECT; more rows than are printed are said to standard error."""
    if options.question is not None or options.set:
        raise QuestionError("sql_alone")
    snapshot = store.load(_folder(options)).read_as(options.reading).comparing(options.compare)
    columns, rows = snapshot.select(options.sql, store.SELECT_ROWS + 1)
    _print_rows([name for name, _ in columns], rows[: store.SELECT_ROWS], options.format)
    if len(rows) > store.SELECT_ROWS:
        print(translate(options.lang, "sql.cut", count=f"{store.SELECT_ROWS:,}"), file=sys.stderr)


def _print_rows(columns: Sequence[str], rows: Sequence[Sequence[Any]], form: str) -> None:
    if form == "json":
        output.as_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([files.safe(value) for value in row] for row in rows)
    else:
        output.table([dict(zip(columns, map(_cell, row), strict=True)) for row in rows], sys.stdout)


def _folder(options: argparse.Namespace) -> Path:
    return options.folder or paths.data_folder()


def _param(question: queries.Question, text: str) -> tuple[str, object]:
    """`currency=USD` as a name and a value of the type the question declares."""
    name, _, value = text.partition("=")
    kind = question.params[name].kind if name in question.params else "VARCHAR"
    try:
        return name, {"INTEGER": int, "DOUBLE": float}.get(kind, str)(value)
    except ValueError:
        raise QuestionError("param_value", name=question.name, param=name, kind=kind, value=value) from None


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)
