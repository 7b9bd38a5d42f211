"""`ekinerja restore`: a backup into an instance that holds nothing yet."""

from __future__ import annotations

import asyncio
from pathlib import Path

from ekinerja import newer
from ekinerja.commands.backup import answered, documents, server_of
from ekinerja.environment import Environment
from ekinerja.external import External, from_environment
from ekinerja.instance import Instance
from ekinerja.manifest import Manifest
from ekinerja.newer import NewerFacts
from ekinerja.refusal import Unable
from ekinerja.restore import Beside
from ekinerja.restore import restore as bring_back
from ekinerja.rights import declared


def restore(folder: Path, /, *, instance: str = "main", newer_facts: NewerFacts = "refuse") -> None:
    """Restore a backup and compare every row count and every document with it; exit code 2 names what differs.

    The instance runs its servers alone: `ekinerja up --servers-only`, and holds no data yet.

    Parameters
    ----------
    folder
        The dated folder that `ekinerja backup` made.
    instance
        Name of the instance.
    newer_facts
        What if Kafka holds facts that were told after the backup: refuse to restore; skip them, so that no service
        reads them; or ignore Kafka, which is then not asked.
    """
    found = Instance(instance)
    server, secrets = server_of(found), found.secrets()
    found.make_folders()
    kafka = Environment(found, from_environment()).kafka
    if newer_facts != "ignore":
        newer.ask(kafka)
    beside = _beside(server, kafka, newer_facts)
    work = bring_back(server, folder.absolute(), documents(found), secrets.key_secret, secrets.roles, beside)
    manifest = answered(found, work)
    rows = sum(sum(tables.values()) for tables in manifest.rows.values())
    tables = sum(len(tables) for tables in manifest.rows.values())
    print(f"restored as of {manifest.made_at:%Y-%m-%d %H:%M:%S} UTC: {len(manifest.rows)} databases, {tables} tables")
    print(f"all equal: {rows} rows counted, SHA-256 of {len(manifest.files)} documents")


def _beside(server: str, kafka: External, newer_facts: NewerFacts) -> Beside:
    """What a Kafka that outlived its databases means for a restore."""

    async def look(manifest: Manifest) -> None:
        if newer_facts == "ignore":
            return
        wants = declared(list(manifest.rows))
        if not (found := await newer.unknown_facts(server, kafka, wants, manifest.made_at)):
            return
        if newer_facts == "skip":
            await asyncio.to_thread(newer.skip, kafka, wants)
            print(f"skipped: {_counted(found)} told after the backup; nobody of ours reads them")
            return
        raise Unable(
            f"Kafka holds facts that are newer than the backup: {_counted(found)}; nothing was restored."
            " Use a Kafka without these topics, or say --newer-facts=skip (docs/operations.md)"
        )

    return look


def _counted(found: dict[str, int]) -> str:
    return ", ".join(f"{count} of {topic}" for topic, count in sorted(found.items()))
