"""The window around every page: menu, controls, error box. Streamlit runs this file once per interaction."""

from functools import partial

import streamlit as st

from leadlag import paths, queries, ui
from leadlag.store import Snapshot, live
from leadlag.words import LANGUAGES, Language, name, pick, say

#: The menu, in this order; each is a file of `pages/`. Money pages offer a second currency.
MENU = ("overview", "audience", "prices", "data_costs", "timeline", "gaps", "figures")
MONEY = ("prices", "data_costs")


def main() -> None:
    st.set_page_config(page_title="leadlag", layout="wide")
    st.html(paths.STYLES)
    snapshot, error = live(paths.data_folder()).look()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="masthead"):
        masthead = st.container(width="content")
        controls = st.container(horizontal=True, width="content", vertical_alignment="center")
    with controls:
        lang = _language()
    page = st.navigation(
        [st.Page(paths.PAGES / f"{stem}.py", title=say(lang, f"menu.{stem}"), default=stem == MENU[0]) for stem in MENU],
        position="top",
    )
    stem = page.url_path or MENU[0]
    st.set_page_config(page_title=f"{page.title} · leadlag")
    if error:
        ui.problems(error, lang, snapshot)
    if snapshot is None:
        st.stop()
    with masthead:
        st.html(_versus(snapshot, lang))
    with controls:
        currency = _currency(snapshot, lang) if stem in MONEY else ""
    st.session_state["view"] = ui.View(snapshot, lang, st.context.theme.type == "dark", currency)
    st.html(f"<h1 class='question'>{say(lang, f'page.{stem}')}</h1>")
    page.run()


def _language() -> Language:
    """English unless the link or, on a first visit, the browser says Chinese; always in the link, for whoever gets it."""
    if "lang" not in st.session_state and (st.context.locale or "").startswith("zh"):
        st.session_state["lang"] = "zh"
    words = partial(name, "en", "language")
    chosen = ui.choose("lang", say("en", "language.label"), LANGUAGES, words, default="en", quiet=True, always=True)
    return "zh" if chosen == "zh" else "en"


def _currency(snapshot: Snapshot, lang: Language) -> str:
    """A currency to convert to, of those there is a rate for; '' leaves amounts as stated."""
    known = ["", *(row.currency for row in queries.ask(snapshot, "currencies"))]
    label = say(lang, "currency.label")
    return ui.choose("currency", label, known, lambda currency: currency or say(lang, "currency.none"), default="", quiet=True)


def _versus(snapshot: Snapshot, lang: Language) -> str:
    first, second = queries.ask(snapshot, "sides")[:2]
    text = say(lang, "app.versus", a=pick(first, "name", lang), b=pick(second, "name", lang))
    return f"<div class='masthead'><b>leadlag</b><span>{ui.escaped(text)}</span></div>"


main()
