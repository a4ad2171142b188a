"""NET106."""

from __future__ import annotations

from netra_tools.rules.service_independence import ServiceIndependence
from tests.trees import files_of, told

FILES = files_of(
    {
        "services/api/api/app.py": "import lib.text\nfrom worker import jobs\nimport tool",
        "services/worker/worker/jobs.py": "import worker.other\nimport lib.text",
        "services/worker/worker/other.py": "",
        "services/lib/lib/text.py": "def late():\n    import api.app",
        "tool.py": "import api.app",
    }
)


def test_services_import_shared_ones_only() -> None:
    assert told(ServiceIndependence(shared=("lib",)), FILES) == [
        "services/api/api/app.py:2 service `api` imports `worker.jobs` of service `worker`",
        "services/lib/lib/text.py:2 service `lib` imports `api.app` of service `api`",
    ]


def test_without_shared_ones_each_stands_alone() -> None:
    assert len(told(ServiceIndependence(), FILES)) == 4
