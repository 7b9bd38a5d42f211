-- Written by `ekinerja schema` from the migrations of activity; never edited.
-- What every service has besides (outbox, inbox, deadlines, audit) stands in chassis/plumbing.py.


CREATE TYPE public.entry_v3 AS (
	activity_id uuid,
	asn_id uuid,
	tanggal date,
	kategori text,
	butir_id uuid,
	uraian text,
	output text,
	kuantitas integer,
	mulai time without time zone,
	selesai time without time zone,
	due_on date,
	late boolean,
	event_id uuid,
	headers bytea,
	body bytea,
	key text,
	fingerprint bytea,
	answer bytea,
	periode text,
	lapse_on date,
	bukti text,
	no_duty text
);

CREATE TYPE public.entry_written AS (
	activity_id uuid,
	asn_id uuid,
	tanggal date,
	kategori text,
	butir_id uuid,
	uraian text,
	output text,
	kuantitas integer,
	mulai time without time zone,
	selesai time without time zone,
	bukti text,
	jabatan text,
	due_on date,
	lapse_on date,
	late boolean,
	event_id uuid,
	headers bytea,
	body bytea
);

CREATE FUNCTION public.enter_v1(text, uuid[], uuid[], date[], text[], uuid[], text[], text[], integer[], time without time zone[], time without time zone[], timestamp with time zone[], date[], boolean[], uuid[], text[], bytea[], bytea[], text[], bytea[], bytea[], text[], date, date, date[], text[], bigint[]) RETURNS TABLE(verdict text, kept_body bytea)
    LANGUAGE plpgsql
    AS $_$
#variable_conflict use_column
DECLARE told record;
BEGIN
PERFORM set_config('app.tenant', $1, true), pg_current_xact_id();
PERFORM pg_advisory_xact_lock(k) FROM unnest($27) k;
FOR told IN
WITH incoming AS (
    SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::date[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::int[],
        $10::time[], $11::time[], $12::timestamptz[], $13::date[], $14::bool[],
        $15::uuid[], $16::text[], $17::bytea[], $18::bytea[], $19::text[], $20::bytea[], $21::bytea[],
        $22::text[], $25::date[], $26::text[])
    WITH ORDINALITY AS i(activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas,
        mulai, selesai, submitted_at, due_on, late,
        event_id, type, headers, body, key, fingerprint, answer, periode, lapse_on, bukti, n)
), judged AS (
    SELECT i.*, k.fingerprint AS kept, k.body AS kept_body, p.jabatan,
        CASE WHEN k.key IS NOT NULL THEN CASE WHEN k.fingerprint = i.fingerprint THEN 'replay' ELSE 'other_body' END
             WHEN p.asn_id IS NULL OR NOT p.validated THEN 'unknown_person'
             WHEN coalesce(s.status, p.status) <> 'aktif' THEN 'not_on_duty'
             WHEN b.butir_id IS NULL THEN 'butir'
             WHEN t.periode IS NOT NULL THEN 'closed'
             WHEN o.found THEN 'overlap'
             ELSE 'entered' END AS verdict
    FROM incoming i
    LEFT JOIN LATERAL (SELECT * FROM idempotency k
        WHERE k.tenant = $1 AND k.actor = i.asn_id::text AND k.key = i.key LIMIT 1) k ON true
    LEFT JOIN LATERAL (SELECT * FROM pegawai p WHERE p.tenant = $1 AND p.asn_id = i.asn_id LIMIT 1) p ON true
    LEFT JOIN LATERAL (SELECT s.status FROM masa_status s WHERE s.asn_id = i.asn_id AND s.tenant = $1
        AND s.mulai <= i.tanggal AND (s.selesai IS NULL OR s.selesai >= i.tanggal)
        ORDER BY s.mulai DESC, s.selesai IS NULL LIMIT 1) s ON true
    LEFT JOIN LATERAL (SELECT * FROM butir b WHERE b.tenant = $1 AND b.butir_id = i.butir_id AND b.asn_id = i.asn_id
        AND b.kategori = i.kategori AND i.tanggal BETWEEN b.mulai AND b.selesai LIMIT 1) b ON true
    LEFT JOIN LATERAL (SELECT * FROM bulan_tertutup t
        WHERE t.tenant = $1 AND t.periode = i.periode AND NOT EXISTS (SELECT FROM bulan_dibuka d
            WHERE d.asn_id = i.asn_id AND d.periode = i.periode AND d.tenant = $1 AND d.sampai IS NOT NULL)
        LIMIT 1) t ON true
    LEFT JOIN LATERAL (SELECT true AS found FROM activity a WHERE a.tenant = $1 AND a.asn_id = i.asn_id
        AND a.tanggal = i.tanggal AND a.tanggal BETWEEN $23 AND $24
        AND a.state NOT IN ('rejected', 'discarded') AND a.mulai < i.selesai AND i.mulai < a.selesai LIMIT 1) o ON true
), new_activity AS (
    INSERT INTO activity (tenant, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas,
        mulai, selesai, submitted_at, due_on, late, lapse_on, bukti, jabatan)
    SELECT $1, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas,
        mulai, selesai, submitted_at, due_on, late, lapse_on, bukti, jabatan FROM judged WHERE verdict = 'entered'
), new_fact AS (
    INSERT INTO outbox (tenant, event_id, type, key, subject, version, headers, body)
    SELECT $1, event_id, type, asn_id::text, activity_id::text, 1, headers, body
    FROM judged WHERE verdict = 'entered' ORDER BY n
), kept AS (
    INSERT INTO idempotency (tenant, actor, key, fingerprint, status, content_type, body)
    SELECT $1, asn_id::text, key, fingerprint, 201, 'application/json', answer FROM judged WHERE verdict = 'entered'
)
SELECT verdict, kept_body, asn_id, key FROM judged ORDER BY n
LOOP
    IF told.verdict = 'replay' THEN
        UPDATE idempotency i SET replays = replays + 1
        WHERE i.tenant = $1 AND i.actor = told.asn_id::text AND i.key = told.key;
    END IF;
    verdict := told.verdict;
    kept_body := told.kept_body;
    RETURN NEXT;
