"""HTML files that need nothing else: no server, no network, no script but their own."""

import html
from collections.abc import Iterable
from pathlib import Path

from leadlag import theme
from leadlag.cards.card_layout import SERIF
from leadlag.cards.fonts import fonts
from leadlag.words import Language, language_tag

STYLE = Path(__file__).with_name("sheet.css")
#: What a file may load: what it holds itself, and pictures beside it.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "script-src 'unsafe-inline'",
        "font-src data:",
        "img-src 'self' file: data:",
    )
)


def escaped(text: object) -> str:
    """Text from data as HTML that shows exactly these characters."""
    return html.escape(str(text))


def document(title: str, body: str, lang: Language, *, dark: bool = False, own_fonts: bool = False) -> str:
    """A whole file; `own_fonts` puts the dashboard's fonts into it (800 kB)."""
    faces = "".join(
        f"@font-face{{font-family:'{family}';src:url({source});font-weight:200 900}}"
        for family, source in (fonts() if own_fonts else {}).items()
    )
    colors = theme.palette(dark=dark)
    variables = (
        f":root{{--background:{colors.background};--text:{colors.text};--muted:{colors.muted};--rule:{colors.grid};"
        f"--paper:{colors.background if dark else 'white'};"
        f"--sans:{theme.SANS};--serif:{SERIF};color-scheme:{'dark' if dark else 'light'}}}"
    )
    return (
        f"<!doctype html>\n<html lang='{language_tag(lang)}'>\n<head>\n<meta charset='utf-8'>\n"
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        "<meta name='viewport' content='width=device-width, initial-scale=1'>\n"
        f"<title>{escaped(title)}</title>\n"
        f"<style>{faces}{variables}\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def anchor(text: str, url: str | None) -> str:
    """A link, or the text alone where there is no address to go to."""
    safe = url if url and url.startswith(("https://", "http://")) else ""
    return f"<a href='{escaped(safe)}'>{escaped(text)}</a>" if safe else escaped(text)


def key(sides: Iterable[tuple[int, str]], colors: theme.Palette) -> str:
    """One line that names the sides drawn, by rank, in their colours and shapes; nothing where there are none."""
    parts = [
        f"<span style='color:{colors.ink(rank)}'><i aria-hidden='true'>{theme.glyph(rank)}</i> {escaped(name)}</span>"
        for rank, name in sides
    ]
    return f"<p class='key'>{' '.join(parts)}</p>" if parts else ""


def table(heads: Iterable[str], rows: Iterable[Iterable[str]], style: str) -> str:
    """Heads are text, cells are HTML."""
    head = "".join(f"<th>{escaped(text)}</th>" for text in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table class='{style}'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
