"""What `leadlag.ui.sessions` uses of Streamlit's own: a release that moves it fails here, and not on an open page."""

import inspect

from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.session_manager import ActiveSessionInfo, SessionManager


def test_open_pages_are_where_they_were() -> None:
    assert "_session_mgr" in Runtime.__init__.__code__.co_names
    assert callable(SessionManager.list_active_sessions)
    assert "session" in inspect.get_annotations(ActiveSessionInfo)


def test_a_page_is_run_again_as_before() -> None:
    assert "_client_state" in AppSession.__init__.__code__.co_names
    assert list(inspect.signature(AppSession.request_rerun).parameters) == ["self", "client_state"]
