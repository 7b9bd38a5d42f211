"""The daily activity, the projections its rules need, and the closed months."""

from alembic import op

from chassis.plumbing import create_plumbing, execute_all, open_to_service

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE pegawai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    nama text NOT NULL,
    opd text NOT NULL,
    atasan_id uuid,
    status text NOT NULL,
    validated boolean NOT NULL,
    tmt_jabatan date NOT NULL,
    PRIMARY KEY (tenant, asn_id)
);
CREATE INDEX pegawai_atasan_id ON pegawai (tenant, atasan_id);
CREATE TABLE butir (
    tenant text NOT NULL,
    butir_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    skp_id uuid NOT NULL,
    kategori text NOT NULL,
    uraian text NOT NULL,
    target integer NOT NULL,
    mulai date NOT NULL,
    selesai date NOT NULL,
    PRIMARY KEY (tenant, butir_id)
);
CREATE INDEX butir_asn_id ON butir (tenant, asn_id);
CREATE TABLE hari_libur (
    tenant text NOT NULL,
    tanggal date NOT NULL,
    libur boolean NOT NULL,
    PRIMARY KEY (tenant, tanggal)
);
CREATE TABLE bulan_tertutup (
    tenant text NOT NULL,
    periode text NOT NULL,
    closed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, periode)
);
CREATE TABLE activity (
    tenant text NOT NULL,
    activity_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    kategori text NOT NULL,
    butir_id uuid NOT NULL,
    uraian text NOT NULL,
    output text NOT NULL,
    kuantitas integer NOT NULL CHECK (kuantitas BETWEEN 0 AND 1000000),
    mulai time NOT NULL,
    selesai time NOT NULL CHECK (selesai > mulai),
    submitted_at timestamptz NOT NULL,
    due_on date,
    late boolean NOT NULL,
    version integer NOT NULL DEFAULT 1,
    state text NOT NULL DEFAULT 'submitted' CHECK (state IN ('submitted', 'approved', 'rejected', 'escalated')),
    viewed_at timestamptz,
    decided_at timestamptz,
    penilai_id uuid,
    cara text,
    alasan text,
    PRIMARY KEY (activity_id, tanggal)
) PARTITION BY RANGE (tanggal);
CREATE INDEX activity_asn_id_tanggal ON activity (asn_id, tanggal, tenant);
CREATE TABLE activity_part_rest PARTITION OF activity DEFAULT;
"""


def upgrade() -> None:
    create_plumbing(op.execute, "activity")
    execute_all(op.execute, TABLES)
    for year in range(2024, 2029):
        for month in range(1, 13):
            after = f"{year + month // 12}-{month % 12 + 1:02d}-01"
            op.execute(
                f"CREATE TABLE activity_part_{year}{month:02d} PARTITION OF activity"
                f" FOR VALUES FROM ('{year}-{month:02d}-01') TO ('{after}')"
            )
    open_to_service(op.execute, "activity", "pegawai", "butir", "hari_libur", "bulan_tertutup", "activity")
