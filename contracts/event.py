"""What an event is: a frozen fact, named by its class, on the topic of the module that publishes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

import msgspec

NAMESPACE = "ekinerja"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every published fact. Readers ignore members they do not know.

    `aggregate` names the member that identifies the aggregate whose version the event carries;
    `partition_by` names the member that keeps order on Kafka (the person, where there is one). `published_by`: the
    service, where the event stands in another module than the service's, which takes it from there. `deprecated`: a
    later event says it better; both are published for one release, then this one may go.
    """

    published_by: ClassVar[str] = ""
    deprecated: ClassVar[bool] = False
    aggregate: ClassVar[str]
    partition_by: ClassVar[str]

    @classmethod
    def publisher(cls) -> str:
        """The service that publishes the event: the name of its module, unless it says another."""
        return cls.published_by or cls.__module__.rpartition(".")[2]

    @classmethod
    def topic(cls) -> str:
        return topic_of(cls.publisher())

    @classmethod
    @cache
    def type_name(cls) -> str:
        """CloudEvents `type`, for example `ekinerja.skp.SkpSet`."""
        return f"{cls.topic()}.{cls.__name__}"

    def subject(self) -> str:
        return str(getattr(self, self.aggregate))

    def key(self) -> str:
        return str(getattr(self, self.partition_by))


def topic_of(publisher: str) -> str:
    """The Kafka topic of a publishing service."""
    return f"{NAMESPACE}.{publisher}"


def events_of(module: Any) -> list[type[Event]]:
    """Every event class that a publisher's module holds, in their order there."""
    found = [v for v in vars(module).values() if isinstance(v, type) and issubclass(v, Event)]
    return [c for c in found if c is not Event and c.publisher() == module.__name__.rpartition(".")[2]]


E = TypeVar("E", bound=Event, covariant=True)


class Fact(msgspec.Struct, Generic[E], frozen=True, kw_only=True):
    """An event with the circumstances under which it became one.

    `version` is contiguous from 1 for each `subject`; `occurred_at` is UTC; `actor` is an account id or
    `system:<cause>`; `causation` is the id of the fact that this one answers to. `retold`: no news but the state of
    the subject at `version`, repeated for readers who came late; it includes everything before it.
    """

    id: UUID
    tenant: str
    subject: str
    key: str
    version: int
    occurred_at: datetime
    actor: str
    correlation: str
    event: E
    causation: str | None = None
    traceparent: str | None = None
    retold: bool = False


class EventType(msgspec.Struct, frozen=True):
    """An event class with its compiled decoder."""

    cls: type[Event]
    decode: Any


def catalogue(classes: list[type[Event]]) -> Mapping[str, EventType]:
    """Type name → class and JSON decoder."""
    return {c.type_name(): EventType(c, msgspec.json.Decoder(c).decode) for c in classes}
