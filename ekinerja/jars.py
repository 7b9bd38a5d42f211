"""The jars of the embedded broker: fetched by jgo from the lock, and held to its SHA-256 by us."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
from pathlib import Path

from chassis.settings import REPOSITORY
from ekinerja.instance import HOME, Unable

LOCK = REPOSITORY / "jgo.lock.toml"


def folder() -> Path:
    """Where the jars are kept, shared by all instances; jgo sorts them into two folders below it."""
    return HOME / "kafka-libs"


def _path(root: Path, name: str) -> Path:
    """A jar by its name, in whichever of jgo's folders it lies."""
    return next((p for p in (root / "jars" / name, root / "modules" / name) if p.is_file()), root / "jars" / name)


def locked() -> dict[str, str]:
    """File name → SHA-256, as the lock has them."""
    lock = tomllib.loads(LOCK.read_text())
    return {f"{d['artifactId']}-{d['version']}.jar": d["sha256"] for d in lock["dependencies"]}


def mismatches(root: Path) -> list[str]:
    """Names of jars that are missing or differ from the lock."""
    return [name for name, sha in locked().items() if _sha256(_path(root, name)) != sha]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def ensure() -> list[Path]:
    """The jars, fetched when one is missing; Unable when one is not what the lock says."""
    root = folder()
    if not all(_path(root, name).is_file() for name in locked()):
        _fetch()
    if wrong := mismatches(root):
        raise Unable(f"{wrong[0]}: SHA-256 differs from jgo.lock.toml; delete {root} and start again")
    return [_path(root, name) for name in locked()]


def _fetch() -> None:
    jgo = Path(sys.executable).with_name("jgo")
    argv = [str(jgo), "--ignore-config", "--resolver", "python", "--links", "copy", "--no-cache"]
    argv += ["--cache-dir", str(folder()), "sync"]
    done = subprocess.run(argv, cwd=REPOSITORY, capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise Unable(f"fetching the Kafka jars failed: {' '.join(last)}")
