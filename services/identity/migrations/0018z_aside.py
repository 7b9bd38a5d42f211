"""Events that can never be published are set aside; the keys of identity are known when it is away."""

from alembic import op

from chassis.plumbing_added import add_aside

revision = "0018z"
down_revision = "0018"


def upgrade() -> None:
    add_aside(op.execute, "identity")
