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
from leadlag.ui.share_panel import save_page
from leadlag.ui.view import View, escaped, view

__all__ = [
    "View",
    "also",
    "arrive",
    "choose",
    "choose_kinds",
    "choose_side",
    "confidence",
    "dateline",
    "escaped",
    "follow",
    "headlines",
    "open_card",
    "save_page",
    "show",
    "view",
    "warnings",
]
