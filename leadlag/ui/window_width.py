"""How wide the reader's window is: charts are laid out for a narrow, a medium or a wide one."""

import json
from collections.abc import Mapping

import streamlit as st

from leadlag.render_options import Window

#: Px from which a window is of a kind.
BREAKPOINTS: Mapping[Window, int] = {"wide": 1000, "medium": 700, "narrow": 0}
KEY = "window-width"

_component = st.components.v2.component(
    "window_width",
    js=f"""export default ({{ data, setStateValue }}) => {{
  const kinds = Object.entries({json.dumps(BREAKPOINTS)});
  const tell = () => {{
    const [kind] = kinds.find(([, least]) => window.innerWidth >= least);
    if (kind !== data.kind) setStateValue("kind", kind);
  }};
  let later;
  const wait = () => {{ clearTimeout(later); later = setTimeout(tell, 200); }};
  document.documentElement.dataset.layout = data.kind;
  tell();
  window.addEventListener("resize", wait);
  return () => {{ clearTimeout(later); window.removeEventListener("resize", wait); }};
}};""",
)


def window_kind() -> Window:
    """As the window reported last; on a first visit, by the kind of browser."""
    reported: Window | None = st.session_state.get(KEY, {}).get("kind")
    is_phone = "Mobi" in (st.context.headers.get("User-Agent") or "")
    return reported or ("narrow" if is_phone else "wide")


def watch_width() -> None:
    """The page runs again once its window turns out to be of another kind."""
    with st.container(key=f"{KEY}-watch"):
        _component(key=KEY, data={"kind": window_kind()}, on_kind_change=lambda: None)
