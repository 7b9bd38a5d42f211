// Keys in the queue: the page works without them. Nothing is written into the page but ticks and focus.
"use strict";
(() => {
  const form = document.getElementById("antrean");
  if (!form) return;
  const rows = [...form.querySelectorAll(".antrean > li")];
  const box = (row) => row.querySelector("input.kotak");
  const button = form.querySelector(".aksi .utama");
  let at = -1;
  let last = -1;

  const told = () => {
    const n = rows.filter((row) => box(row).checked).length;
    for (const row of rows) row.classList.toggle("pilih", box(row).checked);
    button.lastChild.textContent = n ? `Setujui ${n} catatan` : "Setujui yang dipilih";
  };
  const go = (n) => {
    if (!rows.length) return;
    if (at >= 0) rows[at].removeAttribute("aria-current");
    at = Math.min(Math.max(n, 0), rows.length - 1);
    rows[at].setAttribute("aria-current", "true");
    rows[at].querySelector(".judul a").focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "center" });
  };
  const tick = (on) => {
    if (at < 0) return;
    box(rows[at]).checked = on ?? !box(rows[at]).checked;
    last = at;
    told();
  };
  const keys = {
    j: () => go(at + 1),
    k: () => go(at - 1),
    x: () => tick(),
    X: () => {
      const [from, to] = last < at ? [last, at] : [at, last];
      for (let n = Math.max(from, 0); n <= to; n++) box(rows[n]).checked = true;
      told();
    },
    a: () => {
      for (const row of rows) box(row).checked = true;
      told();
    },
    z: () => {
      if (last >= 0) box(rows[last]).checked = false;
      told();
    },
    s: () => (rows.some((row) => box(row).checked) ? button : at >= 0 ? rows[at].querySelector("[name=setuju]") : null)?.click(),
    r: () => at >= 0 && rows[at].querySelector(".antre-aksi a").click(),
    e: () => at >= 0 && rows[at].querySelector(".antre small a, .antre .kecil a")?.click(),
    "/": () => document.getElementById("o").focus(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") {
      form.querySelector("[name=kembalikan]")?.click();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox") return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  form.addEventListener("change", told);
  told();
})();
