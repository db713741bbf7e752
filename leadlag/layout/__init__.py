"""Where everything of a chart stands at a width: blocks in, a drawing out, or pages of rows."""

from leadlag.layout.blocks import (
    Amount,
    Band,
    Blocks,
    Dot,
    Ink,
    Line,
    Link,
    Period,
    Plot,
    Row,
    Scale,
    Section,
    Sign,
    Slice,
    Words,
)
from leadlag.layout.pages import Layout, Page
from leadlag.layout.strips import PageFormat

__all__ = [
    "Amount",
    "Band",
    "Blocks",
    "Dot",
    "Ink",
    "Layout",
    "Line",
    "Link",
    "Page",
    "PageFormat",
    "Period",
    "Plot",
    "Row",
    "Scale",
    "Section",
    "Sign",
    "Slice",
    "Words",
]
