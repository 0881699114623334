import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, textOf, type, url } from "./harness";

// The folder that `make site` builds, or the one named by VTL_SITE, served from below another one by a host that knows
// nothing of it.

const folder = process.env.VTL_SITE ?? join(import.meta.dirname, "../../site");
const built = existsSync(join(folder, "index.html"));
if (!built && process.env.VTL_REQUIRE_ALL === "1") throw new Error("the tests of the site need it: make site");
if (!built) console.log("skipped: the tests of the site, for want of one: make site");

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };

function host(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "", "http://host").pathname;
    let file = join(folder, path.replace(/^\/tools\/vtl\//, "/"));
    if (path.endsWith("/")) file = join(file, "index.html");
    if (!path.startsWith("/tools/vtl/") || !existsSync(file) || statSync(file).isDirectory()) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

describe.skipIf(url === "" || !built)("the site", () => {
  let browser: Browser;
  let server: Server;
  beforeAll(async () => {
    browser = await launch();
    server = await host();
  });
  afterAll(async () => {
    server.close();
    await browser.close();
  });

  it("renders without a server, and without a network after the first visit", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => /Content Security Policy|Refused/.test(message.text()) && faults.push(message.text()));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/tools/vtl/`);
    await page.getByTestId("check").getByText("valid JSON").waitFor({ timeout: 30_000 });
    await type(page, "template-editor", "Hello $input.path('$.name')!");
    await type(page, "body-editor", '{"name": "Ann"}');
    await expect.poll(() => textOf(page, "output-editor")).toBe("Hello Ann!");
    await page.evaluate(() => navigator.serviceWorker.ready);

    server.close();
    server.closeAllConnections();
    await context.setOffline(true);
    await page.reload();
    await page.getByTestId("check").waitFor({ timeout: 30_000 });
    await type(page, "template-editor", "Still here, $input.path('$.name')");
    await type(page, "body-editor", '{"name": "Bob"}');
    await expect.poll(() => textOf(page, "output-editor")).toBe("Still here, Bob");
    expect(faults).toEqual([]);
  });
});
