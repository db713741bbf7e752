"""What does the reader want to know that no page answers?"""

from leadlag.ui import sql

sql.box()
sql.tables()
