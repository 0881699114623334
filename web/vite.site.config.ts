import { join } from "node:path";
import { mergeConfig } from "vite";
import { site } from "./site/plugin";
import base from "./vite.config";

// `make site`: the page with the engine as WebAssembly, in mode "site". VTL_ENGINE names another folder to take the
// engine from.
export default mergeConfig(base, {
  build: { outDir: join(import.meta.dirname, "..", "site"), emptyOutDir: true },
  plugins: [site(process.env.VTL_ENGINE ?? join(import.meta.dirname, "engine"))],
});
