import { defineConfig } from "vite";

// The page is served from any path, by the server or as plain files, so every address in it is relative. What is built
// is committed: names carry the hash of their content and nothing of the machine or the time.
export default defineConfig({
  base: "./",
  build: {
    outDir: "dist",
    target: "es2022",
    assetsInlineLimit: 0, // the content security policy allows no data: scripts or styles
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  worker: { format: "es" },
  server: { proxy: { "/api": process.env.VTL_PLAY ?? "http://127.0.0.1:8844" } },
});
