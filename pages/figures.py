"""Where does each number come from?"""

from leadlag.ui import statements, view

rows = view().ask("figures")
statements.linked()
statements.table(statements.chosen(rows))