END LOOP;
END
$_$;

CREATE FUNCTION public.enter_v2(text, uuid[], uuid[], date[], text[], uuid[], text[], text[], integer[], time without time zone[], time without time zone[], timestamp with time zone[], date[], boolean[], uuid[], text[], bytea[], bytea[], text[], bytea[], bytea[], text[], date, date, date[], text[], bigint[], text[]) RETURNS TABLE(verdict text, kept_body bytea)
    LANGUAGE plpgsql
    AS $_$
#variable_conflict use_column
DECLARE told record;
BEGIN
PERFORM set_config('app.tenant', $1, true), pg_current_xact_id();
PERFORM pg_advisory_xact_lock(k) FROM unnest($27) k;
FOR told IN
WITH incoming AS (
    SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::date[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::int[],
        $10::time[], $11::time[], $12::timestamptz[], $13::date[], $14::bool[],
        $15::uuid[], $16::text[], $17::bytea[], $18::bytea[], $19::text[], $20::bytea[], $21::bytea[],
        $22::text[], $25::date[], $26::text[], $28::text[])
    WITH ORDINALITY AS i(activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas,
        mulai, selesai, submitted_at, due_on, late,
        event_id, type, headers, body, key, fingerprint, answer, periode, lapse_on, bukti, no_duty, n)
), judged AS (
    SELECT i.*, k.fingerprint AS kept, k.body AS kept_body, p.jabatan,
        CASE WHEN k.key IS NOT NULL THEN CASE WHEN k.fingerprint = i.fingerprint THEN 'replay' ELSE 'other_body' END
             WHEN p.asn_id IS NULL OR NOT p.validated THEN 'unknown_person'
             WHEN coalesce(s.status, p.status) = ANY(string_to_array(i.no_duty, ',')) THEN 'not_on_duty'
             WHEN b.butir_id IS NULL THEN 'butir'
             WHEN t.periode IS NOT NULL THEN 'closed'
             WHEN o.found THEN 'overlap'
             ELSE 'entered' END AS verdict
    FROM incoming i
    LEFT JOIN LATERAL (SELECT * FROM idempotency k
        WHERE k.tenant = $1 AND k.actor = i.asn_id::text AND k.key = i.key LIMIT 1) k ON true
    LEFT JOIN LATERAL (SELECT * FROM pegawai p WHERE p.tenant = $1 AND p.asn_id = i.asn_id LIMIT 1) p ON true
    LEFT JOIN LATERAL (SELECT s.status FROM masa_status s WHERE s.asn_id = i.asn_id AND s.tenant = $1
        AND s.mulai <= i.tanggal AND (s.selesai IS NULL OR s.selesai >= i.tanggal)
        ORDER BY s.mulai DESC, s.selesai IS NULL LIMIT 1) s ON true
    LEFT JOIN LATERAL (SELECT * FROM butir b WHERE b.tenant = $1 AND b.butir_id = i.butir_id AND b.asn_id = i.asn_id
        AND b.kategori = i.kategori AND i.tanggal BETWEEN b.mulai AND b.selesai LIMIT 1) b ON true
    LEFT JOIN LATERAL (SELECT * FROM bulan_tertutup t
        WHERE t.tenant = $1 AND t.periode = i.periode AND NOT EXISTS (SELECT FROM bulan_dibuka d
            WHERE d.asn_id = i.asn_id AND d.periode = i.periode AND d.tenant = $1 AND d.sampai IS NOT NULL)
        LIMIT 1) t ON true
    LEFT JOIN LATERAL (SELECT true AS found FROM activity a WHERE a.tenant = $1 AND a.asn_id = i.asn_id
        AND a.tanggal = i.tanggal AND a.tanggal BETWEEN $23 AND $24
        AND a.state NOT IN ('rejected', 'discarded') AND a.mulai < i.selesai AND i.mulai < a.selesai LIMIT 1) o ON true
), new_activity AS (
    INSERT INTO activity (tenant, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas,
        mulai, selesai, submitted_at, due_on, late, lapse_on, bukti, jabatan)
    SELECT $1, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas,
        mulai, selesai, submitted_at, due_on, late, lapse_on, bukti, jabatan FROM judged WHERE verdict = 'entered'
), new_fact AS (
    INSERT INTO outbox (tenant, event_id, type, key, subject, version, headers, body)
    SELECT $1, event_id, type, asn_id::text, activity_id::text, 1, headers, body
    FROM judged WHERE verdict = 'entered' ORDER BY n
), kept AS (
    INSERT INTO idempotency (tenant, actor, key, fingerprint, status, content_type, body)
    SELECT $1, asn_id::text, key, fingerprint, 201, 'application/json', answer FROM judged WHERE verdict = 'entered'
)
SELECT verdict, kept_body, asn_id, key FROM judged ORDER BY n
LOOP
    IF told.verdict = 'replay' THEN
        UPDATE idempotency i SET replays = replays + 1
        WHERE i.tenant = $1 AND i.actor = told.asn_id::text AND i.key = told.key;
    END IF;
    verdict := told.verdict;
    kept_body := told.kept_body;
    RETURN NEXT;
