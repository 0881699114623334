// The service worker of the site: the page and its engine are kept when first loaded, and served from there ever after,
// so that the page works without a network. The list of files and the version are put in when
// the site is built.
//
// A new version is fetched as a whole before it takes over. A page that was loaded before goes on with the files of its
// own version, which are kept until the version after the next.

/* global clients, registration, skipWaiting */

const files = __FILES__; // relative to the worker, "./" is the page
const prefix = `vtl ${registration.scope} `; // other sites of the same host have caches of their own
const current = `${prefix}__VERSION__`;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(registration.scope)) event.respondWith(answer(request));
});

async function install() {
  const cache = await caches.open(current);
  // Names with a hash may come from the browser's cache, others are asked for anew.
  await cache.addAll(files.map((name) => new Request(name, { cache: /-[\w-]{8,}\./.test(name) ? "default" : "reload" })));
  await skipWaiting();
}

async function activate() {
  const own = (await caches.keys()).filter((name) => name.startsWith(prefix)); // oldest first
  const old = own.filter((name) => name !== current).slice(0, -1);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

async function answer(request) {
  const url = request.mode === "navigate" ? registration.scope : request.url;
  const cache = await caches.open(current);
  return (await cache.match(url)) ?? (await caches.match(url)) ?? fetch(request);
}
