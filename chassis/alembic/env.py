"""The one alembic environment of all services: connection and metadata are handed in by `chassis.migrate`."""

from alembic import context

from chassis.plumbing import PLUMBING_TABLES


def _is_ours(obj: object, name: str | None, kind: str, reflected: bool, compare_to: object) -> bool:
    """Leave the chassis' own tables and partitions out of the comparison with a service's metadata."""
    if kind != "table" or name is None:
        return True
    return name not in PLUMBING_TABLES and not name.startswith("outbox_") and "_part_" not in name


attributes = context.config.attributes
context.configure(
    connection=attributes["connection"],
    target_metadata=attributes.get("metadata"),
    include_object=_is_ours,
    compare_server_default=False,
)
with context.begin_transaction():
    context.run_migrations()