END LOOP;
END
$_$;

CREATE FUNCTION public.enter_v3(text, public.entry_v3[], timestamp with time zone, text, date, date, bigint[]) RETURNS TABLE(verdict text, kept_body bytea)
    LANGUAGE plpgsql
    AS $_$
#variable_conflict use_column
DECLARE told record;
BEGIN
PERFORM set_config('app.tenant', $1, true), pg_current_xact_id();
PERFORM pg_advisory_xact_lock(k) FROM unnest($7) k;
FOR told IN
WITH incoming AS (
    SELECT * FROM unnest($2) WITH ORDINALITY AS i(activity_id, asn_id, tanggal, kategori, butir_id, uraian, output,
        kuantitas, mulai, selesai, due_on, late, event_id, headers, body, key, fingerprint, answer, periode, lapse_on,
        bukti, no_duty, n)
), judged AS (
    SELECT i.*, k.fingerprint AS kept, k.body AS kept_body, p.jabatan,
        CASE WHEN k.key IS NOT NULL THEN CASE WHEN k.fingerprint = i.fingerprint THEN 'replay' ELSE 'other_body' END
             WHEN p.asn_id IS NULL OR NOT p.validated THEN 'unknown_person'
             WHEN coalesce(s.status, p.status) = ANY(string_to_array(i.no_duty, ',')) THEN 'not_on_duty'
             WHEN b.butir_id IS NULL THEN 'butir'
             WHEN t.periode IS NOT NULL THEN 'closed'
             WHEN o.found THEN 'overlap'
             ELSE 'entered' END AS verdict
    FROM incoming i
    LEFT JOIN LATERAL (SELECT * FROM idempotency k
        WHERE k.tenant = $1 AND k.actor = i.asn_id::text AND k.key = i.key LIMIT 1) k ON true
    LEFT JOIN LATERAL (SELECT * FROM pegawai p WHERE p.tenant = $1 AND p.asn_id = i.asn_id LIMIT 1) p ON true
    LEFT JOIN LATERAL (SELECT s.status FROM masa_status s WHERE s.asn_id = i.asn_id AND s.tenant = $1
        AND s.mulai <= i.tanggal AND (s.selesai IS NULL OR s.selesai >= i.tanggal)
        ORDER BY s.mulai DESC, s.selesai IS NULL LIMIT 1) s ON true
    LEFT JOIN LATERAL (SELECT * FROM butir b WHERE b.tenant = $1 AND b.butir_id = i.butir_id AND b.asn_id = i.asn_id
        AND b.kategori = i.kategori AND i.tanggal BETWEEN b.mulai AND b.selesai LIMIT 1) b ON true
    LEFT JOIN LATERAL (SELECT * FROM bulan_tertutup t
        WHERE t.tenant = $1 AND t.periode = i.periode AND NOT EXISTS (SELECT FROM bulan_dibuka d
            WHERE d.asn_id = i.asn_id AND d.periode = i.periode AND d.tenant = $1 AND d.sampai IS NOT NULL)
        LIMIT 1) t ON true
    LEFT JOIN LATERAL (SELECT true AS found FROM activity a WHERE a.tenant = $1 AND a.asn_id = i.asn_id
        AND a.tanggal = i.tanggal AND a.tanggal BETWEEN $5 AND $6
        AND a.state NOT IN ('rejected', 'discarded') AND a.mulai < i.selesai AND i.mulai < a.selesai LIMIT 1) o ON true
), new_activity AS (
    INSERT INTO activity (tenant, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas,
        mulai, selesai, submitted_at, due_on, late, lapse_on, bukti, jabatan)
    SELECT $1, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas,
        mulai, selesai, $3, due_on, late, lapse_on, bukti, jabatan FROM judged WHERE verdict = 'entered'
), new_fact AS (
    INSERT INTO outbox (tenant, event_id, type, key, subject, version, headers, body)
    SELECT $1, event_id, $4, asn_id::text, activity_id::text, 1, headers, body
    FROM judged WHERE verdict = 'entered' ORDER BY n
), kept AS (
    INSERT INTO idempotency (tenant, actor, key, fingerprint, status, content_type, body)
    SELECT $1, asn_id::text, key, fingerprint, 201, 'application/json', answer FROM judged WHERE verdict = 'entered'
)
SELECT verdict, kept_body, asn_id, key FROM judged ORDER BY n
LOOP
    IF told.verdict = 'replay' THEN
        UPDATE idempotency i SET replays = replays + 1
        WHERE i.tenant = $1 AND i.actor = told.asn_id::text AND i.key = told.key;
    END IF;
    verdict := told.verdict;
    kept_body := told.kept_body;
    RETURN NEXT;
