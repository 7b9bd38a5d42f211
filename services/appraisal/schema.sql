-- Written by `ekinerja schema` from the migrations of appraisal; never edited.
-- What every service has besides (outbox, inbox, deadlines, audit) stands in chassis/plumbing.py.


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

CREATE TABLE public.alasan_distribusi (
    tenant text NOT NULL,
    tahun integer NOT NULL,
    unit text NOT NULL,
    alasan text NOT NULL,
    oleh uuid NOT NULL,
    pada timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.alasan_distribusi FORCE ROW LEVEL SECURITY;

CREATE TABLE public.appraisal (
    tenant text NOT NULL,
    appraisal_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    state text NOT NULL,
    target text NOT NULL,
    capaian numeric,
    nilai_skp numeric,
    nilai_perilaku numeric,
    nilai_kinerja numeric,
    predikat text,
    perilaku jsonb DEFAULT '{}'::jsonb NOT NULL,
    hasil text DEFAULT ''::text NOT NULL,
    manfaat text DEFAULT ''::text NOT NULL,
    signed_by uuid,
    signed_at timestamp with time zone,
    received_at timestamp with time zone,
    late boolean DEFAULT false NOT NULL,
    pack text NOT NULL,
    version integer NOT NULL,
    nilai_skp_hari numeric,
    nilai_skp_bulan numeric,
    segmen jsonb DEFAULT '[]'::jsonb NOT NULL,
    capaian_said text DEFAULT ''::text NOT NULL,
    keadaan_kahar text DEFAULT ''::text NOT NULL,
    target_met boolean,
    no_case text DEFAULT ''::text NOT NULL,
    final_on date,
    banding jsonb DEFAULT '{}'::jsonb NOT NULL,
    bkn jsonb,
    ide_baru boolean DEFAULT false NOT NULL,
    signed_as text DEFAULT 'penilai'::text NOT NULL,
    delivered_at timestamp with time zone,
    received_how text DEFAULT ''::text NOT NULL,
    serah_terima jsonb,
    objection_until date,
    returned_at timestamp with time zone,
    returned_by uuid,
    lapsed text DEFAULT ''::text NOT NULL,
    lapsed_to uuid,
    lapsed_to_role text DEFAULT ''::text NOT NULL,
    substitute_until date,
    objected boolean DEFAULT false NOT NULL,
    reported_in uuid,
    CONSTRAINT appraisal_capaian_check CHECK (((capaian >= (0)::numeric) AND (capaian <= (120)::numeric))),
    CONSTRAINT appraisal_nilai_kinerja_check CHECK (((nilai_kinerja >= (0)::numeric) AND (nilai_kinerja <= (120)::numeric))),
    CONSTRAINT appraisal_nilai_perilaku_check CHECK (((nilai_perilaku >= (0)::numeric) AND (nilai_perilaku <= (120)::numeric))),
    CONSTRAINT appraisal_nilai_skp_check CHECK (((nilai_skp >= (0)::numeric) AND (nilai_skp <= (120)::numeric))),
    CONSTRAINT appraisal_state_check CHECK ((state = ANY (ARRAY['opened'::text, 'signed'::text, 'delivered'::text, 'received'::text, 'returned'::text, 'final'::text])))
);

ALTER TABLE ONLY public.appraisal FORCE ROW LEVEL SECURITY;

CREATE TABLE public.berkas_keberatan (
    tenant text NOT NULL,
    keberatan_id uuid NOT NULL,
    nama text NOT NULL,
    isi bytea NOT NULL
);

ALTER TABLE ONLY public.berkas_keberatan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.bimbingan (
    tenant text NOT NULL,
    bimbingan_id uuid NOT NULL,
    sesi_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    pemantauan_id uuid NOT NULL,
    tahun integer NOT NULL,
    tanggal date NOT NULL,
    bentuk text NOT NULL,
    oleh uuid NOT NULL,
    surat_tugas text NOT NULL,
    proses text NOT NULL,
    kompetensi text NOT NULL,
    hasil text NOT NULL,
    reported_on date,
    kepada uuid,
    CONSTRAINT bimbingan_bentuk_check CHECK ((bentuk = ANY (ARRAY['individual'::text, 'kelompok'::text])))
);

ALTER TABLE ONLY public.bimbingan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.bulan (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    by_penilai integer NOT NULL,
    by_auto integer NOT NULL,
    rejected integer NOT NULL
);

ALTER TABLE ONLY public.bulan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.hari_libur (
    tenant text NOT NULL,
    tanggal date NOT NULL,
    libur boolean NOT NULL
);

ALTER TABLE ONLY public.hari_libur FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ide (
    tenant text NOT NULL,
    ide_id uuid NOT NULL,
    appraisal_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    state text NOT NULL,
    uraian text NOT NULL,
    manfaat text NOT NULL,
    dokumen text NOT NULL,
    recommended_by uuid NOT NULL,
    recommended_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    alasan text DEFAULT ''::text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT ide_state_check CHECK ((state = ANY (ARRAY['recommended'::text, 'accepted'::text, 'refused'::text])))
);

ALTER TABLE ONLY public.ide FORCE ROW LEVEL SECURITY;

CREATE TABLE public.keberatan (
    tenant text NOT NULL,
    keberatan_id uuid NOT NULL,
    appraisal_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    penilai_id uuid NOT NULL,
    alasan text NOT NULL,
    bukti text[] NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    manifest_sha256 text NOT NULL,
    decide_by date NOT NULL,
    state text NOT NULL,
    diminta jsonb NOT NULL,
    penjelasan jsonb NOT NULL,
    answer_until date,
    hasil text NOT NULL,
    pertimbangan text NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT keberatan_state_check CHECK ((state = ANY (ARRAY['filed'::text, 'decided'::text])))
);

ALTER TABLE ONLY public.keberatan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.laporan (
    tenant text NOT NULL,
    laporan_id uuid NOT NULL,
    tahun integer NOT NULL,
    penilai_id uuid NOT NULL,
    nomor integer NOT NULL,
    baris jsonb NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    late boolean NOT NULL,
    pemegang_id uuid,
    arrived_at timestamp with time zone,
    version integer NOT NULL
);

ALTER TABLE ONLY public.laporan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pegawai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    nama text NOT NULL,
    opd text NOT NULL,
    atasan_id uuid,
    jenis_jabatan text NOT NULL,
    peran text[] DEFAULT '{}'::text[] NOT NULL,
    tmt_jabatan date DEFAULT '9999-12-31'::date NOT NULL,
    penempatan jsonb DEFAULT '[]'::jsonb NOT NULL,
    kosong boolean DEFAULT false NOT NULL,
    unit text DEFAULT ''::text NOT NULL,
    memimpin_unit boolean DEFAULT false NOT NULL,
    hari_kerja integer DEFAULT 5 NOT NULL,
    status text DEFAULT 'aktif'::text NOT NULL,
    masa jsonb DEFAULT '[]'::jsonb NOT NULL,
    nip text DEFAULT ''::text NOT NULL,
    jabatan text DEFAULT ''::text NOT NULL,
    golongan text DEFAULT ''::text NOT NULL
);

