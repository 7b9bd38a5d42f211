"""The map of events in the README: a picture of topics and a table of facts."""

from __future__ import annotations

from ekinerja.publishing.language import events, readers, retold, summary

OPENS, CLOSES = "<!-- event map -->", "<!-- /event map -->"


def placed_in(readme: str) -> str:
    """The README with the map between its marks."""
    before, _, rest = readme.partition(OPENS)
    _, closing, after = rest.partition(CLOSES)
    if not closing:
        raise ValueError(f"README.md lacks {OPENS} and {CLOSES}")
    return f"{before}{OPENS}\n{event_map()}\n{CLOSES}{after}"


def event_map() -> str:
    """Mermaid flowchart, then the table."""
    return f"```mermaid\nflowchart LR\n{_arrows()}\n```\n\n{_table()}"


def _arrows() -> str:
    lines = []
    for publisher, classes in events().items():
        for reader in sorted({r for cls in classes for r in readers().get(cls, [])}):
            names = [cls.__name__ for cls in classes if reader in readers().get(cls, [])]
            lines.append(f'  {publisher} -- "{"<br/>".join(names)}" --> {reader}')
    return "\n".join(lines)


def _table() -> str:
    rows = ["| event | told when | read by | told again as |", "| --- | --- | --- | --- |"]
    for publisher, classes in events().items():
        for cls in classes:
            by = ", ".join(readers().get(cls, [])) or "integrators"
            kind = f"`{retold()[cls]}`" if cls in retold() else ""
            rows.append(f"| `{publisher}.{cls.__name__}` | {summary(cls)} | {by} | {kind} |")
    return "\n".join(rows)
