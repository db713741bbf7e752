"""README's recipe for a question of one's own: a SQL file, a chart's file, its words, and its golden answer follows."""

from pathlib import Path

from tests.conftest import run_in

SQL = """\
-- question: What is paid for a video?
-- params:
-- columns:  id VARCHAR | side_rank INTEGER | organization VARCHAR | lower DOUBLE NULL (USD) | upper DOUBLE NULL (USD)
SELECT id, side_rank, organization, lower, upper
FROM sided_statements
WHERE table_name = 'data_costs' AND currency = 'USD'
ORDER BY organization, id
"""
CHART = '''\
"""What is paid for a video: a dot or a range for each buyer."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.charts.chart import Chart
from leadlag.charts.amounts import Figure, amount_section
from leadlag.charts.money import ticks
from leadlag.charts.spec import ChartSpec
from leadlag.layout import Amount, Blocks
from leadlag.render_options import RenderOptions
from leadlag.rows import Wages
from leadlag.words import translate


def wages(rows: Sequence[Wages], options: RenderOptions) -> Chart:
    title = translate(options.lang, "chart.wages")
    figures = [
        Figure(
            options.names.organization(row.organization),
            "",
            formats.extent(row.lower, row.upper, None, options.lang, "USD"),
            Amount(row.lower, row.upper, row.side_rank, row.id),
        )
        for row in rows
    ]
    blocks = Blocks((amount_section(options, title, "", figures, ticks("USD", options)),))
    return Chart(title, "", title, blocks, options, tuple(row.id for row in rows))


SPEC = ChartSpec("wages", "wages", wages, 5)
'''
TEXTS = {
    "menu.wages": ("Wages", "报酬"),
    "page.wages": ("Who is paid what?", "谁得多少？"),
    "chart.wages": ("Wages of the makers", "创作者的报酬"),
}
#: The page has no file: it follows from the chart's declaration, and so does all that shows a chart.
TEST = '''\
"""The new page and its card."""

from leadlag import charts
from leadlag.cards import pictures
from leadlag.store import Snapshot
from tests.pages import charts as drawn, opened, words


def test_wages(snapshot: Snapshot) -> None:
    assert "wages" in charts.CHARTS
    assert [card.title for card in pictures(snapshot, "wages", "zh")] == ["创作者的报酬"]
    app = opened(lang="en")
    assert "Who is paid what?" in words(app)
    assert "Wages of the makers" in words(app)
    assert len(drawn(app)) == 1
'''


def test_a_question_with_its_page(project_copy: Path) -> None:
    """SQL and a chart, a text in each catalogue; the golden answer is made, and so is the class of its rows."""
    (project_copy / "queries" / "wages.sql").write_text(SQL, encoding="utf-8")
    (project_copy / "leadlag" / "charts" / "wages.py").write_text(CHART, encoding="utf-8")
    for lang in ("en", "zh"):
        with (project_copy / "leadlag" / "words" / f"{lang}.po").open("a", encoding="utf-8") as catalogue:
            for key, (english, chinese) in TEXTS.items():
                translation = "" if lang == "en" else chinese
                catalogue.write(f'\nmsgctxt "{key}"\nmsgid "{english}"\nmsgstr "{translation}"\n')
    (project_copy / "tests" / "test_wages.py").write_text(TEST, encoding="utf-8")
    run_in(project_copy, "-m", "tests.lint.rows")
    accept = ("tests/test_questions.py", "--accept-answers", "-k", "on_record or wages")
    run_in(project_copy, "-m", "pytest", "-n0", "-p", "no:cacheprovider", "tests/test_wages.py", *accept)
    answer = (project_copy / "tests" / "answers" / "wages.csv").read_text(encoding="utf-8").splitlines()
    assert answer[0] == "id,side_rank,organization,lower,upper"
    assert len(answer) > 3
