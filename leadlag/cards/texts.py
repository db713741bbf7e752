"""What goes with a card beside the picture: words to paste, a citation, the rows as files, the notes inside a PNG."""

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from leadlag import captions, charts, queries
from leadlag.cards.pages import Picture
from leadlag.render_options import RenderOptions
from leadlag.store import Snapshot, files
from leadlag.store.files.csv_writer import to_csv
from leadlag.words import Language, labelled, reading, translate

NOTED = 1000  # statements at most that a picture names; more have only those that count others
#: What LaTeX would take for a command.
LATEX = {sign: f"\\{sign}" for sign in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def metadata(picture: Picture, question: str) -> dict[str, str]:
    """What a PNG says about itself: keyword → text."""
    return {
        "Title": picture.title,
        **({"leadlag:finding": picture.finding} if picture.finding != picture.title else {}),
        "Description": picture.alt,
        "leadlag:url": picture.address,
        "leadlag:question": question,
        "leadlag:statements": " ".join(picture.statements[:NOTED]),
        "leadlag:fingerprint": picture.fingerprint,
    }


def share_text(
    snapshot: Snapshot, question: str, picture: Picture, rows: Sequence[Any], lang: Language, link: str
) -> str:
    """The card in words: finding, figures, their filter, sources, the data's date and version, link."""
    source = captions.sources(snapshot, picture.statements, lang)
    listed = _listed(question, picture, rows, charts.render_options(snapshot, lang))
    title = picture.own_title or picture.finding
    return "\n".join([title, *listed, source, captions.as_of(snapshot, lang, picture.statements), link])


def _listed(question: str, picture: Picture, rows: Sequence[Any], options: RenderOptions) -> list[str]:
    """The figures of a card, from its alternative text or row by row."""
    if listing := charts.SPECS[question].listing:
        shown = picture.shown.of(rows) if picture.shown else rows
        listed = [labelled(options.lang, about, text) for about, text in listing(shown, options)]
        return [*listed, *([picture.only] if picture.only else [])]
    rest = re.sub(r"^[.:。：\s]+", "", picture.alt.partition(picture.finding)[2])
    return [rest] if rest else []


def citation(snapshot: Snapshot, picture: Picture, lang: Language, link: str) -> str:
    """One paragraph: finding, date and version of the data, sources, link."""
    source = captions.sources(snapshot, picture.statements, lang)
    dated = captions.as_of(snapshot, lang, picture.statements)
    return translate(lang, "share.citation", finding=picture.finding, dated=dated, source=source, link=link)


def bibtex(snapshot: Snapshot, question: str, picture: Picture, lang: Language, link: str) -> str:
    """The same as an entry for LaTeX, whose year is that of the newest figure."""
    newest, _ = captions.newest(snapshot, picture.statements)
    note = (
        f"{captions.as_of(snapshot, lang, picture.statements)}. {captions.sources(snapshot, picture.statements, lang)}"
    )
    fields = {
        "author": "{leadlag}",
        "title": f"{{{_latex(picture.finding)}}}",
        **({"year": str(newest)} if newest else {}),
        "note": _latex(note),
        "url": link,
    }
    lines = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items())
    return f"@misc{{leadlag_{question}_{picture.fingerprint},\n{lines}\n}}"


def _latex(text: str) -> str:
    return "".join(LATEX.get(sign, sign) for sign in re.sub(r"\s+", " ", text))


def data_zip(
    snapshot: Snapshot, question: str, picture: Picture, rows: Sequence[Any], lang: Language, link: str
) -> bytes:
    """A zip of the rows shown, the documents behind them, and what they are."""
    rows = picture.shown.of(rows) if picture.shown else rows
    sheets = (f"{question}.csv", "sources.csv")
    return files.archive(
        {
            sheets[0]: sheet(snapshot, rows, lang),
            sheets[1]: sheet(snapshot, captions.cited(snapshot, picture.statements), lang),
            "readme.txt": _readme(snapshot, question, picture, lang, link, sheets).encode(),
        }
    )


def _readme(
    snapshot: Snapshot, question: str, picture: Picture, lang: Language, link: str, names: tuple[str, str]
) -> str:
    asked = translate(lang, f"page.{charts.SPECS[question].page}")
    chosen = reading(lang, snapshot.reading, article=queries.has_article(snapshot))
    return "\n".join(
        [
            translate(lang, "share.readme.question", text=f"{translate(lang, f'chart.{question}')} · {asked}"),
            translate(lang, "share.readme.finding", text=picture.finding),
            translate(lang, "share.readme.reading", text=chosen),
            captions.as_of(snapshot, lang, picture.statements),
            translate(lang, "share.readme.link", text=link),
            "",
            translate(lang, "share.readme.files", rows=names[0], sources=names[1]),
            "",
        ]
    )


def sheet(snapshot: Snapshot, rows: Sequence[Any], lang: Language) -> bytes:
    """Rows of one question as a CSV under the names of its columns, with what their ids stand for."""
    columns, cells = charts.named_rows(snapshot, rows, lang)
    return to_csv([columns, *([_cell(cell) for cell in row] for row in cells)] if rows else [])


def _cell(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}".removesuffix(".0")
    return cell.isoformat() if isinstance(cell, datetime.date) else "" if cell is None else str(cell)
