// Keeps the help page on this device, so that its numbers are there without a connection. Nothing is sent.
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/keep.js").catch(() => {});
