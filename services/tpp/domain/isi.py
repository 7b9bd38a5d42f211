"""What a policy of amounts must say to make sense: beyond the shape of its values, how they fit together. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from chassis.regulation import Value
from contracts.vocabulary import Predikat, StatusPegawai
from services.tpp.policy import TppPolicy

CLASSES = frozenset(str(n) for n in range(1, 18))
STATUSES = frozenset(status.value for status in StatusPegawai)
PREDIKAT = frozenset(predikat.value for predikat in Predikat)
MOST_TIMES = 2  # a predikat may double a TPP, no more: what is above is a slip of the pen
_KODE = re.compile(r"[a-z0-9_]{1,40}")
_ONE = Decimal(1)
_CLASS = "diharapkan kelas jabatan 1 sampai 17"
_SHARE = "diharapkan bagian dari 0 sampai 1, misalnya 0.6"
Wrong = tuple[str, str]


def wrong(policy: TppPolicy) -> Wrong | None:
    """The first key that does not fit, and what is expected of it; None: all do."""
    return next(_all(policy), None)


def _all(policy: TppPolicy) -> Iterator[Wrong]:
    yield from _without_pasal(policy)
    yield from _amounts(policy)
    yield from _shares(policy)
    yield from _predicate(policy)
    yield from _attendance(policy)
    yield from _circumstances(policy)
    yield from _deductions(policy)


def _without_pasal(policy: TppPolicy) -> Iterator[Wrong]:
    tables: dict[str, Mapping[Any, object]] = {
        "components": policy.components, "circumstances": policy.circumstances, "deductions": policy.deductions,
    }  # fmt: skip
    found: dict[str, object] = {name: getattr(policy, name) for name in policy.__struct_fields__}
    for table, rows in tables.items():
        found |= {f"{table}.{kode}": value for kode, value in rows.items()}
    for key, value in found.items():
        if isinstance(value, Value) and not value.pasal.strip():
            yield f"tpp.{key}.pasal", "diharapkan pasal keputusannya"


def _amounts(policy: TppPolicy) -> Iterator[Wrong]:
    basic, ceiling = policy.basic_by_class, policy.ceiling_by_class
    by_class = {"basic_by_class": basic.value if basic else {}, "ceiling_by_class": ceiling.value if ceiling else {}}
    for kode, value in policy.components.items():
        by_class[f"components.{kode}"] = value.value.by_class
        if not (value.value.by_class or value.value.by_unit or value.value.by_post):
            yield f"tpp.components.{kode}.value", "diharapkan by_class, by_unit atau by_post"
    for key, table in by_class.items():
        if set(table) - CLASSES:
            yield f"tpp.{key}.value", _CLASS
    if basic is None and not policy.components:
        yield "tpp.basic_by_class", "diharapkan besaran: tabel ini atau components"


def _shares(policy: TppPolicy) -> Iterator[Wrong]:
    shares = {
        "weight_productivity": policy.weight_productivity.value, "weight_discipline": policy.weight_discipline.value,
        "missing_day_cut": policy.missing_day_cut.value if policy.missing_day_cut else Decimal(0),
    }  # fmt: skip
    for key, share in shares.items():
        if not _is_share(share):
            yield f"tpp.{key}.value", _SHARE
    if shares["weight_productivity"] + shares["weight_discipline"] != _ONE:
        yield "tpp.weight_discipline.value", "diharapkan bersama weight_productivity tepat 1"
    by_status = policy.pay_by_status.value if policy.pay_by_status else {}
    yield from _table("pay_by_status", by_status, STATUSES, "status pegawai", 1)


def _table(key: str, table: Mapping[str, Decimal], names: frozenset[str], what: str, most: int) -> Iterator[Wrong]:
    if strange := sorted(set(table) - names):
        yield f"tpp.{key}.value.{strange[0]}", f"diharapkan {what}: {', '.join(sorted(names))}"
    for name, share in table.items():
        if not _is_share(share, most):
            yield f"tpp.{key}.value.{name}", _SHARE if most == 1 else f"diharapkan bilangan dari 0 sampai {most}"


def _predicate(policy: TppPolicy) -> Iterator[Wrong]:
    """By how much a predikat multiplies, and what waits: only a decree that says both may let it multiply (KON P43)."""
    table = policy.predicate_shares.value if policy.predicate_shares else {}
    yield from _table("predicate_shares", table, PREDIKAT, "predikat", MOST_TIMES)
    if policy.predicate_multiplier.value and set(table) != PREDIKAT:
        yield "tpp.predicate_shares", "diharapkan pengali bagi kelima predikat: tanpa itu pengali tidak berdasar"
    if policy.predicate_multiplier.value and policy.predicate_pending is None:
        yield "tpp.predicate_pending", "diharapkan hold atau previous_final"


def _attendance(policy: TppPolicy) -> Iterator[Wrong]:
    if policy.attendance is None:
        return
    rules = policy.attendance.value
    shares = [band.cut for band in rules.bands]
    ends = [band.to for band in rules.bands]
    if not all(map(_is_share, (*shares, rules.no_clock, rules.absent))):
        yield "tpp.attendance.value", _SHARE
    elif shares != sorted(shares):
        yield "tpp.attendance.value.bands", "diharapkan potongan yang tidak turun bila menit bertambah"
    bounded = [end for end in ends[:-1] if end is not None]
    if ends[-1] is not None or len(bounded) != len(ends) - 1 or bounded != sorted(set(bounded)):
        yield "tpp.attendance.value.bands", "diharapkan batas menit yang naik, dan yang terakhir tanpa `to`"
    if rules.pulang <= rules.masuk or (rules.pulang_jumat is not None and rules.pulang_jumat <= rules.masuk):
        yield "tpp.attendance.value.pulang", "diharapkan jam pulang sesudah jam masuk"


def _circumstances(policy: TppPolicy) -> Iterator[Wrong]:
    for kode, value in policy.circumstances.items():
        if not _KODE.fullmatch(kode):
            yield f"tpp.circumstances.{kode[:40]}", "diharapkan kode berhuruf kecil, angka dan garis bawah"
        if not _is_share(value.value.share):
            yield f"tpp.circumstances.{kode}.value.share", _SHARE


def _deductions(policy: TppPolicy) -> Iterator[Wrong]:
    most = Decimal(0)
    for kode, value in policy.deductions.items():
        one = value.value
        key = f"tpp.deductions.{kode[:40]}"
        if not _KODE.fullmatch(kode):
            yield key, "diharapkan kode berhuruf kecil, angka dan garis bawah"
        if (one.share is None) == (not one.by_golongan):
            yield f"{key}.value", "diharapkan share atau by_golongan, salah satu"
        shares = [*one.by_golongan.values(), *([one.share] if one.share is not None else [])]
        if not all(map(_is_share, shares)):
            yield f"{key}.value", _SHARE
        most += max((share for share in shares if share.is_finite()), default=Decimal(0))
    if most > _ONE:
        yield "tpp.deductions", "diharapkan potongan bersama paling banyak 1"


def _is_share(share: Decimal, most: int = 1) -> bool:
    return share.is_finite() and 0 <= share <= most