ALTER TABLE ONLY public.pegawai FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pemantauan (
    tenant text NOT NULL,
    pemantauan_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    semester integer NOT NULL,
    tanggal date NOT NULL,
    oleh uuid,
    cara text NOT NULL,
    dokumen text NOT NULL,
    rencana integer NOT NULL,
    capaian integer NOT NULL,
    catatan text NOT NULL,
    state text NOT NULL,
    sebab text NOT NULL,
    tindakan text NOT NULL,
    percepatan date,
    pembimbing uuid,
    surat_tugas text NOT NULL,
    CONSTRAINT pemantauan_cara_check CHECK ((cara = ANY (ARRAY['elektronik'::text, 'non_elektronik'::text]))),
    CONSTRAINT pemantauan_semester_check CHECK ((semester = ANY (ARRAY[1, 2]))),
    CONSTRAINT pemantauan_state_check CHECK ((state = ANY (ARRAY['on_track'::text, 'deviating'::text, 'handled'::text, 'missed'::text])))
);

ALTER TABLE ONLY public.pemantauan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.peringkat (
    tenant text NOT NULL,
    peringkat_id uuid NOT NULL,
    tahun integer NOT NULL,
    state text NOT NULL,
    urutan jsonb NOT NULL,
    proposed_by uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    set_by uuid,
    set_at timestamp with time zone,
    keputusan text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT peringkat_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'set'::text])))
);

ALTER TABLE ONLY public.peringkat FORCE ROW LEVEL SECURITY;

