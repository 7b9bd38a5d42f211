"""What a policy of amounts must say to make sense: beyond the shape of its values, how they fit together. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import asdict

from chassis.regulation import Value
from services.tpp.policy import TppPolicy

CLASSES = frozenset(str(n) for n in range(1, 18))
_ONE = Decimal(1)
Wrong = tuple[str, str]


def wrong(policy: TppPolicy) -> Wrong | None:
    """The first key that does not fit, and what is expected of it; None: all do."""
    return next(_all(policy), None)


def _all(policy: TppPolicy) -> Iterator[Wrong]:
    yield from _without_pasal(policy)
    if set(policy.basic_by_class.value) - CLASSES:
        yield "tpp.basic_by_class.value", "diharapkan kelas jabatan 1 sampai 17"
    shares = {
        "weight_productivity": policy.weight_productivity.value, "weight_discipline": policy.weight_discipline.value,
        "missing_day_cut": policy.missing_day_cut.value if policy.missing_day_cut else Decimal(0),
    }  # fmt: skip
    for key, share in shares.items():
        if not (share.is_finite() and 0 <= share <= 1):
            yield f"tpp.{key}.value", "diharapkan bagian dari 0 sampai 1, misalnya 0.6"
    if shares["weight_productivity"] + shares["weight_discipline"] != _ONE:
        yield "tpp.weight_discipline.value", "diharapkan bersama weight_productivity tepat 1"


def _without_pasal(policy: TppPolicy) -> Iterator[Wrong]:
    for key, value in asdict(policy).items():
        if isinstance(value, Value) and not value.pasal.strip():
            yield f"tpp.{key}.pasal", "diharapkan pasal keputusannya"
