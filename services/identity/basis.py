"""What the packs must say to identity: every role that they name is one that somebody can hold."""

from __future__ import annotations

from collections.abc import Iterable

from chassis.offices import check_named
from chassis.regulation import Packs
from services.identity.policy import IdentityPolicy

PENILAI = "penilai"  # among the holders of a second factor: everybody who appraises


def require(packs: Packs) -> None:
    """Read what identity needs of every pack; PackError where one is malformed or names a role that it lacks."""
    packs.require("identity", IdentityPolicy)
    for pack in packs.of_kind():
        policy = pack.section("identity", IdentityPolicy)
        second = policy.second_person.value
        named: dict[str, Iterable[str]] = {
            "role_conditions": policy.role_conditions.value, "first_accounts": policy.first_accounts.value,
            "totp_roles": set(policy.totp_roles.value) - {PENILAI}, "team": policy.team.value.komposisi,
            "external_approval": policy.external_approval.value.values(),
            "second_person": (*second.peran, second.oleh, *second.akun),
        }  # fmt: skip
        check_named(pack, {f"[identity] {key}": roles for key, roles in named.items()})
