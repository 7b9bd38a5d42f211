"""What there is to publish: events by publisher, and who reacts to which."""

from __future__ import annotations

import importlib
import inspect
from functools import cache

from contracts.event import Event, events_of
from ekinerja.topology import topology


@cache
def events() -> dict[str, list[type[Event]]]:
    """Event classes by the service that publishes them, in order of definition."""
    found = {name: events_of(importlib.import_module(f"contracts.{name}")) for name in topology().services}
    return {name: classes for name, classes in found.items() if classes}


@cache
def readers() -> dict[type[Event], list[str]]:
    """The services that react to an event, from their own tables of reactions."""
    found: dict[type[Event], list[str]] = {}
    for name in topology().services:
        for reaction in importlib.import_module(f"services.{name}.app").SERVICE.reactions:
            found.setdefault(reaction.event, []).append(name)
    return found


@cache
def retold() -> dict[type[Event], str]:
    """Under which kind its publisher tells an event again when it is asked to (`ekinerja retell`)."""
    services = [importlib.import_module(f"services.{name}.app").SERVICE for name in events()]
    return {cls: kind for one in services for kind, way in one.retells.items() for cls in way.events}


@cache
def not_retold() -> dict[type[Event], str]:
    """Why a service does not retell an event."""
    services = [importlib.import_module(f"services.{name}.app").SERVICE for name in events()]
    return {cls: why for one in services for cls, why in one.not_retold.items()}


def summary(cls: type[Event]) -> str:
    """The first sentence of the docstring."""
    return inspect.cleandoc(cls.__doc__ or "").split("\n")[0]
