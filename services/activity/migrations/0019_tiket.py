"""Trouble that somebody reports, and what became of it (KUAN P16(d))."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0019"
down_revision = "0018"

TABLES = """
CREATE TABLE tiket (
    tenant text NOT NULL,
    tiket_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    opd text NOT NULL,
    kategori text NOT NULL CHECK (kategori IN ('teknis', 'lainnya')),
    isi text NOT NULL,
    trace text NOT NULL DEFAULT '',
    opened_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'closed')),
    jawaban text NOT NULL DEFAULT '',
    dijawab_oleh uuid,
    dijawab_at timestamptz,
    closed_at timestamptz,
    PRIMARY KEY (tiket_id, tenant)
);
CREATE INDEX tiket_opd ON tiket (opd, opened_at);
CREATE INDEX tiket_asn_id ON tiket (asn_id, opened_at)
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "activity", "tiket")
