"""The table of the pages: which screen a path shows, and with what in it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence

import msgspec

from gateway.pages.outcome import Outcome, Trouble
from gateway.pages.visit import Visit

Act = Callable[[Visit], Awaitable[Outcome]]
_PARTS = {
    "id": r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    "butir": r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    "bulan": r"2[01][0-9]{2}-(?:0[1-9]|1[0-2])",
    "tahun": r"20[0-9]{2}",
    "kode": r"[0-9A-Za-z]{12,20}",
}
_NAMED = re.compile(r"\{([a-z]+)\}")


class Screen(msgspec.Struct, frozen=True, kw_only=True):
    """A page: how it is shown, what its form does.

    `open`: also without a session. `limited`: also for people who must change a password or enrol a second factor.
    `task`: a form of its own, without navigation around it. `public`: the same for everybody, without a session, in
    caches for a minute.
    """

    path: str
    show: Act | None = None
    act: Act | None = None
    open: bool = False
    limited: bool = False
    task: bool = False
    public: bool = False


async def _missing(visit: Visit) -> Outcome:
    raise Trouble(404, "Alamat mungkin salah, atau milik Pemda lain.")


NOWHERE = Screen(path="", show=_missing, act=_missing, open=True)


class Site:
    """Finds screens by path. A part in braces is an id, a month (2026-11) or a year."""

    def __init__(self, screens: Sequence[Screen]) -> None:
        self._plain = {screen.path: screen for screen in screens if "{" not in screen.path}
        self._patterns = [(_pattern(screen.path), screen) for screen in screens if "{" in screen.path]

    def find(self, path: str) -> tuple[Screen, dict[str, str]]:
        """The screen and what the path gives it; the page that says there is none."""
        if (plain := self._plain.get(path)) is not None:
            return plain, {}
        for pattern, screen in self._patterns:
            if found := pattern.fullmatch(path):
                return screen, found.groupdict()
        return NOWHERE, {}


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(_NAMED.sub(lambda part: f"(?P<{part[1]}>{_PARTS[part[1]]})", path))
