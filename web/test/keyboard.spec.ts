import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { editor, focused, goes, link, lit, output, saved, settled, start, suite, textOf } from "./harness";

// Everything without a mouse.

/** has returns what has the keyboard, in a few words. */
function has(page: Page): Promise<string> {
  return page.evaluate(() => {
    const e = document.activeElement;
    return e?.getAttribute("aria-label") ?? e?.textContent?.trim() ?? "";
  });
}

/** mark tells whether what has the keyboard is marked, and where it can be seen. */
function mark(): { marked: boolean; seen: boolean } {
  const e = document.activeElement as HTMLElement;
  const styled = (s: CSSStyleDeclaration) =>
    (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== "none" || (s.content !== "normal" && s.content !== "none" && (parseFloat(s.borderTopWidth) >= 1 || s.opacity === "1"));
  // An editor, and a thin splitter, draw their mark as a part of themselves.
  const of = e.closest<HTMLElement>(".cm-editor") ?? e;
  const box = e.getBoundingClientRect();
  return {
    marked: styled(getComputedStyle(of)) || styled(getComputedStyle(of, "::after")),
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}

suite("keyboard", (browser) => {
  it("loads an example, edits, steps, compares and shares", async () => {
    const { page } = await start(browser());
    // From the top of the page: the first stop is the menu of examples.
    await page.keyboard.press("Tab");
    expect(await has(page)).toBe("Example");
    await page.keyboard.press("Enter");
    await focused(page.getByRole("menu"));
    await page.keyboard.press("a");
    await page.keyboard.press("a");
    expect(await has(page)).toMatch(/^Array loop/);
    await page.keyboard.press("Enter");
    await expect.poll(() => textOf(page, "output-editor")).toContain("inStock");
    await goes(page, "Alt+1", "template-editor");
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("edited");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect.poll(() => textOf(page, "output-editor")).toContain("edited");
    await page.keyboard.press("F10");
    await page.keyboard.press("F10");
    await expect.poll(() => page.getByTestId("trace-position").textContent()).toMatch(/^2 \//);
    expect((await lit(page, "template-editor")).length).toBeGreaterThan(0);
    await page.keyboard.press("Alt+7");
    await expect.poll(() => has(page)).toMatch(/^(Exact|JSON)$/);
    for (let i = 0; i < 6 && !/^Use output/.test(await has(page)); i++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByTestId("diff-verdict").getByText("✓ No differences.").waitFor();
    await page.keyboard.press("ControlOrMeta+Shift+S");
    const dialog = page.getByTestId("share-dialog");
    await focused(dialog);
    for (let i = 0; i < 8 && (await has(page)) !== "Copy link"; i++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByTestId("toast").getByText("Link copied.").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => dialog.count()).toBe(0);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("#v1=");
  });

  it("has every key of the list", async () => {
    const { page } = await start(browser(), {}, link({ template: "#set( $a = 1 )$a $nope\n$never", inputs: { body: "b" } }));
    const at = (name: string) => expect.poll(() => page.getByRole("tab", { name }).getAttribute("aria-selected")).toBe("true");
    await goes(page, "Alt+1", "template-editor");
    await goes(page, "Alt+2", "body-editor");
    for (const [key, tab] of [["3", "Request"], ["4", "Context"], ["5", "Stage"]] as const) {
      await page.keyboard.press(`Alt+${key}`);
      await at(tab);
      await focused(page.locator("#pane-input"));
    }
    await goes(page, "Alt+6", "output-editor");
    for (const [key, tab] of [["7", "Diff"], ["8", "Trace"], ["9", "Coverage"]] as const) {
      await page.keyboard.press(`Alt+${key}`);
      await at(tab);
      await focused(page.locator("#pane-output"));
    }
    await page.keyboard.press("Alt+0"); // there is no log without a chain
    await at("Coverage");
    await page.keyboard.press("F8");
    await focused(editor(page, "template-editor"));
    await expect.poll(() => page.getByTestId("announcement").textContent()).toContain("Problem 1 of 2");
    await page.keyboard.press("Shift+F8");
    await expect.poll(() => page.getByTestId("announcement").textContent()).toContain("Problem 2 of 2");
    await page.keyboard.press("ControlOrMeta+Shift+F");
    await expect.poll(() => textOf(page, "template-editor")).toContain("#set($a = 1)");
    const file = await saved(page, () => page.keyboard.press("ControlOrMeta+s"));
    expect(file.name).toMatch(/\.json$/);
    await page.keyboard.press("F1");
    await page.getByTestId("help-dialog").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByTestId("help-dialog").count()).toBe(0);
    await page.getByRole("tab", { name: "Coverage" }).focus();
    await page.keyboard.press("?");
    await page.getByTestId("help-dialog").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByTestId("help-dialog").count()).toBe(0);
    await goes(page, "Alt+1", "template-editor");
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("?");
    expect(await page.getByTestId("help-dialog").count()).toBe(0);
  });

  it("leaves an editor with Escape, then Tab", async () => {
    const { page } = await start(browser(), {}, link({ template: "x" }));
    await goes(page, "Alt+1", "template-editor");
    await page.keyboard.press("Tab");
    await focused(editor(page, "template-editor"));
    expect(await textOf(page, "template-editor")).not.toBe("x");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await expect.poll(() => editor(page, "template-editor").evaluate((e) => e.contains(document.activeElement))).toBe(false);
    await page.keyboard.press("Shift+Tab");
    await focused(page.locator("#pane-template"));
  });

  it("shows what has the keyboard, at every stop of the page", async () => {
    const { page } = await start(browser());
    const seen = new Set<string>();
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Tab");
      const name = await has(page);
      if (await page.evaluate(() => document.activeElement === document.body)) break;
      seen.add(name);
      // An editor takes a moment to draw that it has the keyboard.
      await expect.poll(() => page.evaluate(mark), { message: name }).toEqual({ marked: true, seen: true });
    }
    expect(seen.size).toBeGreaterThan(15);
  });

  it("moves splitters, tabs and menus with arrows", async () => {
    const { page } = await start(browser());
    const splitter = page.getByRole("separator", { name: "Width of the columns" });
    await splitter.focus();
    await page.keyboard.press("ArrowLeft");
    expect(await splitter.getAttribute("aria-valuenow")).toBe("48");
    await page.keyboard.press("Home");
    expect(await splitter.getAttribute("aria-valuenow")).toBe("15");
    await page.reload();
    await settled(page);
    expect(await splitter.getAttribute("aria-valuenow")).toBe("15");
    await page.getByRole("tab", { name: "Body" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await has(page)).toBe("Request");
    await page.keyboard.press("End");
    expect(await has(page)).toBe("Stage");
    await page.getByTestId("copy-menu").focus();
    await page.keyboard.press("ArrowDown");
    await focused(page.getByRole("menu"));
    await page.keyboard.press("End");
    expect(await has(page)).toMatch(/^OpenAPI JSON/);
    await page.keyboard.press("Escape");
    expect(await has(page)).toBe("Copy as");
  });

  it("tells screen readers how a run ended", async () => {
    const { page } = await start(browser(), {}, link({ template: "ab $nope" }));
    await expect.poll(() => page.getByTestId("announcement").textContent()).toBe("Rendered, 3 bytes, 1 problem");
    expect(await page.locator("h1").count()).toBe(1);
    await output(page, "ab ");
    for (const landmark of ["banner", "main", "contentinfo"] as const) expect(await page.getByRole(landmark).count()).toBe(1);
  });
});
