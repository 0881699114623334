import type { Page } from "playwright-core";
import { bring, example, linkOf, noise, settled, type } from "./harness";

/** open a tab by its name. */
async function tab(page: Page, name: string): Promise<void> {
  await bring(page, /^(Request|Context|Stage)$/.test(name) ? "Input" : "Output");
  await page.getByRole("tab", { name }).click();
}

/** looks are what the page can look like, each with how to get there from the first visit. */
export const looks: Record<string, (page: Page) => Promise<unknown>> = {
  "first visit": () => Promise.resolve(),
  "empty template": (page) => type(page, "template-editor", ""),
  "empty body": (page) => type(page, "body-editor", ""),
  "body that is no JSON": (page) => type(page, "body-editor", "{no"),
  "parse error": async (page) => {
    await type(page, "template-editor", "#if(");
    await bring(page, "Output");
  },
  limit: async (page) => {
    await type(page, "template-editor", "a\n#foreach($i in [1..5000])$i#end");
    await bring(page, "Output");
  },
  "empty references": (page) => type(page, "template-editor", "$input.path('$.none').x $!nothing $order.nmae"),
  "why popover": async (page) => {
    await type(page, "template-editor", "a $nothing b");
    await settled(page);
    await bring(page, "Output");
    await page.getByTestId("empty-flag").click();
  },
  "long run": async (page) => {
    await page.route("**/api/v1/explain", () => {}); // never answered
    await type(page, "template-editor", "slow");
    await bring(page, "Output");
    await page.getByTestId("spinner").waitFor();
  },
  stopped: async (page) => {
    await page.route("**/api/v1/explain", () => {});
    await type(page, "template-editor", "slow");
    await bring(page, "Output");
    await page.getByTestId("spinner").getByRole("button").click();
  },
  "server gone": async (page) => {
    await page.route("**/api/v1/explain", (route) => route.abort());
    await type(page, "template-editor", "gone");
    await page.getByTestId("notice-offline").waitFor();
  },
  "broken link": async (page) => {
    await page.evaluate((hash) => (location.hash = hash), linkOf("1").slice(1));
    await page.getByTestId("notice-link").waitFor();
  },
  completion: async (page) => {
    await type(page, "template-editor", "$");
    await page.keyboard.press("Control+Space");
    await page.locator(".cm-tooltip-autocomplete").waitFor();
  },
  tree: async (page) => {
    await bring(page, "Input");
    await page.getByRole("button", { name: "JSON tree" }).click();
  },
  request: (page) => tab(page, "Request"),
  "raw request": async (page) => {
    await tab(page, "Request");
    await page.getByRole("switch", { name: "Raw" }).check();
  },
  context: (page) => tab(page, "Context"),
  "context as JSON": async (page) => {
    await tab(page, "Context");
    await page.getByRole("button", { name: "JSON", exact: true }).first().click();
    await type(page, "context-json", "{");
  },
  stage: (page) => tab(page, "Stage"),
  "no expected output": (page) => tab(page, "Diff"),
  diff: async (page) => {
    await tab(page, "Diff");
    await page.getByRole("button", { name: "Use output as expected" }).first().click();
    await type(page, "template-editor", "{}");
  },
  trace: async (page) => {
    for (let i = 0; i < 6; i++) await page.keyboard.press("F10");
  },
  coverage: (page) => tab(page, "Coverage"),
  help: (page) => page.keyboard.press("F1"),
  share: (page) => page.keyboard.press("ControlOrMeta+Shift+S"),
  "share too long": async (page) => {
    await type(page, "body-editor", noise(9000));
    await tab(page, "Request");
    await page.getByTestId("header-table").getByLabel("Name of header 2").fill("Authorization");
    await page.getByTestId("header-table").getByLabel("Value of header Authorization").fill("x");
    await page.keyboard.press("ControlOrMeta+Shift+S");
    await page.getByTestId("share-long").waitFor();
  },
  menu: (page) => page.getByTestId("example-menu").click(),
  copy: async (page) => {
    await page.getByTestId("copy-menu").click();
    await page.getByRole("menuitem", { name: /^Terraform/ }).click();
  },
  chain: (page) => example(page, /JSON to SOAP/),
  "chain request": async (page) => {
    await example(page, /JSON to SOAP/);
    await page.getByTestId("card-request").click();
  },
  "chain integration": async (page) => {
    await example(page, /JSON to SOAP/);
    await page.getByTestId("card-integration").click();
  },
  "chain response": async (page) => {
    await example(page, /rror mapping/);
    await page.getByTestId("card-response").click();
  },
  log: async (page) => {
    await example(page, /rror mapping/);
    await tab(page, "Log");
  },
  "import dialog": async (page) => {
    await page.getByTestId("import-menu").click();
    await page.getByRole("menuitem", { name: /definition/ }).click();
  },
  "import methods": async (page) => {
    await looks["import dialog"]!(page);
    await page.getByTestId("import-text").fill("openapi: 3.0.1\ninfo: {title: Orders, version: '1'}\npaths:\n  /orders:\n    get: {summary: All orders, responses: {}}\n    post: {responses: {}}\n");
    await page.getByRole("button", { name: "Read definition" }).click();
    await page.getByTestId("methods").or(page.getByRole("alert")).waitFor();
  },
};

/** reach brings a page that was just opened to one of the looks. */
export async function reach(page: Page, name: string): Promise<void> {
  await looks[name]!(page);
  if (name !== "long run") await settled(page);
}
