import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where vtl play serves the page; "" when the browser tests are skipped. */
    url: string;
    /** The binary that serves it. */
    binary: string;
  }
}

/** chromium is Debian's browser; VTL_CHROMIUM names another one. */
export const chromium = process.env.VTL_CHROMIUM ?? "/usr/bin/chromium";

/** setup builds the binary, serves the page on a free port, and returns what ends that. VTL_BIN names a binary that was
 * built already. */
export default async function setup(project: TestProject): Promise<() => void> {
  const lacks = [!existsSync(chromium) && chromium, !process.env.VTL_BIN && spawnSync("go", ["version"]).status !== 0 && "go"].filter(Boolean);
  if (lacks.length > 0) {
    if (process.env.VTL_REQUIRE_ALL === "1") throw new Error(`the browser tests need ${lacks.join(" and ")}`);
    console.log(`skipped: the browser tests, for want of ${lacks.join(" and ")}`);
    project.provide("url", "");
    project.provide("binary", "");
    return () => {};
  }
  const folder = mkdtempSync(join(tmpdir(), "vtl-play-"));
  const binary = process.env.VTL_BIN ?? build(folder);
  const server = await play(binary);
  project.provide("url", server.url);
  project.provide("binary", binary);
  return () => {
    server.end();
    rmSync(folder, { recursive: true });
  };
}

/** build makes the binary in a folder and returns its path. */
function build(folder: string): string {
  const binary = join(folder, "vtl");
  const built = spawnSync("go", ["build", "-o", binary, "./cmd/vtl"], { cwd: join(import.meta.dirname, "../.."), encoding: "utf8" });
  if (built.status !== 0) throw new Error(`go build: ${built.stderr}`);
  return binary;
}

/** Served is a server that runs. */
export interface Served {
  url: string;
  /** Ends it, and waits until it has. */
  end(): Promise<void>;
}

/** play starts vtl play and returns where it listens; address is "127.0.0.1:0" for a free port. */
export async function play(binary: string, address = "127.0.0.1:0"): Promise<Served> {
  const server = spawn(binary, ["play", "--no-open", "--listen", address], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<void>((resolve) => server.on("exit", () => resolve()));
  return {
    url: await listening(server),
    end: () => {
      server.kill("SIGKILL");
      return ended;
    },
  };
}

/** listening waits for the line in which the server says where it listens. */
function listening(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const match = /http:\/\/[\d.:]+\d/.exec(said);
      if (match) resolve(match[0]);
    };
    server.stdout?.on("data", read);
    server.stderr?.on("data", read);
    server.on("exit", (code) => reject(new Error(`vtl play ended with ${code}: ${said}`)));
  });
}
