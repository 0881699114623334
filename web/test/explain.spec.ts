import { expect, it } from "vitest";
import { clickAt, editor, example, goes, link, lit, output, pointAt, render, saved, settled, start, suite, textOf, type } from "./harness";

// Where output came from, why, step by step, over several inputs, and against what was expected.

suite("provenance", (browser) => {
  it("lights up both ways, by mouse", async () => {
    const { page } = await start(browser());
    await render(page, "#foreach($n in $input.path('$.names'))<$n>#end!", '{"names": ["Ann", "Bob"]}');
    await output(page, "<Ann><Bob>!");

    await pointAt(page, "output-editor", "Bob");
    await expect.poll(() => lit(page, "template-editor")).toEqual(["$n"]);
    expect(await lit(page, "body-editor")).toEqual(['"Bob"']);
    expect(await lit(page, "output-editor")).toEqual(["Bob"]);

    await pointAt(page, "template-editor", "$n>");
    await expect.poll(() => lit(page, "output-editor")).toEqual(["Ann", "Bob"]);
    expect(await lit(page, "body-editor")).toEqual(['"Ann"', '"Bob"']);

    await pointAt(page, "body-editor", "Ann");
    await expect.poll(() => lit(page, "output-editor")).toEqual(["Ann"]);
    expect(await lit(page, "template-editor")).toEqual(["$n"]);

    await page.mouse.move(5, 5);
    await expect.poll(() => page.locator(".lit").count()).toBe(0);
  });

  it("lights up both ways, by the caret", async () => {
    const { page } = await start(browser());
    await render(page, "<$input.path('$.a')> <$input.path('$.b')>", '{"a": "one", "b": "two"}');
    await output(page, "<one> <two>");
    await goes(page, "Alt+6", "output-editor");
    await page.keyboard.press("ControlOrMeta+Home");
    for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowRight");
    await expect.poll(() => lit(page, "body-editor")).toEqual(['"two"']);
    expect(await lit(page, "template-editor")).toEqual(["$input.path('$.b')"]);
    await goes(page, "Alt+1", "template-editor");
    await page.keyboard.press("ControlOrMeta+Home");
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
    await expect.poll(() => lit(page, "output-editor")).toEqual(["one"]);
    await goes(page, "Alt+2", "body-editor");
    await page.keyboard.press("ControlOrMeta+End");
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowLeft");
    await expect.poll(() => lit(page, "output-editor")).toEqual(["two"]);
  });

  it("lights up the rows of parameters, stage and context variables, and back", async () => {
    const { page } = await start(browser());
    await page.getByRole("tab", { name: "Request" }).click();
    await page.getByTestId("header-table").getByLabel("Name of header 1").fill("X-One");
    await page.getByTestId("header-table").getByLabel("Value of header X-One").fill("first");
    await type(page, "template-editor", "[$input.params('X-One')] [$context.stage]");
    await expect.poll(() => textOf(page, "output-editor")).toContain("[first]");
    await settled(page);
    await pointAt(page, "output-editor", "first");
    await expect.poll(() => page.getByTestId("header-table").locator(".pair.lit").count()).toBe(1);
    await page.getByTestId("header-table").getByLabel("Value of header X-One").hover();
    await expect.poll(() => lit(page, "output-editor")).toEqual(["first"]);
    await page.getByRole("tab", { name: "Context" }).click();
    await page.getByLabel("stage", { exact: true }).hover();
    await expect.poll(async () => (await lit(page, "template-editor")).join()).toBe("$context.stage");
  });

  it("lights up the reference that printed nothing, for its flag", async () => {
    const { page } = await start(browser(), {}, link({ template: "a$nope$none b" }));
    await output(page, "a b");
    await page.getByTestId("empty-flag").hover();
    await expect.poll(async () => (await lit(page, "template-editor")).join("")).toBe("$nope$none");
    await pointAt(page, "output-editor", "b");
    await expect.poll(() => lit(page, "template-editor")).toEqual([" b"]);
    await page.mouse.move(5, 5);
    await goes(page, "Alt+6", "output-editor");
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("ArrowRight");
    await expect.poll(async () => (await lit(page, "template-editor")).join("")).toBe("$nope$none");
  });

  it("says why with the mouse and with the keyboard", async () => {
    const { page } = await start(browser());
    await render(page, "#if($input.path('$.a') == 1)yes#{else}no#end $input.path('$.b')", '{"a": 1, "b": {"c": [1]}}');
    await output(page, "yes {c=[1]}");
    await clickAt(page, "output-editor", "c=");
    const why = page.getByTestId("why").last();
    await why.getByText("Printed by").waitFor();
    expect(await why.textContent()).toContain("body $.b");
    await clickAt(page, "output-editor", "yes");
    await expect.poll(() => why.textContent()).toContain("took #if");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByTestId("why").count()).toBe(0);

    await goes(page, "Alt+1", "template-editor");
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Alt+Enter");
    await expect.poll(() => why.textContent()).toContain("#if");
    await page.keyboard.press("Escape");

    await pointAt(page, "template-editor", "$input.path('$.b')");
    await expect.poll(() => why.textContent()).toContain("LinkedHashMap");
  });
});

