"""HTML files that need nothing else: no server, no network, no script but their own."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from leadlag import markup, theme
from leadlag.cards.fonts import fonts
from leadlag.words import Language, language_tag

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
TEMPLATES.globals.update(anchor=markup.anchor, key=markup.key)


def render(template: str, **content: object) -> Markup:
    """A template, filled in."""
    return Markup(TEMPLATES.get_template(f"{template}.html").render(content))  # noqa: S704  # the template has escaped it


def document(
    title: str,
    body: Markup,
    lang: Language,
    *,
    dark: bool = False,
    own_fonts: bool = False,
    wide: bool = False,
    scripts: Sequence[str] = (),
) -> str:
    """A whole file; `own_fonts` puts the dashboard's fonts into it (800 kB)."""
    return render(
        "document",
        title=title,
        body=body,
        tag=language_tag(lang),
        scheme="dark" if dark else "light",
        variables=theme.css_variables(theme.palette(dark=dark)),
        fonts=fonts() if own_fonts else {},
        wide=wide,
        scripts=scripts,
    )
