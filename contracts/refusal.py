"""Why a service says no: a named rule, the sentence for people, and the pasal that a Pemda's law gives it.

A rule stands beside the code that decides it:

    TOO_EARLY = rule("activity.entry.too_early", 422, "Tanggal aktivitas belum terjadi.", "tanggal")
    ...
    raise Refusal(TOO_EARLY)

The packs (`regulations/*.toml`) say rule by rule by which pasal it holds and, where a Pemda wants, in which words.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Literal, NamedTuple
from uuid import UUID

from msgspec import Struct

Status = Literal[401, 403, 404, 409, 422, 429, 503]
# Who gives a rule its pasal. `packs`: the section [rules] of every pack. `value`: the value of the pack that decides,
# which carries its own. The other two are the system's own rules, the same for every Pemda: what any such system must
# ask (an unknown id, a broken file), and what we have chosen (a limit).
Source = Literal["packs", "value", "implicit", "kebijakan"]
WITHOUT_LAW = "kebijakan"


class Rule(NamedTuple):
    """One rule of a service by which it refuses.

    `name`: service, subject and what is wrong, dotted. `status`: 403 not yours to do, 404 not in your Pemda or
    unknown, 409 a right command in the wrong state or time, 422 the command itself lacks something or is against the
    pasal on its face, 429 too often, 503 not now: the same may be asked again later. `text`: the default sentence,
    with `{places}` for the values of a refusal. `field`: the member of the command to blame, dotted.
    """

    name: str
    status: Status
    text: str
    field: str | None = None
    source: Source = "packs"

    @property
    def places(self) -> frozenset[str]:
        """The names of the values that the sentence tells."""
        return places_of(self.text)


def places_of(text: str) -> frozenset[str]:
    """The names that a sentence has a place for; ValueError where it is malformed."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


RULES: dict[str, Rule] = {}


def rule(name: str, status: Status, text: str, field: str | None = None, source: Source = "packs") -> Rule:
    """Declare a rule; ValueError where another has its name."""
    made = Rule(name, status, text, field, source)
    if RULES.setdefault(name, made) != made:
        raise ValueError(f"two rules are named {name}")
    return made


class Citation(Struct, frozen=True, forbid_unknown_fields=True):
    """What one law says of a rule: its pasal, and its own sentence where it has one."""

    pasal: str
    text: str | None = None


Citations = Mapping[str, Citation]


class Said(NamedTuple):
    """A refusal in the words of one law; `rule` is its rule's name. `parts`: each of several things, with its field.

    `about`: the id of what is in the way, where that is a thing of its own.
    """

    rule: str
    message: str
    pasal: str
    field: str | None = None
    parts: tuple[Said, ...] = ()
    about: UUID | None = None


class Refusal(Exception):
    """A rule refuses a command.

    `values`: what the sentence tells. `field`: where it is not the rule's own. `pasal`: of a rule whose source is
    `value`. `parts`: what is against each of many things of a command; `before`: what is said of them together, first.
    `about`: the id of what is in the way.
    """

    def __init__(
        self, rule: Rule, pasal: str | None = None, *, field: str | None = None, parts: tuple[Refusal, ...] = (),
        before: str = "", about: UUID | None = None, **values: object,
    ) -> None:  # fmt: skip
        super().__init__(rule.name)
        self.rule = rule
        self.status = rule.status
        self.field = field or rule.field
        self.pasal = pasal
        self.parts = parts
        self.before = before
        self.about = about
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        """A refusal crosses to the process that asked for a file to be read, and back."""
        return _again, (self.rule, self.field, self.pasal, self.parts, self.before, self.about, self.values)

    def __str__(self) -> str:
        return f"{self.rule.name}: {self.message}"

    @property
    def message(self) -> str:
        """The default sentence."""
        return self.said({}).message

    def said(self, citations: Citations) -> Said:
        """The refusal by one law: its sentence and pasal."""
        cited = citations.get(self.rule.name)
        text = (cited and cited.text) or self.rule.text
        message = self.before + text.format_map(self.values)
        parts = tuple(part.said(citations) for part in self.parts)
        return Said(self.rule.name, message, self._pasal(cited), self.field, parts, self.about)

    def _pasal(self, cited: Citation | None) -> str:
        if self.rule.source in ("implicit", "kebijakan"):
            return self.rule.source
        return self.pasal or (cited.pasal if cited else WITHOUT_LAW)

    def of_many(self, field: str, parts: tuple[Refusal, ...], before: str) -> Refusal:
        """This refusal as the gravest of several: `before` is said of all of them, `parts` says each."""
        return _again(self.rule, field, self.pasal, parts, before, self.about, self.values)

    def at(self, field: str) -> Refusal:
        """This refusal, said of one member of the command."""
        return _again(self.rule, field, self.pasal, self.parts, self.before, self.about, self.values)


def _again(
    rule: Rule, field: str | None, pasal: str | None, parts: tuple[Refusal, ...], before: str, about: UUID | None,
    values: dict[str, object],
) -> Refusal:  # fmt: skip
    made = Refusal(rule, pasal, field=field, parts=parts, before=before, about=about)
    made.values = values
    return made
