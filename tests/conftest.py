"""Let tests import what this checkout holds beside the package: `benchmarks`, and `tests` itself."""

from __future__ import annotations

import sys
from pathlib import Path

# Last, so that an installed netra_tools, compiled or not, is found before the one of the checkout.
sys.path.append(str(Path(__file__).resolve().parent.parent))
