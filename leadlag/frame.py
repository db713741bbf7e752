"""The window around every page: menu, controls, error box. Streamlit runs this file once per interaction."""

import json
from datetime import date
from functools import partial
from typing import NoReturn

import streamlit as st
from markupsafe import Markup, escape
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from leadlag import captions, charts, paths, queries, theme, ui
from leadlag.markup import SLOT, anchor, fill
from leadlag.rows import Changes, Currencies, Sides
from leadlag.store import READINGS, Reading, Snapshot, live
from leadlag.ui import slides, swap
from leadlag.ui.output import escape_markdown
from leadlag.words import LANGUAGES, SOURCE_LANGUAGE, Language, language_name, language_tag, reading, translate

#: Pages that stand at the end of the menu, whatever charts they have.
LAST = ("figures", "conflicts", "sql", "swap")
#: The menu: the pages of the charts, in their order, and then the last ones.
MENU = (*(page for page in charts.pages() if page not in LAST), *LAST)
STATED = "stated"  # as the choice of a currency: amounts as their sources give them


def main() -> None:
    shown = live(paths.data_folder())
    snapshot, _ = shown.current()
    dark = st.context.theme.type == "dark"
    ui.write_style(theme.css_variables(theme.palette(dark=dark)), paths.STYLES.read_text(encoding="utf-8"))
    scripts, head = st.empty(), ui.head()
    with head.masthead:
        lang = _language()
    ui.write_script(_script(lang), scripts)
    expected = snapshot and _last_view(snapshot)
    page = _menu(expected, lang)
    ui.watch_width()  # below the menu: a browser that does not know the page yet would ask for the first one again
    st.set_page_config(page_title=f"{page.title} · leadlag", layout="wide")
    ui.warnings(shown, lang)
    if snapshot is None:
        _without_data(head.heading, lang)
    ui.follow(snapshot, lang)
    ui.track_page(stem := page.url_path or MENU[0])
    snapshot = _view(snapshot, lang, head)
    if expected and expected.link_params != snapshot.link_params:  # the reader went back
        page = _menu(snapshot, lang)
    with head.choices:
        ui.write_html(_reading_line(snapshot, stem, lang))
        currency = _currency(snapshot, lang) if _is_in_money(stem) else None
    ui.write_html(_brand(snapshot, lang), head.brand)
    ui.write_html(Markup("<h1 class='question'>{}</h1>").format(translate(lang, f"page.{stem}")), head.heading)
    st.session_state["view"] = ui.View(snapshot, lang, dark, currency, ui.window_kind())
    if slides.wanted():
        slides.show(stem)
    else:
        _show(page, stem, head)


def _show(page: StreamlitPage, stem: str, head: ui.Head) -> None:
    """A page, what can be done with it as a whole, and below it which data it is of."""
    here = ui.view()
    with head.heading:
        ui.present(stem)
    if _is_empty(here.snapshot, stem):
        st.info(escape_markdown(_nothing(here.snapshot, stem, here.lang)))
    else:
        page.run()
    ui.save_page(stem, head.heading, head.saved_page)
    if stem not in ("sql", "swap"):
        ui.write_html(ui.sources_line(), head.sources_line)
    ui.write_html(ui.data_status(here.snapshot, here.lang) + swap.folder_notices(here.lang, here.snapshot))
    ui.open_statement_card()


def _script(lang: Language) -> str:
    """What runs in the browser on every page; again in each run, so that the document's language follows a switch."""
    known = {"streamlitTexts": ui.streamlit_texts(lang), "markTexts": {"open": translate(lang, "chart.open")}}
    texts = json.dumps(known, ensure_ascii=False).replace("<", "\\u003c")
    given = f"document.documentElement.lang = '{language_tag(lang)}'; Object.assign(window, {texts});"
    return "\n".join([given, *(script.read_text(encoding="utf-8") for script in paths.SCRIPTS)])


def _menu(snapshot: Snapshot | None, lang: Language) -> StreamlitPage:
    """Every page is reached by its address; the menu leaves out those that have nothing to show in this reading."""
    hidden = [stem for stem in MENU[1:] if snapshot and _is_empty(snapshot, stem)]
    return st.navigation([_page(stem, lang, hidden=stem in hidden) for stem in MENU], position="top")


def _is_empty(snapshot: Snapshot, stem: str) -> bool:
    """Whether no chart of a page has rows in this reading; the last pages hold more than charts."""
    asked = () if stem in LAST else (spec.question for spec in charts.pages()[stem])
    return stem not in LAST and not any(charts.answer(snapshot, one) for one in asked)


def _nothing(snapshot: Snapshot, stem: str, lang: Language) -> str:
    """That a page is empty, and in which readings it is not."""
    words = partial(reading, lang, article=queries.has_article(snapshot))
    others = [words(other) for other in READINGS if not _is_empty(snapshot.read_as(other), stem)]
    if not others:
        return translate(lang, "empty.page", page=translate(lang, "menu.swap"))
    return translate(lang, "empty.reading", readings=translate(lang, "list.separator").join(others))


def _page(stem: str, lang: Language, *, hidden: bool) -> StreamlitPage:
    """A file of `pages/`; or, where a chart's declaration names a page without one, that page's charts."""
    file = paths.PAGES / f"{stem}.py"
    content = file if file.is_file() else partial(_charts_of, stem)
    return st.Page(
        content,
        title=translate(lang, f"menu.{stem}"),
        url_path=stem,
        default=stem == MENU[0],
        visibility="hidden" if hidden else "visible",
    )


