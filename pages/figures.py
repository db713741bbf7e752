"""Where does each number come from?"""

from leadlag import statements, ui

rows = ui.view().ask("figures")
statements.card(rows)
statements.table(statements.chosen(rows))
