"""Colours, fonts and sizes of type stand in `leadlag.theme`, and what Streamlit is configured with says the same."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from leadlag import paths, theme
from tests.lint import sources

PLACE = "leadlag/theme.py"
LITERALS = {
    "a colour": (
        r"#[0-9a-fA-F]{3,8}(?=[\"';,)\s])",
        r"\b(?:rgb|hsl|oklch)a?\(",
        r"\b(?:color|background|fill|stroke)[\w-]*\W+(?:white|black|gr[ae]y|red|green|blue|orange|yellow)\b",
    ),
    "a font": (r"font[^;]*(?<![-\w])(?:sans-serif|serif|monospace)\b", r"\b(?:Noto|Source|PingFang|Songti) S\w+"),
    "a size of type": (
        r"\bfont(?:-size)?\s*:[^;{]*\d(?:px|pt|rem|em|%)",
        r"\bfont[\w.]*\W+\{?[^}]*\bsize\W{1,3}\d",
        r"\bsize=\d",
    ),
}


def literals(name: str, source: str) -> Iterator[str]:
    """What a module, style sheet, script or template names itself."""
    for number, line in enumerate(source.splitlines(), start=1):
        for what, patterns in LITERALS.items():
            if any(re.search(pattern, line) for pattern in patterns):
                yield f"{name}:{number}: names {what}"


def configured() -> dict[str, Any]:
    return dict(tomllib.loads((paths.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"])


def differing(config: Mapping[str, Any]) -> Iterator[str]:
    """Where Streamlit's theme says something else."""
    said = {"font": theme.SANS, "headingFont": theme.SERIF}
    for scheme, colors in (("light", theme.LIGHT), ("dark", theme.DARK)):
        said |= {
            f"{scheme}.backgroundColor": colors.background,
            f"{scheme}.secondaryBackgroundColor": colors.surface,
            f"{scheme}.textColor": colors.text,
            f"{scheme}.borderColor": colors.grid,
            f"{scheme}.primaryColor": colors.texts[1],
            f"{scheme}.linkColor": colors.texts[1],
        }
    found = {**config, **{f"{name}.{key}": one for name in ("light", "dark") for key, one in config[name].items()}}
    for key, wanted in said.items():
        if found.get(key) != wanted:
            yield f".streamlit/config.toml: {key} is {found.get(key)}, in {PLACE} {wanted}"
    for key in found:
        if re.search("color|font", key, re.IGNORECASE) and key not in said:
            yield f".streamlit/config.toml: {key} is not in {PLACE}"


def failures() -> list[str]:
    package = paths.ROOT / "leadlag"
    files = sources.named(one for kind in ("py", "css", "js", "html") for one in package.rglob(f"*.{kind}"))
    return [
        *(fault for name, source in files if name != PLACE for fault in literals(name, source)),
        *differing(configured()),
    ]
