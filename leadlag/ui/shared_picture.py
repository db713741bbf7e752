"""Opening a picture that somebody shared: the view it shows, and what has become of its figures since."""

import streamlit as st
from markupsafe import Markup

from leadlag import charts, queries
from leadlag.cards.card_metadata import CardStatus, compare, recognise
from leadlag.errors import LeadlagError
from leadlag.findings import figure_text
from leadlag.markup import each, link
from leadlag.rows import Figures
from leadlag.ui.card import anchor
from leadlag.ui.markup import html_table, section
from leadlag.ui.output import escape_markdown, write_html
from leadlag.ui.view import View, view
from leadlag.words import enum_label


def picture() -> None:
    """Drop a picture, get its view back, and hear whether the data changed."""
    here = view()
    section(here.translate("shared.title"), here.translate("shared.how"))
    label = here.translate("shared.upload", limit=st.get_option("server.maxUploadSize"))
    sent = st.file_uploader(escape_markdown(label), type="png", key="picture")
    if sent is None:
        return
    try:
        _tell(compare(recognise(sent.getvalue(), sent.name), here.snapshot), here)
    except LeadlagError as error:
        st.error(escape_markdown(error.says(here.lang)))


def _tell(status: CardStatus, here: View) -> None:
    metadata = status.metadata
    opened = link(here.translate("shared.open"), metadata.address)
    age = here.translate(f"shared.{status.age}", fingerprint=metadata.fingerprint, now=status.now)
    lines = [Markup("<b>{}</b> {}").format(metadata.title, opened), age]
    if not status.moved:
        lines.append(here.translate("shared.all_same"))
    write_html(each(Markup("<p class='entry'>{}</p>"), lines))
    if status.moved:
        columns = ("statement", "state", "before", "after")
        html_table([here.translate(f"shared.column.{column}") for column in columns], _moved(status, here))


def _moved(status: CardStatus, here: View) -> list[list[str]]:
    """The statements that are not as the picture shows them: then and now."""
    before = status.before or here.snapshot
    old, new = (charts.names(data, here.lang) for data in (before, here.snapshot))
    then, now = ({row.id: row for row in queries.ask(data, Figures)} for data in (before, here.snapshot))
    then = then if status.before else {}
    return [
        [
            anchor(one, one, here) if one in now else one,
            enum_label(here.lang, "shared.state", state),
            figure_text(then[one], old) if one in then else "–",
            figure_text(now[one], new) if one in now else "–",
        ]
        for one, state in status.moved.items()
    ]
