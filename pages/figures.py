"""Where does each number come from?"""

from leadlag import ui
from leadlag.rows import Figures
from leadlag.ui import statements

statements.linked()
ui.also("measure")
statements.table(statements.chosen(ui.view().ask(Figures)))
