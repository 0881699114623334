import { deflateRawSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { link, linkOf, open, output, ready, render, settled, start, suite, textOf, type } from "./harness";

// Texts of somebody who means harm. Each stands in every place of the page at once; nothing may run, load, open or
// break. suite checks after each test for dialogs, errors, requests to others and what the policy refused.

const script = "window.hit=1;alert(1);fetch('https://evil.example/')";

const payloads: Record<string, string> = {
  script: `<script>${script}</script>`,
  "script closing": `</script></textarea></title><script>${script}</script>`,
  image: `<img src=x onerror="${script}">`,
  "image elsewhere": "<img src='https://evil.example/x.png'>",
  svg: `<svg onload="${script}"></svg>`,
  "svg animation": `<svg><animate onbegin="${script}" attributeName=x dur=1s></svg>`,
  math: `<math><mtext><table><mglyph><style><img src=x onerror="${script}">`,
  iframe: `<iframe srcdoc="<script>${script}</script>"></iframe>`,
  "iframe elsewhere": '<iframe src="https://evil.example/"></iframe>',
  object: '<object data="https://evil.example/"></object><embed src="https://evil.example/">',
  "javascript address": `<a href="javascript:${script}">x</a> javascript:${script}`,
  "data address": "data:text/html,<script>alert(1)</script>",
  form: `<form action="https://evil.example/"><input autofocus onfocus="${script}"><button>x</button></form>`,
  style: "<style>*{display:none!important}@import 'https://evil.example/x.css';</style>",
  "style attribute": '<div style="position:fixed;inset:0;background:url(https://evil.example/x)">x</div>',
  "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  base: '<base href="https://evil.example/">',
  link: '<link rel="stylesheet" href="https://evil.example/x.css">',
  template: "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= 1 %>",
  event: "\" onmouseover=\"alert(1)\" x=\"",
  quotes: "'\"`><!--]]>-->",
  ANSI: "\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u001b[2J",
  "right to left": "\u202eevil\u202c \u2066x\u2069 \u200f\u061c",
  NUL: "a\u0000b\u0001\u0008\u007f\u0085",
  "lone surrogates": "\ud800 \udc00 \ud83d",
  "no width": "\u200b\u2060\ufeff\u00ad",
  marks: `z${"\u0300\u0489".repeat(500)}`,
  "line ends": "a\rb\r\nc\u2028d\u2029e\u000bf\u000c",
  proto: "__proto__",
  "constructor": "constructor.prototype",
  "to string": "toString",
  "deep": "[".repeat(20_000),
  "one long line": "x".repeat(100_000),
  "many lines": "\n".repeat(20_000),
  emoji: "👩‍👩‍👧‍👦".repeat(200),
  velocity: "#set($x = 1)#if($x)#{else}#end$!{x}#[[raw]]#",
  "class loader": "$input.class.forName('java.lang.Runtime').getRuntime().exec('id')",
};

/** everywhere is a document with a text in all of its places. */
function everywhere(text: string): unknown {
  const request = { method: text, resourcePath: `/${text}`, path: `/${text}`, headers: [[text, text]], query: [[text, text]], pathParams: [[text, text]], body: text, context: { [text]: text, stage: text }, stageVariables: [[text, text]], time: text };
  return {
    template: `$input.body\n${text}`,
    inputs: { ...request, time: "" },
    expected: text,
    samples: [{ name: text, request: { body: text, pathParams: { [text]: text } } }],
    chain: {
      integration: { type: "HTTP", uri: text, requestParameters: { [text]: text }, requestTemplates: { "application/json": text } },
      responses: [{ pattern: text, status: 200, responseParameters: { [text]: text }, responseTemplates: { "application/json": text } }],
      reply: { status: 200, headers: [[text, text]], body: text },
    },
  };
}

/** visit opens a link in the page as it is, and looks at everything there. */
async function visit(page: Page, fragment: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), fragment.slice(1));
  await page.waitForFunction(() => location.hash === "" || document.querySelector("[data-testid=notice-link]"));
  await settled(page);
  for (const mode of ["Chain", "Single"]) {
    await page.evaluate(async (name) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      const click = async (selector: string) => {
        for (const e of [...document.querySelectorAll<HTMLElement>(selector)]) {
          e.click();
          await frame();
        }
      };
      [...document.querySelectorAll<HTMLElement>(".header-mode button")].find((b) => b.textContent === name)?.click();
      await frame();
      await click(".cards button");
      await click("[role=tab]");
      await click("[role=tab]#tab-input-body");
      await click(".body-pane .segmented button");
      await click(".body-pane .segmented button:first-child");
      await click("[role=tab]#tab-output-output");
    }, mode);
    await settled(page);
  }
}

