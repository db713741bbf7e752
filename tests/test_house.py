"""The house rules: who may import what, how long things may be, what no file of the project may hold."""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from leadlag import paths

ROOT = paths.ROOT
PACKAGE = sorted((ROOT / "leadlag").rglob("*.py"))
PAGES = sorted(paths.PAGES.glob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
CODE = [*PACKAGE, *PAGES, ROOT / "app.py"]
SQL = sorted(paths.QUERIES.rglob("*.sql"))
LOCKS = [*sorted(ROOT.glob("requirements*.lock")), ROOT / "pyproject.toml"]

#: Which modules may import a library, by the beginning of their name; "app" and "pages" stand outside the package.
ALLOWED = {
    "streamlit": ("leadlag.frame", "leadlag.ui", "pages", "app"),
    "plotly": ("leadlag.figures", "leadlag.theme", "leadlag.cards"),
    "choreographer": ("leadlag.cards.browser",),
    "PIL": ("leadlag.cards",),
    "duckdb": ("leadlag.store",),
    "starlette": ("leadlag.server",),
    "pandas": (),
}
#: What a module may not import at all, wherever the import stands.
FORBIDDEN = {
    "leadlag.words": ("duckdb", "streamlit", "plotly", "pandas", "leadlag.store", "leadlag.queries", "leadlag.figures"),
    "leadlag.errors": ("duckdb", "streamlit", "plotly", "pandas", "leadlag.store", "leadlag.queries"),
    "leadlag.tables": ("duckdb", "streamlit", "plotly", "pandas", "leadlag.words"),
    "leadlag.formats": ("duckdb", "streamlit", "plotly", "pandas", "leadlag.store", "leadlag.queries"),
    "leadlag.store": ("streamlit", "plotly", "pandas", "leadlag.queries", "leadlag.figures", "leadlag.ui"),
    "leadlag.queries": ("streamlit", "plotly", "pandas", "leadlag.figures", "leadlag.ui", "leadlag.paths.data_folder"),
    "leadlag.figures": ("streamlit", "duckdb", "pandas", "leadlag.queries", "leadlag.store", "leadlag.ui"),
    "leadlag.charts": ("streamlit", "duckdb", "plotly", "pandas", "leadlag.ui"),
    "leadlag.preview": ("streamlit", "duckdb", "plotly", "pandas", "leadlag.ui"),
    "leadlag.cards": ("streamlit", "duckdb", "pandas", "leadlag.ui", "leadlag.cli"),
    "leadlag.cli": ("streamlit", "plotly", "pandas", "leadlag.figures", "leadlag.ui"),
}
#: Folders of a machine, spelled apart so that this file passes its own rule.
MACHINE_PATHS = re.compile(
    "|".join(f"/{folder}/" for folder in ("work", "root", "home", "Users", "tmp")) + r"|[A-Z]:\\"
)


def module(path: Path) -> str:
    """`leadlag.figures.canvas`, `pages.gaps`, `app`; a package is named as itself."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def within(name: str, *wholes: str) -> bool:
    """True where a dotted name is one of these or inside it."""
    return any(name == whole or name.startswith(f"{whole}.") for whole in wholes)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(module: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def imported(path: Path, *, inside_functions: bool = True) -> set[str]:
    """Dotted names of all imports; `from a import b` gives `a.b`, because b may be a module."""
    parsed = tree(path)
    nested = {id(node) for function in functions(parsed) for node in ast.walk(function)}
    nodes = [node for node in ast.walk(parsed) if inside_functions or id(node) not in nested]
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {
        f"{node.module}.{alias.name}" for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names
    }


def imported_in_functions(path: Path) -> set[tuple[str, str]]:
    """(function, dotted name) of the imports inside functions."""
    return {
        (function.name, alias.name)
        for function in functions(tree(path))
        for node in ast.walk(function)
        if isinstance(node, ast.Import)
        for alias in node.names
    }


@pytest.mark.parametrize("path", CODE, ids=module)
def test_a_library_is_imported_only_where_it_belongs(path: Path) -> None:
    top = imported(path, inside_functions=False)
    wrong = [(name, lib) for lib, allowed in ALLOWED.items() for name in top if within(name, lib)]
    assert [(name, lib) for name, lib in wrong if not within(module(path), *ALLOWED[lib])] == []


def test_libraries_are_imported_inside_few_functions() -> None:
    """pandas where a table is shown; plotly where the server warms up while the browser loads, and gives its script."""
    inside = {
        (module(path), function, name.split(".")[0]) for path in CODE for function, name in imported_in_functions(path)
    }
    assert {found for found in inside if found[2] in ALLOWED} == {
        ("leadlag.server", "_plotly", "plotly"),
        ("leadlag.server", "warm_up", "plotly"),
        ("leadlag.ui.charts", "_frame", "pandas"),
    }


@pytest.mark.parametrize("path", PACKAGE, ids=module)
def test_a_module_knows_nothing_to_its_right(path: Path) -> None:
    names = imported(path)
    assert [name for name in names if within(name, "pages", "app")] == []
    for part, forbidden in FORBIDDEN.items():
        if within(module(path), part):
            assert [name for name in names if within(name, *forbidden)] == []


@pytest.mark.parametrize("path", TESTS, ids=module)
def test_tests_use_no_mocks(path: Path) -> None:
    assert [name for name in imported(path) if within(name, "unittest", "mock", "pytest_mock")] == []


@pytest.mark.parametrize("path", [path for path in [*CODE, *TESTS] if path.stat().st_size], ids=module)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree(path))


@pytest.mark.parametrize("path", PAGES, ids=module)
def test_a_page_fits_in_one_look_and_holds_no_sql_layout_or_sentence(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 30
    assert not re.search(r"SELECT|#[0-9a-fA-F]{6}|layout", text)
    strings = {node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)}
    strings -= {ast.get_docstring(tree(path), clean=False)}
    assert [string for string in strings if isinstance(string, str) and " " in string] == []
    assert list(functions(tree(path))) == []


@pytest.mark.parametrize("path", PAGES, ids=module)
def test_a_page_begins_with_the_question_it_answers(path: Path) -> None:
    assert (ast.get_docstring(tree(path)) or "").endswith("?")


def test_the_launcher_is_short() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) <= 40


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_functions_are_short() -> None:
    lengths = [length(function) for path in CODE for function in functions(tree(path))]
    assert statistics.median(lengths) <= 12
    assert max(lengths) <= 50


@pytest.mark.parametrize("path", SQL, ids=lambda path: str(path.stem))
def test_a_sql_file_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 80


#: What only DuckDB understands, so that other engines can run the same files later.
DUCKDB_ONLY = {
    "FROM first": r"(?:\A|[(;]|\b(?:ALL|UNION)\b)\s*FROM\b",
    "a cast by ::": r"::",
    "a list, struct or lambda": r"\[|\{|->|\blambda\b",
    "a list function": r"\b(?:list|array|struct|map|unnest|string_agg|first|arg_max|arg_min)(?:_\w+)?\s*\(",
    "a clause": r"\b(?:QUALIFY|PIVOT|UNPIVOT|ASOF|POSITIONAL|SAMPLE|EXCLUDE|SEMI|ANTI)\b|\bBY\s+ALL\b|\bBY\s+NAME\b",
    "a star with changes": r"\*\s*(?:REPLACE|RENAME|EXCEPT)?\s*\(\s*\w+\s*\)(?=\s*FROM)|\bCOLUMNS\s*\(",
    "a function on dates": r"\b(?:strftime|strptime|epoch\w*|date_?diff|date_?sub|date_?add|date_?part|age)\s*\(",
    "a file as a table": r"\b(?:FROM|JOIN)\s+'|\bread_\w+\s*\(",
    "a reserved type": r"\b(?:HUGEINT|UBIGINT|UINTEGER|UHUGEINT)\b",
}


def statement(path: Path) -> str:
    """The SQL without comments and without what stands in quotes, except an opening quote."""
    bare = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
    return re.sub(r"'[^']*'", "'", bare).strip()


@pytest.mark.parametrize("path", SQL, ids=lambda path: str(path.stem))
@pytest.mark.parametrize("rule", DUCKDB_ONLY)
def test_sql_is_not_duckdb_only(path: Path, rule: str) -> None:
    assert not re.search(DUCKDB_ONLY[rule], statement(path), re.IGNORECASE)


@pytest.mark.parametrize("path", SQL, ids=lambda path: str(path.stem))
def test_a_question_orders_its_rows_and_a_view_does_not(path: Path) -> None:
    """A view's order is nobody's; a question's last line says it, unless it answers in one row."""
    ordered = re.search(r"\bORDER BY [^()]*(?:\([^()]*\)[^()]*)*\Z", statement(path))
    if path.parent == paths.MODEL:
        assert not ordered
    else:
        assert ordered or path.stem == "as_of"


def texts() -> list[Path]:
    """Every text of the project: what stands in its folders, and what lies beside them."""
    folders = ("leadlag", "pages", "queries", "data", "tests", "docs", ".ci", ".streamlit")
    inside = [path for folder in folders for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts]
    beside = [path for pattern in ("*.py", "*.md", "*.toml", "*.lock", "LICENSE") for path in ROOT.glob(pattern)]
    return sorted(path for path in {*inside, *beside} if path.is_file() and path.suffix not in (".png", ".pyc"))


@pytest.mark.parametrize("path", texts(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_names_a_folder_of_a_machine(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if MACHINE_PATHS.search(line)] == []


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_no_requirement_names_where_it_is_fetched_from(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if re.search(r"https?:|://|index-url|find-links|pypi|registry", line)] == []


def test_the_overview_is_drawn_without_pandas() -> None:
    """Importing pandas costs a first visitor seconds: what the server warms up with, it draws without it."""
    code = "import sys; from leadlag import server; server.warm_up(); print('pandas' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert run.stdout == "False\n"
