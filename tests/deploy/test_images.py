"""What the Dockerfile copies for a service is enough for it, and holds no other service."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from chassis.settings import REPOSITORY
from ekinerja.topology import topology

_IMPORT = """
import sys
sys.path = [p for p in sys.path if p != {repository!r}]
sys.path.insert(0, {root!r})
import {module}
assert {module}.__file__.startswith({root!r}), {module}.__file__
assert callable({module}.create)
"""


DOORS = {"gateway": "gateway.app", "pages": "gateway.pages.app"}


def copied(service: str) -> list[str]:
    """The folders that the recipe names for this image."""
    lines = (REPOSITORY / "Dockerfile").read_text().splitlines()
    start = f"      {service})" if service in DOORS else "      *)"
    begin = next(n for n, line in enumerate(lines) if line.startswith(start) and "echo" not in line)
    end = next(n for n in range(begin, len(lines)) if ";;" in lines[n])
    words = " ".join(lines[begin : end + 1]).replace("${SERVICE}", service).replace('"', " ").split()
    return [w for w in words if (REPOSITORY / w).exists() and w not in ("services", ".")]


@pytest.mark.parametrize("service", [*topology().services, *DOORS])
def test_an_image_holds_what_its_service_needs(service: str, tmp_path: Path) -> None:
    names = copied(service)
    if service == "gateway":
        assert "rm -r /out/gateway/pages" in (REPOSITORY / "Dockerfile").read_text()
    assert "chassis" in names and "contracts" in names
    for name in names:
        source, target = REPOSITORY / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    assert sorted(p.name for p in (tmp_path / "services").glob("*/")) == ([service] if service not in DOORS else [])
    if service == "gateway":
        shutil.rmtree(tmp_path / "gateway" / "pages")
    module = DOORS.get(service, f"services.{service}.app")
    code = _IMPORT.format(repository=str(REPOSITORY), root=str(tmp_path), module=module)
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-800:]
