"""Where uploaded documents lie: a folder or an object store, by tenant and name; never served but through here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from obstore.exceptions import BaseError
from obstore.store import LocalStore, from_url

from chassis.settings import Settings, SettingsError

# The upload waits for the store with a transaction open, so a store that is away must be reported soon.
# Each holds a connection to the database meanwhile: those that are left serve everybody else.
MOST_AT_ONCE = 6
_PATIENCE: dict[str, Any] = {"max_retries": 2, "retry_timeout": timedelta(seconds=8)}


def _limits() -> dict[str, Any]:
    """Limits given in code set aside what the environment says of TLS, so that is said here again."""
    plain: dict[str, Any] = {"allow_http": True} if os.environ.get("AWS_ALLOW_HTTP") == "true" else {}
    return {"connect_timeout": "2s", "timeout": "20s", **plain}


def store_at(place: str) -> Any:
    """The store of a bucket by its URL."""
    return from_url(place, client_options=_limits(), retry_config=_PATIENCE)


class Documents:
    """`place`: a folder, or the URL of a bucket (`s3://bucket/prefix`), which needs its `AWS_*` variables beside it.

    Those are AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; AWS_ALLOW_HTTP for one
    without TLS. ConnectionError when the store is away, does not take what is asked, or has too much to do at once;
    FileNotFoundError for one that is not there.
    """

    def __init__(self, place: str) -> None:
        self._busy = 0
        if "://" in place:
            self._store = store_at(place)
        else:
            Path(place).mkdir(parents=True, exist_ok=True)
            self._store = LocalStore(place)

    @classmethod
    def of(cls, settings: Settings) -> Documents:
        """Those of a process; only at a developer's desk is their place a folder beside it, not a choice."""
        if not settings.files and settings.profile == "production":
            raise SettingsError("EKINERJA_FILES is not set: a folder, or s3://bucket/prefix with its AWS_* variables")
        return cls(settings.files or "files")

    async def put(self, tenant: str, document_id: UUID, content: bytes) -> None:
        with self._asked("kept"):
            await self._store.put_async(f"{tenant}/{document_id}", content)

    async def get(self, tenant: str, document_id: UUID) -> bytes:
        with self._asked("read"):
            found = await self._store.get_async(f"{tenant}/{document_id}")
            return bytes(await found.bytes_async())

    @contextmanager
    def _asked(self, what: str) -> Iterator[None]:
        if self._busy >= MOST_AT_ONCE:
            raise ConnectionError(f"documents cannot be {what}: too many at once")
        self._busy += 1
        try:
            yield
        except BaseError as err:
            raise ConnectionError(f"documents cannot be {what}: {type(err).__name__}") from err
        finally:
            self._busy -= 1
