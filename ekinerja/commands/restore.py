"""`ekinerja restore`: a backup into an instance that holds nothing yet."""

from __future__ import annotations

from pathlib import Path

from ekinerja.commands.backup import answered, documents, server_of
from ekinerja.instance import Instance
from ekinerja.restore import restore as bring_back


def restore(folder: Path, /, *, instance: str = "main") -> None:
    """Restore a backup and compare every row count and every document with it; exit code 2 names what differs.

    The instance runs its servers alone: `ekinerja up --servers-only`, and holds no data yet.

    Parameters
    ----------
    folder
        The dated folder that `ekinerja backup` made.
    instance
        Name of the instance.
    """
    found = Instance(instance)
    server, secrets = server_of(found), found.secrets()
    found.make_folders()
    work = bring_back(server, folder.absolute(), documents(found), secrets.key_secret, secrets.roles)
    manifest = answered(found, work)
    rows = sum(sum(tables.values()) for tables in manifest.rows.values())
    tables = sum(len(tables) for tables in manifest.rows.values())
    print(f"restored as of {manifest.made_at:%Y-%m-%d %H:%M:%S} UTC: {len(manifest.rows)} databases, {tables} tables")
    print(f"all equal: {rows} rows counted, SHA-256 of {len(manifest.files)} documents")