suite("trace", (browser) => {
  it("steps with slider, keys and F10, and marks template, input and output", async () => {
    const { page } = await start(browser());
    await render(page, "a#foreach($n in $input.path('$.n'))<$n>#end", '{"n": [7, 8]}');
    await output(page, "a<7><8>");
    await page.getByRole("tab", { name: "Trace" }).click();
    const position = page.getByTestId("trace-position");
    await page.keyboard.press("F10");
    expect(await position.textContent()).toMatch(/^1 \/ \d+/);
    const slider = page.getByRole("slider", { name: "Step" });
    const last = Number(await slider.getAttribute("max"));
    await slider.fill(String(last));
    expect(await position.textContent()).toBe(`${last + 1} / ${last + 1}`);
    await page.getByTestId("trace-list").focus();
    await page.keyboard.press("ArrowLeft");
    expect(await position.textContent()).toBe(`${last} / ${last + 1}`);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Home");
    expect(await position.textContent()).toBe(`1 / ${last + 1}`);
    const reference = page.getByTestId("trace-list").getByRole("option").filter({ hasText: "reference" }).first();
    await reference.click();
    await expect.poll(() => lit(page, "template-editor")).toEqual(["$n"]);
    expect(await lit(page, "body-editor")).toEqual(["7"]);
    expect(await page.getByTestId("trace-detail").textContent()).toContain("7");
    await page.keyboard.press("Shift+F10");
    expect(await reference.getAttribute("aria-selected")).toBe("false");
  });

  it("folds loops", async () => {
    const { page } = await start(browser());
    await render(page, "#foreach($n in [1..5])<$n>#end", "");
    await page.getByRole("tab", { name: "Trace" }).click();
    const rows = page.getByTestId("trace-list").getByRole("option");
    const all = await rows.count();
    const loop = rows.filter({ hasText: "loop" }).first();
    await loop.click();
    await page.getByTestId("trace-list").press("Enter");
    const folded = await rows.count();
    expect(folded).toBeLessThan(all - 5);
    await page.getByTestId("trace-list").press("Enter");
    expect(await rows.count()).toBe(all);
    await loop.locator(".trace-fold").click();
    expect(await rows.count()).toBe(folded);
  });
});

