"""What is said: titles, alternative texts and the words of rows, from typed rows. No drawing, no SQL."""

from leadlag.findings.confidence import tally, verdicts
from leadlag.findings.gaps import gap_texts
from leadlag.findings.overview import score_texts
from leadlag.findings.statement_text import claim, date, figure_text, is_used, value
from leadlag.findings.tooltips import rank, status, tooltips

__all__ = [
    "claim",
    "date",
    "figure_text",
    "gap_texts",
    "is_used",
    "rank",
    "score_texts",
    "status",
    "tally",
    "tooltips",
    "value",
    "verdicts",
]
