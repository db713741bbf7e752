"""How a chart is declared: once, in the file that draws it. Menu, page, cards, slides and report follow from it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from leadlag.charts.chart import Chart
from leadlag.render_options import RenderOptions
from leadlag.rows import Confidence, Figures, Sides

Row = TypeVar("Row", bound=tuple[Any, ...])


class Answers(Protocol):
    """What can be asked of the data on show, in one reading."""

    @property
    def reading(self) -> str: ...

    def ask(self, asked: type[Row], **params: object) -> list[Row]: ...


def _nothing(_: Answers) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True)
class ChartSpec:
    """One chart: the question it answers, the page that shows it, the function that draws its rows, and its order
    among all charts.

    `table` is the one whose figures its page is about. `defaults` are what the question is asked where the reader has
    chosen nothing; `draw_params` are what the function takes of these and of a reader's further choices, `context` what
    else it takes beside its rows, worked out of other answers. `control` what a reader can choose of it
    (`leadlag.ui.controls`). Texts of a `crowded` chart are placed where there is room: it takes no larger type.
    `listing` gives each row's name and what is drawn of it, where the alternative text only counts them; `row_names`
    are the names of these rows, by which a reader picks some of them.
    """

    question: str
    page: str
    draw: Callable[..., Chart]
    order: int
    table: str = ""
    defaults: Callable[[Answers], Mapping[str, object]] = _nothing
    draw_params: tuple[str, ...] = ()
    context: Mapping[str, Callable[[Answers], object]] = field(default_factory=dict)
    control: str = ""
    crowded: bool = False
    listing: Callable[[Sequence[Any], RenderOptions], Iterator[tuple[str, str]]] | None = None
    row_names: Callable[[Sequence[Any], RenderOptions], list[str]] | None = None

    @property
    def is_in_money(self) -> bool:
        """Whether its amounts can be converted to another currency."""
        return "currency" in self.draw_params


def sides(data: Answers) -> object:
    """Who is compared, which most figures say."""
    return data.ask(Sides)


def weak_statements(data: Answers) -> frozenset[str]:
    """The statements of a copy, a wiki or a blog; the article is none of these, whatever else it is."""
    return frozenset(row.id for row in data.ask(Figures) if row.weak and not row.by_article)


def contradicted_statements(data: Answers) -> frozenset[str]:
    """The statements that other sources contradict. A stated lag is none: what is drawn of it is what its dates
    give."""
    judged = data.ask(Confidence)
    return frozenset(row.id for row in judged if row.verdict == "contradicted" and row.table_name != "gaps")
