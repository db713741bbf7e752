"""How wide the reader's window is: a narrow one has its charts laid out anew, with labels above the marks."""

import streamlit as st

BREAKPOINT = 700  # px; below it labels have no room beside the marks
KEY = "window-width"

_component = st.components.v2.component(
    "window_width",
    js=f"""export default ({{ data, setStateValue }}) => {{
  const tell = () => {{ if (window.innerWidth < {BREAKPOINT} !== data.narrow) setStateValue("narrow", !data.narrow); }};
  let later;
  const wait = () => {{ clearTimeout(later); later = setTimeout(tell, 200); }};
  document.documentElement.dataset.layout = data.narrow ? "narrow" : "wide";
  tell();
  window.addEventListener("resize", wait);
  return () => {{ clearTimeout(later); window.removeEventListener("resize", wait); }};
}};""",
)


def is_narrow() -> bool:
    """As the window reported last; on a first visit, by the kind of browser."""
    reported = st.session_state.get(KEY, {}).get("narrow")
    return reported if reported is not None else "Mobi" in (st.context.headers.get("User-Agent") or "")


def watch_width() -> None:
    """The page runs again once its window turns out to be of the other kind."""
    with st.container(key=f"{KEY}-watch"):
        _component(key=KEY, data={"narrow": is_narrow()}, on_narrow_change=lambda: None)