/** harm lists what a text has made of the page. */
function harm(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const scope = window as unknown as { hit?: number; violations: string[] };
    if (scope.hit) found.push("a script ran");
    found.push(...scope.violations);
    for (const e of document.querySelectorAll("iframe, object, embed, base, meta[http-equiv], body script, img:not(.cm-widgetBuffer), form, math, svg[onload], [onerror], [onfocus], [onmouseover], [href^='javascript:']")) {
      // The editors draw nothing with these, and the page has its scripts in its head.
      found.push(e.outerHTML.slice(0, 80));
    }
    if (({} as Record<string, unknown>)["polluted"] !== undefined) found.push("the prototype of objects was changed");
    return found;
  });
}

suite("hostile text", (browser) => {
  it("stands in every place and does nothing", { timeout: 180_000 }, async () => {
    expect(Object.keys(payloads).length).toBeGreaterThanOrEqual(30);
    const { page } = await watched(browser());
    for (const [name, text] of Object.entries(payloads)) {
      await visit(page, link(everywhere(text)));
      expect(await harm(page), name).toEqual([]);
    }
    await render(page, "still $input.body", "here");
    await output(page, "still here");
  });

  it("shows what cannot be seen as boxes, and does not turn text around", async () => {
    const { page } = await start(browser(), {}, link({ template: "a\u202eb\u001b[0m\u0000$input.body", inputs: { body: "c\u200d" } }));
    expect(await page.getByTestId("output-editor").locator(".invisible").allTextContents()).toEqual(["RLO", "ESC", "NUL"]);
    expect(await page.getByTestId("template-editor").locator(".invisible").count()).toBe(3);
  });

  it.each([
    ["loops", "#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])#set($x = $a)#end#end#end"],
    ["macros", "#macro(f)#f()#f()#end#f()"],
    ["evaluate", "#set($s = '#evaluate($s)')#evaluate($s)"],
    ["doubling", "#set($s = 'xxxxxxxxxx')#foreach($i in [1..1000])#set($s = \"$s$s\")#end"],
    ["much output", "#foreach($i in [1..1000])#foreach($j in [1..1000])xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx#end#end"],
    ["a pattern", "$input.body.replaceAll('(a+)+b', '')"],
    ["nesting", "#if(1)".repeat(5000)],
    ["a list in itself", "#set($l = [1])#set($x = $l.add($l))$l"],
  ])("a template that never ends: %s", async (name, template) => {
    const { page } = await start(browser(), {}, link({ template, inputs: { body: "a".repeat(5000) } }));
    await settled(page);
    await expect.poll(() => page.getByTestId("status-run").textContent()).toMatch(/^rendered in|^stopped after|^does not parse/);
    if (name !== "a pattern") expect(await page.getByTestId("problem-list").locator("li").count()).toBeGreaterThan(0);
    await type(page, "template-editor", "after");
    await output(page, "after");
  });

  it("more than the server takes is refused with words, and typing goes on", async () => {
    const { page } = await start(browser(), {}, link({ template: "$input.body.length()" }));
    await page.getByRole("tab", { name: "Body" }).click();
    await type(page, "body-editor", "x".repeat(3_000_000));
    await page.getByTestId("failure").waitFor();
    expect(await page.getByTestId("failure").textContent()).toMatch(/larger|large|MiB|MB|bytes/);
    await type(page, "body-editor", "four");
    await output(page, "4");
  });
});