END LOOP;
END
$_$;

CREATE FUNCTION public.lampiran_read_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM activity a WHERE a.tenant = NEW.tenant AND a.activity_id = NEW.activity_id
        AND a.state IN ('assisted', 'submitted', 'escalated', 'rejected')
        AND (NOT EXISTS (SELECT FROM bulan_tertutup t
                WHERE t.tenant = a.tenant AND t.periode = to_char(a.tanggal, 'YYYY-MM'))
            OR EXISTS (SELECT FROM bulan_dibuka d WHERE d.tenant = a.tenant AND d.asn_id = a.asn_id
                AND d.periode = to_char(a.tanggal, 'YYYY-MM') AND d.sampai IS NOT NULL)
            OR a.state = 'assisted' AND OLD.menunggu AND NEW.menunggu))
    THEN
        RAISE EXCEPTION 'the evidence of this entry is read only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.tend_outbox(ahead_days integer, kept_days integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $_$
DECLARE
    day date;
    part text;
    last_id bigint;
    sent bigint;
    dropped integer := 0;
BEGIN
    FOR day IN SELECT d::date FROM generate_series(current_date, current_date + ahead_days, interval '1 day') d
    LOOP
        part := 'outbox_' || to_char(day, 'YYYYMMDD');
        IF to_regclass(part) IS NULL AND NOT EXISTS (
            SELECT FROM outbox_rest WHERE recorded_at >= day AND recorded_at < day + 1)
        THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF outbox FOR VALUES FROM (%L) TO (%L)',
                           part, day::timestamptz, (day + 1)::timestamptz);
        END IF;
    END LOOP;
    SELECT coalesce((SELECT min(g) - 1 FROM unnest(gaps_from) g), high) INTO sent FROM relay_position;
    FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'outbox'::regclass AND c.relname ~ '^outbox_[0-9]{8}$'
          AND to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - kept_days
    LOOP
        EXECUTE format('SELECT coalesce(max(id), 0) FROM %I', part) INTO last_id;
        IF last_id <= sent THEN
            EXECUTE format('DROP TABLE %I', part);
            dropped := dropped + 1;
        END IF;
    END LOOP;
    RETURN dropped;
END $_$;

CREATE FUNCTION public.tend_own(ahead_months integer DEFAULT 24) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
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
            EXECUTE format('CREATE TABLE %I PARTITION OF activity FOR VALUES FROM (%L) TO (%L) WITH (fillfactor = 45)',
                           part, month, (month + interval '1 month')::date);
            made := made + 1;
        END IF;
    END LOOP;
    RETURN made;
END $$;

