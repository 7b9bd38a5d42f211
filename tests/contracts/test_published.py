"""The published language is what the code says, valid, and not broken for those who read it already."""

from __future__ import annotations

import copy
import json
import subprocess
from typing import Any

import jsoncompat
import jsonschema_rs
import pytest

from chassis.kafka import PARTITIONS
from chassis.settings import REPOSITORY
from contracts.event import Event
from contracts.examples import EXAMPLES
from ekinerja.publishing import files
from ekinerja.publishing.files import PUBLISHED
from ekinerja.publishing.language import events
from ekinerja.publishing.schemas import example_of, schema_of
from tests.browser import node

CLASSES = [cls for classes in events().values() for cls in classes]
by_name = pytest.mark.parametrize("cls", CLASSES, ids=lambda c: c.type_name())


def test_make_contracts_has_been_run() -> None:
    wanted = files()
    stale = [
        str(path.relative_to(REPOSITORY))
        for path, text in wanted.items()
        if not path.exists() or path.read_text() != text
    ]
    assert stale == [], "run `make contracts`"
    assert {p for p in PUBLISHED.rglob("*") if p.is_file()} <= set(wanted)


def test_every_event_has_exactly_one_example() -> None:
    assert sorted(type(e).type_name() for e in EXAMPLES) == sorted(c.type_name() for c in CLASSES)


@by_name
def test_the_example_fits_the_schema_and_little_else_does(cls: type[Event]) -> None:
    schema, example = schema_of(cls), example_of(cls)["kafka"]["value"]
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    assert validator.is_valid(example), [str(e) for e in validator.iter_errors(example)]
    assert validator.is_valid({**example, "member_of_tomorrow": 1}), "readers ignore what they do not know"
    for name in schema["required"]:
        assert not validator.is_valid({k: v for k, v in example.items() if k != name}), name
        assert not validator.is_valid({**example, name: {"a": ["wrong"]}} | ({} if name != "x" else {})) or isinstance(
            example[name], dict
        ), name


@by_name
def test_names_follow_the_rule(cls: type[Event]) -> None:
    service = cls.publisher()
    assert cls.type_name() == f"ekinerja.{service}.{cls.__name__}"
    assert cls.topic() == f"ekinerja.{service}"
    assert cls.aggregate in cls.__struct_fields__ and cls.partition_by in cls.__struct_fields__
    if "asn_id" in cls.__struct_fields__:
        assert cls.partition_by == "asn_id", "what happens to a person keeps its order"


@by_name
def test_nothing_that_others_rely_on_was_broken(cls: type[Event]) -> None:
    """The committed schema is what readers know: the new one must accept what the old one described."""
    before = json.loads((PUBLISHED / "schemas" / f"{cls.type_name()}.json").read_text())
    assert breaks(before, schema_of(cls)) == []


def breaks(before: dict[str, Any], after: dict[str, Any], inside: dict[str, Any] | None = None) -> list[str]:
    """Members that were taken away or retyped, or must now be sent though nobody sends them; also of what is inside.

    What is inside (`$defs`) may grow as the event itself may: by members that need not be sent.
    """
    known, found = before.get("$defs", {}), []
    for inner, old in known.items():
        new = after.get("$defs", {}).get(inner)
        if new is None:
            found.append(f"{inner} is gone")
        elif "properties" in old:
            found += [f"{inner}: {what}" for what in breaks({"$defs": {}, **old}, {"$defs": {}, **new}, known)]
        elif not _alike(old, new, known):
            found.append(f"{inner} has another type")
    for name, old in before["properties"].items():
        new = after["properties"].get(name)
        if new is None:
            found.append(f"{name} is gone")
        elif not _alike(old, new, known or inside or {}):
            found.append(f"{name} has another type")
    found += [f"{name} must now be sent" for name in after["required"] if name not in before["required"]]
    return found


def _alike(old: dict[str, Any], new: dict[str, Any], inside: dict[str, Any]) -> bool:
    """Whether the one takes what the other takes, given the same things inside."""
    before, after = (json.dumps({"$defs": inside, **schema}) for schema in (old, new))
    return bool(jsoncompat.check_compat(before, after, "both"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda s: s["properties"].pop("tanggal"), "tanggal is gone"),
        (lambda s: s["properties"].update(kuantitas={"type": "string"}), "kuantitas has another type"),
        (lambda s: s["required"].append("baru"), "baru must now be sent"),
    ],
)
def test_a_breaking_change_is_seen(change: Any, told: str) -> None:
    before = json.loads((PUBLISHED / "schemas" / "ekinerja.activity.ActivitySubmitted.json").read_text())
    after = copy.deepcopy(before)
    change(after)
    assert told in breaks(before, after)
    assert breaks(before, before) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d: d["properties"].pop("target"), "ButirKinerja: target is gone"),
        (lambda d: d["properties"].update(target={"type": "string"}), "ButirKinerja: target has another type"),
        (lambda d: d["required"].append("baru"), "ButirKinerja: baru must now be sent"),
        (lambda d: d["properties"].update(baru={"type": "string"}), ""),
    ],
)
def test_a_breaking_change_is_seen_in_what_is_inside(change: Any, told: str) -> None:
    before = json.loads((PUBLISHED / "schemas" / "ekinerja.skp.SkpSet.json").read_text())
    after = copy.deepcopy(before)
    change(after["$defs"]["ButirKinerja"])
    assert breaks(before, after) == ([told] if told else [])


def test_the_official_parser_reads_the_asyncapi_document() -> None:
    text = (PUBLISHED / "asyncapi.yaml").read_text()
    argv = [node(), "tests/contracts/parse_asyncapi.mjs"]
    done = subprocess.run(argv, input=text, capture_output=True, text=True, cwd=REPOSITORY)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["problems"] == []
    assert sorted(found["channels"]) == sorted({cls.topic() for cls in CLASSES})
    assert found["messages"] == len(CLASSES)
    assert found["operations"] > len(events())
    broken = subprocess.run(
        argv, input=text.replace("action: send", "action: shout"), capture_output=True, text=True, cwd=REPOSITORY
    )
    assert json.loads(broken.stdout)["problems"], "a parser that accepts everything proves nothing"


def test_topics_have_twelve_partitions_for_life() -> None:
    assert PARTITIONS == 12
