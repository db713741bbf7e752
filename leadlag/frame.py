"""The window around every page: menu, controls, error box. Streamlit runs this file once per interaction."""

from functools import partial
from typing import NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from leadlag import paths, queries, ui
from leadlag.store import READINGS, Reading, Snapshot, live
from leadlag.ui import slides, swapping
from leadlag.words import LANGUAGES, Language, name, pick, reading, say

#: The menu, in this order; each is a file of `pages/`. Money pages offer a second currency.
MENU = ("overview", "audience", "prices", "data_costs", "timeline", "gaps", "figures", "conflicts", "swap")
MONEY = ("prices", "data_costs")
#: The table whose figures a page shows; other pages show them all.
SHOWN = {"audience": "users", "prices": "prices", "data_costs": "data_costs", "timeline": "milestones", "gaps": "gaps"}


def main() -> None:
    shown = live(paths.data_folder())
    snapshot, _ = shown.look()
    st.html(paths.STYLES)
    st.html(f"<script>{paths.SCRIPT.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)
    masthead = st.container(
        horizontal=True, vertical_alignment="top", horizontal_alignment="distribute", key="masthead"
    )
    brand, heading = masthead.empty(), st.empty()
    with masthead:
        lang = _language()
    pages = [
        st.Page(paths.PAGES / f"{stem}.py", title=say(lang, f"menu.{stem}"), default=stem == MENU[0]) for stem in MENU
    ]
    page = st.navigation(pages, position="top")
    st.set_page_config(page_title=f"{page.title} · leadlag", layout="wide")
    ui.warnings(shown, lang)
    if snapshot is None:
        _without_data(heading, lang)
    ui.follow(snapshot, lang)
    ui.arrive(stem := page.url_path or MENU[0])
    with masthead:
        snapshot = snapshot.read_as(_reading(snapshot, lang))
        currency = (_currency(snapshot, lang) or None) if stem in MONEY else None
    brand.html(_brand(snapshot, lang))
    heading.html(ui.dateline(snapshot, lang, stem) + swapping.beside(lang, snapshot) + _heading(snapshot, stem, lang))
    st.session_state["view"] = ui.View(snapshot, lang, st.context.theme.type == "dark", currency)
    if slides.wanted():
        slides.show(stem)
    else:
        page.run()
        ui.save_page(stem)
        ui.open_card()


def _without_data(heading: DeltaGenerator, lang: Language) -> NoReturn:
    """Where nothing can be shown yet, on any page: the way to send files, and to bring earlier ones back."""
    if line := swapping.beside(lang, None):
        heading.html(line)
    swapping.send(lang, None)
    swapping.earlier(lang)
    st.stop()


def _language() -> Language:
    """English unless the link or, on a first visit, the browser says Chinese; always in the link."""
    if "lang" not in st.session_state and (st.context.locale or "").startswith("zh"):
        st.session_state["lang"] = "zh"
    words = partial(name, "en", "language")
    chosen = ui.choose("lang", say("en", "language.label"), LANGUAGES, words, default="en", quiet=True, always=True)
    return "zh" if chosen == "zh" else "en"


def _reading(snapshot: Snapshot, lang: Language) -> Reading:
    """Which statements the whole dashboard uses; the article's own unless the reader or the link says otherwise."""
    words = partial(reading, lang, article=queries.has_article(snapshot))
    chosen = ui.choose("reading", say(lang, "reading.label"), READINGS, words, default=READINGS[0], quiet=True)
    return next(known for known in READINGS if known == chosen)


def _currency(snapshot: Snapshot, lang: Language) -> str:
    """A currency to convert to, of those there is a rate for; '' leaves amounts as stated."""
    known = ["", *(row.currency for row in queries.ask(snapshot, "currencies"))]
    label = say(lang, "currency.label")
    return ui.choose(
        "currency", label, known, lambda currency: currency or say(lang, "currency.none"), default="", quiet=True
    )


def _brand(snapshot: Snapshot, lang: Language) -> str:
    """Who is compared."""
    first, second = queries.ask(snapshot, "sides")[:2]
    versus = say(lang, "app.versus", a=pick(first, "name", lang), b=pick(second, "name", lang))
    return f"<p class='brand'><b>leadlag</b><span>{ui.escaped(versus)}</span></p>"


def _heading(snapshot: Snapshot, stem: str, lang: Language) -> str:
    """The question this page answers, and what the reading made of its figures."""
    question = f"<h1 class='question'>{ui.escaped(say(lang, f'page.{stem}'))}</h1>"
    line = "" if stem == "swap" else f"<p class='aside'>{ui.escaped(_changed(snapshot, stem, lang))}</p>"
    return question + line


def _changed(snapshot: Snapshot, stem: str, lang: Language) -> str:
    """What the reading made of the article's figures on this page, in one line."""
    family = "reading" if queries.has_article(snapshot) else "plain"
    if snapshot.reading == READINGS[0]:
        return say(lang, f"{family}.article.line")
    shown = [row for row in queries.ask(snapshot, "changes") if row.table_name == SHOWN.get(stem, row.table_name)]
    told, differing, added = (sum(getattr(row, field) for row in shown) for field in ("told", "differing", "added"))
    otherwise = _form(differing) if told else "untold"
    details = {
        "differing": say(lang, f"{family}.differing.{otherwise}", told=told, differing=differing),
        "added": say(lang, f"reading.added.{_form(added)}", added=added),
    }
    return say(lang, f"{family}.{snapshot.reading}.line", **details)


def _form(count: int) -> str:
    return {0: "none", 1: "one"}.get(count, "many")


main()