CREATE TABLE public.activity (
    tenant text NOT NULL,
    activity_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    kategori text NOT NULL,
    butir_id uuid NOT NULL,
    uraian text NOT NULL,
    output text NOT NULL,
    kuantitas integer NOT NULL,
    mulai time without time zone NOT NULL,
    selesai time without time zone NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    due_on date,
    late boolean NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    state text DEFAULT 'submitted'::text NOT NULL,
    viewed_at timestamp with time zone,
    decided_at timestamp with time zone,
    penilai_id uuid,
    cara text,
    alasan text,
    bukti text,
    jabatan text DEFAULT ''::text NOT NULL,
    isi_versi integer DEFAULT 1 NOT NULL,
    entered_by uuid,
    viewed_by uuid,
    lapse_on date,
    dihitung_sejak date,
    benar boolean DEFAULT true NOT NULL,
    diverifikasi_at timestamp with time zone,
    diverifikasi_oleh uuid,
    diputus_sebagai text DEFAULT ''::text NOT NULL,
    CONSTRAINT activity_check CHECK ((selesai > mulai)),
    CONSTRAINT activity_kuantitas_check CHECK (((kuantitas >= 0) AND (kuantitas <= 1000000))),
    CONSTRAINT activity_state_check CHECK ((state = ANY (ARRAY['assisted'::text, 'submitted'::text, 'approved'::text, 'rejected'::text, 'escalated'::text, 'discarded'::text])))
)
PARTITION BY RANGE (tanggal);

ALTER TABLE ONLY public.activity FORCE ROW LEVEL SECURITY;

CREATE TABLE public.activity_versi (
    tenant text NOT NULL,
    activity_id uuid NOT NULL,
    isi_versi integer NOT NULL,
    oleh uuid NOT NULL,
    isi jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    alasan text NOT NULL
);

ALTER TABLE ONLY public.activity_versi FORCE ROW LEVEL SECURITY;

CREATE TABLE public.bulan_dibuka (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    kali integer NOT NULL,
    sampai date,
    alasan text NOT NULL,
    dokumen text NOT NULL,
    oleh uuid NOT NULL
);

ALTER TABLE ONLY public.bulan_dibuka FORCE ROW LEVEL SECURITY;

CREATE TABLE public.bulan_tertutup (
    tenant text NOT NULL,
    periode text NOT NULL,
    closed_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.bulan_tertutup FORCE ROW LEVEL SECURITY;

CREATE TABLE public.bulan_terukur (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    version integer NOT NULL,
    pending integer NOT NULL,
    at timestamp with time zone NOT NULL,
    hitungan jsonb
);

ALTER TABLE ONLY public.bulan_terukur FORCE ROW LEVEL SECURITY;

CREATE TABLE public.butir (
    tenant text NOT NULL,
    butir_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    skp_id uuid NOT NULL,
    kategori text NOT NULL,
    uraian text NOT NULL,
    target integer NOT NULL,
    mulai date NOT NULL,
    selesai date NOT NULL,
    bulanan integer[] DEFAULT '{}'::integer[] NOT NULL,
    sampai date NOT NULL,
    sk_nomor text,
    sk_tanggal date
);

ALTER TABLE ONLY public.butir FORCE ROW LEVEL SECURITY;

CREATE TABLE public.draf (
    tenant text NOT NULL,
    draf_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    version integer NOT NULL,
    isi jsonb NOT NULL,
    disimpan_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.draf FORCE ROW LEVEL SECURITY;

CREATE TABLE public.gangguan (
    tenant text NOT NULL,
    gangguan_id uuid NOT NULL,
    mulai timestamp with time zone NOT NULL,
    selesai timestamp with time zone NOT NULL,
    layanan text[] NOT NULL,
    sebab text NOT NULL,
    dicatat_oleh uuid NOT NULL,
    dikonfirmasi_oleh uuid,
    CONSTRAINT gangguan_check CHECK ((selesai > mulai))
);

ALTER TABLE ONLY public.gangguan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.hari_kosong (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    sengaja boolean,
    tanggapan text,
    alasan text,
    penilai_id uuid,
    version integer NOT NULL,
    cara_didengar text DEFAULT ''::text NOT NULL,
    didengar_pada date,
    dinas_luar boolean DEFAULT false NOT NULL,
    surat_tugas text DEFAULT ''::text NOT NULL,
    sebagai text DEFAULT ''::text NOT NULL
);

ALTER TABLE ONLY public.hari_kosong FORCE ROW LEVEL SECURITY;

CREATE TABLE public.hari_libur (
    tenant text NOT NULL,
    tanggal date NOT NULL,
    libur boolean NOT NULL
);

ALTER TABLE ONLY public.hari_libur FORCE ROW LEVEL SECURITY;

CREATE TABLE public.impor (
    tenant text NOT NULL,
    impor_id uuid NOT NULL,
    oleh uuid NOT NULL,
    bagi text NOT NULL,
    state text NOT NULL,
    alasan text DEFAULT ''::text NOT NULL,
    accepted integer NOT NULL,
    refused integer NOT NULL,
    duplicate integer NOT NULL,
    written integer DEFAULT 0 NOT NULL,
    prepared_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    CONSTRAINT impor_bagi_check CHECK ((bagi = ANY (ARRAY['sendiri'::text, 'pd'::text]))),
    CONSTRAINT impor_state_check CHECK ((state = ANY (ARRAY['prepared'::text, 'running'::text, 'done'::text])))
);

ALTER TABLE ONLY public.impor FORCE ROW LEVEL SECURITY;

CREATE TABLE public.impor_bagian (
    tenant text NOT NULL,
    impor_id uuid NOT NULL,
    nomor integer NOT NULL,
    isi bytea NOT NULL
);

ALTER TABLE ONLY public.impor_bagian FORCE ROW LEVEL SECURITY;

CREATE TABLE public.impor_tolakan (
    tenant text NOT NULL,
    impor_id uuid NOT NULL,
    baris integer NOT NULL,
    kolom text NOT NULL,
    alasan text NOT NULL,
    pasal text NOT NULL,
    ganda boolean NOT NULL
);

ALTER TABLE ONLY public.impor_tolakan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.kunjungan (
    tenant text NOT NULL,
    penilai_id uuid NOT NULL,
    tanggal date NOT NULL
);

ALTER TABLE ONLY public.kunjungan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.lampiran (
    tenant text NOT NULL,
    lampiran_id uuid NOT NULL,
    activity_id uuid NOT NULL,
    nama text NOT NULL,
    tipe text NOT NULL,
    bytes integer NOT NULL,
    sha256 text NOT NULL,
    oleh uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    menunggu boolean NOT NULL,
    dilepas_oleh uuid,
    dilepas_at timestamp with time zone,
    CONSTRAINT lampiran_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT lampiran_sha256_check CHECK ((length(sha256) = 64)),
    CONSTRAINT lampiran_tipe_check CHECK ((tipe = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'application/pdf'::text])))
);

