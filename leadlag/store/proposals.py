"""Another set proposed, compared and accepted: one way for an upload, the command line, undo and an older set."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from leadlag.contract import BY_NAME, SCHEMA, TABLES, Table
from leadlag.errors import DataError, Problem, SwapError
from leadlag.store import data_warnings, files, history, story_sheet
from leadlag.store.checks import Rows
from leadlag.store.completion import complete
from leadlag.store.difference import Difference, difference
from leadlag.store.files.sheet import RejectedError, last_part
from leadlag.store.folder import Contents, Stored, read
from leadlag.store.merge import Merged, is_part, merged, with_own
from leadlag.store.snapshot import Snapshot, check, snapshot
from leadlag.store.story_sheet import SentSheet, StorySheet
from leadlag.store.upgrades import upgraded

#: The tables that get rows because others refer to what they do not list.
MADE = ("measures", "sources")


@dataclass(frozen=True)
class UploadBatch:
    """Files that were sent: those that are a table, under its name; what each was called; what was read otherwise than
    written; what is no table; and sheets of a story, which become rows of tables."""

    contents: Contents
    names: Mapping[str, str]
    notices: tuple[files.Notice, ...]
    problems: tuple[Problem, ...]
    sheets: tuple[SentSheet, ...] = ()

    def merge(self, later: "UploadBatch") -> "UploadBatch":
        """Both, the later file of a table or of a name in place of the earlier one."""
        mended = {*later.names.values(), *(problem.file for problem in later.problems)}
        kept = tuple(notice for notice in self.notices if notice.file not in {BY_NAME[n].file for n in later.names})
        return UploadBatch(
            {**self.contents, **later.contents},
            {**self.names, **later.names},
            (*kept, *later.notices),
            (*(problem for problem in self.problems if problem.file not in mended), *later.problems),
            (*(sheet for sheet in self.sheets if sheet.file not in {one.file for one in later.sheets}), *later.sheets),
        )


@dataclass(frozen=True)
class Proposal:
    """A checked set that might replace the present one, made while the folder was in `state`.

    `new` are the files that would be written, `difference` is against the rows on show, `replaced_fingerprint`
    theirs (empty where there are none), `warnings` what a person should look at before they accept, `merged_tables`
    those that a file with every column might have replaced, and only adds to.
    """

    snapshot: Snapshot
    difference: Difference
    new: Contents
    state: str
    replaced_fingerprint: str
    kind: history.Kind
    warnings: tuple[files.Notice, ...] = ()
    merged_tables: tuple[str, ...] = ()


def identify_tables(sent: Sequence[files.UploadedFile]) -> UploadBatch:
    """Recognise every file sent, zips opened; what is no table is left out and named."""
    unpacked = files.unpack(sent)
    problems, left_out = list(unpacked.problems), unpacked.left_out
    contents: dict[str, bytes] = {}
    names: dict[str, str] = {}
    story_sheets: list[SentSheet] = []
    for name, raw in unpacked.taken:
        table = files.identify_table(name, raw)
        if isinstance(table, Problem) and (sheet := story_sheet.recognised(name, raw)):
            story_sheets.append(sheet)
        elif isinstance(table, Problem) and len(unpacked.taken) > 1 and files.is_other(name, table):
            left_out.setdefault(name, []).append(name)
        elif isinstance(table, Problem):
            problems.append(table)
        elif table.name in contents:
            problems.append(Problem(name, 0, "", "sent_twice", names[table.name], {"file": table.file}))
        else:
            contents[table.name], names[table.name] = raw, name
    sheets = (files.parse(BY_NAME[name].file, raw, BY_NAME[name])[0] for name, raw in contents.items())
    notices = [notice for sheet in sheets if sheet is not None for notice in sheet.notices]
    notices += [notice for sheet in story_sheets for notice in story_sheet.notices(sheet)]
    if not contents and not story_sheets and not problems and sent:
        problems.append(Problem(last_part(sent[0][0]), 0, "", "nothing_sent"))
    notices += _left_out_notices(left_out)
    return UploadBatch(contents, names, tuple(notices), tuple(problems), tuple(story_sheets))


def _left_out_notices(names: Mapping[str, Sequence[str]]) -> Iterator[files.Notice]:
    """One notice for each zip or folder something was left out of, and one for each file that was sent by itself."""
    for file, members in names.items():
        yield files.Notice(file, "left_out", {"names": ", ".join(files.listed(members))})


def collect(files_or_folders: Sequence[Path]) -> UploadBatch:
    """Files, and what folders hold, as if they had been sent."""
    sent: list[files.UploadedFile] = []
    refused: list[Problem] = []
    left_out: dict[str, list[str]] = {}
    for given in files_or_folders:
        for path in _files_in(given, refused):
            inside = path != given
            try:
                if inside and (path.is_dir() or files.hidden(path.name) or not files.may_be_table(path.name)):
                    raise RejectedError("not_csv")
                sent.append((path.name, files.read_bytes(path)))
            except RejectedError as why:
                if inside and (why.code == "not_csv" or not files.is_named_like_a_table(path.name)):
                    left_out.setdefault(given.resolve().name, []).append(
                        f"{path.name}/" if path.is_dir() else path.name
                    )
                else:
                    refused.append(why.problem(path.name))
    batch = identify_tables(sent)
    if not sent and not refused:
        refused.append(Problem(files_or_folders[0].name, 0, "", "nothing_sent"))
    notices = (*batch.notices, *_left_out_notices(left_out))
    return replace(batch, problems=(*refused, *batch.problems), notices=notices)


def _files_in(given: Path, refused: list[Problem]) -> list[Path]:
    """What lies in a folder, or the file itself."""
    try:
        return sorted(given.iterdir()) if given.is_dir() else [given]
    except OSError as error:
        refused.append(Problem(given.name, 0, "", "unreadable", error.strerror or ""))
        return []


def propose(
    folder: Path, shown: Snapshot | None, batch: UploadBatch, replace_whole: frozenset[str] = frozenset()
) -> Proposal:
    """What the set would be with the files sent in it; files not sent keep their present content.

    A file that gives some rows of a table adds to it or corrects it (see `merge`), unless `replace_whole` names the
    table. Raises `DataError` with every problem of the whole set.
    """
    contents, problems = _with_story_sheets(folder, batch)
    if problems := (*batch.problems, *problems):
        found = _other_problems(folder, batch.contents)
        raise DataError(str(folder), (*problems, *found))
    return _proposal(folder, shown, contents, "swap", replace_whole)


def _with_story_sheets(folder: Path, batch: UploadBatch) -> tuple[Contents, tuple[Problem, ...]]:
    """The tables sent, with those that sheets of a story become over the present set."""
    contents, problems = dict(batch.contents), list[Problem]()
    present = _current_sheets(read(folder)) if batch.sheets else {}
    for sent in batch.sheets:
        sheet = StorySheet(sent, present)
        made = sheet.contents()
        problems += sheet.problems
        twice = [name for name in made if name in contents]
        problems += [Problem(sent.file, 0, "", "sent_twice", sent.file, {"file": BY_NAME[name].file}) for name in twice]
        contents |= made
    return contents, tuple(problems)


def upgrade(folder: Path, shown: Snapshot) -> Proposal:
    """The set in files of the present schema with all that was made for it; nothing new where it is that already."""
    stored = read(folder)
    found = check(folder, stored)
    made = snapshot(folder, stored, found)
    given = {name for name in stored.contents if found.schema < SCHEMA or name in found.made}
    added = {name for name in MADE if found.rows[name] and (name in found.made or found.schema < SCHEMA)}
    new = {table.name: made.exported(table) for table in TABLES if table.name in given | added}
    changes = difference(shown.tables, found.rows)
    return Proposal(made, changes, new, stored.state, shown.fingerprint, "upgrade")


def restore(folder: Path, shown: Snapshot | None, name: str) -> Proposal:
    """The set that an entry of the history kept; `SwapError` where it is gone."""
    entry = next((entry for entry in history.entries(folder) if entry.name == name), None)
    if entry is None:
        raise SwapError("no_such_entry", name=name)
    return _proposal(folder, shown, entry.contents(), "restore")


def _other_problems(folder: Path, sent: Contents) -> tuple[Problem, ...]:
    """The problems of the files that were recognised, beside those that were not."""
    try:
        _proposal(folder, None, sent, "swap")
    except DataError as error:
        return error.problems
    return ()


def _proposal(
    folder: Path,
    shown: Snapshot | None,
    sent: Contents,
    kind: history.Kind,
    replace_whole: frozenset[str] = frozenset(),
) -> Proposal:
    """What is written is the rows in the canonical form, except where an older set comes back as the bytes it was."""
    present = read(folder)
    known = {name: raw for name, raw in present.contents.items() if name not in sent}
    missing = tuple(problem for problem in present.problems if _table(problem).name not in sent)
    together = Stored({**known, **sent}, missing, present.modified, present.signature)
    before = _current_sheets(present) if kind == "swap" else {}
    parts = _merged_tables(before, sent, replace_whole) if kind == "swap" else ()
    found = check(folder, together, {part.sheet.table.name: part.sheet for part in parts})
    rows, sheets = found.rows, found.sheets
    old = _current_rows(present)
    if kind == "swap":
        sheets = [with_own(sheet, before.get(sheet.table.name)) for sheet in sheets]
        own = {sheet.table.name: (sheet.own, sheet.own_cells) for sheet in sheets}
        same_own = {name for name, sheet in before.items() if own.get(name) == (sheet.own, sheet.own_cells)}
        grown = {name for name in MADE if name in found.made or len(rows[name]) > len(before[name].rows)}
        written = [name for name in rows if name in sent or name in grown]
        new = {name: files.exported(BY_NAME[name], rows[name], own.get(name, files.NO_OWN)) for name in written}
        new = {name: raw for name, raw in new.items() if old.get(name) != rows[name] or name not in same_own}
    else:
        new = {name: raw for name, raw in sent.items() if present.contents.get(name) != raw}
    same = {name: raw for name, raw in present.contents.items() if name in sent and name not in new}
    after = replace(together, contents={**known, **same, **new})
    made = snapshot(folder, after, check(folder, after))
    return Proposal(
        snapshot=made,
        difference=difference(shown.tables if shown else {}, rows),
        new=new,
        state=present.state,
        replaced_fingerprint=shown.fingerprint if shown and shown.stored.state == present.state else "",
        kind=kind,
        warnings=(*(part.notice for part in parts), *_new_warnings(sheets, shown, new)),
        merged_tables=tuple(part.sheet.table.name for part in parts if part.whole),
    )


def _new_warnings(sheets: list[files.Sheet], shown: Snapshot | None, new: Contents) -> tuple[files.Notice, ...]:
    """What to warn of in the files that would be written and was not there before, at the rows of the files sent."""
    written = {BY_NAME[name].file for name in new}
    before = {replace(notice, row=0) for notice in shown.notices} if shown else set()
    rewritten = data_warnings.rewritten(sheets, shown.tables if shown else {})
    better = {(notice.file, notice.row, notice.column) for notice in rewritten}
    others = [one for one in data_warnings.find(sheets) if (one.file, one.row, one.column) not in better]
    return tuple(one for one in (*rewritten, *others) if one.file in written and replace(one, row=0) not in before)


def undo(folder: Path, shown: Snapshot | None) -> Proposal:
    """The set before the last step that was not yet taken back; `SwapError` where there is none."""
    entry = history.undoable(folder)
    if entry is None:
        raise SwapError("nothing_to_undo")
    return _proposal(folder, shown, entry.contents(), "undo")


def accept(folder: Path, proposal: Proposal) -> None:
    """Put the proposal's files in place, all or none, and keep the set they replace.

    Raises `SwapError` where the folder is no longer as it was when the proposal was made.
    """
    history.replace(
        folder,
        proposal.new,
        unchanged=lambda: read(folder).state == proposal.state,
        kind=proposal.kind,
        fingerprint=proposal.replaced_fingerprint,
        changes=proposal.difference.counted,
    )


def _table(problem: Problem) -> Table:
    return next(table for table in TABLES if table.file == problem.file)


def _current_rows(stored: Stored) -> Rows:
    """The typed rows of the present files; of a set with problems, none."""
    try:
        return check(Path(), stored).rows
    except DataError:
        return {}


def _current_sheets(stored: Stored) -> dict[str, files.Sheet]:
    """The present files that can be read, whole and complete, whatever is wrong with their cells or with others."""
    read = {name: files.parse(BY_NAME[name].file, raw, BY_NAME[name]) for name, raw in stored.contents.items()}
    given = upgraded({name: sheet for name, (sheet, problems) in read.items() if sheet and not problems})
    return complete(given, [name for name in MADE if name not in given]).sheets


def _merged_tables(
    present: Mapping[str, files.Sheet], sent: Contents, replace_whole: frozenset[str]
) -> tuple[Merged, ...]:
    """The tables of which only some rows were sent, with these rows in them."""
    given = {name: files.parse(BY_NAME[name].file, raw, BY_NAME[name], part=True) for name, raw in sent.items()}
    sheets = upgraded({name: sheet for name, (sheet, problems) in given.items() if sheet and not problems})
    parts = [sheet for name, sheet in sheets.items() if name in sent and name not in replace_whole]
    parts = [sheet for sheet in parts if is_part(sheet, present.get(sheet.table.name), frozenset(sent))]
    if any(sheet.table.name == "other_figures" for sheet in parts) and "measures" in sheets.keys() - sent.keys():
        parts += _unlisted_measures(sheets["measures"], present["measures"])
    return tuple(merged(sheet, present) for sheet in parts)


def _unlisted_measures(named: files.Sheet, present: files.Sheet) -> list[files.Sheet]:
    """The measures that an earlier schema named by labels and the present ones lack; no sheet without any."""
    known = {cells[present.at("id")] for _, cells in present.rows}
    rows = tuple((number, cells) for number, cells in named.rows if cells[named.at("id")] not in known)
    return [replace(named, rows=rows)] if rows else []
