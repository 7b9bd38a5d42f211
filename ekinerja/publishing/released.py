"""The committed releases of the published language (`contracts/released/<n>/`), and what would break them.

`make contracts` never writes here; only `ekinerja contracts --release` does, and only a folder that is not there yet.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from chassis.kafka import PARTITIONS
from chassis.settings import REPOSITORY
from contracts.event import Event
from ekinerja.publishing.asyncapi import headers_schema
from ekinerja.publishing.compat import breaks
from ekinerja.publishing.language import events
from ekinerja.publishing.schemas import example_of, schema_of
from ekinerja.refusal import Unable

RELEASED = REPOSITORY / "contracts" / "released"
ENVELOPE = "envelope"
Json = dict[str, Any]
Release = dict[str, Json]


def release_of_today() -> Release:
    """What a release holds by name: the envelope (headers, partitions), then each event."""
    classes = [cls for found in events().values() for cls in found]
    envelope = {"partitions": PARTITIONS, "headers": headers_schema()}
    told = {ENVELOPE: envelope, **{cls.type_name(): _form(cls) for cls in classes}}
    return msgspec.json.decode(msgspec.json.encode(told), type=Release)  # as a file gives it back


def _form(cls: type[Event]) -> Json:
    """An event as a release keeps it: where it lies on Kafka, under which key, its schema and a record of its day."""
    return {
        "topic": cls.topic(),
        "key": cls.partition_by,
        "aggregate": cls.aggregate,
        "deprecated": cls.deprecated,
        "schema": schema_of(cls),
        "example": example_of(cls)["kafka"],
    }


def numbers(folder: Path = RELEASED) -> list[int]:
    """The releases there are, oldest first."""
    return sorted(int(path.name) for path in folder.glob("[0-9]*") if path.is_dir())


def last_release(folder: Path = RELEASED) -> Release:
    """The release that readers rely on; Unable where there is none."""
    if not (found := numbers(folder)):
        raise Unable(f"no release in {folder}: `ekinerja contracts --release` writes the first")
    paths = sorted((folder / str(found[-1])).glob("*.json"))
    return {path.stem: msgspec.json.decode(path.read_bytes()) for path in paths}


def broken(before: Release, after: Release) -> list[str]:
    """What of one release another no longer keeps. An event may go once a release has called it deprecated."""
    found = []
    for name, old in before.items():
        new = after.get(name)
        if new is None:
            found += [] if old.get("deprecated") else [f"{name}: is gone"]
        elif name == ENVELOPE:
            found += [f"{name}: {what}" for what in _differing(old, new, ("partitions",), "headers")]
        else:
            found += [f"{name}: {what}" for what in _differing(old, new, ("topic", "key", "aggregate"), "schema")]
    return found


def _differing(old: Json, new: Json, fixed: tuple[str, ...], schema: str) -> list[str]:
    moved = [f"{word} was {old[word]!r}, is {new[word]!r}" for word in fixed if old[word] != new[word]]
    return moved + breaks(old[schema], new[schema])


def release(folder: Path = RELEASED) -> Path | None:
    """Write today's language as the next release and give its folder; None where nothing has changed.

    Unable where it would break the last one: then the change takes a new event, and the old one stays for a release.
    """
    today, found = release_of_today(), numbers(folder)
    if found:
        before = last_release(folder)
        if what := broken(before, today):
            raise Unable(f"release {found[-1]} would be broken: " + "; ".join(what))
        if before == today:
            return None
    target = folder / str(found[-1] + 1 if found else 1)
    target.mkdir(parents=True)
    for name, content in today.items():
        encoded = msgspec.json.format(msgspec.json.encode(content), indent=2)
        (target / f"{name}.json").write_bytes(encoded + b"\n")
    return target
