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
    snapshot, error = live(paths.data_folder()).look()
    st.html(paths.STYLES)
    masthead = st.container(
        horizontal=True, vertical_alignment="top", horizontal_alignment="distribute", key="masthead"
    )
    title = masthead.empty()
    with masthead:
        lang = _language()
    pages = [
        st.Page(paths.PAGES / f"{stem}.py", title=say(lang, f"menu.{stem}"), default=stem == MENU[0]) for stem in MENU
    ]
    page = st.navigation(pages, position="top")
    st.set_page_config(page_title=f"{page.title} · leadlag", layout="wide")
    if error:
        ui.problems(error, lang, snapshot)
    if snapshot is None:
        st.stop()
    stem = page.url_path or MENU[0]
    with masthead:
        currency = (_currency(snapshot, lang) or None) if stem in MONEY else None
    title.html(_heading(snapshot, stem, lang))
    st.session_state["view"] = ui.View(snapshot, lang, st.context.theme.type == "dark", currency)
    page.run()


def _language() -> Language:
    """English unless the link or, on a first visit, the browser says Chinese; always in the link."""
    if "lang" not in st.session_state and (st.context.locale or "").startswith("zh"):
        st.session_state["lang"] = "zh"
    words = partial(name, "en", "language")
    chosen = ui.choose("lang", say("en", "language.label"), LANGUAGES, words, default="en", quiet=True, always=True)
    return "zh" if chosen == "zh" else "en"


def _currency(snapshot: Snapshot, lang: Language) -> str:
    """A currency to convert to, of those there is a rate for; '' leaves amounts as stated."""
    known = ["", *(row.currency for row in queries.ask(snapshot, "currencies"))]
    label = say(lang, "currency.label")
    return ui.choose(
        "currency", label, known, lambda currency: currency or say(lang, "currency.none"), default="", quiet=True
    )


def _heading(snapshot: Snapshot, stem: str, lang: Language) -> str:
    """Who is compared, and the question this page answers."""
    first, second = queries.ask(snapshot, "sides")[:2]
    versus = say(lang, "app.versus", a=pick(first, "name", lang), b=pick(second, "name", lang))
    brand = f"<p class='brand'><b>leadlag</b><span>{ui.escaped(versus)}</span></p>"
    return f"{brand}<h1 class='question'>{ui.escaped(say(lang, f'page.{stem}'))}</h1>"


main()
