"""`python -m leadlag`."""

import sys

from leadlag.cli import main

sys.exit(main())
