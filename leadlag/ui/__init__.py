"""What pages are made of: the view, charts with all that belongs to them, choices, plain tables, statements."""

from leadlag.ui.card import open_statement_card
from leadlag.ui.charts import confidence, show, show_secondary
from leadlag.ui.controls import (
    choose,
    choose_kinds,
    choose_pairs,
    choose_series,
    choose_two,
    last_chosen,
    track_page,
)
from leadlag.ui.head import Head, head, present, sources_line
from leadlag.ui.live_updates import data_status, follow, warnings
from leadlag.ui.output import write_html, write_script, write_style
from leadlag.ui.share_panel import save_page
from leadlag.ui.streamlit_texts import streamlit_texts
from leadlag.ui.view import View, view
from leadlag.ui.window_width import watch_width, window_kind

__all__ = [
    "Head",
    "View",
    "choose",
    "choose_kinds",
    "choose_pairs",
    "choose_series",
    "choose_two",
    "confidence",
    "data_status",
    "follow",
    "head",
    "last_chosen",
    "open_statement_card",
    "present",
    "save_page",
    "show",
    "show_secondary",
    "sources_line",
    "streamlit_texts",
    "track_page",
    "view",
    "warnings",
    "watch_width",
    "window_kind",
    "write_html",
    "write_script",
    "write_style",
]
