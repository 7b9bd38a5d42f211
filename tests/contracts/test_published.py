"""The published language is what the code says, valid, and not broken for those who read it already."""

from __future__ import annotations

import json
import subprocess

import jsonschema_rs
import pytest

from chassis.kafka import PARTITIONS
from chassis.settings import REPOSITORY
from contracts.event import Event
from contracts.examples import EXAMPLES
from ekinerja.publishing import files
from ekinerja.publishing.files import PUBLISHED
from ekinerja.publishing.language import events, readers
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


def test_the_official_parser_reads_the_asyncapi_document() -> None:
    text = (PUBLISHED / "asyncapi.yaml").read_text()
    argv = [node(), "tests/contracts/parse_asyncapi.mjs"]
    done = subprocess.run(argv, input=text, capture_output=True, text=True, cwd=REPOSITORY)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["problems"] == []
    assert sorted(found["channels"]) == sorted({cls.topic() for cls in CLASSES})
    assert found["messages"] == len(CLASSES)
    assert found["operations"] == len(CLASSES) + sum(map(len, readers().values()))
    broken = subprocess.run(
        argv, input=text.replace("action: send", "action: shout"), capture_output=True, text=True, cwd=REPOSITORY
    )
    assert json.loads(broken.stdout)["problems"], "a parser that accepts everything proves nothing"


def test_topics_have_twelve_partitions_for_life() -> None:
    assert PARTITIONS == 12
