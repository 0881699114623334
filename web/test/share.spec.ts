import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { editor, link, open, output, ready, saved, settled, start, suite, type, url } from "./harness";

// Taking a page elsewhere: links, files, copies; and what the browser keeps.

suite("share", (browser) => {
  it("carries emoji, lone surrogates and a template of 20 kB", async () => {
    const tail = "x".repeat(20_000);
    const doc = { template: `🎉 é \ud83d|\udc4d \u202e$input.body\n##${tail}`, inputs: { body: "日本\ud800" } };
    const { page } = await start(browser(), {}, link(doc));
    await page.getByRole("button", { name: "Share" }).click();
    await expect.poll(() => page.getByTestId("share-link").inputValue()).toContain("#v1=");
    const shared = await page.getByTestId("share-link").inputValue();
    const other = await open(browser(), {}, shared.slice(url.length));
    await ready(other.page);
    await settled(other.page);
    // The file has the document as it is, with what the editor shows as boxes.
    const file = await saved(other.page, () => other.page.keyboard.press("ControlOrMeta+s"));
    const read = JSON.parse(file.text) as { doc: { template: string; inputs: { body: string } } };
    expect(read.doc.template).toBe(doc.template);
    expect(read.doc.inputs.body).toBe(doc.inputs.body);
    expect(other.page.url()).not.toContain("#v1=");
  });

  it("carries the whole page, and copies the link", async () => {
    const { page } = await start(browser());
    await page.getByRole("tab", { name: "Diff" }).click();
    await page.getByTestId("no-expected").getByRole("button", { name: "Use output as expected" }).click();
    await page.keyboard.press("ControlOrMeta+Shift+S");
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByTestId("toast").getByText("Link copied.").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const other = await open(browser(), {}, copied.slice(url.length));
    await ready(other.page);
    await other.page.getByRole("tab", { name: "Diff" }).click();
    await other.page.getByTestId("diff-verdict").getByText("✓ No differences.").waitFor();
    await other.page.getByRole("tab", { name: "Coverage" }).click();
    await expect.poll(() => other.page.getByTestId("samples").locator("li").count()).toBe(3);
  });

  it.each([
    ["Test case", "template"],
    ["curl", "curl"],
    ["Go", "package "],
    ["CDK", "$input.json"],
    ["Terraform", "<<"],
    ["OpenAPI YAML", "application/json"],
    ["OpenAPI JSON", "application/json"],
  ])("copies as %s", async (name, has) => {
    const { page } = await start(browser(), {}, link({ template: "a \"$input.json('$')\"\n`b`", inputs: { body: "{}" } }));
    await page.getByTestId("copy-menu").click();
    await page.getByRole("menuitem", { name: new RegExp(`^${name}`) }).first().click();
    const text = page.getByTestId("copied-text");
    await expect.poll(() => text.textContent()).toContain(has);
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByTestId("toast").getByText("Copied.").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await text.textContent());
    const file = await saved(page, () => page.getByTestId("copy-dialog").getByRole("button", { name: /^Save / }).click());
    expect(file.text).toBe(copied);
  });
});

suite("what the browser keeps", (browser) => {
  it("keeps what was worked on, writes it all to one file, and reads that elsewhere", async () => {
    const { page } = await start(browser());
    await type(page, "template-editor", "first page");
    await output(page, "first page");
    const kept = () => page.evaluate(() => localStorage.getItem("vtl.snippets.v1") ?? "");
    await expect.poll(kept).toContain("first page");
    await page.reload();
    await output(page, "first page");
    const file = await saved(page, () => page.keyboard.press("ControlOrMeta+s"));
    expect(JSON.parse(file.text)).toMatchObject({ vtlPlayground: 1, doc: { template: "first page" }, snippets: [{ doc: { template: "first page" } }] });

    const other = await start(browser());
    await other.page.getByTestId("import-menu").click();
    const choosing = other.page.waitForEvent("filechooser");
    await other.page.getByRole("menuitem", { name: /Playground file/ }).click();
    await (await choosing).setFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(file.text) });
    await output(other.page, "first page");
    await other.page.getByTestId("example-menu").click();
    await other.page.getByRole("menuitem", { name: /^POST \/orders/ }).waitFor();
    await other.page.keyboard.press("Escape");

    await other.page.getByTestId("import-menu").click();
    const again = other.page.waitForEvent("filechooser");
    await other.page.getByRole("menuitem", { name: /Playground file/ }).click();
    await (await again).setFiles({ name: "x.json", mimeType: "application/json", buffer: await readFile(import.meta.filename) });
    await other.page.getByTestId("toast").getByText("That is not a file saved by the playground.").waitFor();
  });

  it("pins a theme", async () => {
    const { page } = await start(browser(), { colorScheme: "light" });
    const colour = () => page.evaluate(() => getComputedStyle(document.body).color);
    const light = await colour();
    const theme = page.getByTestId("theme");
    await theme.click();
    expect(await colour()).toBe(light);
    await theme.click();
    const dark = await colour();
    expect(dark).not.toBe(light);
    await page.reload();
    await ready(page);
    expect(await colour()).toBe(dark);
    await theme.click();
    expect(await colour()).toBe(light);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await colour()).toBe(dark);
  });

  it("has help with every key and the limits", async () => {
    const { page } = await start(browser());
    await page.getByRole("button", { name: "Help" }).click();
    const help = page.getByTestId("help-dialog");
    for (const key of ["Ctrl+Enter", "Ctrl+S", "Ctrl+Shift+S", "Alt+1", "F8", "F10", "Ctrl+Shift+F", "F1 or ?", "Esc, then Tab"]) {
      await help.getByText(key).first().waitFor();
    }
    await help.getByText("Limits of a run").click();
    expect(await help.locator("details tr").count()).toBeGreaterThan(3);
    await page.keyboard.press("Escape");
    await expect.poll(() => help.count()).toBe(0);
    await editor(page, "output-editor").click();
    await page.keyboard.press("F1");
    await help.waitFor();
  });
});
