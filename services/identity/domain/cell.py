"""Single cells of a staffing file, and the refusals of what they may not hold. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

from chassis.cells import DATES, FAULTY, ROUNDED, date_of, is_error, is_rounded, nip_of
from contracts.refusal import Refusal, rule
from kernel.kalender import BEYOND, is_beyond

FAULTY_CELL = rule("identity.row.faulty", 422, FAULTY.format("{text}"), source="implicit")
ROUNDED_NIP = rule("identity.row.rounded", 422, ROUNDED, source="implicit")
DAY_BEYOND = rule("identity.row.day_beyond", 422, BEYOND, source="implicit")
NOT_ONE_OF = rule("identity.row.not_one_of", 422, "Bukan salah satu dari: {known}.", source="implicit")
LENGTH = rule("identity.row.length", 422, "Kosong atau lebih dari 200 karakter.", source="implicit")
NUL = rule("identity.row.nul", 422, "Memuat karakter NUL.", source="implicit")
YES_OR_NO = rule("identity.row.yes_or_no", 422, "Isi dengan ya atau tidak.", source="implicit")
NO_DAY = rule("identity.row.no_day", 422, "Bukan tanggal ({how}).", source="implicit")

C = TypeVar("C", bound=Enum)


def text_in(cells: Mapping[str, str], column: str) -> str:
    text = cells.get(column, "").strip()
    if not text or len(text) > 200:
        raise Refusal(LENGTH, field=column)
    if "\x00" in text:
        raise Refusal(NUL, field=column)
    return text


def nip_in(cells: Mapping[str, str], column: str) -> str:
    text = text_in(cells, column)
    if is_rounded(text):
        raise Refusal(ROUNDED_NIP, field=column)
    return nip_of(text)


def choice_in(cells: Mapping[str, str], column: str, kind: type[C]) -> C:
    text = text_in(cells, column).casefold().replace(" ", "_")
    for known in kind:
        if known.value.casefold() == text:
            return known
    raise Refusal(NOT_ONE_OF, known=", ".join(k.value for k in kind), field=column)


def day_in(cells: Mapping[str, str], column: str) -> date:
    try:
        day = date_of(text_in(cells, column))
    except (ValueError, OverflowError):
        raise Refusal(NO_DAY, how=DATES, field=column) from None
    if is_beyond(day):
        raise Refusal(DAY_BEYOND, field=column)
    return day


def yes_in(cells: Mapping[str, str], column: str) -> bool:
    text = text_in(cells, column).lower()
    if text not in {"ya", "tidak"}:
        raise Refusal(YES_OR_NO, field=column)
    return text == "ya"


def check_errors(cells: Mapping[str, str]) -> None:
    for column, text in cells.items():
        if is_error(text):
            raise Refusal(FAULTY_CELL, text=text, field=column)
