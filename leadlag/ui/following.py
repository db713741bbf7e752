"""Open pages follow the data: when something else is on show, the server runs each of them again; none has to ask."""

import time

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from leadlag import formats, placement
from leadlag.store import READINGS, Snapshot, difference
from leadlag.ui.view import escaped, literal
from leadlag.words import Language, say

TOLD = 3  # statements of which a notice says where they show


def rerun_open_pages() -> None:
    """Run the script of every open page again, with the choices its reader made; the page that asks for it, because its
    reader has just accepted other data, goes on by itself.

    Streamlit has no public call for this: it is what its own watcher of source files does.
    """
    asking = get_script_run_ctx(suppress_warning=True)
    if Runtime.exists():
        for page in Runtime.instance()._session_mgr.list_active_sessions():
            if asking is None or page.session.id != asking.session_id:
                page.session.request_rerun(page.session._client_state)


def tell_what_changed(snapshot: Snapshot, lang: Language) -> None:
    """A quiet notice where this page's last run showed other data."""
    before: Snapshot | None = st.session_state.get("shown")
    st.session_state["shown"] = snapshot
    if before is not None and before.fingerprint != snapshot.fingerprint:
        changed = difference(before.tables, snapshot.tables)
        ids = [change.key for change in changed.changes if change.kind != "removed"][:TOLD]
        where = placement.told(snapshot, ids, lang)
        st.toast("\n\n".join(literal(line) for line in (changed.says(lang), *where)))


def dateline(snapshot: Snapshot, lang: Language, stem: str) -> str:
    """Which data is on screen: its name, files, rows, when it was saved and its version. Leads to the page of data, and
    to this page's charts as slides."""
    files, rows = len(snapshot.stored.contents), sum(snapshot.counts.values())
    saved = snapshot.stored.modified
    ago = f"<time class='age' lang='{lang}' data-saved='{saved:.0f}'>{formats.age(time.time() - saved, lang)}</time>"
    parts = [
        escaped(say(lang, "strip.set", name=snapshot.folder.resolve().name, files=files, rows=rows)),
        say(lang, "strip.saved", when=formats.moment(saved, lang), age=ago),
        say(lang, "strip.version", fingerprint=snapshot.fingerprint),
    ]
    reading = f"&reading={snapshot.reading}" if snapshot.reading != READINGS[0] else ""
    data = f"<a href='swap?lang={lang}{reading}' target='_self'>{' · '.join(parts)}</a>"
    page = "" if stem == "overview" else stem  # the first page has no address of its own
    slides = f"<a href='{page}?lang={lang}{reading}&view=slide' target='_self'>{say(lang, 'slides.open')}</a>"
    return f"<p class='dateline'>{data} · {slides}</p>"
