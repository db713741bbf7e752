"""Which two are compared: sides or organizations, as a reader names them."""

import difflib
from collections.abc import Mapping, Sequence

from leadlag.contract import BY_NAME
from leadlag.errors import QuestionError
from leadlag.store.cells import Cell


def first_two(tables: Mapping[str, Sequence[tuple[Cell, ...]]]) -> tuple[str, str]:
    """The sides that are compared where nobody asks for others."""
    first, second = (str(row[0]) for row in tables["sides"][:2])
    return first, second


def pair(wanted: str, tables: Mapping[str, Sequence[tuple[Cell, ...]]]) -> tuple[str, str]:
    """`bytedance,google` as two ids. Where a side and an organization share an id, the side is meant.

    Raises `QuestionError` where these are not two, one is not known, both are the same, or one is a member of the
    other.
    """
    sides = [str(row[0]) for row in tables["sides"]]
    side = BY_NAME["organizations"].indexes["side"]
    side_of = {str(row[0]): str(row[side]) for row in tables["organizations"]}
    named = [one.strip() for one in wanted.split(",") if one.strip()]
    if len(named) != 2:
        raise QuestionError("not_two_parties", given=wanted)
    for one in named:
        if one not in sides and one not in side_of:
            near = difflib.get_close_matches(one, [*sides, *side_of], n=1)
            raise (
                QuestionError("no_party_near", name=one, near=near[0]) if near else QuestionError("no_party", name=one)
            )
    first, second = named
    if first == second:
        raise QuestionError("same_party", name=first)
    for whole, part in (named, named[::-1]):
        if whole in sides and part not in sides and side_of[part] == whole:
            raise QuestionError("own_member", side=whole, member=part)
    return first, second
