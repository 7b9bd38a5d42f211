"""`ekinerja backup`: every database and every document, in a dated folder."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, TypeVar

import asyncpg
from cyclopts import Parameter
from cyclopts.validators import Number

from ekinerja.backup import back_up
from ekinerja.documents import Documents, documents_at
from ekinerja.environment import Environment
from ekinerja.external import from_environment
from ekinerja.instance import HOME, Instance
from ekinerja.refusal import Unable
from ekinerja.topology import topology

T = TypeVar("T")


def backup(
    *, instance: str = "main", to: Path | None = None, keep: Annotated[int, Parameter(validator=Number(gte=1))] = 14
) -> None:
    """Back up a running instance, or the servers that the environment names; nobody has to stop for it.

    Parameters
    ----------
    instance
        Name of the instance.
    to
        Where the dated folders are; .ekinerja/backups/<instance> when absent.
    keep
        How many of them stay, this one included.
    """
    found = Instance(instance)
    server = server_of(found)
    target = to.absolute() if to else HOME / "backups" / instance
    secret = _key_secret(found)
    made = answered(found, back_up(server, list(topology().services), documents(found), target, secret, keep))
    print(f"backed up: {made}")


def server_of(instance: Instance) -> str:
    """An administrator's DSN of the instance's PostgreSQL, or of the one that the environment names."""
    external = from_environment()
    if not external.postgres and not instance.exists:
        raise Unable(f"instance {instance.name} was never started; `ekinerja up --instance {instance.name}`")
    return Environment(instance, external).postgres


def documents(instance: Instance) -> Documents:
    """The documents: at EKINERJA_FILES, a folder or a bucket, or in the instance's own folder."""
    return documents_at(os.environ.get("EKINERJA_FILES") or instance["files"])


def _key_secret(instance: Instance) -> str:
    """The key alone: who backs up needs no other secret of the services."""
    if os.environ.get("EKINERJA_PASSWORDS") != "env":
        return instance.secrets().key_secret
    if not (found := os.environ.get("KEY_SECRET")):
        raise Unable("KEY_SECRET is not set (EKINERJA_PASSWORDS=env)")
    return found


def answered(instance: Instance, work: Coroutine[Any, Any, T]) -> T:
    """The result of what is asked of the databases; why there is none in one line."""
    try:
        return asyncio.run(work)
    except asyncpg.PostgresError as err:
        raise Unable(f"PostgreSQL refuses: {err}") from None
    except (ConnectionError, TimeoutError) as err:
        raise Unable(f"PostgreSQL does not answer (is {instance.name} running?): {err}") from None
    except OSError as err:
        raise Unable(f"{err.filename or instance.name}: {err.strerror or err}") from None
