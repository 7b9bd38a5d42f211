"""The budget line of a PD for a year, by the document that sets it; a change is a new version beside those before."""

from alembic import op

from chassis.plumbing import close_to_tenant, execute_all

revision = "0010"
down_revision = "0009"

CHANGES = """
CREATE TABLE pagu (
    tenant text NOT NULL,
    tahun integer NOT NULL,
    opd text NOT NULL,
    versi integer NOT NULL,
    rupiah bigint NOT NULL CHECK (rupiah >= 0),
    nomor text NOT NULL,
    tanggal date NOT NULL,
    oleh uuid NOT NULL,
    pada timestamptz NOT NULL,
    PRIMARY KEY (tenant, tahun, opd, versi)
);
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    close_to_tenant(op.execute, "pagu")
    op.execute("GRANT SELECT, INSERT ON pagu TO tpp_app")
