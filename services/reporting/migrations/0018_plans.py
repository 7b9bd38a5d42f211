"""Papers that another paper replaces without being its next version: an SKP that ended with a new version."""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.execute("ALTER TABLE kertas ADD COLUMN diganti boolean NOT NULL DEFAULT false")
