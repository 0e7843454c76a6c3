"""`python3 -m sandbox`, as scripts/sandbox calls it."""

import sys

from sandbox.cli import main

if __name__ == "__main__":
    sys.exit(main())