suite("hostile links", (browser) => {
  const bomb = deflateRawSync(Buffer.alloc(40_000_000, "0")).toString("base64url");
  it("are refused, or read field by field", { timeout: 120_000 }, async () => {
    const { page } = await watched(browser());
    const refused: Record<string, string> = {
      null: linkOf("null"),
      list: linkOf("[]"),
      number: linkOf("1"),
      "no template": linkOf('{"template": 5}'),
      "no JSON": linkOf("{"),
      "nested deep": linkOf("[".repeat(300_000)),
      "no UTF-8": `/#v1=${deflateRawSync(Buffer.from([0x22, 0xff, 0x22])).toString("base64url")}`,
      "cut short": link({ template: "x".repeat(100) }).slice(0, -4),
      bomb: `/#v1=${bomb}`,
      long: `/#v1=${"A".repeat(100_000)}`,
      "another version": "/#v99=abc",
      script: `/#<img src=x onerror=${script}>`,
    };
    for (const [name, fragment] of Object.entries(refused)) {
      await page.evaluate((hash) => (location.hash = hash), fragment.slice(1));
      await page.getByTestId("notice-link").waitFor();
      await settled(page);
      expect(await textOf(page, "output-editor"), name).toContain("A-1001");
      await page.getByRole("button", { name: "Dismiss notice" }).click();
      await page.evaluate(() => history.replaceState(null, "", "/"));
      expect(await harm(page), name).toEqual([]);
    }
    const odd = [
      '{"template": "ok", "__proto__": {"polluted": 1}, "inputs": {"__proto__": {"polluted": 1}, "context": {"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}}}',
      '{"template": "ok", "inputs": {"headers": {"a": 1}, "query": [[1, {}], null, "x", [[]]], "pathParams": 7, "seed": 1e999, "phase": [], "reply": 5, "body": {"toString": 1}}}',
      '{"template": "ok", "mode": "__proto__", "expected": {}, "samples": [null, 1, {"name": {}, "request": []}], "chain": {"integration": 7}}',
      '{"template": "ok", "mode": "single", "chain": {"integration": {"type": "__proto__", "requestTemplates": {"__proto__": "x"}}, "responses": [null, {"pattern": 5, "status": "x", "responseTemplates": []}]}}',
      JSON.stringify({ template: "ok", samples: Array.from({ length: 20_000 }, () => ({ name: "s", request: {} })) }),
      JSON.stringify({ template: "ok", inputs: { headers: Array.from({ length: 5_000 }, (_, i) => [`h${i}`, "v"]) } }),
    ];
    for (const text of odd) {
      await page.evaluate((hash) => (location.hash = hash), linkOf(text).slice(1));
      await output(page, "ok");
      await visit(page, linkOf(text));
      expect(await harm(page), text.slice(0, 100)).toEqual([]);
    }
  });

  it("never have the server call somebody", async () => {
    const { page } = await open(browser(), {}, link({ template: "x", mode: "chain", chain: { live: true, integration: { type: "HTTP", uri: "http://127.0.0.1:9/" }, responses: [{ pattern: "", status: 200 }] } }));
    await page.getByTestId("card-integration").click();
    expect(await page.getByTestId("card-integration").textContent()).not.toContain("live");
  });

  it("in what the browser keeps are left out", async () => {
    const { page } = await start(browser());
    await page.evaluate(() => localStorage.setItem("vtl.snippets.v1", '[null, 1, {"id": "a", "title": "<img src=x onerror=alert(1)>", "at": "x", "doc": {"template": "<b>kept</b>"}}, {"id": {}, "doc": {"template": "no"}}]'));
    await page.evaluate(() => localStorage.setItem("vtl.split.columns", "NaN%;color:red"));
    await page.reload();
    await ready(page);
    await output(page, "<b>kept</b>");
    await page.evaluate(() => localStorage.setItem("vtl.snippets.v1", "{{{"));
    await page.reload();
    await ready(page);
    expect(await textOf(page, "output-editor")).toContain("A-1001");
  });
});

/** watched opens a page that notes what its policy refused. */
async function watched(browser: Parameters<typeof start>[0]): Promise<{ page: Page }> {
  const { page } = await open(browser, {}, "/healthz");
  await page.addInitScript(() => {
    const scope = window as unknown as { violations: string[] };
    scope.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => scope.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(new URL("/", page.url()).href);
  await ready(page);
  return { page };
}
