"""What pages are made of: the view, charts with all that belongs to them, choices, plain tables, statements."""

from leadlag.ui.card import open_statement_card
from leadlag.ui.charts import confidence, headlines, show, show_secondary
from leadlag.ui.controls import (
    choose,
    choose_kinds,
    choose_side,
    last_chosen,
    track_page,
)
from leadlag.ui.head import Head, dateline, head, present
from leadlag.ui.live_updates import data_status, follow, warnings
from leadlag.ui.output import write_html, write_script, write_style
from leadlag.ui.share_panel import save_page
from leadlag.ui.streamlit_texts import streamlit_texts
from leadlag.ui.view import View, view
from leadlag.ui.window_width import is_narrow, watch_width

__all__ = [
    "Head",
    "View",
    "choose",
    "choose_kinds",
    "choose_side",
    "confidence",
    "data_status",
    "dateline",
    "follow",
    "head",
    "headlines",
    "is_narrow",
    "last_chosen",
    "open_statement_card",
    "present",
    "save_page",
    "show",
    "show_secondary",
    "streamlit_texts",
    "track_page",
    "view",
    "warnings",
    "watch_width",
    "write_html",
    "write_script",
    "write_style",
]
