"""The jars of the embedded broker: fetched by jgo from the lock, and held to its SHA-256 by us."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
import tomllib
from pathlib import Path

from chassis.settings import REPOSITORY
from ekinerja.instance import HOME
from ekinerja.process import run
from ekinerja.refusal import Unable

LOCK = REPOSITORY / "jgo.lock.toml"
FETCH_SECONDS = 600


def folder() -> Path:
    """Where the jars are kept, shared by all instances; jgo sorts them into two folders below it."""
    return HOME / "kafka-libs"


def locked(lock: Path = LOCK) -> dict[str, str]:
    """File name → SHA-256, as the lock has them."""
    content = tomllib.loads(lock.read_text())
    return {f"{d['artifactId']}-{d['version']}.jar": d["sha256"] for d in content["dependencies"]}


def path_of(root: Path, name: str) -> Path:
    """A jar by its name, in whichever of jgo's folders it lies."""
    return next((p for p in (root / "jars" / name, root / "modules" / name) if p.is_file()), root / "jars" / name)


def missing(root: Path, lock: Path = LOCK) -> list[str]:
    """Names of jars that are not there."""
    return [name for name in locked(lock) if not path_of(root, name).is_file()]


def differing(root: Path, lock: Path = LOCK) -> list[str]:
    """Names of jars that are there and are not what the lock says: jgo itself lets them pass."""
    present = {name: path_of(root, name) for name in locked(lock) if path_of(root, name).is_file()}
    return [name for name, path in present.items() if _sha256(path) != locked(lock)[name]]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def ensure() -> list[Path]:
    """The jars, fetched when one is missing; Unable when one is not what the lock says."""
    root = folder()
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("w") as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        if missing(root):
            _fetch(root)
    verify(root)
    return [path_of(root, name) for name in locked()]


def verify(root: Path, lock: Path = LOCK) -> None:
    """Unable when a jar is missing or differs from the lock."""
    if absent := missing(root, lock):
        raise Unable(f"{absent[0]}: not fetched into {root}; run `ekinerja doctor`")
    if wrong := differing(root, lock):
        raise Unable(f"{wrong[0]}: SHA-256 differs from {lock.name}; delete {root} and start again")


def _fetch(root: Path) -> None:
    jgo = Path(sys.executable).with_name("jgo")
    # --ignore-config: a jgo.conf of the user must not change what is resolved
    argv = [str(jgo), "--ignore-config", "--resolver", "python", "--links", "copy", "--no-cache"]
    argv += ["--cache-dir", str(root), "sync"]
    try:
        done = run(argv, os.environ, FETCH_SECONDS, REPOSITORY)
    except (OSError, subprocess.TimeoutExpired) as err:
        raise Unable(f"fetching the Kafka jars failed: {err}") from None
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise Unable(f"fetching the Kafka jars failed (is Maven Central reachable?): {' '.join(last)}")
