"""What can go wrong for a person, as fields: page, log, command line and tests all say it in the same words.

::

    LeadlagError
    ├── DataError       the CSVs cannot be used; carries every problem found   exit code 1
    ├── QuestionError   no such question, parameter or value                   exit code 3
    ├── OutputError     a file cannot be written                               exit code 4
    └── SwapError       the data cannot be replaced as asked                   exit code 5

Exit code 2 is argparse's own (a command line it cannot read). Anything else is a bug and keeps its traceback.
"""

from dataclasses import dataclass, field

from leadlag.words import Language, translate


@dataclass(frozen=True)
class Problem:
    """One mistake in one cell, row or file. `row` counts as a spreadsheet does: the header is row 1, 0 is the file.

    Where the very cell shows what to write instead, `details` names that remedy: its words are `fix.<remedy>`.
    """

    file: str
    row: int
    column: str
    code: str
    found: str = ""
    details: dict[str, object] = field(default_factory=dict, hash=False)

    def expected(self, lang: Language) -> str:
        return translate(lang, f"problem.{self.code}.expected", **self.details)

    def fix(self, lang: Language) -> str:
        if "remedy" in self.details:
            return translate(lang, f"fix.{self.details['remedy']}", **self.details)
        return translate(lang, f"problem.{self.code}.fix", **self.details)

    def cells(self, lang: Language) -> dict[str, str]:
        """The problem as one row of a table, headed in the reader's language."""
        return {
            translate(lang, "problem.file"): self.file,
            translate(lang, "problem.row"): str(self.row or "–"),
            translate(lang, "problem.column"): self.column or "–",
            translate(lang, "problem.found"): self.found or "–",
            translate(lang, "problem.expected"): self.expected(lang),
            translate(lang, "problem.fix"): self.fix(lang),
        }


class LeadlagError(Exception):
    """A mistake a person can mend. `code` names the message in `leadlag.words`."""

    exit_code = 1

    def __init__(self, code: str, **details: object) -> None:
        self.code, self.details = code, details
        super().__init__(self.says("en"))

    def says(self, lang: Language) -> str:
        """What happened, where, and how to mend it, in one language."""
        return translate(lang, f"error.{self.code}", **self.details)


class DataError(LeadlagError):
    """The CSVs cannot be used. `problems` lists every mistake of every file."""

    def __init__(self, folder: str, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("data", folder=folder, count=len(problems))


class QuestionError(LeadlagError):
    """A question, parameter or value that does not exist."""

    exit_code = 3


class OutputError(LeadlagError):
    """A file cannot be written where it was asked for."""

    exit_code = 4


class SwapError(LeadlagError):
    """The data cannot be replaced as asked: they changed meanwhile, or there is nothing to bring back."""

    exit_code = 5
