"""Papers that a stranger may check by their code.

Slips that were issued before come with `ekinerja retell tpp --kind slips`.
"""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0015"
down_revision = "0014"

TABLES = """
CREATE TABLE kertas (
    tenant text NOT NULL,
    kode text NOT NULL,
    jenis text NOT NULL,
    objek uuid NOT NULL,
    versi integer NOT NULL,
    periode text NOT NULL,
    opd text NOT NULL,
    jumlah bigint NOT NULL,
    contoh boolean NOT NULL,
    pada timestamptz NOT NULL,
    PRIMARY KEY (tenant, kode)
);
CREATE INDEX kertas_objek ON kertas (tenant, objek, versi);
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "reporting", "kertas")
