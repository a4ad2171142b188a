"""`python -m netra_tools` is `netra`."""

import sys

if not sys.flags.safe_path:
    del sys.path[0]  # the current directory: a `json.py` of the repository that is checked is not ours to run

from netra_tools.cli.door import enter

enter()
