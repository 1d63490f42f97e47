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
  const path = new URL(request.url).pathname;
  const came = fetch(request);
  // Whatever comes anew takes the place of what is kept: no number stays on a device for years.
  const renewed = (copy) => caches.open(KEPT).then((kept) => kept.put(path, copy));
  const renew = (answer) => (PAGES.includes(path) && answer.ok ? renewed(answer.clone()) : undefined);
  const kept = () => caches.match(request.mode === "navigate" ? "/help" : path, { ignoreVary: true });
  event.waitUntil(came.then(renew).catch(() => {}));
  event.respondWith(came.catch(() => kept().then((found) => found || Response.error())));
});