ALTER TABLE ONLY public.lampiran FORCE ROW LEVEL SECURITY;

CREATE TABLE public.masa_penilai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    mulai date NOT NULL,
    sebagai text NOT NULL,
    selesai date,
    penilai_id uuid
);

ALTER TABLE ONLY public.masa_penilai FORCE ROW LEVEL SECURITY;

CREATE TABLE public.masa_status (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    mulai date NOT NULL,
    status text NOT NULL,
    selesai date
);

ALTER TABLE ONLY public.masa_status FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pegawai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    nama text NOT NULL,
    opd text NOT NULL,
    atasan_id uuid,
    status text NOT NULL,
    validated boolean NOT NULL,
    tmt_jabatan date NOT NULL,
    jabatan text DEFAULT ''::text NOT NULL,
    unit text DEFAULT ''::text NOT NULL,
    peran text[] DEFAULT '{}'::text[] NOT NULL,
    hari_kerja integer DEFAULT 5 NOT NULL,
    nip text DEFAULT ''::text NOT NULL,
    penempatan jsonb DEFAULT '[]'::jsonb NOT NULL,
    peran_pd jsonb DEFAULT '[]'::jsonb NOT NULL,
    pengguna_sejak date
);

ALTER TABLE ONLY public.pegawai FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pembinaan (
    tenant text NOT NULL,
    pembinaan_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    penilai_id uuid NOT NULL,
    alasan text NOT NULL,
    dibuka_at timestamp with time zone NOT NULL,
    version integer DEFAULT 0 NOT NULL,
    state text DEFAULT 'opened'::text NOT NULL,
    tanggal_sesi date,
    kesepakatan text,
    jawaban text,
    dipimpin_oleh uuid,
    tanggapan text,
    hasil text,
    ditutup_oleh uuid,
    ditutup_at timestamp with time zone,
    CONSTRAINT pembinaan_state_check CHECK ((state = ANY (ARRAY['opened'::text, 'held'::text, 'answered'::text, 'closed'::text])))
);

