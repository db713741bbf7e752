"""What reaches Streamlit: HTML and pictures through a function each, and labels and messages with Markdown escaped."""

import ast
from collections.abc import Iterator

from leadlag import paths
from tests.lint import sources

#: The one module that hands Streamlit HTML.
WRITER = "leadlag/ui/output.py"
#: What reads Markdown in its first argument.
LABELLED = frozenset(
    """
    button caption checkbox dialog download_button error expander file_uploader header info link_button markdown metric
    multiselect pills popover radio segmented_control select_slider selectbox slider spinner status subheader success
    text_area text_input title toast toggle warning write
    """.split()  # noqa: SIM905
)
#: What reads it in the labels of its options, too.
WITH_OPTIONS = frozenset(("multiselect", "pills", "radio", "segmented_control", "select_slider"))
ESCAPES = ("escape_markdown", "labels")


def faults(name: str, source: str) -> Iterator[str]:
    """What a module hands Streamlit as it is."""
    for part in ast.parse(source).body:
        escaped = _escaped(part)
        for node in ast.walk(part):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield from (f"{name}:{node.lineno}: {fault}" for fault in _of_call(node, node.func, escaped))


def _of_call(call: ast.Call, called: ast.Attribute, escaped: set[str]) -> Iterator[str]:
    if called.attr == "html":
        yield "HTML is written by write_html"
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    if "unsafe_allow_html" in given:
        yield "HTML in Markdown is written by write_picture"
    if not (isinstance(called.value, ast.Name) and called.value.id == "st" and called.attr in LABELLED):
        return
    if not call.args or not _is_escaped(call.args[0], escaped):
        yield f"what st.{called.attr} says is not escape_markdown(…)"
    if called.attr in WITH_OPTIONS and not ("format_func" in given and _is_escaped(given["format_func"], escaped)):
        yield f"the options of st.{called.attr} are not labels(…)"
    if "help" in given and not _is_escaped(given["help"], escaped):
        yield f"the help of st.{called.attr} is not escape_markdown(…)"


def _escaped(part: ast.AST) -> set[str]:
    """Names of a function that hold nothing but what was escaped."""
    given: dict[str, list[bool]] = {}
    for node in ast.walk(part):
        if isinstance(node, ast.Assign):
            for target in (one for one in node.targets if isinstance(one, ast.Name)):
                given.setdefault(target.id, []).append(_is_escaped(node.value, set()))
    return {name for name, values in given.items() if all(values)}


def _is_escaped(node: ast.expr, escaped: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in escaped
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ESCAPES


def failures() -> list[str]:
    on_screen = sources.named(
        [*(paths.ROOT / "leadlag" / "ui").glob("*.py"), paths.ROOT / "leadlag" / "frame.py", *paths.PAGES.glob("*.py")]
    )
    return [fault for name, source in on_screen if name != WRITER for fault in faults(name, source)]
