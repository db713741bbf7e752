"""What pages are made of: the view, charts with all that belongs to them, choices, plain tables, statements."""

from leadlag.ui.card import open_card
from leadlag.ui.charts import also, confidence, headlines, show
from leadlag.ui.controls import (
    arrive,
    choose,
    choose_kinds,
    choose_side,
)
from leadlag.ui.live_updates import dateline, follow, warnings
from leadlag.ui.output import write_html, write_script, write_style
from leadlag.ui.share_panel import save_page
from leadlag.ui.view import View, view

__all__ = [
    "View",
    "also",
    "arrive",
    "choose",
    "choose_kinds",
    "choose_side",
    "confidence",
    "dateline",
    "follow",
    "headlines",
    "open_card",
    "save_page",
    "show",
    "view",
    "warnings",
    "write_html",
    "write_script",
    "write_style",
]