ALTER TABLE ONLY public.pembinaan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pesan (
    tenant text NOT NULL,
    pesan_id uuid NOT NULL,
    kepada uuid,
    peran text,
    opd text,
    dari uuid,
    jenis text NOT NULL,
    isi text NOT NULL,
    tentang text NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.pesan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pesan_dibaca (
    tenant text NOT NULL,
    pesan_id uuid NOT NULL,
    oleh uuid NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.pesan_dibaca FORCE ROW LEVEL SECURITY;

CREATE TABLE public.rencana (
    tenant text NOT NULL,
    rencana_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    mulai date NOT NULL,
    butir_id uuid NOT NULL,
    uraian text NOT NULL,
    jumlah integer NOT NULL,
    CONSTRAINT rencana_jumlah_check CHECK (((jumlah >= 0) AND (jumlah <= 1000000))),
    CONSTRAINT rencana_periode_check CHECK ((periode = ANY (ARRAY['harian'::text, 'mingguan'::text, 'bulanan'::text, 'triwulanan'::text, 'semesteran'::text, 'tahunan'::text])))
);

ALTER TABLE ONLY public.rencana FORCE ROW LEVEL SECURITY;

CREATE TABLE public.rujukan (
    tenant text NOT NULL,
    rujukan_id uuid NOT NULL,
    opd text NOT NULL,
    nama text NOT NULL,
    satuan text NOT NULL,
    aktif boolean NOT NULL,
    version integer NOT NULL,
    jabatan text,
    mulai date,
    selesai date,
    kode text,
    CONSTRAINT rujukan_check CHECK (((jabatan IS NULL) OR (mulai IS NOT NULL)))
);

ALTER TABLE ONLY public.rujukan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.rujukan_nama (
    tenant text NOT NULL,
    rujukan_id uuid NOT NULL,
    mulai date NOT NULL,
    nama text NOT NULL,
    satuan text NOT NULL
);

ALTER TABLE ONLY public.rujukan_nama FORCE ROW LEVEL SECURITY;

CREATE TABLE public.tenggat_terganggu (
    tenant text NOT NULL,
    activity_id uuid NOT NULL,
    hari date NOT NULL
);

ALTER TABLE ONLY public.tenggat_terganggu FORCE ROW LEVEL SECURITY;

CREATE TABLE public.tiket (
    tenant text NOT NULL,
    tiket_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    opd text NOT NULL,
    kategori text NOT NULL,
    isi text NOT NULL,
    trace text DEFAULT ''::text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    jawaban text DEFAULT ''::text NOT NULL,
    dijawab_oleh uuid,
    dijawab_at timestamp with time zone,
    closed_at timestamp with time zone,
    CONSTRAINT tiket_kategori_check CHECK ((kategori = ANY (ARRAY['teknis'::text, 'lainnya'::text]))),
    CONSTRAINT tiket_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'closed'::text])))
);

ALTER TABLE ONLY public.tiket FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.activity
    ADD CONSTRAINT activity_pkey PRIMARY KEY (activity_id, tanggal);

ALTER TABLE ONLY public.activity_versi
    ADD CONSTRAINT activity_versi_pkey PRIMARY KEY (activity_id, isi_versi, tenant);

ALTER TABLE ONLY public.bulan_dibuka
    ADD CONSTRAINT bulan_dibuka_pkey PRIMARY KEY (asn_id, periode, tenant);

ALTER TABLE ONLY public.bulan_tertutup
    ADD CONSTRAINT bulan_tertutup_pkey PRIMARY KEY (tenant, periode);

ALTER TABLE ONLY public.bulan_terukur
    ADD CONSTRAINT bulan_terukur_pkey PRIMARY KEY (asn_id, periode, tenant);

ALTER TABLE ONLY public.butir
    ADD CONSTRAINT butir_pkey PRIMARY KEY (tenant, butir_id);

ALTER TABLE ONLY public.draf
    ADD CONSTRAINT draf_pkey PRIMARY KEY (tenant, draf_id);

ALTER TABLE ONLY public.gangguan
    ADD CONSTRAINT gangguan_pkey PRIMARY KEY (tenant, gangguan_id);

ALTER TABLE ONLY public.hari_kosong
    ADD CONSTRAINT hari_kosong_pkey PRIMARY KEY (asn_id, tanggal, tenant);

ALTER TABLE ONLY public.hari_libur
    ADD CONSTRAINT hari_libur_pkey PRIMARY KEY (tenant, tanggal);

ALTER TABLE ONLY public.impor_bagian
    ADD CONSTRAINT impor_bagian_pkey PRIMARY KEY (impor_id, nomor, tenant);

ALTER TABLE ONLY public.impor
    ADD CONSTRAINT impor_pkey PRIMARY KEY (tenant, impor_id);

ALTER TABLE ONLY public.impor_tolakan
    ADD CONSTRAINT impor_tolakan_pkey PRIMARY KEY (impor_id, baris, tenant);

ALTER TABLE ONLY public.kunjungan
    ADD CONSTRAINT kunjungan_pkey PRIMARY KEY (penilai_id, tanggal, tenant);

ALTER TABLE ONLY public.lampiran
    ADD CONSTRAINT lampiran_pkey PRIMARY KEY (lampiran_id, tenant);

ALTER TABLE ONLY public.masa_penilai
    ADD CONSTRAINT masa_penilai_pkey PRIMARY KEY (asn_id, mulai, sebagai, tenant);

ALTER TABLE ONLY public.masa_status
    ADD CONSTRAINT masa_status_pkey PRIMARY KEY (asn_id, mulai, status, tenant);

