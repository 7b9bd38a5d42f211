"""Which entries' clocks an outage touched on their last day."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0014"
down_revision = "0013"

TABLES = """
CREATE TABLE tenggat_terganggu (
    tenant text NOT NULL,
    activity_id uuid NOT NULL,
    hari date NOT NULL,
    PRIMARY KEY (activity_id, hari, tenant)
)
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "activity", "tenggat_terganggu")
