import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editor, launch, lit, open, pointAt, settled, textOf, type, url } from "./harness";

describe.skipIf(url === "")("the page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it("shows the default example rendered, with a hint that goes away for good", async () => {
    const { page, faults } = await open(browser);
    await page.getByTestId("check").getByText("valid JSON").waitFor();
    expect(await textOf(page, "output-editor")).toContain('"Number": "A-1001"');
    await page.getByRole("button", { name: "Dismiss hint" }).click();
    await page.reload();
    await page.getByTestId("check").waitFor();
    expect(await page.getByTestId("first-hint").count()).toBe(0);
    expect(await page.locator("h1").count()).toBe(1);
    expect(faults).toEqual([]);
  });

  it("renders while typing", async () => {
    const { page, faults } = await open(browser);
    await page.getByTestId("check").waitFor();
    await type(page, "template-editor", "Hello $input.path('$.name')!");
    await type(page, "body-editor", '{"name": "Ann"}');
    await expect.poll(() => textOf(page, "output-editor")).toBe("Hello Ann!");
    expect(await page.getByTestId("announcement").textContent()).toBe("Rendered, 10 bytes, no problems");
    expect(await page.getByTestId("status-bytes").textContent()).toBe("10 bytes");
    expect(faults).toEqual([]);
  });

  it("lights up template and body for the output, and back", async () => {
    const { page } = await open(browser);
    await page.getByTestId("check").waitFor();
    await type(page, "template-editor", "#foreach($n in $input.path('$.names'))<$n>#end");
    await type(page, "body-editor", '{"names": ["Ann", "Bob"]}');
    await expect.poll(() => textOf(page, "output-editor")).toBe("<Ann><Bob>");
    await settled(page);

    await pointAt(page, "output-editor", "Bob");
    await expect.poll(() => lit(page, "template-editor")).toEqual(["$n"]);
    expect(await lit(page, "body-editor")).toEqual(['"Bob"']);
    expect(await lit(page, "output-editor")).toEqual(["Bob"]);

    await pointAt(page, "template-editor", "$n>");
    await expect.poll(() => lit(page, "output-editor")).toEqual(["Ann", "Bob"]);

    await pointAt(page, "body-editor", "Ann");
    await expect.poll(() => lit(page, "output-editor")).toEqual(["Ann"]);
  });

  it("lights up by the caret alone, and says why with the keyboard", async () => {
    const { page } = await open(browser);
    await page.getByTestId("check").waitFor();
    await type(page, "template-editor", "#set($r = $input.path('$'))[$r.nmae]$r.name");
    await type(page, "body-editor", '{"name": "Ann"}');
    await expect.poll(() => textOf(page, "output-editor")).toBe("[]Ann");
    await settled(page);
    await page.keyboard.press("Alt+6");
    await editor(page, "output-editor").press("Control+Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Alt+Enter");
    expect(await page.getByTestId("why").textContent()).toContain("it has no nmae");
    await page.keyboard.press("Escape");
    expect(await page.getByTestId("why").count()).toBe(0);
    await page.keyboard.press("End");
    await expect.poll(() => lit(page, "template-editor")).toEqual(["$r.name"]);
  });

  it("mends a problem with its fix", async () => {
    const { page } = await open(browser);
    await page.getByTestId("check").waitFor();
    await type(page, "template-editor", "#set($r = $input.path('$'))$r.nmae");
    await type(page, "body-editor", '{"name": "Ann"}');
    await page.getByTestId("problem-list").getByRole("button", { name: /^Fix/ }).click();
    await expect.poll(() => textOf(page, "output-editor")).toBe("Ann");
  });

  it("shares everything in a link", async () => {
    const { page } = await open(browser);
    await page.getByTestId("check").waitFor();
    const template = "émoji 🎉 \u202e $input.body";
    await type(page, "template-editor", template);
    await type(page, "body-editor", "日本");
    await page.keyboard.press("Control+Shift+S");
    await expect.poll(() => page.getByTestId("share-link").inputValue()).toContain("#v1=");
    const link = await page.getByTestId("share-link").inputValue();
    const other = await open(browser, {}, link.slice(url.length));
    await expect.poll(() => textOf(other.page, "output-editor")).toContain("日本");
    expect(await textOf(other.page, "template-editor")).toContain("🎉");
    expect(other.page.url()).not.toContain("#v1=");
    expect(other.faults).toEqual([]);
  });

  it("says that a link is damaged, and shows the example", async () => {
    const { page, faults } = await open(browser, {}, "/#v1=AAAA");
    await page.getByTestId("notice-link").getByText("This link is damaged or from a newer version.").waitFor();
    await page.getByTestId("check").waitFor();
    expect(faults).toEqual([]);
  });
});
