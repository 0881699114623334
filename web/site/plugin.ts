import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { Plugin } from "vite";

/** The text of index.html where a server puts the nonce of its content security policy. */
const noncePlace = "__CSP_NONCE__";

/** A static host cannot make a nonce; this one lets the editor's style element in and no other. */
const nonce = "vtl";

/** The site's content security policy. The page calls nobody but its own folder. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  `style-src 'self' 'nonce-${nonce}'`,
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/**
 * site makes the built page a folder that any static host can serve: with the engine from the given folder, a content
 * security policy of its own, and a service worker that keeps it all.
 */
export function site(engine: string): Plugin {
  let out = "";
  return {
    name: "vtl-site",
    apply: "build",
    configResolved(config) {
      out = config.build.outDir;
    },
    transformIndexHtml: {
      order: "pre",
      handler: (html) => ({
        html: html.replaceAll(noncePlace, nonce),
        tags: [
          { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: policy }, injectTo: "head-prepend" },
          { tag: "script", attrs: { type: "module", src: "/site/register.ts" }, injectTo: "body" },
        ],
      }),
    },
    writeBundle() {
      cpSync(engine, join(out, "engine"), { recursive: true });
      const files = list(out);
      const worker = readFileSync(join(import.meta.dirname, "sw.js"), "utf8")
        .replace("__FILES__", () => JSON.stringify(["./", ...files.filter((name) => name !== "index.html")]))
        .replace("__VERSION__", hash(out, files));
      writeFileSync(join(out, "sw.js"), worker);
    },
  };
}

/** The files below a folder, by name. */
function list(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(folder, posix.join(entry.parentPath, entry.name)))
    .filter((name) => name !== "sw.js")
    .sort();
}

/** A hash of the names and contents of files. */
function hash(folder: string, files: string[]): string {
  const sum = createHash("sha256");
  for (const name of files) sum.update(`${name}\n`).update(readFileSync(join(folder, name)));
  return sum.digest("hex").slice(0, 12);
}
