"""`python -m frankpledge.cli` is `frankpledge`."""

import sys

from frankpledge.cli import main

sys.exit(main())
