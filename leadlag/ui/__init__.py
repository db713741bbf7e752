"""What pages are made of: the view, charts with all that belongs to them, choices, plain tables, statements."""

from leadlag.ui.card import open_card
from leadlag.ui.charts import chart, confidence, headlines, show
from leadlag.ui.choices import choose, choose_fee, choose_kinds, choose_side, choose_uses
from leadlag.ui.prose import aside, problems
from leadlag.ui.view import View, escaped, has_article, view

__all__ = [
    "View",
    "aside",
    "chart",
    "choose",
    "choose_fee",
    "choose_kinds",
    "choose_side",
    "choose_uses",
    "confidence",
    "escaped",
    "has_article",
    "headlines",
    "open_card",
    "problems",
    "show",
    "view",
]
