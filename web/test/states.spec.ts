import { expect, it } from "vitest";
import { binary, editor, noise, open, output, patience, ready, render, saved, settled, start, suite, textOf, type } from "./harness";
import { play } from "./server";

// The states of the page, as UX.md section 2.2 lists them.

suite("state", (browser) => {
  it("first visit: the default example is rendered, one hint, dismissible for good", async () => {
    const { page } = await start(browser());
    expect(await page.getByTestId("check").textContent()).toContain("valid JSON");
    expect(await page.getByTestId("first-hint").textContent()).toContain("Point at any output to see where it came from.");
    expect(await textOf(page, "output-editor")).toContain('"Number": "A-1001"');
    await page.getByRole("button", { name: "Dismiss hint" }).click();
    expect(await page.getByTestId("first-hint").count()).toBe(0);
    await page.reload();
    await ready(page);
    expect(await page.getByTestId("first-hint").count()).toBe(0);
  });

  it("empty template: says what it does, with three ways on", async () => {
    const { page } = await start(browser());
    await type(page, "template-editor", "");
    const state = page.getByTestId("empty-template");
    expect(await state.textContent()).toContain(
      "An empty template sends an empty body. Load an example, import a definition, or start typing.",
    );
    await output(page, "");
    await page.getByText("The output is empty.").waitFor();
    await state.getByRole("button", { name: "Import a definition" }).click();
    await page.getByTestId("import-dialog").waitFor();
    await page.keyboard.press("Escape");
    await state.getByRole("button", { name: "Start typing" }).click();
    await page.keyboard.type("x");
    await output(page, "x");
    await page.keyboard.press("Backspace");
    await state.getByRole("button", { name: "Load an example" }).click();
    await expect.poll(() => textOf(page, "output-editor")).toContain("A-1001");
  });

  it("empty body: says so, and has a sample", async () => {
    const { page } = await start(browser());
    await render(page, "[$input.body]", "");
    expect(await page.getByTestId("empty-body").textContent()).toContain("No body: $input.body is empty.");
    await page.getByRole("button", { name: "Paste a sample" }).click();
    await expect.poll(() => textOf(page, "output-editor")).toContain('"name": "Ann"');
    expect(await page.getByTestId("empty-body").count()).toBe(0);
  });

  it("body that is no JSON: the fault, its place, what it means; the run still happens", async () => {
    const { page } = await start(browser());
    await render(page, "raw $input.body / $input.json('$.a')", '{\n  "a" 1\n}');
    const fault = page.getByTestId("body-fault");
    await fault.waitFor();
    expect(await fault.textContent()).toMatch(/JSON/);
    expect(await textOf(page, "output-editor")).toContain("raw {");
    await fault.getByRole("button", { name: "Go to 2:" }).click();
    await expect.poll(() => editor(page, "body-editor").evaluate((e) => e === document.activeElement)).toBe(true);
    expect(await editor(page, "body-editor").locator(".cm-activeLine").textContent()).toContain('"a"');
  });

  it("parse error: the last good output stays, dimmed; the error is listed and marked", async () => {
    const { page } = await start(browser());
    await render(page, "good $input.body", "text");
    await output(page, "good text");
    const colour = () => page.getByTestId("output-editor").locator(".cm-line").first().evaluate((e) => getComputedStyle(e).color);
    const bright = await colour();
    await type(page, "template-editor", "bad\n#if($a) never ended");
    await page.getByTestId("stale").getByText("from before the error").waitFor();
    expect(await textOf(page, "output-editor")).toBe("good text");
    expect(await colour()).not.toBe(bright);
    expect(await page.getByTestId("problem-list").locator("li.error").count()).toBe(1);
    expect(await page.getByTestId("problem-list").textContent()).toMatch(/2:\d+/);
    expect(await page.getByTestId("template-editor").locator(".gutter-error").count()).toBe(1);
    expect(await page.getByTestId("status-run").textContent()).toBe("does not parse");
    await type(page, "template-editor", "good again");
    await output(page, "good again");
    expect(await page.getByTestId("stale").count()).toBe(0);
  });

  it("limit: the output so far, a cut line, the limit's name, how to raise it", async () => {
    const { page } = await start(browser());
    await render(page, "so far\n#foreach($i in [1..5000])$i#end", "");
    expect(await textOf(page, "output-editor")).toContain("so far\n1234");
    const strip = page.getByTestId("cut-off");
    expect(await strip.textContent()).toContain("Output so far");
    await editor(page, "output-editor").press("ControlOrMeta+End");
    const cut = await page.getByTestId("cut").textContent();
    expect(cut).toMatch(/cut here: limit [a-z-]+/);
    expect(await page.getByTestId("problem-list").locator("li.error").count()).toBeGreaterThan(0);
  });

  it("a template that never ends is stopped within two seconds, and the page goes on", async () => {
    const { page } = await start(browser());
    const from = Date.now();
    const loop = "#foreach($a in [1..999])#foreach($b in [1..999])#foreach($c in [1..999])#set($x = \"$a$b$c\")#end#end#end";
    await render(page, loop, "");
    await page.getByTestId("cut-off").waitFor();
    expect(Date.now() - from).toBeLessThan(patience);
    expect(await page.getByTestId("cut-off").textContent()).toMatch(/limit|longer|steps|turns/);
    await render(page, "after", "");
    await output(page, "after");
  });

  it("empty reference: flagged in the output, explained in three sentences, mended by a nearest name", async () => {
    const { page } = await start(browser());
    await render(page, "#set($r = $input.path('$'))name: $r.nmae.", '{"id": 42, "name": "Ann"}');
    await output(page, "name: .");
    const problems = page.getByTestId("problem-list");
    expect(await problems.textContent()).toContain("⚑");
    await page.getByTestId("empty-flag").click();
    const why = page.getByTestId("why").filter({ has: page.getByText("Nothing was printed here") });
    await why.waitFor();
    const text = (await why.textContent()) ?? "";
    for (const part of ["$r.nmae has no value", "it has no nmae", "Did you mean $r.name?"]) expect(text).toContain(part);
    await page.keyboard.press("Escape");
    await problems.getByRole("button", { name: /^Fix.*\$r\.name/ }).click();
    await output(page, "name: Ann.");
    await page.getByText("No problems.").waitFor();
  });

  it("long run: a spinner after 300 ms, Stop ends it, and the next one runs", async () => {
    const { page } = await start(browser());
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/api/v1/explain", async (route) => {
      await held;
      await route.abort().catch(() => {});
    });
    await type(page, "template-editor", "slow");
    const spinner = page.getByTestId("spinner");
    await spinner.getByText("Running…").waitFor();
    await spinner.getByRole("button", { name: "Stop" }).click();
    expect(await page.getByTestId("failure").textContent()).toContain("stopped");
    expect(await spinner.count()).toBe(0);
    await page.unroute("**/api/v1/explain");
    release();
    await page.getByTestId("failure").getByRole("button", { name: "Run again" }).click();
    await output(page, "slow");
    expect(await page.getByTestId("failure").count()).toBe(0);
  });

  it("server gone away: says so, typing goes on, and it comes back", async () => {
    const server = await play(binary);
    const { page } = await open(browser(), {}, "/", server.url);
    await ready(page);
    await render(page, "before", "");
    await output(page, "before");
    await server.end();
    await editor(page, "template-editor").click();
    await page.keyboard.press("End");
    await page.keyboard.type(" and after");
    const notice = page.getByTestId("notice-offline");
    await notice.getByText("The server does not answer").waitFor();
    expect(await textOf(page, "template-editor")).toBe("before and after");
    expect(await textOf(page, "output-editor")).toBe("before");
    await page.keyboard.type(", still typing");
    expect(await textOf(page, "template-editor")).toBe("before and after, still typing");
    await settled(page);
    const again = await play(binary, new URL(server.url).host);
    await notice.getByRole("button", { name: "Try again" }).click();
    await output(page, "before and after, still typing");
    await expect.poll(() => notice.count()).toBe(0);
    await again.end();
  });

  it.each(["#v1=AAAA", "#v2=abc", "#v1=", "#v1=%%%", "#something"])("broken link %s: says so, shows the example, gives the link back", async (fragment) => {
    const { page } = await open(browser(), {}, `/${fragment}`);
    const notice = page.getByTestId("notice-link");
    await notice.getByText("This link is damaged or from a newer version.").waitFor();
    await ready(page);
    expect(await textOf(page, "output-editor")).toContain("A-1001");
    const file = await saved(page, () => notice.getByRole("button", { name: "Download the link" }).click());
    expect(file.text).toBe(fragment);
    await notice.getByRole("button", { name: "Dismiss notice" }).click();
    expect(await notice.count()).toBe(0);
  });

  it("link too long: warns and offers a file; secrets stay out unless ticked", async () => {
    const { page } = await start(browser());
    await type(page, "body-editor", noise(9000));
    await page.getByRole("tab", { name: "Request" }).click();
    const headers = page.getByTestId("header-table");
    for (const [i, [name, value]] of [["Authorization", "Bearer s3cret-1"], ["Cookie", "s3cret-2"], ["x-api-key", "s3cret-3"], ["X-Plain", "plain"]].entries()) {
      await headers.getByLabel("Name of header").nth(-1).fill(name!);
      await headers.getByLabel(/^Value of header/).nth((await headers.getByLabel(/^Value of header/).count()) - 2).fill(value!);
      expect(await headers.locator(".pair").count()).toBeGreaterThan(i + 1);
    }
    await page.getByRole("button", { name: "Share" }).click();
    const link = page.getByTestId("share-link");
    await expect.poll(() => link.inputValue()).toContain("#v1=");
    await page.getByTestId("share-long").getByText("chat programs may cut it").waitFor();
    expect(await page.getByTestId("share-secrets").textContent()).toContain("Left out: header Authorization, header Cookie, header x-api-key");
    const bare = await link.inputValue();
    expect(await unfold(bare)).not.toContain("s3cret");
    expect(await unfold(bare)).toContain("plain");
    await page.getByLabel("Include what looks like a secret").check();
    await expect.poll(() => link.inputValue()).not.toBe(bare);
    expect(await unfold(await link.inputValue())).toContain("s3cret-3");
    const file = await saved(page, () => page.getByTestId("share-dialog").getByRole("button", { name: "Save as file" }).click());
    expect(file.name).toMatch(/\.json$/);
  });
});

/** unfold returns the JSON of a link. */
async function unfold(link: string): Promise<string> {
  const { inflateRawSync } = await import("node:zlib");
  return inflateRawSync(Buffer.from(link.slice(link.indexOf("#v1=") + 4), "base64url")).toString();
}