suite("coverage", (browser) => {
  it("adds up several inputs, and makes one for a branch", async () => {
    const { page } = await start(browser(), {}, link({ template: "" }));
    await render(
      page,
      "#if($input.path('$.state') == \"open\")open#elseif($input.path('$.state') == \"shut\")shut#{else}other#end\n#foreach($i in $input.path('$.items'))$i#end",
      '{"state": "open", "items": [1]}',
    );
    await page.getByRole("tab", { name: "Coverage" }).click();
    const sum = page.getByTestId("coverage-sum");
    await expect.poll(() => sum.textContent()).toContain("2 of 6 branches reached by 1 input");
    expect(await page.getByTestId("arms").locator("li.missed").count()).toBe(4);
    const shut = page.getByTestId("arms").locator("li").filter({ hasText: "#elseif" });
    await shut.getByRole("button", { name: "Make an input for this branch" }).click();
    await expect.poll(() => sum.textContent()).toContain("3 of 6 branches reached by 2 inputs");
    await page.getByRole("button", { name: "Keep as sample" }).click();
    await expect.poll(() => page.getByTestId("samples").locator("li").count()).toBe(3);
    await page.getByTestId("samples").getByRole("button", { name: "Load" }).first().click();
    await expect.poll(() => textOf(page, "output-editor")).toContain("shut");
    await page.getByTestId("samples").getByRole("button", { name: /^Remove/ }).first().click();
    await expect.poll(() => page.getByTestId("samples").locator("li").count()).toBe(2);
    expect(await page.getByTestId("template-editor").locator(".cov-partly, .cov-hit, .cov-missed").count()).toBeGreaterThan(0);
  });
});

suite("output", (browser) => {
  it("checks JSON and XML, and goes to the fault", async () => {
    const { page } = await start(browser());
    const check = page.getByTestId("check");
    await render(page, '{"a": $input.json(\'$.a\')}', '{"a": [1]}');
    await expect.poll(() => check.textContent()).toBe("✓ valid JSON");
    await type(page, "template-editor", '{"a": $input.path(\'$.none\')}');
    await expect.poll(() => check.textContent()).toMatch(/✕ invalid JSON at 1:7/);
    expect(await editor(page, "output-editor").locator(".fault").allTextContents()).toEqual(["}"]);
    await check.click();
    await expect.poll(() => editor(page, "output-editor").evaluate((e) => e === document.activeElement)).toBe(true);
    expect(await page.getByTestId("problem-list").textContent()).toContain("The output begins like JSON and is none");
    await type(page, "template-editor", "<a><b/></a>");
    await expect.poll(() => check.textContent()).toBe("✓ valid XML");
    await type(page, "template-editor", "<a><b></a>");
    await expect.poll(() => check.textContent()).toMatch(/✕ invalid XML at 1:\d+/);
    await type(page, "template-editor", "plain");
    await expect.poll(() => check.textContent()).toBe("text");
  });

  it("shows white space and overrides", async () => {
    const { page } = await start(browser());
    await render(page, "#set($context.responseOverride.status = 404)#set($context.responseOverride.header.X-Why = \"none\")a\tb", "");
    await output(page, "a\tb");
    expect(await page.getByTestId("overrides").textContent()).toMatch(/status404.*X-Whynone/);
    await page.getByRole("button", { name: "Whitespace" }).click();
    await expect.poll(() => editor(page, "output-editor").locator(".cm-highlightTab").count()).toBe(1);
  });

  it("compares exactly, as JSON and as XML, and becomes a test case", async () => {
    const { page } = await start(browser());
    await render(page, '{"a": 1, "b": [1, 2]}', "");
    await page.getByRole("tab", { name: "Diff" }).click();
    const verdict = page.getByTestId("diff-verdict");
    await page.getByTestId("no-expected").getByRole("button", { name: "Use output as expected" }).click();
    await verdict.getByText("✓ No differences.").waitFor();
    await type(page, "template-editor", '{ "b" : [1,2], "a" : 1 }');
    await settled(page);
    const mode = (name: string) => page.getByRole("group", { name: "Compare as" }).getByRole("button", { name }).click();
    await mode("Exact");
    await expect.poll(() => verdict.textContent()).toMatch(/✕ \d+ difference/);
    await mode("JSON");
    await verdict.getByText("✓ No differences.").waitFor();
    await type(page, "template-editor", '{"a": 2, "b": [1, 2]}');
    await expect.poll(() => verdict.textContent()).toBe("✕ 1 difference.");
    await page.getByRole("button", { name: "Use output as expected" }).click();
    await verdict.getByText("✓ No differences.").waitFor();
    await type(page, "template-editor", "<a><b/>\n</a>");
    await settled(page);
    await mode("XML");
    await expect.poll(() => verdict.textContent()).toContain("The expected text is not XML");
    await page.getByRole("button", { name: "Use output as expected" }).click();
    await type(page, "template-editor", "<a>\n  <b></b></a>");
    await settled(page);
    await verdict.getByText("✓ No differences.").waitFor();
    const file = await saved(page, () => page.getByRole("button", { name: "Save as test case" }).click());
    expect(file.name).toMatch(/\.vtltest\.yaml$/);
    expect(file.text).toContain("<b/>");
  });

  it("takes an expected text that is typed", async () => {
    const { page } = await start(browser(), {}, link({ template: "ab" }));
    await page.getByRole("tab", { name: "Diff" }).click();
    await page.getByRole("button", { name: "Write it" }).click();
    await page.getByLabel("Expected output").click();
    await page.keyboard.type("ab");
    await page.getByTestId("diff-verdict").getByText("✓ No differences.").waitFor();
    await page.keyboard.type("c");
    await expect.poll(() => page.getByTestId("diff-verdict").textContent()).toMatch(/^✕/);
    await page.getByRole("tab", { name: "Output" }).click();
    await page.getByRole("tab", { name: "Diff" }).click();
    await expect.poll(() => page.getByLabel("Expected output").textContent()).toBe("abc");
  });
});

