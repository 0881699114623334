import { expect, it } from "vitest";
import { example, output, settled, start, suite, textOf, type } from "./harness";

// The chain: request, request template, integration, response template, response.

suite("chain", (browser) => {
  it("runs a MOCK from request to response, with the log", async () => {
    const { page } = await start(browser());
    await page.getByRole("button", { name: "Chain" }).click();
    await page.getByTestId("card-requestTemplate").click();
    await type(page, "template-editor", '{"statusCode": 418}');
    await settled(page);
    await page.getByTestId("card-response").click();
    await page.getByTestId("add-response").click();
    const patterns = page.getByTestId("responses-form").getByLabel("Selection pattern");
    await patterns.nth(1).fill("4\\d{2}");
    await page.getByTestId("responses-form").getByLabel("Status").nth(1).fill("418");
    await expect.poll(() => page.getByTestId("card-response").textContent()).toContain("status 418");
    expect(await page.getByTestId("selection").textContent()).toMatch(/4\\d\{2\}|418/);
    await page.getByRole("button", { name: "Give it a template" }).nth(1).click();
    await type(page, "template-editor", "tea: $context.httpMethod");
    await output(page, "tea: POST");
    expect(await page.getByTestId("card-response").textContent()).toContain("changed");
    await page.getByRole("tab", { name: "Log" }).click();
    const log = await page.getByTestId("log").textContent();
    for (const line of ["418", "tea: POST"]) expect(log).toContain(line);
    await page.getByRole("button", { name: "Single" }).click();
    expect(await page.getByTestId("card-response").count()).toBe(0);
    expect(await page.getByRole("tab", { name: "Log" }).count()).toBe(0);
    await expect.poll(() => textOf(page, "output-editor")).toContain("A-1001");
  });

  it("runs with a pasted reply, and says why a response was selected", async () => {
    const { page } = await start(browser());
    await example(page, /^Error mapping/);
    await page.getByTestId("card-integration").click();
    await page.getByTestId("message-endpoint-request").waitFor();
    const before = await page.getByTestId("card-response").textContent();
    await page.getByTestId("reply-body").fill('{"errorMessage": "Something else"}');
    await expect.poll(() => page.getByTestId("card-response").textContent()).not.toBe(before);
    await page.getByTestId("card-response").click();
    const reason = await page.getByTestId("selection").textContent();
    expect(reason).toBeTruthy();
    await page.getByTestId("card-request").click();
    await page.getByTestId("log").waitFor();
    await page.getByTestId("card-responseTemplate").click();
    expect(await page.getByTestId("response-picker").locator("option").allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining("(selected)")]),
    );
  });

  it("shows what the integration got and answered, and lets no one change a MOCK's answer", async () => {
    const { page } = await start(browser());
    await example(page, /^MOCK CORS/);
    await page.getByTestId("card-integration").click();
    await page.getByText("MOCK calls nobody.").waitFor();
    await page.getByTestId("card-responseTemplate").click();
    await page.getByText("answered by the integration").waitFor();
  });
});
