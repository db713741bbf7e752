"""Real pages, run by Streamlit's AppTest: opened, visited, and what a reader sees on them."""

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner as scanner
from streamlit.testing.v1 import AppTest

from leadlag import paths
from leadlag.store import Reading
from leadlag.ui.output import JOINER
from leadlag.words import Language
from tests.conftest import STORY

FRAME = paths.ROOT / "leadlag" / "frame.py"
#: AppTest looks through all packages for components of theirs whenever an app is opened; once is enough.
pytest.MonkeyPatch().setattr(scanner, "scan_component_manifests", cache(scanner.scan_component_manifests))
STEMS = ("overview", "audience", "prices", "data_costs", "timeline", "gaps", "figures", "conflicts", "swap")
CHARTS_OF = {"timeline": 2, "prices": 2, "data_costs": 2, "swap": 0}


def visit(app: AppTest, stem: str) -> AppTest:
    """Another page of the same session."""
    app.switch_page(f"../pages/{stem}.py").run()
    assert not app.exception, [(e.message, e.stack_trace[-4:]) for e in app.exception]
    return app


def opened(stem: str = "overview", locale: str = "en-US", **link: str) -> AppTest:
    """A first visit to one page, with the parameters of a link."""
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    app.context["locale"] = locale
    for name, value in link.items():
        app.query_params[name] = value
    if stem != "overview":
        app.switch_page(f"../pages/{stem}.py")
    app.run()
    assert not app.exception, [(e.message, e.stack_trace[-4:]) for e in app.exception]
    return app


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


def messages(elements: Iterable[Any]) -> list[str]:
    """What boxes and notices say, as read."""
    return [read(element.value) for element in elements]


def read(label: str) -> str:
    """A label as it is read: without what keeps Markdown from being seen in it."""
    return re.sub(r"\\(.)", r"\1", label.replace(JOINER, ""))


def charts(app: AppTest) -> list[Any]:
    return [element.proto for element in app.get("plotly_chart")]


def pictures(app: AppTest) -> list[str]:
    """The pictures that stand where Plotly will draw."""
    return [element.proto.body for element in app.markdown if element.proto.allow_html]


def drawing(app: AppTest, place: int = 0) -> str:
    """All texts of one chart."""
    spec = json.loads(charts(app)[place].spec)
    return "\n".join(html.unescape(text) for trace in spec["data"] for text in trace.get("text", []))


def heard(app: AppTest) -> list[str]:
    """All that a reader may see or hear: the page, its charts with their alternative texts, the controls, notices."""
    labelled: list[Any] = [*app.button_group, *app.slider, *app.text_input]
    options = [option for group in app.button_group for option in group.options]
    specs = [json.dumps(json.loads(chart.spec), ensure_ascii=False) for chart in charts(app)]
    alts = [chart.alt for chart in charts(app)]
    found = (*bodies(app), *specs, *alts, *(one.label for one in labelled), *options, *notices(app))
    return [html.unescape(text) for text in found]


def notices(app: AppTest) -> list[str]:
    return [element.value for element in (*app.error, *app.warning, *app.info)]


@dataclass(frozen=True)
class Seen:
    """One page as it was shown."""

    page: str
    words: str
    findings: list[str]
    specs: list[dict[str, Any]]
    alts: list[str]
    notices: list[str]
    rows: int
    heard: list[str]


def tour(lang: Language = "en", reading: Reading = "article", data: Path = STORY) -> dict[str, Seen]:
    """Every page in one session, over the story or another folder; walked once in a process, whoever asks."""
    return _tour(lang, reading, data)


@cache
def _tour(lang: Language, reading: Reading, data: Path) -> dict[str, Seen]:
    seen = {}
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LEADLAG_DATA", str(data))
        app = opened(lang=lang, reading=reading)
        for stem in STEMS:
            if stem != "overview":
                visit(app, stem)
            specs = [json.loads(chart.spec) for chart in charts(app)]
            alts = [chart.alt for chart in charts(app)]
            rows = len(rows_shown(app)) + page(app).count("<section class='dispute'")
            seen[stem] = Seen(page(app), words(app), findings(app), specs, alts, notices(app), rows, heard(app))
    return seen


def rows_shown(app: AppTest) -> list[str]:
    return re.findall(r"<tr><td.*?</tr>", page(app))


def card(app: AppTest) -> str:
    return next(html.unescape(body) for body in bodies(app) if "class='card'" in body)
