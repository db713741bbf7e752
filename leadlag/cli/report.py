"""The command `report`: the whole dashboard in one file."""

import argparse
from pathlib import Path

from leadlag import paths
from leadlag.cli import output
from leadlag.errors import OutputError
from leadlag.store import load
from leadlag.words import Language, translate

KINDS = (".html", ".pdf")


def report(options: argparse.Namespace) -> None:
    """Write it as HTML, or through the browser of this machine as PDF."""
    target: Path = options.to
    if target.suffix.lower() not in KINDS:
        raise OutputError("report_kind", path=target)
    from leadlag.cards import report as reports
    from leadlag.cards.batch import write
    from leadlag.cards.browser import Browser
    from leadlag.cards.glyphs import check_text

    lang: Language = options.language or options.lang
    snapshot = load(options.folder or paths.data_folder()).read_as(options.reading).comparing(options.compare)
    made = reports.report(snapshot, lang, dark=options.theme == "dark")
    content: bytes | str = made.html
    if target.suffix.lower() == ".pdf":
        check_text(made.text)
        with Browser() as browser:
            content = browser.pdf(made.html)
    write(target, content)
    if options.format == "json":
        counts = {"charts": made.charts, "sources": made.sources, "fingerprint": snapshot.fingerprint}
        output.as_json({"path": str(target), **counts})
    else:
        lang = options.lang
        counted = {
            "charts": translate(lang, "report.chart_count", count=made.charts),
            "sources": translate(lang, "report.source_count", count=made.sources),
        }
        print(translate(lang, "report.done", path=target, **counted))
