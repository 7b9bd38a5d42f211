"""The whole test command: what needs servers and what needs none, each in a process of its own, side by side.

`python -m tests [options of pytest]` runs both and fails when either does. A plain `pytest tests` runs all in one.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WITH = "servers or stack"


def main(options: list[str]) -> int:
    """Exit status: 0 when all passed. The tests without servers are told when the others are through."""
    pytest = [sys.executable, "-m", "pytest", "tests", *options]
    with tempfile.TemporaryFile("w+") as told:
        aside = subprocess.Popen([*pytest, "-m", f"not ({WITH})"], cwd=ROOT, stdout=told, stderr=subprocess.STDOUT)
        try:
            status = subprocess.run([*pytest, "-m", WITH], cwd=ROOT, check=False).returncode
        finally:
            other = aside.wait()
            told.seek(0)
            print("\nWithout servers:", told.read(), sep="\n", flush=True)
    return status or other


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
