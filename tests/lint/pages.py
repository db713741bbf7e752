"""Pages and the launcher: each fits in one look, and a page reads like a table of contents."""

import ast
import re
import sys
from collections.abc import Iterator

from leadlag import paths
from tests.lint import sources

#: Lines that fit in one look.
LONGEST_PAGE = 30
LONGEST_LAUNCHER = 40
NOT_IN_PAGES = {"SQL": "SELECT", "a colour": r"#[0-9a-fA-F]{6}", "layout": "layout"}


def faults(name: str, source: str) -> Iterator[str]:
    """What is wrong with one page: it asks a question, and holds no SQL, colour, layout, sentence or function."""
    tree = ast.parse(source)
    docstring = ast.get_docstring(tree, clean=False) or ""
    yield from too_long(name, source, LONGEST_PAGE)
    if not docstring.endswith("?"):
        yield f"{name}: does not begin with the question it answers"
    yield from (f"{name}: holds {what}" for what, pattern in NOT_IN_PAGES.items() if re.search(pattern, source))
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield f"{name}:{node.lineno}: holds a function"
            case ast.Constant(value=str(text)) if " " in text and text != docstring:
                yield f"{name}:{node.lineno}: holds a sentence: {text}"


def too_long(name: str, source: str, longest: int) -> Iterator[str]:
    if (lines := len(source.splitlines())) > longest:
        yield f"{name}: has {lines} lines, at most {longest}"


def libraries(name: str, source: str) -> Iterator[str]:
    """Imports of the launcher, which stands in no package that import-linter reads: Streamlit and nothing else."""
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for library in {one.split(".")[0] for one in names} - {"leadlag", "streamlit", *sys.stdlib_module_names}:
            yield f"{name}: imports {library}"


def failures() -> list[str]:
    (launcher,) = sources.named([sources.LAUNCHER])
    return [
        *(fault for page in sources.named(paths.PAGES.glob("*.py")) for fault in faults(*page)),
        *too_long(*launcher, LONGEST_LAUNCHER),
        *libraries(*launcher),
    ]
