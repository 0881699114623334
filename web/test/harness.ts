import { chromium as browserType, type Browser, type BrowserContextOptions, type Locator, type Page } from "playwright-core";
import { inject } from "vitest";
import { chromium } from "./server";

/** url is where the page is served; "" when the browser tests are skipped. */
export const url = inject("url");

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

/** Opened is a page with all that must never happen on it. */
export interface Opened {
  page: Page;
  /** Uncaught errors, violations of the content security policy, dialogs, and requests to anybody else. */
  faults: string[];
}

/** open shows the playground in a browser that knows nothing of it; path goes behind its address. */
export async function open(browser: Browser, options: BrowserContextOptions = {}, path = "/"): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const faults = watch(page);
  await page.goto(url + path);
  return { page, faults };
}

/** watch gathers what must never happen on a page. */
export function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) faults.push(`policy: ${message.text()}`);
  });
  page.on("request", (request) => {
    const to = request.url();
    if (!to.startsWith(url) && !to.startsWith("blob:") && !to.startsWith("data:")) faults.push(`request: ${to}`);
  });
  return faults;
}

/** editor is the text field of an editor, by the test id around it. */
export function editor(page: Page, testid: string): Locator {
  return page.getByTestId(testid).locator(".cm-content");
}

/** type replaces the text of an editor, as somebody who pastes does. */
export async function type(page: Page, testid: string, text: string): Promise<void> {
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

/** settled waits until what was typed has run. */
export async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(200);
  await page.waitForFunction(() => !document.querySelector("[data-running]"));
}

/** lit returns the texts that are lit up in an editor. */
export function lit(page: Page, testid: string): Promise<string[]> {
  return editor(page, testid).locator(".lit").allTextContents();
}

/** pointAt moves the mouse over the first character of a text that an editor shows; the text may be coloured in pieces. */
export async function pointAt(page: Page, testid: string, text: string): Promise<void> {
  const place = await editor(page, testid).evaluate((content, wanted) => {
    let at = content.textContent.indexOf(wanted);
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && at >= 0; node = walker.nextNode()) {
      const { length } = node.nodeValue ?? "";
      if (at < length) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      at -= length;
    }
    return null;
  }, text);
  if (!place) throw new Error(`${testid} does not show ${text}`);
  await page.mouse.move(place.x, place.y);
}
