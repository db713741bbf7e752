"""Where on the dashboard a statement shows, by page and reading, or why it does not."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from leadlag import queries
from leadlag.contract import METRICS
from leadlag.findings import is_used
from leadlag.rows import AudienceOverTime, Figures
from leadlag.store import READINGS, Reading, Snapshot
from leadlag.words import Language, labelled, reading, translate

#: The page that draws a table's statements; what has no chart is listed among the figures.
PAGES = {
    "users": "audience",
    "prices": "prices",
    "data_costs": "data_costs",
    "milestones": "timeline",
    "gaps": "gaps",
    "other_figures": "figures",
}


@dataclass(frozen=True)
class Placement:
    """A page and the readings that use the statement; where none does, `reason` is the code of why, `other` whose
    statement about the same thing stands there instead."""

    page: str
    readings: tuple[Reading, ...]
    reason: str = ""
    other: str = ""

    def says(self, lang: Language, *, article: bool) -> str:
        """`Audience (Latest)`, or why it is only among the figures."""
        if not self.readings:
            return translate(lang, f"placement.{self.reason}", page=translate(lang, "menu.figures"), other=self.other)
        names = translate(lang, "list.separator").join(reading(lang, one, article=article) for one in self.readings)
        return translate(lang, "placement.shown", page=translate(lang, f"menu.{self.page}"), readings=names)


def placements(snapshot: Snapshot, ids: Sequence[str]) -> dict[str, Placement]:
    """Of these statements, as far as the snapshot has them."""
    rows = queries.ask(snapshot, Figures)
    wanted = set(ids)
    counted = any(row.table_name == "users" for row in rows if row.id in wanted)
    over_time = {reading: _over_time(snapshot.read_as(reading)) if counted else set() for reading in READINGS}
    return {row.id: _placement(row, rows, over_time) for row in rows if row.id in wanted}


def _over_time(snapshot: Snapshot) -> set[str]:
    """The counts that are drawn over time: of products with several of a kind."""
    found = set()
    for metric in METRICS:
        rows = queries.ask(snapshot, AudienceOverTime, metric=metric)
        counted = Counter(row.product for row in rows)
        found |= {row.id for row in rows if counted[row.product] > 1}
    return found


def _placement(row: Figures, rows: Sequence[Figures], over_time: Mapping[Reading, Set[str]]) -> Placement:
    """Of one row of the question `figures` among all of them."""
    page = PAGES[row.table_name]
    shown = tuple(one for one in READINGS if is_used(row, one) or row.id in over_time[one])
    if shown:
        return Placement(page, shown)
    if row.rank == "deprecated":
        return Placement(page, (), "deprecated")
    rivals = [other for other in rows if other.fact_key == row.fact_key and other.id != row.id]
    displacing = next(other for one in READINGS[::-1] for other in rivals if is_used(other, one))
    return Placement(page, (), "weak" if row.weak and not displacing.weak else "displaced", displacing.id)


def placement_lines(snapshot: Snapshot, ids: Sequence[str], lang: Language) -> list[str]:
    """Each statement's id with where it shows: `doubao_2026: Audience (Latest)`."""
    article = queries.has_article(snapshot)
    found = placements(snapshot, ids)
    return [labelled(lang, one, found[one].says(lang, article=article)) for one in ids if one in found]