CREATE TABLE public.segmen (
    tenant text NOT NULL,
    skp_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    mulai date NOT NULL,
    selesai date NOT NULL,
    sebab text DEFAULT ''::text NOT NULL,
    target text DEFAULT ''::text NOT NULL,
    penilai_id uuid,
    capaian numeric,
    belum text[] DEFAULT '{}'::text[] NOT NULL,
    measured_on date,
    confirmed boolean DEFAULT false NOT NULL,
    is_kept boolean DEFAULT false NOT NULL,
    CONSTRAINT segmen_capaian_check CHECK (((capaian >= (0)::numeric) AND (capaian <= (120)::numeric)))
);

ALTER TABLE ONLY public.segmen FORCE ROW LEVEL SECURITY;

CREATE TABLE public.survei (
    tenant text NOT NULL,
    survei_id uuid NOT NULL,
    appraisal_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    mulai date NOT NULL,
    sampai date NOT NULL,
    aspek text[] NOT NULL,
    kotak bytea NOT NULL,
    state text NOT NULL,
    n_rekan integer NOT NULL,
    n_bawahan integer NOT NULL,
    nilai numeric,
    rekan numeric,
    bawahan numeric,
    halo numeric,
    CONSTRAINT survei_bawahan_check CHECK (((bawahan >= (0)::numeric) AND (bawahan <= (120)::numeric))),
    CONSTRAINT survei_nilai_check CHECK (((nilai >= (0)::numeric) AND (nilai <= (120)::numeric))),
    CONSTRAINT survei_rekan_check CHECK (((rekan >= (0)::numeric) AND (rekan <= (120)::numeric))),
    CONSTRAINT survei_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))
);

ALTER TABLE ONLY public.survei FORCE ROW LEVEL SECURITY;

CREATE TABLE public.tindak_lanjut (
    tenant text NOT NULL,
    kasus_id uuid NOT NULL,
    appraisal_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    dasar text NOT NULL,
    predikat text NOT NULL,
    review_on date NOT NULL,
    state text NOT NULL,
    hasil text DEFAULT ''::text NOT NULL,
    langkah jsonb NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    jalur text NOT NULL,
    sementara_sampai date,
    CONSTRAINT tindak_lanjut_state_check CHECK ((state = ANY (ARRAY['opened'::text, 'reviewed'::text, 'tested'::text, 'placed'::text, 'closed'::text])))
);

ALTER TABLE ONLY public.tindak_lanjut FORCE ROW LEVEL SECURITY;

CREATE TABLE public.undangan_survei (
    tenant text NOT NULL,
    undangan_id uuid NOT NULL,
    survei_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    kelompok text NOT NULL,
    urutan integer NOT NULL,
    state text NOT NULL,
    kali integer NOT NULL,
    CONSTRAINT undangan_survei_kelompok_check CHECK ((kelompok = ANY (ARRAY['rekan'::text, 'bawahan'::text]))),
    CONSTRAINT undangan_survei_state_check CHECK ((state = ANY (ARRAY['reserve'::text, 'asked'::text, 'declined'::text, 'answered'::text])))
);

ALTER TABLE ONLY public.undangan_survei FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.alasan_distribusi
    ADD CONSTRAINT alasan_distribusi_pkey PRIMARY KEY (tenant, tahun, unit);

ALTER TABLE ONLY public.appraisal
    ADD CONSTRAINT appraisal_pkey PRIMARY KEY (tenant, appraisal_id);

ALTER TABLE ONLY public.appraisal
    ADD CONSTRAINT appraisal_tenant_asn_id_tahun_key UNIQUE (tenant, asn_id, tahun);

ALTER TABLE ONLY public.berkas_keberatan
    ADD CONSTRAINT berkas_keberatan_pkey PRIMARY KEY (tenant, keberatan_id, nama);

ALTER TABLE ONLY public.bimbingan
    ADD CONSTRAINT bimbingan_pkey PRIMARY KEY (tenant, bimbingan_id);

ALTER TABLE ONLY public.bulan
    ADD CONSTRAINT bulan_pkey PRIMARY KEY (tenant, asn_id, periode);

ALTER TABLE ONLY public.hari_libur
    ADD CONSTRAINT hari_libur_pkey PRIMARY KEY (tenant, tanggal);

ALTER TABLE ONLY public.ide
    ADD CONSTRAINT ide_pkey PRIMARY KEY (tenant, ide_id);

ALTER TABLE ONLY public.ide
    ADD CONSTRAINT ide_tenant_appraisal_id_key UNIQUE (tenant, appraisal_id);

ALTER TABLE ONLY public.keberatan
    ADD CONSTRAINT keberatan_pkey PRIMARY KEY (tenant, keberatan_id);

