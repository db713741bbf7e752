"""Where does each number come from?"""

from leadlag import ui
from leadlag.rows import Figures
from leadlag.ui import statements

statements.linked_card()
ui.show_secondary("measure")
statements.table(statements.filtered(ui.view().ask(Figures)))
