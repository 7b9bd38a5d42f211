"""What about a person changes the pay: golongan and unit, and circumstances by their decree, from month to month.

`golongan` and `unit` of people who are known already come with the next fact about each, or with `ekinerja retell
identity`.
"""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0007"
down_revision = "0006"

CHANGES = """
ALTER TABLE pegawai ADD COLUMN golongan text NOT NULL DEFAULT '', ADD COLUMN unit text NOT NULL DEFAULT '';
ALTER TABLE pegawai ALTER COLUMN golongan DROP DEFAULT, ALTER COLUMN unit DROP DEFAULT;
CREATE TABLE keadaan_pegawai (
    tenant text NOT NULL,
    keadaan_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    kode text NOT NULL,
    mulai text NOT NULL,
    selesai text CHECK (selesai >= mulai),
    nomor text NOT NULL,
    tanggal date NOT NULL,
    catatan text NOT NULL,
    dicatat_oleh uuid NOT NULL,
    dicatat_pada timestamptz NOT NULL,
    dibatalkan boolean NOT NULL DEFAULT false,
    diakhiri_oleh uuid,
    diakhiri_pada timestamptz,
    alasan text NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, keadaan_id)
);
CREATE INDEX keadaan_pegawai_asn_id ON keadaan_pegawai (tenant, asn_id);
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "tpp", "keadaan_pegawai")
