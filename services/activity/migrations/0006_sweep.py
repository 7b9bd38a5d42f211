"""Room for a sweep: pages half empty, runs stored as they are, months of `activity` made ahead for ever."""

from alembic import op

revision = "0006"
down_revision = "0005"

# A row is about 330 bytes and grows by twenty when it is decided: with less than half of a page filled every row of it
# finds room for its next version there, and no index is touched (a heap-only tuple).
ROOM = 45
# Packed ids do not shrink: trying to is half the cost of storing a run. A row of one fact is too small to be tried.
RUNS = "ALTER TABLE outbox ALTER COLUMN body SET STORAGE EXTERNAL"
# A month whose rows already lie in the default partition stays there.
TEND = f"""
CREATE FUNCTION tend_own(ahead_months integer DEFAULT 24) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    month date;
    part text;
    made integer := 0;
BEGIN
    FOR month IN SELECT m::date FROM generate_series(
        date_trunc('month', now()), date_trunc('month', now()) + make_interval(months => ahead_months), '1 month') m
    LOOP
        part := 'activity_part_' || to_char(month, 'YYYYMM');
        IF to_regclass(part) IS NULL AND NOT EXISTS (
            SELECT FROM activity_part_rest WHERE tanggal >= month AND tanggal < month + interval '1 month')
        THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF activity FOR VALUES FROM (%L) TO (%L) WITH (fillfactor = {ROOM})',
                           part, month, (month + interval '1 month')::date);
            made := made + 1;
        END IF;
    END LOOP;
    RETURN made;
END $$
"""  # noqa: E501


def upgrade() -> None:
    months = [f"{year}{month:02d}" for year in range(2024, 2029) for month in range(1, 13)]
    for part in (*months, "rest"):
        op.execute(f"ALTER TABLE activity_part_{part} SET (fillfactor = {ROOM})")
    op.execute(RUNS)
    op.execute(TEND.replace(":", "\\:"))
    op.execute("REVOKE ALL ON FUNCTION tend_own FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION tend_own TO activity_plumbing")
