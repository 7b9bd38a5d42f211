"""The orders in which the audit trail is read."""

from alembic import op

from chassis.plumbing import AUDIT_ORDERS, execute_all

revision = "0006a"
down_revision = "0006"


def upgrade() -> None:
    execute_all(op.execute, AUDIT_ORDERS)
