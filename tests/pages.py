"""Real pages, run by Streamlit's AppTest: opened, visited, and what a reader sees on them."""

import html
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from leadlag import paths
from leadlag.store import Reading
from leadlag.words import LANGUAGES
from tests.conftest import STORY

FRAME = paths.ROOT / "leadlag" / "frame.py"
STEMS = ("overview", "audience", "prices", "data_costs", "timeline", "gaps", "figures", "conflicts", "swap")
CHARTS_OF = {"prices": 2, "data_costs": 2, "figures": 0, "swap": 0}


def visit(app: AppTest, stem: str) -> AppTest:
    """Another page of the same session."""
    app.switch_page(f"../pages/{stem}.py").run()
    assert not app.exception
    return app


def opened(stem: str = "overview", locale: str = "en-US", **link: str) -> AppTest:
    """A first visit to one page, with the parameters of a link."""
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    app.context["locale"] = locale
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app if stem == "overview" else visit(app, stem)


def bodies(app: AppTest) -> list[str]:
    """The HTML a page writes, without the style sheet."""
    return [body for element in app.get("html") if not (body := element.proto.body).startswith("<style>")]


def page(app: AppTest) -> str:
    return "\n".join(bodies(app))


def words(app: AppTest) -> str:
    """The page's own text as a reader sees it."""
    return html.unescape(re.sub(r"<[^>]*>", " ", page(app)))


def findings(app: AppTest) -> list[str]:
    return [html.unescape(found) for found in re.findall(r"<h2>(.*?)</h2>", page(app))]


def charts(app: AppTest) -> list[Any]:
    return [element.proto for element in app.get("plotly_chart")]


def drawing(app: AppTest, place: int = 0) -> str:
    """All texts of one chart."""
    spec = json.loads(charts(app)[place].spec)
    return "\n".join(html.unescape(text) for trace in spec["data"] for text in trace.get("text", []))


@dataclass(frozen=True)
class Seen:
    """One page in one language, as it was shown."""

    page: str
    words: str
    findings: list[str]
    specs: list[dict[str, Any]]
    alts: list[str]
    notices: list[str]


Tour = dict[tuple[str, str], Seen]


def walk(data: Path | None = None, reading: Reading = "article") -> Tour:
    """Every page in both languages, one session each, over the story or another folder, in one reading."""
    seen: Tour = {}
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LEADLAG_DATA", str(data or STORY))
        for lang in LANGUAGES:
            app = opened(lang=lang, reading=reading)
            for stem in STEMS:
                visit(app, stem)
                specs = [json.loads(chart.spec) for chart in charts(app)]
                alts = [chart.alt for chart in charts(app)]
                notices = [element.value for element in (*app.error, *app.warning, *app.info)]
                seen[stem, lang] = Seen(page(app), words(app), findings(app), specs, alts, notices)
    return seen


def rows_shown(app: AppTest) -> list[str]:
    return re.findall(r"<tr><td>.*?</tr>", page(app))


def card(app: AppTest) -> str:
    return next(html.unescape(body) for body in bodies(app) if "class='card'" in body)
