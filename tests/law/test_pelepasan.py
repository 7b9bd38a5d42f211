"""When data leave the system (KUAN P26(2); readings A23, B22): written by hand from the text.

One consent, one coordination with the head of BKPP, and one with the head of each PD in scope; PD by PD.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest

from contracts.refusal import Refusal
from services.reporting.domain import pelepasan as rules
from services.reporting.domain.pelepasan import Asked, Kata, Pelepasan, Sebagai
from tests.laws import cited

TODAY = date(2026, 2, 2)
BLOCKS, TEXT = Asked("pengelola_e_kinerja", "ka_bkpp", True), Asked("pengelola_e_kinerja", "ka_bkpp", False)
BOTH = Pelepasan(
    pelepasan_id=UUID(int=1), pihak="BPKP", tujuan="Audit kinerja", dasar="S-112/2026", data=("catatan",),
    dari=date(2026, 1, 1), sampai=date(2026, 1, 31), opd=("PD-A", "PD-B"), berlaku_sampai=date(2026, 3, 31),
)  # fmt: skip
WHO: dict[str, tuple[Sebagai, str]] = {
    "pengelola": ("pengelola", ""), "bkpp": ("kepala_badan", ""), "a": ("kepala_pd", "PD-A"), "b": ("kepala_pd", "PD-B"),
}  # fmt: skip
SAID = {"+": "setuju", "-": "keberatan", "x": "dicabut"}

# What the pengelola, the head of BKPP and the heads of PD-A and PD-B said (. nothing, + yes, - objects, x revoked), and
# whose data go then: where an objection blocks, and by the text alone, which asks only to coordinate.
WORDS = """
pengelola  bkpp  a  b   blocks     text
+          +     +  +   PD-A,PD-B  PD-A,PD-B
+          +     +  .   PD-A       PD-A
+          +     .  +   PD-B       PD-B
+          +     .  .   -          -
.          +     +  +   -          -
+          .     +  +   -          -
.          .     .  .   -          -
-          +     +  +   -          -
+          -     +  +   -          PD-A,PD-B
+          +     +  -   PD-A       PD-A,PD-B
+          +     x  +   PD-B       PD-B
x          +     +  +   -          -
+          x     +  +   -          -
"""


def with_words(*said: str) -> Pelepasan:
    words = tuple(
        Kata(*WHO[who], msgspec.convert(SAID[mark], rules.Sikap))
        for who, mark in zip(WHO, said, strict=True)
        if mark != "."
    )
    return msgspec.structs.replace(BOTH, kata=words)


def refused(attempt: Any) -> tuple[int, str, str]:
    with pytest.raises(Refusal) as caught:
        attempt()
    return caught.value.status, caught.value.rule.name.rpartition(".")[2], cited(caught.value)


@pytest.mark.parametrize("line", WORDS.strip().splitlines()[1:])
def test_kuan_p26_2_data_go_pd_by_pd_after_every_word(line: str) -> None:
    *said, blocks, text = line.split()
    release = with_words(*said)
    for asked, wanted in ((BLOCKS, blocks), (TEXT, text)):
        assert ",".join(rules.open_for(release, asked, TODAY)) == wanted.strip("-")
        closed = [opd for opd in BOTH.opd if opd not in wanted]
        for opd in closed:
            status, _, _ = refused(
                lambda o=opd, a=asked: rules.check_taking(release, "catatan", o, "2026-01", a, TODAY)
            )
            assert status == 409
        for opd in set(BOTH.opd) - set(closed):
            rules.check_taking(release, "catatan", opd, "2026-01", asked, TODAY)


def test_kuan_p26_2_the_refusal_says_whose_word_is_missing() -> None:
    def taking(release: Pelepasan, opd: str = "PD-B") -> tuple[int, str, str]:
        return refused(lambda: rules.check_taking(release, "catatan", opd, "2026-01", BLOCKS, TODAY))

    assert taking(with_words(".", "+", "+", "+")) == (409, "no_consent", "KUAN 26(2)")
    assert taking(with_words("+", ".", "+", "+")) == (409, "no_coordination", "KUAN 26(2)")
    assert taking(with_words("+", "+", "+", ".")) == (409, "no_pd_word", "KUAN 26(2)")
    assert taking(with_words("x", "+", "+", "+")) == (409, "revoked", "KUAN 26(2)")
    assert taking(with_words("+", "+", "+", "+"), "PD-C")[:2] == (403, "not_in_scope")


@pytest.mark.parametrize(
    ("today", "state", "opened"),
    [
        (date(2026, 3, 31), "terbuka", ("PD-A", "PD-B")),
        (date(2026, 4, 1), "berakhir", ()),
    ],
)
def test_kuan_p26_2_it_closes_by_itself_after_its_last_day(today: date, state: str, opened: tuple[str, ...]) -> None:
    release = with_words("+", "+", "+", "+")
    assert (rules.state_of(release, BLOCKS, today), rules.open_for(release, BLOCKS, today)) == (state, opened)


def test_what_was_not_asked_for_does_not_go() -> None:
    release = with_words("+", "+", "+", "+")
    assert refused(lambda: rules.check_taking(release, "nilai", "PD-A", "2026-01", BLOCKS, TODAY))[:2] == (
        409,
        "other_data",
    )
    for bulan in ("2025-12", "2026-02"):
        assert (
            refused(lambda b=bulan: rules.check_taking(release, "catatan", "PD-A", b, BLOCKS, TODAY))[1] == "other_time"
        )


# stage x act: 0 may go on, else the rule that says no
STAGES = """
stage      say_yes  object  revoke
asked      0        0       nothing_said
consented  0        0       0
objected   0        0       nothing_said
revoked    revoked  revoked revoked
ended      ended    ended   ended
"""


def stage(name: str) -> tuple[Pelepasan, date]:
    mark = {"asked": ".", "consented": "+", "objected": "-", "revoked": "x", "ended": "+"}[name]
    return with_words(mark, ".", ".", "."), date(2026, 4, 1) if name == "ended" else TODAY


@pytest.mark.parametrize("line", STAGES.strip().splitlines()[1:])
def test_every_stage_answers_every_word(line: str) -> None:
    name, *cells = line.split()
    release, today = stage(name)
    acts = (
        lambda: rules.say(release, Kata("pengelola", "", "setuju"), "", today),
        lambda: rules.say(release, Kata("pengelola", "", "keberatan"), "Terlalu luas.", today),
        lambda: rules.revoke(release, "pengelola", "", today),
    )
    for act, cell in zip(acts, cells, strict=True):
        if cell == "0":
            assert len(act().kata) == 1
        else:
            assert refused(act)[:2] == (409, cell)


def test_an_objection_says_why() -> None:
    assert refused(lambda: rules.say(BOTH, Kata("kepala_badan", "", "keberatan"), "  ", TODAY))[:2] == (
        422,
        "no_reason",
    )


def test_what_the_head_of_one_pd_revoked_stays_so_and_the_other_goes_on() -> None:
    release = rules.revoke(with_words("+", "+", "+", "+"), "kepala_pd", "PD-A", TODAY)
    assert rules.open_for(release, BLOCKS, TODAY) == ("PD-B",)
    again = Kata("kepala_pd", "PD-A", "setuju")
    assert refused(lambda: rules.say(release, again, "", TODAY))[1] == "revoked"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"sampai": date(2025, 12, 31)}, "span"),
        ({"sampai": date(2027, 1, 2)}, "span"),
        ({"berlaku_sampai": date(2026, 2, 1)}, "past"),
        ({"berlaku_sampai": date(2027, 2, 4)}, "too_long"),
        ({"opd": ("PD-A", "PD-A")}, "twice"),
        ({"opd": ("PD-A", "PD-Z")}, "no_pd"),
    ],
)
def test_what_a_request_may_not_be(change: dict[str, Any], rule: str) -> None:
    wanted = msgspec.structs.replace(BOTH, **change)
    assert refused(lambda: rules.check_request(wanted, BOTH.opd, TODAY, 366, "26(2)"))[:2] == (422, rule)


def test_the_longest_request_goes_in() -> None:
    longest = msgspec.structs.replace(BOTH, sampai=date(2027, 1, 1), berlaku_sampai=date(2027, 2, 3))
    rules.check_request(longest, BOTH.opd, TODAY, 366, "26(2)")
