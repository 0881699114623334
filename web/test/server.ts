import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where vtl play serves the page; "" when the browser tests are skipped. */
    url: string;
  }
}

/** chromium is Debian's browser; VTL_CHROMIUM names another one. */
export const chromium = process.env.VTL_CHROMIUM ?? "/usr/bin/chromium";

/** setup builds the binary, serves the page on a free port, and returns what ends that. VTL_PLAY names a server that
 * runs already. */
export default async function setup(project: TestProject): Promise<() => void> {
  const lacks = [!existsSync(chromium) && chromium, spawnSync("go", ["version"]).status !== 0 && "go"].filter(Boolean);
  if (lacks.length > 0) {
    if (process.env.VTL_REQUIRE_ALL === "1") throw new Error(`the browser tests need ${lacks.join(" and ")}`);
    console.log(`skipped: the browser tests, for want of ${lacks.join(" and ")}`);
    project.provide("url", "");
    return () => {};
  }
  if (process.env.VTL_PLAY) {
    project.provide("url", process.env.VTL_PLAY);
    return () => {};
  }
  const folder = mkdtempSync(join(tmpdir(), "vtl-play-"));
  const binary = join(folder, "vtl");
  const built = spawnSync("go", ["build", "-o", binary, "./cmd/vtl"], { cwd: join(import.meta.dirname, "../.."), encoding: "utf8" });
  if (built.status !== 0) throw new Error(`go build: ${built.stderr}`);
  const server = spawn(binary, ["play", "--no-open", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
  project.provide("url", await address(server));
  return () => {
    server.kill();
    rmSync(folder, { recursive: true });
  };
}

/** address waits for the line in which the server says where it listens. */
function address(server: ChildProcess): Promise<string> {
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
