"""The whole test command: three parts that share nothing run side by side, each in a process of its own.

Tests without servers; tests with servers; tests of the whole system, on servers of their own. `python -m tests [options
of pytest]` runs all three and fails when one does. A plain `pytest tests` runs everything in one process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
# expression of pytest's -m, and the instance that holds the part's servers
PARTS = {
    "the whole system": ("stack", "test-servers-of-system"),
    "with servers": ("servers and not stack", "test-servers"),
    "without servers": ("not servers and not stack", "test-servers"),
}


def _begin(expression: str, servers: str, options: list[str], told: IO[str] | None) -> subprocess.Popen[str]:
    argv = [sys.executable, "-m", "pytest", "tests", *options, "-m", expression]
    env = os.environ | {"EKINERJA_TEST_SERVERS": servers}
    return subprocess.Popen(argv, cwd=ROOT, env=env, stdout=told, stderr=subprocess.STDOUT, text=True)


def main(options: list[str]) -> int:
    """Exit status: 0 when all passed. The first part is told as it runs, the others when all are through."""
    (first, (expression, servers)), *others = PARTS.items()
    with tempfile.TemporaryDirectory() as folder:
        told = {name: (Path(folder) / str(n)).open("w+") for n, (name, _) in enumerate(others)}
        beside = [_begin(*PARTS[name], options, file) for name, file in told.items()]
        print(f"== {first}; the others follow", flush=True)
        codes = [_begin(expression, servers, options, None).wait(), *(process.wait() for process in beside)]
        for name, file in told.items():
            file.seek(0)
            print(f"\n== {name}", file.read(), sep="\n", flush=True)
            file.close()
    print("; ".join(f"{name}: exit {code}" for name, code in zip(PARTS, codes, strict=True)))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
