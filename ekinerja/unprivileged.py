"""The user that PostgreSQL runs as when we are root, and what that user must be able to reach."""

from __future__ import annotations

import os
import pwd
import shutil
from collections.abc import Sequence
from pathlib import Path

from ekinerja.refusal import Unable

_OTHERS_ENTER = 0o001
_OTHERS_READ = 0o004


def user() -> tuple[int, int] | None:
    """Its uid and gid; None when we are an ordinary user and simply stay who we are."""
    if os.geteuid() != 0:
        return None
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise Unable("running as root needs the user `nobody`; add it, or run as an ordinary user") from None
    return (nobody.pw_uid, nobody.pw_gid)


def check_known() -> None:
    """Unable when the user has no name: initdb refuses such a one."""
    try:
        pwd.getpwuid((user() or (os.geteuid(), 0))[0])
    except KeyError:
        raise Unable(
            f"uid {os.geteuid()} has no entry in /etc/passwd; PostgreSQL needs one: run as a named user"
        ) from None


def argv(command: Sequence[str]) -> list[str]:
    """The command as that user; a change of user forgets the death signal, so setpriv sets it again."""
    ids = user()
    if ids is None:
        return list(command)
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise Unable("running as root needs `setpriv` (package util-linux); install it or run as an ordinary user")
    drop = [f"--reuid={ids[0]}", f"--regid={ids[1]}", "--clear-groups", "--no-new-privs", "--pdeathsig=KILL"]
    return [setpriv, *drop, "--", *command]


def give(path: Path) -> None:
    """Make a path that user's own."""
    if ids := user():
        os.chown(path, *ids)


def let_in(home: Path, programs: Sequence[Path]) -> list[str]:
    """Let that user own `home`, walk down to it and run `programs`; returns the folders that were opened for walking.

    Walking is the one permission given on the way: nothing becomes listable.
    """
    if user() is None:
        return []
    give(home)
    for program in programs:
        _make_readable(program)
    opened = []
    for folder in {home, *home.parents, *(parent for program in programs for parent in program.parents)}:
        mode = folder.stat().st_mode
        if not mode & _OTHERS_ENTER and folder != home:
            folder.chmod(mode | _OTHERS_ENTER)
            opened.append(str(folder))
    return opened


def _make_readable(tree: Path) -> None:
    """A wheel installed under a strict umask is readable by root alone."""
    if not tree.exists() or tree.stat().st_mode & _OTHERS_READ:
        return
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            mode = path.stat().st_mode
            enter = _OTHERS_ENTER if path.is_dir() or mode & 0o100 else 0
            path.chmod(mode | _OTHERS_READ | enter)


def check_owner(path: Path) -> None:
    """Unable when the data belongs to another user than the one who would use it now."""
    if path.exists():
        owner, wanted = path.stat().st_uid, (user() or (os.geteuid(), 0))[0]
        if owner != wanted:
            raise Unable(
                f"{path} belongs to uid {owner}: it was made by another user;"
                " run as that user, or choose another --instance"
            )
