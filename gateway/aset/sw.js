// Keeps the shell of one page for when there is no network. It never keeps a page of a person, and sends nothing itself:
// what waits is sent by the pages, which have the session.
"use strict";
const KEPT = "kulit-1";
const SHELL = []; // filled when the gateway builds this file
const OFFLINE = "/luring";

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const kept = await caches.open(KEPT);
      await kept.addAll([...SHELL, OFFLINE].map((path) => new Request(path, { credentials: "omit", cache: "reload" })));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
      const kept = await caches.open(KEPT);
      const now = new Set([...SHELL, OFFLINE]);
      for (const asked of await kept.keys()) if (!now.has(new URL(asked.url).pathname)) await kept.delete(asked);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const asked = event.request;
  const address = new URL(asked.url);
  if (asked.method !== "GET" || address.origin !== self.location.origin) return;
  if (SHELL.includes(address.pathname)) {
    event.respondWith((async () => (await caches.match(address.pathname)) ?? fetch(asked))());
  } else if (asked.mode === "navigate") {
    event.respondWith(
      (async () => {
        try {
          const told = await fetch(asked);
          if (address.pathname === OFFLINE && told.ok) await (await caches.open(KEPT)).put(OFFLINE, told.clone());
          return told;
        } catch {
          return (await caches.match(OFFLINE)) ?? Response.error();
        }
      })(),
    );
  }
});