ALTER TABLE ONLY public.keberatan
    ADD CONSTRAINT keberatan_tenant_appraisal_id_key UNIQUE (tenant, appraisal_id);

ALTER TABLE ONLY public.laporan
    ADD CONSTRAINT laporan_pkey PRIMARY KEY (tenant, laporan_id);

ALTER TABLE ONLY public.laporan
    ADD CONSTRAINT laporan_tenant_tahun_penilai_id_nomor_key UNIQUE (tenant, tahun, penilai_id, nomor);

ALTER TABLE ONLY public.pegawai
    ADD CONSTRAINT pegawai_pkey PRIMARY KEY (tenant, asn_id);

ALTER TABLE ONLY public.pemantauan
    ADD CONSTRAINT pemantauan_pkey PRIMARY KEY (tenant, pemantauan_id);

ALTER TABLE ONLY public.peringkat
    ADD CONSTRAINT peringkat_pkey PRIMARY KEY (tenant, peringkat_id);

ALTER TABLE ONLY public.peringkat
    ADD CONSTRAINT peringkat_tenant_tahun_key UNIQUE (tenant, tahun);

ALTER TABLE ONLY public.segmen
    ADD CONSTRAINT segmen_pkey PRIMARY KEY (tenant, skp_id);

ALTER TABLE ONLY public.survei
    ADD CONSTRAINT survei_pkey PRIMARY KEY (tenant, survei_id);

ALTER TABLE ONLY public.survei
    ADD CONSTRAINT survei_tenant_appraisal_id_key UNIQUE (tenant, appraisal_id);

ALTER TABLE ONLY public.tindak_lanjut
    ADD CONSTRAINT tindak_lanjut_pkey PRIMARY KEY (tenant, kasus_id);

ALTER TABLE ONLY public.tindak_lanjut
    ADD CONSTRAINT tindak_lanjut_tenant_appraisal_id_key UNIQUE (tenant, appraisal_id);

ALTER TABLE ONLY public.undangan_survei
    ADD CONSTRAINT undangan_survei_pkey PRIMARY KEY (tenant, undangan_id);

ALTER TABLE ONLY public.undangan_survei
    ADD CONSTRAINT undangan_survei_tenant_survei_id_asn_id_key UNIQUE (tenant, survei_id, asn_id);

CREATE INDEX appraisal_lapsed ON public.appraisal USING btree (tenant, tahun) WHERE (lapsed <> ''::text);

CREATE INDEX appraisal_lapsed_to ON public.appraisal USING btree (tenant, lapsed_to) WHERE (lapsed <> ''::text);

CREATE INDEX appraisal_lapsed_to_role ON public.appraisal USING btree (tenant, lapsed_to_role) WHERE (lapsed <> ''::text);

CREATE INDEX bimbingan_asn_id ON public.bimbingan USING btree (tenant, asn_id, tahun);

CREATE INDEX keberatan_open ON public.keberatan USING btree (tenant, tahun) WHERE (state = 'filed'::text);

CREATE INDEX pegawai_atasan_id ON public.pegawai USING btree (tenant, atasan_id);

CREATE INDEX pegawai_opd ON public.pegawai USING btree (tenant, opd);

CREATE INDEX pegawai_unit ON public.pegawai USING btree (tenant, unit);

CREATE INDEX pemantauan_asn_id ON public.pemantauan USING btree (tenant, asn_id, tahun);

CREATE INDEX pemantauan_pembimbing ON public.pemantauan USING btree (tenant, pembimbing) WHERE (pembimbing IS NOT NULL);

CREATE INDEX segmen_asn_id ON public.segmen USING btree (tenant, asn_id, tahun);

CREATE INDEX undangan_survei_asked ON public.undangan_survei USING btree (tenant, asn_id) WHERE (state = 'asked'::text);

ALTER TABLE public.alasan_distribusi ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.appraisal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.berkas_keberatan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bimbingan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bulan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.hari_libur ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ide ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.keberatan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.laporan ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_tenant ON public.alasan_distribusi USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.appraisal USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.berkas_keberatan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.bimbingan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.bulan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.hari_libur USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.ide USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.keberatan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.laporan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pegawai USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pemantauan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.peringkat USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.segmen USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.survei USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.tindak_lanjut USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.undangan_survei USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

ALTER TABLE public.pegawai ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pemantauan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.peringkat ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.segmen ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.survei ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tindak_lanjut ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.undangan_survei ENABLE ROW LEVEL SECURITY;
