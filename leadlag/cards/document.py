"""HTML files that need nothing else: no server, no network, no script."""

from base64 import b64encode
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from leadlag import markup, theme
from leadlag.fonts import FACES, FOLDER, Face
from leadlag.painters.svg import FAMILIES
from leadlag.words import Language, language_tag

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
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
) -> str:
    """A whole file; `own_fonts` puts the fonts of pictures into it (350 kB)."""
    return render(
        "document",
        title=title,
        body=body,
        tag=language_tag(lang),
        scheme="dark" if dark else "light",
        variables=theme.css_variables(theme.palette(dark=dark), FAMILIES[False][0], FAMILIES[True][0]),
        fonts=[(face, _source(face)) for face in FACES] if own_fonts else [],
        wide=wide,
    )


def _source(face: Face) -> str:
    return f"data:font/ttf;base64,{b64encode((FOLDER / face.file).read_bytes()).decode()}"
