"""Commands that compare and replace data: `diff`, `swap`, `undo`, `restore`, `history`. They do what the page does."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from leadlag import formats, paths, queries
from leadlag.cli import output
from leadlag.contract import BY_NAME, SCHEMA
from leadlag.errors import DataError, LeadlagError, SwapError
from leadlag.store import Proposal, Snapshot, difference, files, history, load, proposals
from leadlag.store.difference import change_summary
from leadlag.words import Language, enum_label, reading, translate

if TYPE_CHECKING:
    from leadlag.preview import Effect


def diff(options: argparse.Namespace) -> None:
    """What another folder, or files sent, would change."""
    old = load(options.old)
    if len(options.new) == 1 and options.new[0].is_dir():
        new = load(options.new[0])
        notices = [notice for notice in new.notices if notice not in old.notices]
        _print_notices(notices, options)
        _print_preview(old, new, options, notices)
        return
    batch = proposals.collect(options.new)
    _print_notices(batch.notices, options)
    proposal = proposals.propose(options.old, old, batch)
    _print_preview(old, proposal.snapshot, options, (*batch.notices, *proposal.warnings))
    _print_notices(proposal.warnings, options)


def swap(options: argparse.Namespace) -> None:
    folder, shown = _folder(options)
    batch = proposals.collect(options.files)
    if options.format == "table":
        for table, sent in batch.names.items():
            if sent != BY_NAME[table].file:
                print(translate(options.lang, "swap.identified", name=sent, file=BY_NAME[table].file))
    _print_notices(batch.notices, options)
    proposal = proposals.propose(folder, shown, batch, frozenset(options.confirm))
    _confirm_and_accept(folder, shown, proposal, options, batch.notices)


def new(options: argparse.Namespace) -> None:
    """A folder of one's own, made of a sheet of a story or of tables; nothing is left of one that has problems."""
    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SwapError("folder_taken", folder=folder)
    batch = proposals.collect(options.files)
    _print_notices(batch.notices, options)
    existed = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        proposal = proposals.propose(folder, None, batch)
        proposals.accept(folder, proposal)
    except LeadlagError:
        if not existed:
            folder.rmdir()
        raise
    _print_notices(proposal.warnings, options)
    print(
        translate(
            options.lang, "new.done", folder=folder, counts=change_summary(proposal.difference.counted, options.lang)
        )
    )


def _print_notices(notices: Sequence[files.Notice], options: argparse.Namespace) -> None:
    """In the lines of a person; a program finds them in the answer."""
    for line in files.lines(notices, options.lang) if options.format == "table" else ():
        print(line)


def upgrade(options: argparse.Namespace) -> None:
    """Write a folder of an earlier schema, and what was made for it, as the present one has it."""
    folder = options.folder or paths.data_folder()
    proposal = proposals.upgrade(folder, load(folder))
    if not proposal.new:
        print(translate(options.lang, "upgrade.current", folder=folder, schema=SCHEMA))
        return
    proposals.accept(folder, proposal)
    print(translate(options.lang, "done.upgrade"))


def undo(options: argparse.Namespace) -> None:
    folder, shown = _folder(options)
    _confirm_and_accept(folder, shown, proposals.undo(folder, shown), options)


def restore(options: argparse.Namespace) -> None:
    folder, shown = _folder(options)
    _confirm_and_accept(folder, shown, proposals.restore(folder, shown, options.entry), options)


def entries(options: argparse.Namespace) -> None:
    lang: Language = options.lang
    found = history.entries(options.folder or paths.data_folder())
    if options.format == "json":
        output.as_json([{"entry": one.name, **_about(one), "changes": one.changes} for one in found])
        return
    if not found:
        print(translate(lang, "history.none"))
    rows = [
        {
            translate(lang, "history.column.entry"): one.name,
            translate(lang, "files.column.saved"): formats.moment(one.when.timestamp(), lang),
            translate(lang, "history.column.version"): one.fingerprint or "–",
            translate(lang, "history.column.step"): translate(lang, f"history.step.{one.kind}"),
            translate(lang, "swap.column.kind"): change_summary(one.changes, lang),
        }
        for one in found
    ]
    output.table(rows, sys.stdout)


