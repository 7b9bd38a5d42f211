"""What is published today breaks nothing of the committed release, though `make contracts` has been run."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pytest

from contracts.activity import ActivityRejected
from contracts.envelope import fact_from
from contracts.event import Event, catalogue
from contracts.examples import EXAMPLES
from ekinerja.publishing import files, released
from ekinerja.publishing.released import RELEASED, broken, last_release, release, release_of_today
from ekinerja.publishing.schemas import schema_of
from ekinerja.refusal import Unable

REJECTED, SET = "ekinerja.activity.ActivityRejected", "ekinerja.skp.SkpSet"
Json = dict[str, Any]


def test_nothing_that_was_released_is_broken() -> None:
    assert broken(last_release(), release_of_today()) == []


def test_the_records_of_the_release_are_still_read() -> None:
    types = catalogue([type(e) for e in EXAMPLES])
    old = {name: one["example"] for name, one in last_release().items() if name != released.ENVELOPE}
    assert len(old) > 50
    for name, record in old.items():
        if name in types:
            head = {header: value.encode() for header, value in record["headers"].items()}
            fact = fact_from(head, msgspec.json.encode(record["value"]), types[name])
            assert fact.key == record["key"] and fact.event.type_name() == name


def test_make_contracts_writes_no_release() -> None:
    assert not [path for path in files() if path.is_relative_to(RELEASED)]


def test_a_member_that_its_class_calls_something_else_breaks_the_release() -> None:
    before = last_release()
    copied, renamed = (schema_of(_again(ActivityRejected, names)) for names in ({}, {"alasan": "sebab"}))
    assert broken(before, {**before, REJECTED: {**before[REJECTED], "schema": copied}}) == []
    assert broken(before, {**before, REJECTED: {**before[REJECTED], "schema": renamed}}) == [
        f"{REJECTED}: alasan: is gone",
        f"{REJECTED}: sebab: must now be sent",
    ]


def _again(cls: type[Event], names: dict[str, str]) -> type[Event]:
    """The class written once more, with other names of members."""
    fields: list[Any] = []
    for field in msgspec.structs.fields(cls):
        name = names.get(field.name, field.name)
        fields.append((name, field.type) if field.required else (name, field.type, field.default))
    own = {word: getattr(cls, word) for word in ("published_by", "aggregate", "partition_by", "__doc__")}
    copied: Any = msgspec.defstruct(
        cls.__name__, fields, bases=(Event,), namespace=own, module=cls.__module__, frozen=True
    )
    return copied


def _inner(release: Json) -> Json:
    return release[SET]["schema"]["$defs"]["ButirKinerja"]


CHANGES: list[tuple[Callable[[Json], Any], list[str]]] = [
    (lambda r: r.pop(SET), [f"{SET}: is gone"]),
    (lambda r: r[SET].update(topic="ekinerja.plan"), [f"{SET}: topic was 'ekinerja.skp', is 'ekinerja.plan'"]),
    (lambda r: r[SET].update(key="skp_id"), [f"{SET}: key was 'asn_id', is 'skp_id'"]),
    (lambda r: r[SET].update(aggregate="asn_id"), [f"{SET}: aggregate was 'skp_id', is 'asn_id'"]),
    (lambda r: r["envelope"].update(partitions=24), ["envelope: partitions was 12, is 24"]),
    (lambda r: r["envelope"]["headers"]["properties"].pop("ce_actor"), ["envelope: ce_actor: is gone"]),
    (lambda r: r[SET]["schema"]["properties"].pop("late"), [f"{SET}: late: is gone"]),
    (lambda r: r[SET]["schema"]["properties"].update(pack={"type": "integer"}), [f"{SET}: pack: type was 'string', is 'integer'"]),
    (lambda r: r[SET]["schema"]["properties"]["tahun"].update(minimum=2024), [f"{SET}: tahun: minimum was 2019, is 2024"]),
    (lambda r: r[SET]["schema"]["properties"]["penilai_id"].update(type="string"),
     [f"{SET}: penilai_id: type was ['string', 'null'], is 'string'"]),
    (lambda r: r[SET]["schema"]["properties"].update(butir={"type": "array", "items": {"type": "string"}}),
     [f"{SET}: butir[]: has another type"]),
    (lambda r: r[SET]["schema"]["properties"].update(baru={"type": "string"}) or r[SET]["schema"]["required"].append("baru"),
     [f"{SET}: baru: must now be sent"]),
    (lambda r: r[SET]["schema"]["required"].remove("late"), [f"{SET}: late: is no longer always sent"]),
    (lambda r: _inner(r)["properties"].pop("target"), [f"{SET}: ButirKinerja.target: is gone"]),
    (lambda r: _inner(r)["properties"]["target"].update(maximum=9), [f"{SET}: ButirKinerja.target: maximum was None, is 9"]),
    (lambda r: r[SET]["schema"]["$defs"]["Kategori"]["enum"].remove("utama"),
     [f"{SET}: Kategori: enum was ['tambahan', 'utama'], is ['tambahan']"]),
    (lambda r: r[SET]["schema"]["$defs"]["Kategori"]["enum"].append("lain"),
     [f"{SET}: Kategori: enum was ['tambahan', 'utama'], is ['tambahan', 'utama', 'lain']"]),
    # What readers do not notice: a new event, a member with a default, other words.
    (lambda r: r.update({"ekinerja.skp.SkpForgotten": r[SET]}), []),
    (lambda r: r[SET]["schema"]["properties"].update(baru={"type": "string", "default": ""}), []),
    (lambda r: _inner(r)["properties"].update(baru={"type": "string", "default": ""}), []),
    (lambda r: r[SET]["schema"]["properties"]["pack"].update(description="said better"), []),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), CHANGES, ids=range(len(CHANGES)))
def test_a_change_that_readers_notice_is_named(change: Callable[[Json], Any], told: list[str]) -> None:
    before = release_of_today()
    after = copy.deepcopy(before)
    change(after)
    assert broken(before, after) == told


def test_an_event_goes_only_after_a_release_has_called_it_deprecated() -> None:
    class Old(ActivityRejected, frozen=True):
        deprecated: ClassVar[bool] = True

    today = release_of_today()
    warned = {**today, REJECTED: {**today[REJECTED], "deprecated": Old.deprecated}}
    without = {name: one for name, one in today.items() if name != REJECTED}
    assert broken(today, warned) == [] and broken(warned, without) == []
    assert broken(today, without) == [f"{REJECTED}: is gone"]


def test_a_release_is_written_once_and_never_breaks_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "released"
    with pytest.raises(Unable, match="no release"):
        last_release(folder)
    assert release(folder) == folder / "1" and last_release(folder) == release_of_today()
    assert release(folder) is None, "nothing has changed"
    today = release_of_today()
    grown, broke = copy.deepcopy(today), copy.deepcopy(today)
    grown[SET]["schema"]["properties"]["baru"] = {"type": "string", "default": ""}
    del broke[SET]["schema"]["properties"]["pack"]
    monkeypatch.setattr(released, "release_of_today", lambda: broke)
    with pytest.raises(Unable, match="release 1 would be broken: ekinerja.skp.SkpSet: pack: is gone"):
        release(folder)
    monkeypatch.setattr(released, "release_of_today", lambda: grown)
    assert release(folder) == folder / "2" and last_release(folder) == grown
    shutil.rmtree(folder / "1")
    assert released.numbers(folder) == [2], "numbers are those of the folders"
