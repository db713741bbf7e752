"""Where does each number come from?"""

from leadlag import ui
from leadlag.ui import statements

statements.linked()
ui.also("measure", ui.choose_measure)
statements.table(statements.chosen(ui.view().ask("figures")))
