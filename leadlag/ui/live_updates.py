"""Open pages follow the data: when something else is on show, the server runs each of them again; none has to ask."""

import time
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from leadlag import formats, placement
from leadlag.markup import SLOT, fill, link
from leadlag.store import Live, Snapshot, difference, live
from leadlag.ui import sessions
from leadlag.ui.markup import problems
from leadlag.ui.output import escape_markdown
from leadlag.words import Language, translate

POLL_SECONDS = 3.0
STATEMENTS_LIMIT = 3  # statements of which a notice says where they show


def warnings(shown: Live, lang: Language) -> None:
    """What is wrong with the folder, and whether it is being followed."""
    snapshot, error = shown.current()
    if shown.unwatched_since is not None:
        lost = translate(lang, "status.not_watched", since=formats.moment(shown.unwatched_since, lang))
        st.warning(escape_markdown(lost))
    if error:
        problems(error, lang, snapshot)


@st.fragment(run_every=POLL_SECONDS)
def _poll(folder: Path, fingerprint: str) -> None:
    """Run this page again when other data are on show: for a Streamlit whose pages cannot be reached from outside."""
    shown, _ = live(folder).current()
    if shown is not None and shown.fingerprint != fingerprint:
        st.rerun()


def follow(snapshot: Snapshot, lang: Language) -> None:
    """A quiet notice where this page's last run showed other data; where nothing reaches the page, it looks itself."""
    if not sessions.reachable():
        _poll(snapshot.folder, snapshot.fingerprint)
    before: Snapshot | None = st.session_state.get("shown")
    st.session_state["shown"] = snapshot
    if before is not None and before.fingerprint != snapshot.fingerprint:
        changed = difference(before.tables, snapshot.tables)
        ids = [change.key for change in changed.changes if change.kind != "removed"][:STATEMENTS_LIMIT]
        where = placement.placement_lines(snapshot, ids, lang)
        st.toast(escape_markdown(changed.says(lang), *where))


def data_status(snapshot: Snapshot, lang: Language) -> Markup:
    """Which data is on screen: its name, files, rows, when it was saved and its version. Leads to the page of data."""
    files, rows = len(snapshot.stored.contents), sum(snapshot.counts.values())
    saved = snapshot.stored.modified
    age = Markup("<time class='age' lang='{}' data-saved='{:.0f}'>{}</time>")
    ago = age.format(lang, saved, formats.age(time.time() - saved, lang))
    parts = [
        translate(lang, "status.files", name=snapshot.folder.resolve().name, files=files, rows=rows),
        fill(translate(lang, "status.saved", when=formats.moment(saved, lang), age=SLOT), ago),
        translate(lang, "status.version", fingerprint=snapshot.fingerprint),
    ]
    data = link(Markup(" · ").join(parts), data_address(snapshot, lang))
    return Markup("<p class='data-status'>{}</p>").format(data)


def data_address(snapshot: Snapshot, lang: Language) -> str:
    """That of the page of data, which keeps the reading and the two compared."""
    return f"swap?{urlencode({'lang': lang, **snapshot.link_params})}"
