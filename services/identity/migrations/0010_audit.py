"""The orders in which the audit trail is read."""

from alembic import op

from chassis.plumbing import AUDIT_ORDERS, execute_all

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    execute_all(op.execute, AUDIT_ORDERS)