ALTER TABLE ONLY public.pegawai
    ADD CONSTRAINT pegawai_pkey PRIMARY KEY (tenant, asn_id);

ALTER TABLE ONLY public.pembinaan
    ADD CONSTRAINT pembinaan_pkey PRIMARY KEY (pembinaan_id, tenant);

ALTER TABLE ONLY public.pesan_dibaca
    ADD CONSTRAINT pesan_dibaca_pkey PRIMARY KEY (pesan_id, oleh, tenant);

ALTER TABLE ONLY public.pesan
    ADD CONSTRAINT pesan_pkey PRIMARY KEY (tenant, pesan_id);

ALTER TABLE ONLY public.rencana
    ADD CONSTRAINT rencana_pkey PRIMARY KEY (tenant, rencana_id);

ALTER TABLE ONLY public.rencana
    ADD CONSTRAINT rencana_tenant_asn_id_periode_mulai_butir_id_key UNIQUE (tenant, asn_id, periode, mulai, butir_id);

ALTER TABLE ONLY public.rujukan_nama
    ADD CONSTRAINT rujukan_nama_pkey PRIMARY KEY (tenant, rujukan_id, mulai);

ALTER TABLE ONLY public.rujukan
    ADD CONSTRAINT rujukan_pkey PRIMARY KEY (tenant, rujukan_id);

ALTER TABLE ONLY public.tenggat_terganggu
    ADD CONSTRAINT tenggat_terganggu_pkey PRIMARY KEY (activity_id, hari, tenant);

ALTER TABLE ONLY public.tiket
    ADD CONSTRAINT tiket_pkey PRIMARY KEY (tiket_id, tenant);

CREATE INDEX activity_asn_id_tanggal ON ONLY public.activity USING btree (asn_id, tanggal, tenant);

CREATE INDEX bulan_terukur_pending ON public.bulan_terukur USING btree (tenant, periode) WHERE (pending > 0);

CREATE INDEX butir_asn_id ON public.butir USING btree (tenant, asn_id);

CREATE INDEX draf_asn_id ON public.draf USING btree (asn_id, disimpan_at);

CREATE INDEX impor_oleh ON public.impor USING btree (oleh, prepared_at);

CREATE INDEX lampiran_activity_id ON public.lampiran USING btree (activity_id, lampiran_id);

CREATE INDEX masa_penilai_bupati ON public.masa_penilai USING btree (tenant) WHERE (sebagai = 'bupati'::text);

CREATE INDEX masa_penilai_kosong ON public.masa_penilai USING btree (asn_id) WHERE (sebagai = 'kosong'::text);

CREATE INDEX masa_penilai_penilai_id ON public.masa_penilai USING btree (penilai_id);

CREATE INDEX pegawai_atasan_id ON public.pegawai USING btree (tenant, atasan_id);

CREATE INDEX pembinaan_asn_id_tanggal ON public.pembinaan USING btree (asn_id, tanggal);

CREATE INDEX pesan_kepada ON public.pesan USING btree (kepada, at);

CREATE INDEX pesan_peran ON public.pesan USING btree (peran, opd, at) WHERE (kepada IS NULL);

CREATE UNIQUE INDEX rujukan_kode ON public.rujukan USING btree (tenant, opd, kode) WHERE (kode IS NOT NULL);

CREATE INDEX tiket_asn_id ON public.tiket USING btree (asn_id, opened_at);

CREATE INDEX tiket_opd ON public.tiket USING btree (opd, opened_at);

CREATE TRIGGER lampiran_read_only BEFORE INSERT OR UPDATE ON public.lampiran FOR EACH ROW EXECUTE FUNCTION public.lampiran_read_only();

ALTER TABLE public.activity ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.activity_versi ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bulan_dibuka ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bulan_tertutup ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bulan_terukur ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.butir ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.draf ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.gangguan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.hari_kosong ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.hari_libur ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.impor ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.impor_bagian ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.impor_tolakan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.kunjungan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lampiran ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.masa_penilai ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.masa_status ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_tenant ON public.activity USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.activity_versi USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.bulan_dibuka USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.bulan_tertutup USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.bulan_terukur USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.butir USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.draf USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.gangguan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.hari_kosong USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.hari_libur USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.impor USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.impor_bagian USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.impor_tolakan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.kunjungan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.lampiran USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.masa_penilai USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.masa_status USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pegawai USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pembinaan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pesan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pesan_dibaca USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.rencana USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.rujukan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.rujukan_nama USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.tenggat_terganggu USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.tiket USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

ALTER TABLE public.pegawai ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pembinaan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pesan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pesan_dibaca ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.rencana ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.rujukan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.rujukan_nama ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tenggat_terganggu ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tiket ENABLE ROW LEVEL SECURITY;
