"""What a reader has filtered by is in the picture: on the page, on cards, and in the alternative text."""

import pytest

from leadlag import charts, queries
from leadlag.cards import full_height_card, pictures
from leadlag.cards.texts import share_text
from leadlag.charts import Only, Selection
from leadlag.render_options import RenderOptions
from leadlag.store import Snapshot
from leadlag.words import LANGUAGES, Language
from tests.drawings import beside_plot
from tests.pages import opened, words

SAID = {
    ("timeline", "en"): "only these kinds of event: Demo, Launch",
    ("timeline", "zh"): "仅限以下事件类型：演示、发布",
    ("gaps", "en"): "only pairs involving OpenAI & Adobe",
    ("gaps", "zh"): "仅限涉及 OpenAI 与 Adobe 的配对",
}
ONLY: dict[str, Only] = {"timeline": (("kind", "demo"), ("kind", "launch")), "gaps": (("side", "openai_adobe"),)}
every_filter = pytest.mark.parametrize("question", ONLY)
every_language = pytest.mark.parametrize("lang", LANGUAGES)


def left(snapshot: Snapshot, question: str) -> Selection:
    rows = queries.answer(snapshot, question)
    kinds = [value for by, value in ONLY[question]]
    if question == "timeline":
        return Selection([row for row in rows if row.kind in kinds], ONLY[question])
    return Selection([row for row in rows if kinds[0] in (row.leader_side, row.follower_side)], ONLY[question])


@every_filter
@every_language
def test_chart_says_its_filter(snapshot: Snapshot, question: str, lang: Language) -> None:
    every, filtered = (
        charts.chart(snapshot, question, RenderOptions(lang), *selection[:3])
        for selection in (Selection(queries.answer(snapshot, question)), left(snapshot, question))
    )
    assert every
    assert filtered
    said = SAID[question, lang]
    assert filtered.subtitle == f"{every.subtitle} · {said}"
    assert said in filtered.alt
    assert filtered.title in filtered.alt
    assert said not in every.alt


@every_filter
@every_language
def test_card_says_its_filter(snapshot: Snapshot, question: str, lang: Language) -> None:
    rows, only, *_ = left(snapshot, question)
    cards = [
        *pictures(snapshot, question, lang, rows=rows, only=only),
        full_height_card(snapshot, question, rows, lang, only=only),
    ]
    for card in cards:
        notes = "".join("".join(beside_plot(card)).split())
        assert "".join(SAID[question, lang].split()) in notes
        assert SAID[question, lang] in card.alt


@every_language
def test_pasted_text_says_its_filter(snapshot: Snapshot, lang: Language) -> None:
    rows, only, *_ = left(snapshot, "gaps")
    card = full_height_card(snapshot, "gaps", rows, lang, only=only)
    assert SAID["gaps", lang] in share_text(snapshot, "gaps", card, rows, lang, "").splitlines()


@every_language
def test_page_says_its_filter(lang: Language) -> None:
    app = opened("timeline", lang=lang, kind="demo launch")
    assert SAID["timeline", lang] in words(app)
    app = opened("gaps", lang=lang, side="openai_adobe")
    assert SAID["gaps", lang] in words(app)
