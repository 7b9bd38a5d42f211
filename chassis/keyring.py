"""Keys outside every database and every backup: what is sealed under one is lost for good once it is destroyed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore

from chassis.documents import store_at
from chassis.settings import Settings, SettingsError

_NONCE, _KEY = 12, 32


class KeyLost(Exception):
    """The key of a box is not there, or it is not the one that the box was sealed under."""


class Keyring:
    """One key a box, by tenant and name. `place`: a folder, or the URL of a bucket that keeps no versions.

    ConnectionError when the place is away; KeyLost for a box that nobody can open any more.
    """

    def __init__(self, place: str) -> None:
        self._place = place
        self._opened: Any = None

    @classmethod
    def of(cls, settings: Settings) -> Keyring:
        """The keyring of a process; in production only with a place that somebody chose."""
        if not settings.keys and settings.profile == "production":
            raise SettingsError("EKINERJA_KEYS is not set: a folder or s3://bucket/prefix, in no backup, no versions")
        return cls(settings.keys or "keys")

    @property
    def _store(self) -> Any:
        if self._opened is None:
            if "://" in self._place:
                self._opened = store_at(self._place)
            else:
                Path(self._place).mkdir(parents=True, exist_ok=True, mode=0o700)
                self._opened = LocalStore(self._place)
        return self._opened

    async def make(self, tenant: str, name: str) -> None:
        """Make the key of a box, once: a second call leaves the first key as it is."""
        try:
            await self._store.put_async(f"{tenant}/{name}", os.urandom(_KEY), mode="create")
        except (AlreadyExistsError, FileExistsError):
            return
        except BaseError as err:
            raise ConnectionError(f"a key cannot be kept: {type(err).__name__}") from err

    async def seal(self, tenant: str, name: str, plain: bytes) -> bytes:
        """Seal (AES-256-GCM, bound to the name of the box); the length grows by 28 bytes, whatever is in it."""
        nonce = os.urandom(_NONCE)
        return nonce + (await self._cipher(tenant, name)).encrypt(nonce, plain, f"{tenant}/{name}".encode())

    async def unseal(self, tenant: str, name: str, sealed: bytes) -> bytes:
        """Open what was sealed; KeyLost where nobody can."""
        cipher = await self._cipher(tenant, name)
        try:
            return cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], f"{tenant}/{name}".encode())
        except InvalidTag as err:
            raise KeyLost(name) from err

    async def destroy(self, tenant: str, name: str) -> None:
        """Destroy the key of a box; one that is not there is destroyed."""
        try:
            await self._store.delete_async(f"{tenant}/{name}")
        except FileNotFoundError:
            return
        except BaseError as err:
            raise ConnectionError(f"a key cannot be destroyed: {type(err).__name__}") from err

    async def _cipher(self, tenant: str, name: str) -> AESGCM:
        try:
            found = await self._store.get_async(f"{tenant}/{name}")
            return AESGCM(bytes(await found.bytes_async()))
        except FileNotFoundError as err:
            raise KeyLost(name) from err
        except BaseError as err:
            raise ConnectionError(f"a key cannot be read: {type(err).__name__}") from err
