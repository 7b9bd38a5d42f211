"""Which files the published language is written to."""

from __future__ import annotations

from pathlib import Path

import msgspec
import yaml

from chassis.service import VERSION
from chassis.settings import REPOSITORY
from ekinerja.publishing import asyncapi, refusals
from ekinerja.publishing.coverage import COVERAGE, coverage
from ekinerja.publishing.eventmap import EVENT_MAP, event_map
from ekinerja.publishing.language import events
from ekinerja.publishing.sbom import SBOM, images, sbom
from ekinerja.publishing.schemas import example_of, schema_of

PUBLISHED = REPOSITORY / "contracts" / "published"


def files() -> dict[Path, str]:
    """Every generated file with its content."""
    found: dict[Path, str] = {}
    for cls in (c for classes in events().values() for c in classes):
        found[PUBLISHED / "schemas" / f"{cls.type_name()}.json"] = _json(schema_of(cls))
        found[PUBLISHED / "examples" / f"{cls.type_name()}.json"] = _json(example_of(cls))
    document = yaml.safe_dump(asyncapi.document(VERSION), sort_keys=False, allow_unicode=True, width=120)
    found[PUBLISHED / "asyncapi.yaml"] = document
    for name, refused in refusals.of_services().items():
        found[PUBLISHED / "refusals" / f"{name}.json"] = _json(refused)
    for image in images():
        found[SBOM / f"{image}.cdx.json"] = _json(sbom(image))
    found[COVERAGE] = coverage()
    found[EVENT_MAP] = event_map()
    return found


def write_all() -> list[Path]:
    """Write what differs and take away what is no longer told; returns what changed."""
    wanted = files()
    changed = [path for path, content in wanted.items() if not path.exists() or path.read_text() != content]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path])
    gone = [path for path in PUBLISHED.rglob("*") if path.is_file() and path not in wanted]
    for path in gone:
        path.unlink()
    return [*changed, *gone]


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
