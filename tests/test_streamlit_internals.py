"""What `leadlag.ui.sessions` uses of Streamlit's own, and what Streamlit says: a release that changes it fails here,
and not on an open page."""

import inspect
import re
from importlib.util import find_spec
from pathlib import Path

from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.session_manager import ActiveSessionInfo, SessionManager

from leadlag.ui.streamlit_texts import streamlit_texts
from leadlag.words import text_keys

#: Put together while a page is shown, so that their parts stand apart from each other.
COMPOSED = ("Press Enter to apply", "The page that you have requested", "{count} option", "add icon", "Top values")


def test_open_pages_are_where_they_were() -> None:
    assert "_session_mgr" in Runtime.__init__.__code__.co_names
    assert callable(SessionManager.list_active_sessions)
    assert "session" in inspect.get_annotations(ActiveSessionInfo)


def test_a_page_is_run_again_as_before() -> None:
    assert "_client_state" in AppSession.__init__.__code__.co_names
    assert list(inspect.signature(AppSession.request_rerun).parameters) == ["self", "client_state"]


def test_streamlit_says_what_is_translated() -> None:
    spec = find_spec("streamlit")
    assert spec
    assert spec.origin
    scripts = (Path(spec.origin).parent / "static" / "static" / "js").glob("*.js")
    said = "\n".join(file.read_text(encoding="utf-8") for file in scripts).replace("'", "’")
    texts = [text for text in streamlit_texts("zh") if not text.startswith(COMPOSED)]
    assert len(streamlit_texts("zh")) == sum(key.startswith("streamlit.") for key in text_keys()) > 0
    assert [text for text in texts if not all(part in said for part in re.split(r"{\w+}", text))] == []
