"""Entry of `python -m learning_library`."""

import sys

from .commands import main

sys.exit(main())