def _about(entry: history.Entry) -> dict[str, object]:
    return {"when": entry.when, "kind": entry.kind, "fingerprint": entry.fingerprint}


def _folder(options: argparse.Namespace) -> tuple[Path, Snapshot | None]:
    """The folder, and what it holds where that can be used."""
    folder = options.folder or paths.data_folder()
    try:
        return folder, load(folder)
    except DataError:
        return folder, None


def _confirm_and_accept(
    folder: Path,
    shown: Snapshot | None,
    proposal: Proposal,
    options: argparse.Namespace,
    notices: Sequence[files.Notice] = (),
) -> None:
    """Show what would change, ask, and replace the files."""
    lang: Language = options.lang
    if not proposal.new:
        _print_unchanged(options, (*notices, *proposal.warnings))
        _print_notices(proposal.warnings, options)
        return
    quiet = options.format == "json"
    if not quiet:
        _print_preview(shown, proposal.snapshot, options)
        _print_notices(proposal.warnings, options)
    _ask(proposal, options)
    proposals.accept(folder, proposal)
    if quiet:
        _print_preview(shown, proposal.snapshot, options, (*notices, *proposal.warnings), accepted=True)
    else:
        print(translate(lang, f"done.{proposal.kind}", changes=change_summary(proposal.difference.counted, lang)))


def _ask(proposal: Proposal, options: argparse.Namespace) -> None:
    """Go on only where the person says so: with `--yes` or at the prompt, and by name for a table that is emptied."""
    lang: Language = options.lang
    for table in proposal.difference.halved:
        asked = translate(lang, "swap.confirm", file=BY_NAME[table].file, table=table)
        if table not in options.confirm and (options.yes or _answer(asked) != table):
            raise SwapError("not_confirmed", file=BY_NAME[table].file, table=table)
    if not options.yes and _answer(translate(lang, "swap.ask")).casefold() not in ("y", "yes", "是"):
        raise SwapError("not_accepted")


def _answer(question: str) -> str:
    print(question, end=" ", file=sys.stderr, flush=True)
    try:
        return sys.stdin.readline().strip()
    except KeyboardInterrupt:
        print(file=sys.stderr)
        raise SwapError("not_accepted") from None


def _print_unchanged(options: argparse.Namespace, notices: Sequence[files.Notice]) -> None:
    if options.format == "json":
        told = output.notices(notices, options.lang)
        output.as_json({"accepted": False, "notices": told, "changes": [], "figures": [], "effects": []})
    else:
        print(translate(options.lang, "swap.same"))


def _print_preview(
    old: Snapshot | None,
    new: Snapshot,
    options: argparse.Namespace,
    notices: Sequence[files.Notice] = (),
    *,
    accepted: bool = False,
) -> None:
    """The preview of the page of data, as tables or JSON."""
    from leadlag.preview import preview  # charts need Plotly, and the other commands need not wait for it

    lang: Language = options.lang
    found = preview(old, new, difference(old.tables if old else {}, new.tables), lang)
    if options.format == "json":
        told = {"accepted": accepted, "notices": output.notices(notices, lang), "changes": found.difference.counted}
        output.as_json({**told, "figures": found.figures, "effects": found.effects})
        return
    if not found.difference:
        print(translate(lang, "swap.same"))
        return
    print(found.difference.says(lang))
    heads = [translate(lang, f"swap.column.{column}") for column in ("kind", "about", "before", "after", "where")]
    figures = [
        (enum_label(lang, "swap.kind", one.kind), f"{one.file} {one.id}", one.before, one.after, one.where)
        for one in found.figures
    ]
    _section(heads, figures)
    print(f"\n{translate(lang, 'swap.effects' if found.effects else 'swap.no_effects')}")
    heads = [translate(lang, f"swap.column.{column}") for column in ("about", "before", "after", "readings")]
    _section(heads, [(one.about, one.before, one.after, _readings(one, new, lang)) for one in found.effects])


def _readings(effect: "Effect", data: Snapshot, lang: Language) -> str:
    names = (reading(lang, value, article=queries.has_article(data)) for value in effect.readings)
    return translate(lang, "list.separator").join(names)


def _section(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    output.table([dict(zip(heads, (cell or "–" for cell in row), strict=True)) for row in rows], sys.stdout)
