"""Every failure of every concern, one a line; exit code 1 where there is one."""

import sys

from tests.lint import choices, codes, keys, output, pages, queries, rows, styles, texts, words

CONCERNS = (words, keys, codes, choices, queries, rows, pages, output, styles, texts)


def main() -> int:
    failures = [failure for concern in CONCERNS for failure in concern.failures()]
    print(*failures or ["Nothing to mend."], sep="\n")
    return min(len(failures), 1)


if __name__ == "__main__":
    sys.exit(main())
