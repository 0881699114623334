// Part of the site's page: keeps it for times without a network.

// Not before the page has loaded what it needs itself.
addEventListener("load", () => {
  navigator.serviceWorker?.register(new URL("sw.js", document.baseURI), { updateViaCache: "none" }).catch((error: unknown) => {
    console.warn("The page will not be there without a network:", error);
  });
});
