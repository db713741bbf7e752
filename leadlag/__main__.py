"""`python -m leadlag`."""

import gc
import sys

from leadlag.cli import main

code = main()
gc.freeze()  # what is thrown away with the process need not be looked through once more
sys.exit(code)
