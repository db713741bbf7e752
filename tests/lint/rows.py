"""The classes of rows are those that the questions' headers declare: `python -m tests.lint.rows` writes them anew."""

from leadlag import paths, queries

FILE = paths.ROOT / "leadlag" / "rows.py"
TYPES = {"VARCHAR": "str", "INTEGER": "int", "BIGINT": "int", "DOUBLE": "float", "BOOLEAN": "bool", "DATE": "date"}
HEAD = '''"""What each question of `queries/` answers, one class a question: written from the headers by
`python -m tests.lint.rows`, and checked by `.ci/lint`."""

from datetime import date
from typing import Any, NamedTuple
'''


def class_name(question: str) -> str:
    """`audience_over_time` → `AudienceOverTime`."""
    return "".join(word.capitalize() for word in question.split("_"))


def source() -> str:
    """The module as it should be."""
    classes = []
    for name in queries.names():
        asked = queries.question(name)
        fields = [
            f"    {column}: {TYPES[found.kind]}{' | None' if found.optional else ''}"
            for column, found in asked.columns.items()
        ]
        classes.append("\n".join([f"class {class_name(name)}(NamedTuple):", f'    """{asked.text}"""', "", *fields]))
    entries = [f'    "{name}": {class_name(name)},' for name in queries.names()]
    table = ["#: The class of each question's rows.", "ROWS: dict[str, type[Any]] = {", *entries, "}"]
    return "\n\n\n".join([HEAD.rstrip("\n"), *classes, "\n".join(table)]) + "\n"


def failures() -> list[str]:
    if FILE.read_text(encoding="utf-8") == source():
        return []
    return ["leadlag/rows.py: is not what the headers of queries/ declare: python -m tests.lint.rows"]


if __name__ == "__main__":
    FILE.write_text(source(), encoding="utf-8")
