"""Every event that a service tells is told again when it is asked for, or says why not."""

from __future__ import annotations

import importlib

import pytest

from chassis.runtime import Service
from contracts.event import Event
from ekinerja.publishing.language import events

SERVICES: dict[str, Service] = {name: importlib.import_module(f"services.{name}.app").SERVICE for name in events()}
ALL = [(name, cls) for name, classes in events().items() for cls in classes]


def again(service: Service) -> list[type[Event]]:
    return [cls for retelling in service.retells.values() for cls in retelling.events]


@pytest.mark.parametrize(("name", "cls"), ALL, ids=[cls.type_name() for _, cls in ALL])
def test_an_event_is_told_again_or_says_why_not(name: str, cls: type[Event]) -> None:
    service = SERVICES[name]
    ways = again(service).count(cls) + (cls in service.not_retold)
    assert ways == 1, f"{cls.type_name()}: name it in `retells` or, with the reason, in `not_retold` of {name}"
    assert cls in again(service) or len(service.not_retold[cls]) > 20


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_tells_again_only_what_is_its_own(name: str) -> None:
    service = SERVICES[name]
    assert {cls.publisher() for cls in [*again(service), *service.not_retold]} == {name}
    assert all(kind.isidentifier() for kind in service.retells)


def test_what_services_keep_of_one_another_can_be_told_again_but_for_counts() -> None:
    """Whatever a consumer reacts to is a state that it can ask for again, or a moment that it counts or says."""
    heard = {r.event for service in SERVICES.values() for r in service.reactions}
    lasting = {cls for service in SERVICES.values() for cls in again(service)}
    assert sorted(cls.__name__ for cls in heard - lasting) == [
        "ActivityApproved", "ActivityEdited", "ActivityRejected", "ActivityReopened", "ActivitySubmitted",
        "KeberatanOverdue", "PemantauanMissed", "PenempatanSementaraEnded", "SidangConvened", "UndanganSurveiSent",
    ]  # fmt: skip
