"""Runs `main.py` of each directory named on its input as if each had a process; a script, not a module."""

import contextlib
import importlib
import io
import json
import runpy
import sys
import warnings

warnings.simplefilter("ignore")
KNOWN = set(sys.modules)
PATH = list(sys.path)


def run(root: str) -> str:
    """Run one program."""
    for name in set(sys.modules) - KNOWN:
        del sys.modules[name]
    sys.path[:] = [root, *PATH]  # netra: ignore[path-manipulation] each program has its own
    sys.path_importer_cache.clear()
    importlib.invalidate_caches()
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            runpy.run_path(f"{root}/main.py", run_name="__main__")
    except BaseException as error:
        return f"{out.getvalue()}{type(error).__name__}: {error}"
    return out.getvalue()


for line in sys.stdin:
    print(json.dumps([run(root) for root in json.loads(line)]), flush=True)
