// What stays on the device: the help page, what is shown without a connection, and what draws them.
// No page that is about anybody is ever kept.
const KEPT = "help-3";
const UNSENT = ["/unsent/tap", "/unsent/night-tap", "/unsent/night"];
const FILES = ["ground.css", "offline.js", "mine.js", "ground.svg"].concat(
  [400, 700].map((weight) => `atkinson-hyperlegible-next-latin-${weight}-normal.woff2`),
);
const PAGES = ["/help", ...UNSENT, ...FILES.map((file) => `/static/${file}`)];
const NIGHT = ["/night", "/ring"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(PAGES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});

// A tap that does not get through says so, and who answers by telephone: nobody waits for it.
const instead = (request, path, back) => {
  const night = NIGHT.includes(path);
  if (request.method !== "GET" && !back) return night ? "/unsent/night-tap" : "/unsent/tap";
  if (request.mode !== "navigate") return path;
  return night ? "/unsent/night" : PAGES.includes(path) ? path : "/help";
};

self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET" && request.mode !== "navigate") return;
  const path = new URL(request.url).pathname;
  // Going back to what a form had sent sends nothing: its page is opened anew, and no tap was lost.
  const back = request.cache === "only-if-cached";
  const came = back ? fetch(request.url, { redirect: "manual" }) : fetch(request);
  // Whatever comes anew takes the place of what is kept: no number stays on a device for years.
  const renewed = (copy) => caches.open(KEPT).then((kept) => kept.put(path, copy));
  const ours = request.method === "GET" && PAGES.includes(path);
  const renew = (answer) => (ours && answer.ok ? renewed(answer.clone()) : undefined);
  const kept = () => caches.match(instead(request, path, back), { ignoreVary: true });
  event.waitUntil(came.then(renew).catch(() => {}));
  event.respondWith(came.catch(() => kept().then((found) => found || Response.error())));
});
