"""The people of a demo whom somebody may want to be afterwards, with their passwords and second factors."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence

import msgspec
import pyotp

from ekinerja.demo.client import User
from ekinerja.demo.plan import Person
from ekinerja.demo.story import Story
from ekinerja.instance import Instance

FILE = "people.json"
SEVERAL = 3


class Account(msgspec.Struct, frozen=True):
    """How to sign in as somebody; `rahasia`: of the second factor, empty where there is none."""

    tenant: str
    sebagai: str
    login: str
    sandi: str
    rahasia: str

    def code(self) -> str:
        """The code of this half minute, empty where none is asked."""
        return pyotp.TOTP(self.rahasia).now() if self.rahasia else ""


def keep(instance: Instance, stories: Sequence[Story]) -> list[Account]:
    """Write down a pegawai, the penilai, the Kepala BKPSDM and the administrators of each Pemda (mode 0600)."""
    found = [account for story in stories for account in _of(story)]
    path = instance.folder / FILE
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(found)))
    return found


def kept(instance: Instance) -> list[Account]:
    """What was written down; nothing for an instance that no demo has lived in."""
    path = instance.folder / FILE
    return msgspec.json.decode(path.read_bytes(), type=list[Account]) if path.exists() else []


def told(instance: Instance, accounts: Sequence[Account]) -> str:
    """Where the two Pemda can be looked at, and as whom; passwords are asked for, the output may be a log."""
    lines = [f"look at it: `ekinerja up --instance {instance.name}`, then sign in as one of these"]
    lines += [f"  {account.tenant:<9} {account.sebagai:<22} {account.login}" for account in accounts]
    return "\n".join([*lines, f"passwords and codes: `ekinerja accounts --instance {instance.name}`"])


def example(story: Story) -> Person:
    """Whose days one may want to look at: somebody whose penilai decides, has others too, and heads no PD."""
    below = Counter(p.atasan for p in story.working)
    above = {p.nip for p in story.working if p.jenis_jabatan != "jpt_pratama" and below[p.nip] >= SEVERAL}
    return next(p for p in story.working if p.attention == "decides" and p.atasan in above)


def _of(story: Story) -> list[Account]:
    head = story.user("ka_bkpp" if story.holders("ka_bkpp") else "ka_bkpsdm")
    person = example(story)
    people = {
        "pegawai": story.users[person.nip],
        "pejabat penilai": story.users[person.atasan],
        "Kepala BKPSDM": head,
        # the installation's own account of a role is closed once people hold it
        **{
            name.replace("_", " "): story.user(name) if story.holders(name) else own
            for name, own in story.officials.items()
        },
    }
    return [_account(story.tenant, what, user) for what, user in people.items()]


def _account(tenant: str, what: str, user: User) -> Account:
    return Account(tenant, what, user.login, *user.secrets())
