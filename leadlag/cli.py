"""The command line: check a folder of CSVs, build a DuckDB file from it, ask any question of `queries/`.

Results go to standard output, errors to standard error. Exit codes: 0 all is well, 1 the CSVs have problems,
2 the command line cannot be read, 3 no such question or parameter, 4 a file cannot be written.
"""

import argparse
import csv
import io
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from leadlag import paths, queries, store
from leadlag.errors import DataError, LeadlagError, QuestionError
from leadlag.words import LANGUAGES, Language, say

EXAMPLES = """\
examples:
  python -m leadlag check                               is data/ fit to be shown?
  python -m leadlag check ~/from-a-colleague            and this folder?
  python -m leadlag build --to figures.duckdb           tables and views as one DuckDB file
  python -m leadlag ask gaps                            any file of queries/, as a table
  python -m leadlag ask prices --set currency=USD --format csv
  python -m leadlag ask gaps --reading checked          by the dates of the best sources
  python -m leadlag ask                                 which questions there are

exit codes: 0 well, 1 problems in the CSVs, 2 unreadable command line, 3 no such question or parameter,
            4 a file cannot be written
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # Chinese must come out whatever the terminal believes it speaks
            stream.reconfigure(encoding="utf-8")
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except DataError as error:
        print(error.says(options.lang), file=sys.stderr)
        _table([problem.cells(options.lang) for problem in error.problems], sys.stderr)
        return error.exit_code
    except LeadlagError as error:
        print(error.says(options.lang), file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # the reader of a pipe, such as head, has seen enough
        sys.stderr.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m leadlag",
        description="Figures as statements: check them, build them, ask them.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of messages (default: en)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    folder: dict[str, Any] = {"nargs": "?", "type": Path, "default": None, "metavar": "DIR"}
    where = "folder of CSVs (default: LEADLAG_DATA, or the shipped data/)"

    check = commands.add_parser("check", help="say whether a folder's CSVs can be used, and if not, why")
    check.add_argument("folder", **folder, help=where)
    check.set_defaults(run=_check)

    build = commands.add_parser("build", help="write tables and views to a DuckDB file")
    build.add_argument("folder", **folder, help=where)
    build.add_argument("--to", type=Path, required=True, metavar="FILE.duckdb", help="replaced if it exists")
    build.set_defaults(run=_build)

    ask = commands.add_parser("ask", help="answer a question of queries/")
    ask.add_argument("question", nargs="?", metavar="QUESTION", help="leave out to list the questions")
    ask.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a parameter; may be repeated")
    ask.add_argument(
        "--reading", choices=store.READINGS, default=store.READINGS[0], help="whose figures (default: the article's)"
    )
    ask.add_argument("--format", choices=("table", "csv", "json"), default="table", help="(default: table)")
    ask.add_argument("--data", dest="folder", type=Path, default=None, metavar="DIR", help=where)
    ask.set_defaults(run=_ask)
    return parser


def _check(options: argparse.Namespace) -> None:
    snapshot = store.load(_folder(options))
    lang: Language = options.lang
    for name, rows in snapshot.counts.items():
        print(f"{name:<16}{rows:>6}")
    for notice in snapshot.notices:
        print(f"{notice.file}: {notice.says(lang)}")
    for name in snapshot.ignored:
        print(say(lang, "check.ignored", file=name))
    print(say(lang, "check.well", folder=snapshot.folder, fingerprint=snapshot.fingerprint))


def _build(options: argparse.Namespace) -> None:
    rows = store.build(_folder(options), options.to)
    print(say(options.lang, "build.done", path=options.to, count=sum(map(len, rows.values()))))


def _ask(options: argparse.Namespace) -> None:
    if options.question is None:
        _table([{"question": name, "asks": queries.question(name).text} for name in queries.names()], sys.stdout)
        return
    question = queries.question(options.question)
    nothing = {name: None for name, kind in question.params.items() if kind == "VARCHAR"}
    params: dict[str, object] = {**nothing, **dict(_param(question, text) for text in options.set)}
    snapshot = store.load(_folder(options)).read_as(options.reading)
    rows = [row._asdict() for row in queries.ask(snapshot, question.name, **params)]
    if options.format == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=2, default=_plain))
    elif options.format == "csv":
        writer = csv.DictWriter(sys.stdout, list(question.columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        _table([{name: _cell(value) for name, value in row.items()} for row in rows], sys.stdout)


def _folder(options: argparse.Namespace) -> Path:
    return options.folder or paths.data_folder()


def _param(question: queries.Question, text: str) -> tuple[str, object]:
    """`currency=USD` as a name and a value of the type the question declares."""
    name, _, value = text.partition("=")
    kind = question.params.get(name, "VARCHAR")
    try:
        return name, {"INTEGER": int, "DOUBLE": float}.get(kind, str)(value)
    except ValueError:
        raise QuestionError("param_value", name=question.name, param=name, kind=kind, value=value) from None


def _table(rows: Sequence[dict[str, str]], stream: TextIO) -> None:
    """Columns side by side, as wide as their widest cell; Chinese characters take two places."""
    if not rows:
        return
    heads = list(rows[0])
    widths = [max(_width(text) for text in (head, *(row[head] for row in rows))) for head in heads]
    for cells in (heads, ["─" * width for width in widths], *([row[head] for head in heads] for row in rows)):
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
        print("  ".join(padded).rstrip(), file=stream)


def _width(text: str) -> int:
    return sum(2 if "\u1100" <= character <= "\uffdc" else 1 for character in text)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _plain(value: object) -> str:
    assert isinstance(value, date), value
    return value.isoformat()
