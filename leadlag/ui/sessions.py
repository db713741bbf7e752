"""The open pages, run again from outside: the one place that knows what Streamlit keeps to itself.

Streamlit has no public call for it; this is what its own watcher of source files does. Where a new release has moved
what is used here, each page looks by itself every few seconds instead (see `live_updates`).
"""

import logging
from collections.abc import Iterator
from typing import Any

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

LOG = logging.getLogger(__name__)


def reachable() -> bool:
    """Whether open pages can be run again from outside; where none is served, there is nothing to reach."""
    return not Runtime.exists() or hasattr(getattr(Runtime.instance(), "_session_mgr", None), "list_active_sessions")


def rerun_others() -> None:
    """Run the script of every open page again, with the choices its reader made; the page that asks for it, because its
    reader has just accepted other data, goes on by itself."""
    asking = get_script_run_ctx(suppress_warning=True)
    for session in _open():
        if asking is None or session.id != asking.session_id:
            try:
                session.request_rerun(session._client_state)
            except (AttributeError, TypeError):
                LOG.warning("Streamlit has moved what runs a page again; this page follows when its reader next acts.")


def _open() -> Iterator[Any]:
    if Runtime.exists() and reachable():
        for page in Runtime.instance()._session_mgr.list_active_sessions():
            yield page.session
