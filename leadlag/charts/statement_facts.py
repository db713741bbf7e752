"""What every chart is told of statements, whatever it draws of them: whose each is, and which are contradicted."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from leadlag.theme import NEUTRAL


@dataclass(frozen=True)
class StatementFacts:
    """`sides` are names by rank (1 and 2 are compared), `ranks` the rank of each statement's side, `contradicted` the
    statements that other sources contradict.

    A stated lag is none of these: what is drawn of it is what its dates give.
    """

    sides: Mapping[int, str] = field(default_factory=dict)
    ranks: Mapping[str, int] = field(default_factory=dict)
    contradicted: Collection[str] = ()

    def neutral(self, statements: Iterable[str]) -> list[str]:
        """Names of the sides that are not compared, among those that these statements are about."""
        ranks = {self.ranks[one] for one in statements if one in self.ranks}
        return [self.sides[rank] for rank in sorted(ranks) if rank >= NEUTRAL and rank in self.sides]
