"""The reporting section of the packs, typed: who lets data go, and for how long."""

from __future__ import annotations

from msgspec import Struct

from chassis.regulation import Value


class Jalan(Struct, frozen=True, forbid_unknown_fields=True):
    """The way of a kind of report: roles that write it, those it reaches in order, and where it may go on to after."""

    authors: tuple[str, ...]
    way: tuple[str, ...]
    then: tuple[str, ...] = ()

    @property
    def stops(self) -> tuple[str, ...]:
        return (*self.way, *self.then)


class ReportingPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who consents to a release of data, who coordinates, what an objection does (KUAN P26(2); readings A23, B22).

    `release_consent`: the role that consents; `release_consent_in`: only from the PD of who holds this role, empty for
    any. `release_head`: the head whom it is coordinated with, besides the head of each PD. `release_objection_blocks`:
    an objection of who is asked to coordinate keeps the data in. `release_max_days`: how long a release lasts at most.
    `publish_least`: a published figure about fewer people is hidden (KUAN P29). `pile_from`: from how many entries on
    an approval in one act counts as one by the pile. `letters`: the way of each kind of plan
    and report (KUAN P15, P24(3), P27, P28). `export_days`: how long the file of an export is kept.
    """

    release_consent: Value[str]
    release_consent_in: Value[str]
    release_head: Value[str]
    release_objection_blocks: Value[bool]
    release_max_days: Value[int]
    publish_least: Value[int]
    pile_from: Value[int]
    letters: Value[dict[str, Jalan]]
    export_days: Value[int]
