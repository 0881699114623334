import { readFile } from "node:fs/promises";
import { deflateRawSync } from "node:zlib";
import { chromium as browserType, type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject } from "vitest";
import { chromium } from "./server";

/** url is where the page is served; "" when the browser tests are skipped. */
export const url = inject("url");

/** binary is what serves it. */
export const binary = inject("binary");

/** patience is how long a test waits for what must become true, in milliseconds: machines that run tests are busy at
 * times. What is polled waits as long, by the configuration. */
export const patience = 15_000;

/** launch starts Chromium: without a sandbox, as tests run as root, and without its calls home. */
export function launch(): Promise<Browser> {
  return browserType.launch({
    executablePath: chromium,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** suite is a group of tests with a browser of their own. After each of them nothing must have happened that never may. */
export function suite(name: string, tests: (browser: () => Browser) => void): void {
  describe.skipIf(url === "")(name, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    });
    afterEach(async () => {
      const contexts = browser.contexts();
      const found = contexts.flatMap((context) => faultsOf.get(context) ?? []);
      await Promise.all(contexts.map((context) => context.close()));
      expect(found).toEqual([]);
    });
    afterAll(() => browser.close());
    tests(() => browser);
  });
}

/** Opened is a page with all that must never happen on it. */
export interface Opened {
  page: Page;
  /** Uncaught errors, violations of the content security policy, dialogs, and requests to anybody else. */
  faults: string[];
}

/** Faults of the pages of a context, for suite. */
const faultsOf = new WeakMap<BrowserContext, string[]>();

/** open shows the playground in a browser that knows nothing of it; path goes behind the address of its server. */
export async function open(browser: Browser, options: BrowserContextOptions = {}, path = "/", server = url): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const faults = watch(page, server);
  faultsOf.set(context, faults);
  await page.goto(server + path);
  return { page, faults };
}

/** watch gathers what must never happen on a page. */
export function watch(page: Page, server = url): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", (popup) => faults.push(`popup: ${popup.url()}`));
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) faults.push(`policy: ${message.text()}`);
  });
  page.on("request", (request) => {
    const to = request.url();
    if (!to.startsWith(server) && !to.startsWith("blob:") && !to.startsWith("data:")) faults.push(`request: ${to}`);
  });
  return faults;
}

/** editor is the text field of an editor, by the test id around it. */
export function editor(page: Page, testid: string): Locator {
  return page.getByTestId(testid).locator(".cm-content");
}

/** bring shows a pane on a narrow screen, where there is one at a time. */
export async function bring(page: Page, pane: "Template" | "Input" | "Output" | "Problems"): Promise<void> {
  const button = page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: pane });
  if ((await button.count()) > 0) await button.click();
}

