"""Where does each number come from?"""

import streamlit as st

from leadlag import ui
from leadlag.rows import Figures
from leadlag.ui import statements

card = st.container()
statements.table(statements.filtered(ui.view().ask(Figures)))
with card:  # at last, because it leads back to the table as chosen
    statements.linked_card()
ui.show_secondary("measure")