def _charts_of(stem: str) -> None:
    first, *others = charts.pages()[stem]
    ui.show(first.question)
    for spec in others:
        ui.show_secondary(spec.question)


def _is_in_money(stem: str) -> bool:
    """Whether a page's charts can be converted to another currency."""
    return any(spec.is_in_money for spec in charts.pages().get(stem, ()))


def _without_data(heading: DeltaGenerator, lang: Language) -> NoReturn:
    """Where nothing can be shown yet, on any page: the way to send files, and to bring earlier ones back."""
    if line := swap.folder_notices(lang, None):
        ui.write_html(line, heading)
    swap.upload(lang, None)
    swap.version_history(lang)
    st.stop()


def _language() -> Language:
    """English unless the link or, on a first visit, the browser says otherwise; always in the link."""
    browser = (st.context.locale or "").split("-")[0]
    if "lang" not in st.session_state and browser in LANGUAGES:
        st.session_state["lang"] = browser
    label = " · ".join(translate(lang, "language.label") for lang in LANGUAGES)
    return ui.choose("lang", label, LANGUAGES, language_name, default=SOURCE_LANGUAGE, quiet=True, always=True)


def _reading(snapshot: Snapshot, lang: Language) -> Reading:
    """Which statements the whole dashboard uses; the article's own unless the reader or the link says otherwise."""
    article = queries.has_article(snapshot)
    label, words = translate(lang, "reading.label"), partial(reading, lang, article=article)
    return _known(ui.choose("reading", label, READINGS, words, default=READINGS[0]))


def _known(chosen: str) -> Reading:
    return next(known for known in READINGS if known == chosen)


def _view(snapshot: Snapshot, lang: Language, head: ui.Head) -> Snapshot:
    """The data with the two compared and in the reading that the reader chooses."""
    with head.compared:
        snapshot = ui.choose_two(snapshot, lang)
    with head.choices:
        return snapshot.read_as(_reading(snapshot, lang))


def _last_view(snapshot: Snapshot) -> Snapshot:
    """The reading and the two compared that the link or the last run chose."""
    read = snapshot.read_as(_known(ui.last_chosen("reading", READINGS.__contains__, READINGS[0])))
    return read.comparing(ui.last_chosen("compare", snapshot.compares, snapshot.compared))


def _currency(snapshot: Snapshot, lang: Language) -> str | None:
    """A currency to convert to, of those there is a rate for; None leaves amounts as stated."""
    known = [row.currency for row in queries.ask(snapshot, Currencies)]
    if not known:
        return None
    names = {**{currency: currency for currency in known}, STATED: translate(lang, "currency.none")}
    default = charts.default_currency(snapshot) or STATED
    chosen = ui.choose("currency", translate(lang, "currency.label"), list(names), names.__getitem__, default=default)
    return None if chosen == STATED else chosen


def _brand(snapshot: Snapshot, lang: Language) -> Markup:
    """The name; who is compared stands beside it on paper, which has no controls."""
    a, b = (charts.names(snapshot, lang).side(row.id) for row in queries.ask(snapshot, Sides) if row.is_compared)
    versus = translate(lang, "app.versus", a=a, b=b)
    return Markup("<p class='brand'><b>leadlag</b><span>{}</span></p>").format(versus)


def _reading_line(snapshot: Snapshot, stem: str, lang: Language) -> Markup:
    """What the chosen reading is, and what it made of this page's figures."""
    line = _article(snapshot, lang) if snapshot.reading == READINGS[0] else escape(_changed(snapshot, stem, lang))
    if snapshot.reading == "latest" and (old := captions.outdated(snapshot, lang, date.today())):
        line += Markup(" <b>{}</b>").format(old)
    return Markup("<p class='aside'>{}</p>").format(line)


def _article(snapshot: Snapshot, lang: Language) -> Markup:
    """That the figures are the article's own, with a link to it."""
    article, names = queries.article(snapshot), charts.names(snapshot, lang)
    if article is None:
        return escape(translate(lang, "plain.article.line"))
    text = translate(lang, "card.document", publisher=names.publisher(article), title=names.document(article))
    return fill(translate(lang, "reading.article.line", article=SLOT), anchor(text, names.address(article)))


def _changed(snapshot: Snapshot, stem: str, lang: Language) -> str:
    """What the reading made of the article's figures on this page, in one line."""
    family = "reading" if queries.has_article(snapshot) else "plain"
    tables = {spec.table for spec in charts.pages().get(stem, ()) if spec.table}
    shown = [row for row in queries.ask(snapshot, Changes) if not tables or row.table_name in tables]
    reported, differing, added = (
        sum(row.reported for row in shown),
        sum(row.differing for row in shown),
        sum(row.added for row in shown),
    )
    differs = f"{family}.differing"
    if not (reported and differing):
        differs = f"{family}.differing.{'none' if reported else 'no_figures'}"
    details = {
        "differing": translate(lang, differs, total=reported, count=differing),
        "added": translate(lang, "reading.added" if added else "reading.added.none", count=added),
    }
    return translate(lang, f"{family}.{snapshot.reading}.line", **details)


main()
