// Keeps the help page on this device, so that its numbers are there without a connection. Nothing is sent.
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/keep.js").catch(() => {});

// A page that the browser kept while somebody was elsewhere, or was signed out, is loaded anew: it may be another who looks.
addEventListener("pageshow", (event) => event.persisted && location.reload());
