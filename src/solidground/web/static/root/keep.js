// What stays on the device: the help page and what draws it. No page that is about anybody is ever kept.
const KEPT = "help-1";
const PAGES = ["/help", "/static/ground.css", "/static/offline.js", "/static/ground.svg"].concat(
  [400, 600, 700].map((weight) => `/static/atkinson-hyperlegible-next-latin-${weight}-normal.woff2`),
);

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(PAGES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET") return;
  const page = request.mode === "navigate";
  const kept = () => caches.match(page ? "/help" : request).then((found) => found || Response.error());
  event.respondWith(fetch(request).catch(kept));
});
