"""The page of data: send files, see what is wrong or what would change, accept, bring back, download."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.runtime.uploaded_file_manager import UploadedFile

from leadlag import formats, paths, queries
from leadlag.contract import BY_NAME, TABLES
from leadlag.errors import DataError, LeadlagError, Problem, SwapError
from leadlag.markup import each, link
from leadlag.preview import Effect, FigureChange, Preview, preview
from leadlag.store import Live, Proposal, Snapshot, UploadBatch, files, history, live, proposals
from leadlag.store.difference import change_summary
from leadlag.store.folder import unread_files
from leadlag.ui.live_updates import data_address
from leadlag.ui.markup import asides, html_table, problem_table, section
from leadlag.ui.output import escape_markdown, write_html, write_script
from leadlag.words import Language, enum_label, labelled, reading, translate

FIGURES_LIMIT = 100  # changed figures listed; the rest are counted
#: What would be brought back is shown above the list it is chosen from: without this the reader sees nothing move.
TO_THE_TOP = "document.querySelector('[data-testid=stMain]').scrollTo({top: 0, behavior: 'smooth'})"


@dataclass(frozen=True)
class Offer:
    """What a reader has put forward: a proposal with its preview, or why there is none."""

    source: object
    proposal: Proposal | None
    preview: Preview | None
    error: LeadlagError | None
    batch: UploadBatch | None


def upload(lang: Language, shown: Snapshot | None) -> None:
    """Upload, check, preview and accept; also where there is nothing on show yet."""
    here = live(paths.data_folder())
    section(translate(lang, "swap.title"), translate(lang, "swap.how"))
    _success_message(lang, shown)
    sent = st.file_uploader(
        escape_markdown(translate(lang, "swap.upload", limit=st.get_option("server.maxUploadSize"))),
        accept_multiple_files=True,
        key=f"sent-{st.session_state.setdefault('uploader_number', 0)}",
    )
    wanted = st.session_state.get("wanted")
    if not sent and wanted is None:
        st.session_state.pop("offer", None)
        return
    st.session_state.pop("accepted", None)
    replace_whole = frozenset(name for name in BY_NAME if st.session_state.get(f"confirm-{name}", "").strip() == name)
    source = wanted if not sent else (*(file.file_id for file in sent), replace_whole)
    with st.spinner(escape_markdown(translate(lang, "swap.read"))):
        offer = _offer(here, shown, source, sent, replace_whole, lang)
    if offer.batch is not None:
        _table_notes(offer, lang)
    if isinstance(offer.error, DataError):
        _problems(offer.error, offer.batch, lang)
    elif offer.error is not None:
        st.error(escape_markdown(offer.error.says(lang)))
    if offer.proposal is not None and offer.preview is not None:
        _preview(here, offer.proposal, offer.preview, lang)


def _offer(
    here: Live,
    shown: Snapshot | None,
    source: object,
    sent: Sequence[UploadedFile],
    replace_whole: frozenset[str],
    lang: Language,
) -> Offer:
    """The offer of this source against what is on show, made again when either changes."""
    base = (source, lang, shown.stored.state if shown else "")
    known: Offer | None = st.session_state.get("offer")
    if known is not None and known.source == base:
        return known
    if known is not None and isinstance(known.source, tuple) and known.source[:2] == base[:2]:
        st.session_state["meanwhile"] = True
    st.session_state["offer"] = offer = _make_offer(here, shown, base, sent, replace_whole, lang)
    return offer


def _make_offer(
    here: Live,
    shown: Snapshot | None,
    base: tuple[object, Language, str],
    sent: Sequence[UploadedFile],
    replace_whole: frozenset[str],
    lang: Language,
) -> Offer:
    batch = _upload_batch(sent) if sent else None
    try:
        if batch is None:
            proposal = _restoration(here.folder, shown, str(base[0]))
        else:
            proposal = proposals.propose(here.folder, shown, batch, replace_whole)
        return Offer(base, proposal, preview(shown, proposal.snapshot, proposal.difference, lang), None, batch)
    except LeadlagError as error:
        return Offer(base, None, None, error, batch)


def _upload_batch(sent: Sequence[UploadedFile]) -> UploadBatch:
    """The files of the uploader, a mended file in place of the one sent before it."""
    batches: dict[str, int] = st.session_state.setdefault("batches", {})
    latest = max(batches.values(), default=0) + 1
    for file in sent:
        batches.setdefault(file.file_id, latest)
    numbers = sorted({batches[file.file_id] for file in sent})
    each = [[(f.name, f.getvalue()) for f in sent if batches[f.file_id] == number] for number in numbers]
    return reduce(UploadBatch.merge, map(proposals.identify_tables, each))


def _restoration(folder: Path, shown: Snapshot | None, wanted: str) -> Proposal:
    """The proposal to bring an entry of the history back, or to undo."""
    return proposals.undo(folder, shown) if wanted == "undo" else proposals.restore(folder, shown, wanted)


def _table_notes(offer: Offer, lang: Language) -> None:
    """Which file is which table, and what was read otherwise than it was written."""
    assert offer.batch is not None
    lines = [
        translate(lang, "swap.identified", name=sent, file=BY_NAME[table].file)
        for table, sent in offer.batch.names.items()
        if sent != BY_NAME[table].file
    ]
    asides([*lines, *files.lines(offer.batch.notices, lang)])


def _problems(error: DataError, batch: UploadBatch | None, lang: Language) -> None:
    st.error(escape_markdown(translate(lang, "swap.problems", count=len(error.problems))))
    sent = set(batch.names) if batch else set()
    if batch and any(_table_of(problem) not in {*sent, ""} for problem in error.problems):
        asides([translate(lang, "swap.other_files")])
    problem_table(error.problems, lang)
    with st.container(horizontal=True):
        for table in (table for table in TABLES if table.name in sent and batch):
            found = [problem for problem in error.problems if problem.file == table.file]
            if found and batch:
                st.download_button(
                    escape_markdown(translate(lang, "swap.repair", file=table.file)),
                    files.repair(table, batch.contents[table.name], found, lang),
                    table.file,
                    "text/csv",
                    key=f"repair-{table.name}",
                    on_click="ignore",
                )


def _table_of(problem: Problem) -> str:
    return next((table.name for table in TABLES if table.file == problem.file), "")


def _preview(here: Live, proposal: Proposal, found: Preview, lang: Language) -> None:
    if st.session_state.pop("scroll", False):
        write_script(TO_THE_TOP)
    if st.session_state.pop("meanwhile", False):
        st.warning(escape_markdown(translate(lang, "swap.data_changed")))
    if not proposal.new:
        st.info(escape_markdown(translate(lang, "swap.same")))
        asides(files.lines(proposal.warnings, lang))
        _replace_whole_inputs(proposal, lang)
        _discard(lang)
        return
    section(translate(lang, "swap.changes"), change_summary(found.difference.counted, lang))
    asides(files.lines(proposal.warnings, lang))
    if found.figures:
        _figures(found.figures, lang)
    _effects(found.effects, lang, article=queries.has_article(proposal.snapshot))
    typed = [_is_confirmed(table, lang) for table in found.difference.halved]
    _replace_whole_inputs(proposal, lang)
    label = translate(lang, "swap.accept" if proposal.kind == "swap" else "swap.restore")
    with st.container(horizontal=True):
        if st.button(escape_markdown(label), type="primary", disabled=not all(typed), key="accept"):
            _accept(here, proposal, lang)
        _discard(lang)


def _replace_whole_inputs(proposal: Proposal, lang: Language) -> None:
    """Where the name of a table is typed that a file should replace, and not only add to."""
    for table in proposal.merged_tables:
        label = translate(lang, "swap.replace_table", file=BY_NAME[table].file, table=table)
        st.text_input(escape_markdown(label), key=f"confirm-{table}")


def _figures(figures: Sequence[FigureChange], lang: Language) -> None:
    heads = [translate(lang, f"swap.column.{column}") for column in ("kind", "about", "before", "after", "where")]
    rows = [
        (enum_label(lang, "swap.kind", one.kind), one.file, one.about, one.before, one.after, one.where)
        for one in figures[:FIGURES_LIMIT]
    ]
    html_table(
        [*heads[:1], translate(lang, "files.column.file"), *heads[1:]], [[cell or "–" for cell in row] for row in rows]
    )
    if len(figures) > FIGURES_LIMIT:
        asides([translate(lang, "swap.more", count=len(figures) - FIGURES_LIMIT)])


def _effects(effects: Sequence[Effect], lang: Language, *, article: bool) -> None:
    section(translate(lang, "swap.effects"), "" if effects else translate(lang, "swap.no_effects"), small=True)
    if effects:
        heads = [translate(lang, f"swap.column.{column}") for column in ("about", "before", "after", "readings")]
        html_table(heads, [_effect(one, lang, article=article) for one in effects])


def _effect(one: Effect, lang: Language, *, article: bool) -> list[str]:
    readings = translate(lang, "list.separator").join(reading(lang, value, article=article) for value in one.readings)
    about = labelled(lang, translate(lang, f"swap.text.{one.kind}"), one.about)
    return [about, one.before or "–", one.after or "–", readings]


def _is_confirmed(table: str, lang: Language) -> bool:
    """Whether the name of a table that loses most of its rows was typed."""
    asked = translate(lang, "swap.confirm", file=BY_NAME[table].file, table=table)
    return st.text_input(escape_markdown(asked), key=f"confirm-{table}").strip() == table


def _accept(here: Live, proposal: Proposal, lang: Language) -> None:
    try:
        here.accept(proposal)
    except SwapError:
        st.session_state["meanwhile"] = True
        st.session_state.pop("offer", None)
    except LeadlagError as error:
        st.error(escape_markdown(error.says(lang)))
        return
    else:
        _reset()
        st.session_state["accepted"] = proposal
    st.rerun()


def _discard(lang: Language) -> None:
    if st.button(escape_markdown(translate(lang, "swap.cancel")), key="discard"):
        _reset()
        st.rerun()


def _reset() -> None:
    """An empty uploader and no offer."""
    st.session_state["uploader_number"] = st.session_state.get("uploader_number", 0) + 1
    for key in ("offer", "wanted", "meanwhile", "batches", "accepted"):
        st.session_state.pop(key, None)


def _success_message(lang: Language, shown: Snapshot | None) -> None:
    """What was just accepted, until the data change again or the reader does something else here."""
    accepted: Proposal | None = st.session_state.get("accepted")
    if accepted is not None and shown is not None and accepted.snapshot.fingerprint == shown.fingerprint:
        changes = change_summary(accepted.difference.counted, lang)
        st.success(escape_markdown(translate(lang, f"done.{accepted.kind}", changes=changes)))


def current_data(lang: Language, shown: Snapshot) -> None:
    """The files on show, each to be downloaded, and a blank form of each."""
    section(translate(lang, "files.title"), translate(lang, "files.folder", folder=shown.folder.resolve()))
    columns = [translate(lang, f"files.column.{column}") for column in ("file", "rows", "size", "saved")]
    saved = {
        file: (f"{size / 1000:.1f} KB", formats.moment(nanoseconds / 1e9, lang))
        for file, size, nanoseconds, _ in shown.stored.signature
    }
    rows = []
    for table in TABLES:
        kilobytes, when = saved.get(table.file, ("–", "–"))
        links = (
            _download(f"files/{table.file}", translate(lang, "files.download"), table.file),
            _download(f"templates/{table.file}", translate(lang, "files.template"), f"template_{table.file}"),
        )
        rows.append([table.file, str(shown.counts[table.name]), kilobytes, when, *links])
    hidden = Markup("<span class='visually-hidden'>{}</span>")
    heads = (hidden.format(translate(lang, f"files.{kind}")) for kind in ("download", "template"))
    html_table([*columns, *heads], rows)
    asides([_download("files/all.zip", translate(lang, "files.all"), f"{shown.folder.name}.zip")])
    if shown.notices:
        section(translate(lang, "files.remarks"), translate(lang, "files.remarks.line"), small=True)
        asides(files.lines(shown.notices, lang))


def folder_notices(lang: Language, shown: Snapshot | None) -> Markup:
    """For every page, quietly: files of the folder that are not read, and how much there is to look at."""
    names = files.listed(unread_files(paths.data_folder()))
    lines = [translate(lang, "files.unread", names=translate(lang, "list.separator").join(names))] if names else []
    if shown is not None and shown.notices:
        counted = translate(lang, "files.remarks.count", count=len(shown.notices))
        lines.append(link(counted, data_address(shown, lang)))
    return each(Markup("<p class='data-status'>{}</p>"), lines)


def _download(address: str, text: str, file: str) -> Markup:
    return Markup("<a href='{}' download='{}' target='_self'>{}</a>").format(address, file, text)


def version_history(lang: Language) -> None:
    """The sets that were replaced, each to be brought back."""
    folder = paths.data_folder()
    found = history.entries(folder)
    line = translate(lang, "history.limit", count=history.ENTRY_LIMIT) if found else translate(lang, "history.none")
    section(translate(lang, "history.title"), line)
    undo = escape_markdown(translate(lang, "history.undo"))
    if history.undoable(folder) is not None and st.button(undo, key="undo"):
        _select_entry("undo")
    for entry in found:
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            write_html(_entry(entry, lang))
            if st.button(escape_markdown(translate(lang, "history.restore")), key=f"restore-{entry.name}"):
                _select_entry(entry.name)


def _select_entry(entry: str) -> None:
    _reset()
    st.session_state["wanted"] = entry
    st.session_state["scroll"] = True
    st.rerun()


def _entry(entry: history.Entry, lang: Language) -> Markup:
    when = formats.moment(entry.when.timestamp(), lang)
    key = "history.until" if entry.fingerprint else "history.broken"
    head = translate(lang, key, when=when, fingerprint=entry.fingerprint)
    line = translate(lang, f"history.line.{entry.kind}", changes=change_summary(entry.changes, lang))
    return Markup("<p class='entry'><b>{}</b> {}</p>").format(head, line)