/** type replaces the text of an editor, as somebody who pastes does. */
export async function type(page: Page, testid: string, text: string): Promise<void> {
  if (testid === "template-editor") await bring(page, "Template");
  if (testid === "body-editor") await bring(page, "Input");
  const field = editor(page, testid);
  await field.click();
  await page.keyboard.press("ControlOrMeta+a");
  if (text === "") return page.keyboard.press("Delete");
  // Pasted: insertText lets Chromium make elements with styles of its own, which the policy then refuses.
  await field.evaluate((content, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** goes presses a key that puts the keyboard into an editor, and waits until it is there. */
export async function goes(page: Page, key: string, testid: string): Promise<void> {
  await page.keyboard.press(key);
  await focused(editor(page, testid));
}

/** focused waits until something has the keyboard. */
export async function focused(locator: Locator): Promise<void> {
  await expect.poll(() => locator.evaluate((e) => e.contains(document.activeElement))).toBe(true);
}

/** textOf returns the text that an editor shows, as far as it is drawn; flags and boxes are not part of it. */
export function textOf(page: Page, testid: string): Promise<string> {
  return editor(page, testid).evaluate((content) => {
    const lines = [...content.querySelectorAll(".cm-line")];
    return lines
      .map((line) => {
        const copy = line.cloneNode(true) as HTMLElement;
        for (const e of copy.querySelectorAll(".flag, .cm-widgetBuffer, .cm-placeholder")) e.remove();
        return copy.textContent;
      })
      .join("\n");
  });
}

/** settled waits until what was typed has run. The wait is the page's own, longer than that after the last key: timers
 * of a page fire in their order, however busy the machine is. */
export async function settled(page: Page, wait = 160): Promise<void> {
  await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), wait);
  await page.waitForFunction(() => !document.querySelector("[data-running]"));
}

/** ready waits until the page has rendered what it began with. */
export async function ready(page: Page): Promise<void> {
  await page.getByTestId("check").waitFor({ state: "attached" });
}

/** start opens the page and waits until it has rendered. */
export async function start(browser: Browser, options: BrowserContextOptions = {}, path = "/"): Promise<Opened> {
  const opened = await open(browser, options, path);
  await ready(opened.page);
  return opened;
}

/** example loads an example by its title. */
export async function example(page: Page, title: RegExp | string): Promise<void> {
  await page.getByTestId("example-menu").click();
  await page.getByRole("menuitem", { name: title }).click();
  await settled(page);
}

/** render types a template and a body, and waits for what they give. */
export async function render(page: Page, template: string, body: string): Promise<void> {
  await type(page, "body-editor", body);
  await type(page, "template-editor", template);
  await settled(page);
}

/** output waits until the output is a text. */
export async function output(page: Page, wanted: string): Promise<void> {
  await expect.poll(() => textOf(page, "output-editor")).toBe(wanted);
}

/** link writes a document as the page's links do: this is the format, written down a second time. */
export function link(doc: unknown): string {
  return linkOf(JSON.stringify(doc));
}

/** linkOf writes any text as a link. */
export function linkOf(text: string): string {
  return `/#v1=${deflateRawSync(text).toString("base64url")}`;
}

/** noise is a text that cannot be made shorter. */
export function noise(length: number): string {
  let seed = 1;
  return Array.from({ length }, () => String.fromCharCode(33 + ((seed = (seed * 48271) % 2147483647) % 90))).join("");
}

/** saved waits for a file that the page hands to the person while doing something, and returns its name and text. */
export async function saved(page: Page, act: () => Promise<unknown>): Promise<{ name: string; text: string }> {
  const waiting = page.waitForEvent("download");
  await act();
  const file = await waiting;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

/** lit returns the texts that are lit up in an editor. */
export function lit(page: Page, testid: string): Promise<string[]> {
  return editor(page, testid).locator(".lit").allTextContents();
}

/** placeOf returns the middle of the first place of an editor that shows a text, of one line. */
async function placeOf(page: Page, testid: string, text: string): Promise<{ x: number; y: number }> {
  const box = await editor(page, testid).evaluate((content, wanted) => {
    for (const line of content.querySelectorAll(".cm-line")) {
      const at = line.textContent.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let before = 0;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const { length } = node.nodeValue!;
        if (before <= at && at < before + length) range.setStart(node, at - before);
        const end = at + wanted.length;
        if (before < end && end <= before + length) range.setEnd(node, end - before);
        before += length;
      }
      const { x, y, width, height } = range.getClientRects()[0]!;
      return { x: x + width / 2, y: y + height / 2 };
    }
    return null;
  }, text);
  if (!box) throw new Error(`${testid} does not show ${text}`);
  return box;
}

/** pointAt moves the mouse over the first place of an editor that shows a text. */
export async function pointAt(page: Page, testid: string, text: string): Promise<void> {
  const { x, y } = await placeOf(page, testid, text);
  await page.mouse.move(x, y);
}

/** clickAt puts the caret into the first place of an editor that shows a text. */
export async function clickAt(page: Page, testid: string, text: string): Promise<void> {
  const { x, y } = await placeOf(page, testid, text);
  await page.mouse.click(x, y);
}
