// What was written without a network waits in this phone, sealed to its owner, and is sent once, each with its receipt.
// A 401 deletes nothing, a refusal is shown in its own words; lateness is judged by the server.
"use strict";
(() => {
  if (!("indexedDB" in window)) return;
  const meta = document.querySelector("meta[name=bukti]");
  let [masked, account] = meta ? meta.content.split(".") : ["", ""];
  const MOST = 40 << 20;
  const A_FILE = 2 << 20;
  const RECEIPTS = 30 * 864e5;

  // --- the store ---------------------------------------------------------------------------------------------------
  const opened = new Promise((resolve, reject) => {
    const asked = indexedDB.open("ekinerja", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("antre", { keyPath: "kunci" });
      asked.result.createObjectStore("bekal", { keyPath: "akun" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const within = async (store, mode, act) => {
    const held = (await opened).transaction(store, mode);
    const told = act(held.objectStore(store));
    return new Promise((resolve, reject) => {
      held.oncomplete = () => resolve(told.result);
      held.onerror = held.onabort = () => reject(held.error);
    });
  };
  const all = (store) => within(store, "readonly", (kept) => kept.getAll());
  const keep = (store, value) => within(store, "readwrite", (kept) => kept.put(value));
  const drop = (store, key) => within(store, "readwrite", (kept) => kept.delete(key));

  // --- sending -----------------------------------------------------------------------------------------------------
  const proof = () => {
    const whole = Uint8Array.from(atob(masked.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    const half = whole.length / 2;
    return [...whole.slice(0, half)].map((byte, n) => (byte ^ whole[half + n]).toString(16).padStart(2, "0")).join("");
  };
  const post = (path, key, body, type) =>
    fetch(path, {
      method: "POST",
      body,
      headers: { "content-type": type, "idempotency-key": key, "x-csrf-token": proof() },
    });

  const sendOne = async (item) => {
    item.coba += 1;
    await keep("antre", item);
    if (!item.resi) {
      const answer = await post("/api/activity/activities", item.kunci, JSON.stringify(item.isi), "application/json");
      if (!(await taken(item, answer))) return false;
      const told = await answer.json();
      item.resi = { id: told.activity_id, pada: told.submitted_at, trace: told.trace };
      item.keadaan = item.berkas ? "berkas" : "terkirim";
      await keep("antre", item);
    }
    if (item.berkas) {
      const path = `/api/activity/activities/${item.resi.id}/evidence?nama=${encodeURIComponent(item.berkas.nama)}`;
      const answer = await post(path, `${item.kunci}-bukti`, item.berkas.isi, item.berkas.isi.type);
      if (!(await taken(item, answer))) return false;
      item.berkas = null;
      item.keadaan = "terkirim";
      await keep("antre", item);
    }
    return true;
  };
  const taken = async (item, answer) => {
    if (answer.ok) return true;
    const told = await answer.json().catch(() => ({}));
    const ended = answer.status === 401 || (answer.status === 403 && !told.rule); // the session, not the entry
    if (ended) item.keadaan = "masuk";
    else if (answer.status < 500 && answer.status !== 429 && told.rule !== "edge.key.still_running") {
      item.sebab = told.detail ?? "Layanan menolak kiriman ini.";
      item.keadaan = item.resi ? "terkirim" : "perbaiki"; // an entry that stands is not sent anew for its evidence
      item.berkas = item.resi ? null : item.berkas;
    }
    await keep("antre", item);
    return false;
  };
  const waits = (item) => item.akun === account && ["menunggu", "masuk", "berkas"].includes(item.keadaan);
  // The page of the phone is nobody's: who is signed in it learns from one that is.
  const learn = async () => {
    const told = await fetch("/menu").catch(() => null);
    const found = told && told.ok && /<meta name="bukti" content="([^".]+)\.([^".]+)">/.exec(await told.text());
    if (found) [masked, account] = [found[1], found[2]];
  };
  const sendAll = async () => {
    if (!navigator.onLine) return;
    if (!account && (await all("antre")).some((item) => item.keadaan !== "terkirim")) await learn();
    if (!account) return;
    const run = async () => {
      for (const item of (await all("antre")).filter(waits).sort((a, b) => a.pada - b.pada)) {
        try {
          if (!(await sendOne(item)) && item.keadaan === "masuk") break;
        } catch {
          break; // no network after all: it waits
        }
      }
    };
    if (navigator.locks) await navigator.locks.request("ekinerja-antre", { ifAvailable: true }, (lock) => lock && run());
    else await run();
    await show();
  };

  // --- what is seen ------------------------------------------------------------------------------------------------
  const SAID = {
    menunggu: "tersimpan di ponsel ini",
    berkas: "terkirim, buktinya menunggu",
    terkirim: "terkirim",
    perbaiki: "perlu diperbaiki",
    masuk: "perlu masuk lagi",
  };
  const SIGN = { menunggu: "tunggu", berkas: "tunggu", terkirim: "ok", perbaiki: "tolak", masuk: "tunggu" };
  const made = (tag, more, ...inside) => {
    const node = Object.assign(document.createElement(tag), more);
    node.append(...inside);
    return node;
  };
  const receipt = (trace) => (trace ? ` · tanda terima ${trace.slice(0, 4)}-${trace.slice(4, 8)}-${trace.slice(8, 12)}` : "");
  const line = (item) => {
    const acts = made("p", { className: "baris" });
    acts.append(made("span", { className: `badge ${SIGN[item.keadaan]}` }, SAID[item.keadaan]));
    if (item.keadaan === "perbaiki" || (item.keadaan === "menunggu" && item.coba === 0)) {
      acts.append(made("button", { className: "btn kecil", type: "button", onclick: () => edit(item) }, "Ubah"));
      acts.append(made("button", { className: "btn kecil", type: "button", onclick: () => remove(item) }, "Hapus"));
    }
    if (item.keadaan === "masuk") acts.append(made("a", { className: "btn kecil", href: "/masuk?lanjut=/luring" }, "Masuk"));
    const words = made("div", {}, made("p", { className: "judul" }, item.isi.uraian));
    const when = `${item.isi.mulai}–${item.isi.selesai} · ${item.isi.output}`;
    words.append(made("p", { className: "ket" }, when + receipt(item.resi && item.resi.trace)));
    if (item.sebab) words.append(made("p", { className: "pesan-salah" }, item.resi ? `Buktinya ditolak: ${item.sebab}` : item.sebab));
    words.append(acts);
    return made("li", {}, made("p", {}, made("b", {}, item.isi.tanggal)), words);
  };
  // without a session: who was here last and has not signed out
  const owner = async () =>
    account || (await all("bekal")).filter((one) => !one.tertutup).sort((a, b) => b.pada - a.pada)[0]?.akun || "";
  const show = async () => {
    const me = await owner();
    const items = await all("antre");
    for (const old of items.filter((one) => one.keadaan === "terkirim" && Date.now() - one.pada > RECEIPTS)) drop("antre", old.kunci);
    const own = items.filter((one) => one.akun === me).sort((a, b) => b.pada - a.pada);
    const open = own.filter((one) => one.keadaan !== "terkirim").length;
    const others = items.filter((one) => one.akun !== me && one.keadaan !== "terkirim").length;
    for (const strip of document.querySelectorAll("[data-antrean-ponsel]")) {
      strip.hidden = !open && !others;
      const told = open ? `${open} catatan menunggu di ponsel ini` : `${others} catatan milik akun lain menunggu di ponsel ini`;
      strip.replaceChildren(open ? made("a", { href: "/luring" }, told) : told);
    }
    const list = document.getElementById("antrean-ponsel");
    if (!list) return;
    list.replaceChildren(...own.map(line));
    document.getElementById("milik-lain").textContent = others ? `${others} catatan milik akun lain menunggu; hanya pemiliknya yang melihatnya.` : "";
    document.getElementById("belum-ada").hidden = own.length > 0;
  };

  // --- the form without a network ----------------------------------------------------------------------------------
  const form = document.getElementById("luring");
  let edited = null;
  const clock = (text) => {
    const found = /^(\d{1,2})[.:,]?(\d{2})?$/.exec(text.trim());
    return found && +found[1] < 24 && +(found[2] ?? 0) < 60 ? `${found[1].padStart(2, "0")}:${found[2] ?? "00"}` : "";
  };
  const edit = (item) => {
    edited = item;
    for (const name of ["tanggal", "butir_id", "uraian", "output", "kuantitas", "mulai", "selesai"]) form.elements[name].value = item.isi[name];
    form.elements.uraian.focus();
  };
  const remove = async (item) => {
    await drop("antre", item.kunci);
    await show();
  };
  const write = async (event) => {
    event.preventDefault();
    const said = document.getElementById("pesan-luring");
    const given = form.elements;
    const supplies = (await all("bekal")).find((one) => one.akun === form.dataset.akun);
    const chosen = supplies && supplies.butir.find((one) => one.butir_id === given.butir_id.value);
    const isi = {
      tanggal: given.tanggal.value, kategori: chosen && chosen.kategori, butir_id: given.butir_id.value,
      uraian: given.uraian.value.trim(), output: given.output.value.trim(), kuantitas: Number(given.kuantitas.value),
      mulai: clock(given.mulai.value), selesai: clock(given.selesai.value), benar: true,
    };
    const file = given.bukti.files[0];
    const used = (await all("antre")).reduce((sum, one) => sum + (one.berkas ? one.berkas.isi.size : 0), 0);
    const lacking = !isi.tanggal ? "Pilih harinya." : !chosen ? "Pilih kinerjanya." : !isi.uraian ? "Tulis kegiatannya." :
      !isi.output ? "Tulis hasilnya." : !(isi.kuantitas >= 1) ? "Tulis berapa banyak." :
      !isi.mulai || !isi.selesai ? "Tulis jam seperti 10.30." : file && file.size > A_FILE ? "Bukti paling besar 2 MB." :
      file && used + file.size > MOST ? "Ponsel ini sudah penuh; kirim dahulu yang menunggu." : "";
    said.textContent = lacking;
    said.className = lacking ? "pesan-salah" : "notice ok";
    if (lacking) return;
    const item = {
      kunci: crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(16).slice(2)}`,
      akun: form.dataset.akun, pada: Date.now(), coba: 0, keadaan: "menunggu", isi, resi: null,
      berkas: file ? { nama: file.name, isi: new Blob([await file.arrayBuffer()], { type: file.type }) } : null,
    };
    if (edited) item.pada = edited.pada;
    await keep("antre", item);
    if (edited) await drop("antre", edited.kunci);
    edited = null;
    form.reset();
    given.tanggal.value = isi.tanggal;
    said.textContent = "Tersimpan di ponsel ini. Dikirim sendiri begitu tersambung, satu kali saja.";
    navigator.storage?.persist?.();
    await show();
    await sendAll();
  };
  const prepare = async () => {
    const me = await owner();
    const supplies = (await all("bekal")).find((one) => one.akun === me);
    document.getElementById("tanpa-bekal").hidden = Boolean(supplies);
    form.hidden = !supplies;
    if (!supplies) return;
    form.dataset.akun = me;
    const today = new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
    form.elements.tanggal.value = today;
    form.elements.butir_id.replaceChildren(...supplies.butir.map((one) => made("option", { value: one.butir_id }, one.uraian)));
    form.addEventListener("submit", write);
  };
  const stock = async () => {
    const supplies = (await all("bekal")).find((one) => one.akun === account);
    const day = document.querySelector("[data-hari-ini]")?.dataset.hariIni;
    if (supplies) await keep("bekal", { ...supplies, pada: Date.now(), tertutup: false });
    if (!day || (supplies && supplies.hari === day)) return;
    const answer = await fetch(`/api/activity/butir?tanggal=${day}`);
    if (!answer.ok) return;
    const butir = (await answer.json()).map(({ butir_id, kategori, uraian }) => ({ butir_id, kategori, uraian }));
    await keep("bekal", { akun: account, hari: day, pada: Date.now(), butir });
  };

  (async () => {
    if ("serviceWorker" in navigator && isSecureContext) {
      const address = window.trustedTypes
        ? trustedTypes.createPolicy("ekinerja", { createScriptURL: (path) => (path === "/sw.js" ? path : "") }).createScriptURL("/sw.js")
        : "/sw.js";
      navigator.serviceWorker.register(address).catch(() => {});
    }
    await show();
    if (form) await prepare();
    if (account) await stock().catch(() => {});
    await sendAll();
    const out = document.querySelector("form[action='/keluar']");
    out?.addEventListener("submit", async (event) => {
      event.preventDefault(); // what waits is sealed to its owner first
      const supplies = (await all("bekal")).find((one) => one.akun === account);
      if (supplies) await keep("bekal", { ...supplies, tertutup: true });
      out.submit();
    });
    addEventListener("online", sendAll);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendAll());
  })();
})();