suite("editor", (browser) => {
  it("completes references, methods and paths of the body", async () => {
    const { page } = await start(browser());
    await render(page, "", '{"customer": {"name": "Ann"}}');
    await editor(page, "template-editor").click();
    const list = page.locator(".cm-tooltip-autocomplete");
    await page.keyboard.type("$input.");
    await list.getByText("json", { exact: true }).waitFor();
    await page.keyboard.type("path('$.");
    await list.getByText("$.customer", { exact: true }).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => textOf(page, "template-editor")).toMatch(/^\$input\.path\('\$\.customer/);
    await type(page, "template-editor", "#");
    await page.keyboard.press("Control+Space");
    await list.getByText("foreach").first().waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => list.count()).toBe(0);
  });

  it("formats, and goes from problem to problem", async () => {
    const { page } = await start(browser());
    await render(page, "#set( $a=1 )\n#if( $a==1 )x#end\n$nope\n$never", "");
    await output(page, "x\n");
    await page.getByRole("button", { name: "Format" }).click();
    await expect.poll(() => textOf(page, "template-editor")).toContain("#set($a = 1)");
    await output(page, "x\n");
    await page.getByTestId("toast").getByText("Formatted; the output is the same.").waitFor();
    await settled(page);
    await page.keyboard.press("F8");
    const line = () => editor(page, "template-editor").locator(".cm-activeLine").textContent();
    await expect.poll(line).toContain("$nope");
    await page.keyboard.press("F8");
    await expect.poll(line).toContain("$never");
    await page.keyboard.press("Shift+F8");
    await expect.poll(line).toContain("$nope");
    expect(await page.getByTestId("announcement").textContent()).toContain("Problem 1 of 2");
  });

  it("loads every example, and renders what it says", async () => {
    const { page } = await start(browser());
    const list = await page.evaluate(async () => (await fetch("api/v1/examples")).json() as Promise<{ title: string; expected: string; chain?: { responses: { pattern: string; responseTemplates?: object }[] } }[]>);
    expect(list.length).toBeGreaterThanOrEqual(13);
    const escaped = (text: string) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
    for (const one of list) {
      await example(page, escaped(one.title));
      // Where the template of the chain that is shown first is not the one of the example, the other one is.
      const shown = await textOf(page, "output-editor").catch(() => "");
      if (one.chain && shown !== one.expected) await page.getByTestId("card-responseTemplate").click();
      await expect.poll(() => textOf(page, "output-editor"), { message: one.title }).toBe(one.expected);
      expect(await page.getByTestId("problem-list").locator("li.error").count(), one.title).toBe(0);
    }
  });
});
