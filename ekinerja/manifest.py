"""What a backup holds: rows of every table, SHA-256 of every file, and of the dumps themselves."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from ekinerja.documents import Documents, Folder
from ekinerja.documents import digest as digest_of
from ekinerja.refusal import Unable

MANIFEST = "manifest.json"
FILES = "files"

# Partitions are counted one by one; a partitioned table itself holds nothing.
_TABLES = """
SELECT CAST(CAST(c.oid AS regclass) AS text) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1
"""

# Rows that name a document by its SHA-256: the backup compares the file with what the database says.
_NAMING = {
    "skp": ("dokumen", "SELECT tenant || '/' || dokumen_id AS name, sha256 FROM dokumen"),
    "activity": ("lampiran", "SELECT tenant || '/' || lampiran_id AS name, sha256 FROM lampiran"),
}


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last file of a backup to be written. `key_secret` is a fingerprint of the key that wraps signing keys and
    second factors in identity's database: the key itself lies apart from what it protects."""

    version: str
    made_at: datetime
    key_secret: str
    rows: dict[str, dict[str, int]]
    """Service to table to rows."""
    dumps: dict[str, str]
    """Service to the SHA-256 of its dump."""
    files: dict[str, str]
    """Name of a document to its SHA-256."""


def dump_of(folder: Path, service: str) -> Path:
    """Where the dump of a service lies in a backup."""
    return folder / f"{service}.dump"


def read(folder: Path) -> Manifest:
    """Unable when the folder is no whole backup."""
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as err:
        raise Unable(f"{folder} is no whole backup: {MANIFEST}: {err}") from None


def fingerprint(secret: str) -> str:
    """Tells two keys apart; of a random 32 bytes nothing can be guessed from it."""
    return hashlib.sha256(b"ekinerja backup " + secret.encode()).hexdigest()[:16]


def digest(path: Path) -> str:
    """SHA-256 of a file, empty when it is not there."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


async def count_rows(connection: Any) -> dict[str, int]:
    """Rows of every table that a transaction sees; who may not see all of them is refused, not told less."""
    await connection.execute("SET row_security = off")
    tables = [row[0] for row in await connection.fetch(_TABLES)]
    return {table: await connection.fetchval(f"SELECT count(*) FROM ONLY {table}") for table in tables}


def differing_files(documents: Documents, wanted: dict[str, str]) -> list[str]:
    """What is missing, changed or too much among documents, one phrase each."""
    told = [f"file {name} is " + ("changed" if found else "missing")
            for name, kept in wanted.items() if (found := digest_of(documents, name)) != kept]  # fmt: skip
    return told + [f"file {name} is not of the backup" for name in documents.names() if name not in wanted]


async def differing_named(connection: Any, service: str, files: dict[str, str]) -> list[str]:
    """The rows of a service whose document is missing or another one among these files, one phrase each.

    Every one of them is compared. A service may keep its documents in a folder of its own: a name ends with the row's.
    """
    table, statement = _NAMING.get(service, ("", ""))
    if not table or await connection.fetchval("SELECT to_regclass($1)", table) is None:
        return []
    kept = {"/".join(name.split("/")[-2:]): found for name, found in files.items()}
    async with connection.transaction():
        return [
            f"file {row['name']} is " + ("not what" if row["name"] in kept else "missing, which")
            + f" {service}.{table} names"
            async for row in connection.cursor(statement)
            if kept.get(row["name"]) != row["sha256"]
        ]  # fmt: skip


def differing_rows(service: str, wanted: dict[str, int], found: dict[str, int]) -> list[str]:
    """The tables whose rows are not those of the backup, one phrase each."""
    return [
        f"{service}.{table} has {found.get(table, 'no')} rows instead of {wanted.get(table, 'none')}"
        for table in sorted(wanted.keys() | found.keys())
        if wanted.get(table) != found.get(table)
    ]


def damaged(folder: Path, manifest: Manifest) -> list[str]:
    """What in a backup is not as it was written."""
    dumps = [
        f"dump {dump_of(folder, service).name} is " + ("changed" if found else "missing")
        for service, kept in manifest.dumps.items()
        if (found := digest(dump_of(folder, service))) != kept
    ]
    return dumps + differing_files(Folder(folder / FILES), manifest.files)
