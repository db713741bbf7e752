"""Where does each number come from?"""

from leadlag import ui
from leadlag.rows import Figures
from leadlag.ui import statements

statements.linked_card()
statements.table(statements.filtered(ui.view().ask(Figures)))
ui.show_secondary("measure")
