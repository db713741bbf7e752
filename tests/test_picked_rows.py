"""A card of the rows that a reader picked, under the chart's own finding or a title of the reader's."""

import pytest

from leadlag import charts, queries
from leadlag.cards import Picture, pictures, texts
from leadlag.cards.card_metadata import recognise
from leadlag.painters.png import png
from leadlag.store import READINGS, Reading, Snapshot
from leadlag.words import LANGUAGES, translate
from tests.drawings import drawable


def picked(snapshot: Snapshot, question: str, name: str, title: str = "") -> list[Picture]:
    rows = queries.answer(snapshot, question, **charts.defaults(snapshot, question))
    names = charts.row_names(snapshot, question, rows, "en")
    chosen = [row for row, own in zip(rows, names, strict=True) if own == name]
    assert chosen
    only = (("rows", f"1/{len(set(names))}"),)
    return pictures(snapshot, question, "en", rows=chosen, only=only, every=rows, title=title)


def on_cards(cards: list[Picture]) -> str:
    return " ".join(text.plain for card in cards for text in card.drawing.texts)


def test_finding_stays_that_of_all_rows(snapshot: Snapshot) -> None:
    """Nothing is said to be missing because it was not picked."""
    whole = pictures(snapshot, "data_costs", "en")
    cards = picked(snapshot, "data_costs", "OpenAI, news licences")
    none = translate("en", "data_costs.none")
    assert none in on_cards(whole)
    assert none not in on_cards(cards)
    assert {card.finding for card in cards} == {whole[0].finding}
    assert set(cards[0].statements) < set(whole[0].statements)
    assert "rows, chosen" in cards[0].only


def test_own_title_keeps_the_finding(snapshot: Snapshot) -> None:
    card, *_ = picked(snapshot, "prices", "Jianying, VIP membership", "Twenty yuan <b>a month</b>")
    said = texts.metadata(card, "prices")
    assert (said["Title"], said["leadlag:finding"]) == ("Twenty yuan <b>a month</b>", card.finding)
    assert recognise(png(card.svg, 1, said), "card").title == "Twenty yuan <b>a month</b>"
    assert "<b>a month" not in card.svg
    assert card.finding in texts.citation(snapshot, card, "en", "link")


@pytest.mark.parametrize("reading", READINGS)
def test_every_row_has_a_name(snapshot: Snapshot, reading: Reading) -> None:
    read, nameless = snapshot.read_as(reading), []
    for question in drawable(read):
        rows = queries.answer(read, question, **charts.defaults(read, question))
        for lang in LANGUAGES:
            names = charts.row_names(read, question, rows, lang)
            nameless += [question] if names and (len(names) != len(rows) or not all(names)) else []
    assert nameless == []
