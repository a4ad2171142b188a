"""`python -m netra_tools` is `netra`."""

from netra_tools.cli.door import main

main()
