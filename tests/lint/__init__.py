"""What no tool says about this repository: `python -m tests.lint` names every failure at once, one a line.

One module per concern. Its `failures()` reads the repository; what it stands on takes a text and says what is wrong
with it, so that a test can plant a fault. What Ruff, mypy and import-linter check is not checked again here.
"""
