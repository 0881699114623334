import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, open, settled, type, url } from "./harness";

/** example loads an example by its title. */
async function example(page: Page, title: RegExp): Promise<void> {
  await page.getByTestId("example-menu").click();
  await page.getByRole("menuitem", { name: title }).click();
  await settled(page);
}

/** states are what the page can look like, each with how to get there. */
const states: Record<string, (page: Page) => Promise<unknown>> = {
  "first visit": () => Promise.resolve(),
  "empty template": (page) => type(page, "template-editor", ""),
  "empty body": (page) => type(page, "body-editor", ""),
  "body that is no JSON": (page) => type(page, "body-editor", "{no"),
  "parse error": (page) => type(page, "template-editor", "#if("),
  limit: (page) => type(page, "template-editor", "a\n#foreach($i in [1..5000])$i#end"),
  "empty references": (page) => type(page, "template-editor", "$input.path('$.none').x $!nothing"),
  "why popover": async (page) => {
    await type(page, "template-editor", "a $nothing b");
    await page.getByTestId("empty-flag").click();
  },
  completion: async (page) => {
    await type(page, "template-editor", "$");
    await page.keyboard.press("Control+Space");
    await page.locator(".cm-tooltip-autocomplete").waitFor();
  },
  tree: (page) => page.getByRole("button", { name: "JSON tree" }).click(),
  request: (page) => page.getByRole("tab", { name: "Request" }).click(),
  context: (page) => page.getByRole("tab", { name: "Context" }).click(),
  stage: (page) => page.getByRole("tab", { name: "Stage" }).click(),
  diff: async (page) => {
    await page.getByRole("tab", { name: "Diff" }).click();
    await page.getByRole("button", { name: "Use output as expected" }).first().click();
    await type(page, "template-editor", "{}");
  },
  trace: async (page) => {
    for (let i = 0; i < 3; i++) await page.keyboard.press("F10");
  },
  coverage: (page) => page.getByRole("tab", { name: "Coverage" }).click(),
  help: (page) => page.keyboard.press("F1"),
  share: (page) => page.keyboard.press("Control+Shift+S"),
  menu: (page) => page.getByTestId("import-menu").click(),
  chain: (page) => example(page, /JSON to SOAP/),
  "chain integration": async (page) => {
    await example(page, /JSON to SOAP/);
    await page.getByTestId("card-integration").click();
  },
  "chain response": async (page) => {
    await example(page, /rror mapping/);
    await page.getByTestId("card-response").click();
    await page.getByRole("tab", { name: "Log" }).click();
  },
  "import dialog": async (page) => {
    await page.getByTestId("import-menu").click();
    await page.getByRole("menuitem", { name: /definition/ }).click();
  },
};

describe.skipIf(url === "")("axe finds nothing", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  for (const colorScheme of ["light", "dark"] as const) {
    for (const [name, reach] of Object.entries(states)) {
      it(`${name}, ${colorScheme}`, async () => {
        const { page } = await open(browser, { colorScheme, bypassCSP: true });
        await page.getByTestId("check").waitFor();
        await reach(page);
        await settled(page);
        await page.waitForTimeout(300);
        expect(await violations(page)).toEqual([]);
        await page.context().close();
      });
    }
  }
});

/** violations runs axe with the rules of WCAG 2.2 AA and its best practices. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    return (await checker.run({ resultTypes: ["violations"] })).violations;
  });
  return found.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target.join(" ")} ${n.failureSummary ?? ""}`).join(" | ")}`);
}
