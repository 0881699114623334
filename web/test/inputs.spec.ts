import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { editor, link, output, settled, start, suite, textOf, type } from "./harness";

// What a template reads, and where that can be taken from.

const openapi = `openapi: 3.0.1
info: {title: Orders, version: "7"}
paths:
  /orders/{id}:
    get:
      summary: One order
      responses: {"200": {description: ok}}
      x-amazon-apigateway-integration:
        type: http
        httpMethod: GET
        uri: https://backend.example.com/orders/{id}
        requestTemplates: {application/json: '{"wanted": "$input.params(''id'')"}'}
        responses:
          default: {statusCode: "200", responseTemplates: {application/json: "got $input.json('$.a')"}}
    post:
      responses: {"200": {description: ok}}
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: {application/json: '{"statusCode": 201}'}
        responses:
          "201": {statusCode: "201", responseTemplates: {application/json: made}}
`;

const swagger = JSON.stringify({
  swagger: "2.0",
  info: { title: "Old <b>pets</b>", version: "1" },
  paths: {
    "/pets": {
      get: {
        responses: { 200: { description: "ok" } },
        "x-amazon-apigateway-integration": {
          type: "mock",
          requestTemplates: { "application/json": '{"statusCode": 200}' },
          responses: { default: { statusCode: "200", responseTemplates: { "application/json": '["cat"]' } } },
        },
      },
    },
  },
});

/** importText opens the import dialog and reads a definition. */
async function importText(page: Page, text: string): Promise<void> {
  await page.getByTestId("import-menu").click();
  await page.getByRole("menuitem", { name: /API definition/ }).click();
  await page.getByTestId("import-text").fill(text);
  await page.getByRole("button", { name: "Read definition" }).click();
}

suite("import", (browser) => {
  it("takes OpenAPI 3, and opens the method that is picked", async () => {
    const { page } = await start(browser());
    await importText(page, openapi);
    const methods = page.getByTestId("methods");
    await expect.poll(() => methods.getByRole("button").allTextContents()).toHaveLength(2);
    expect(await page.getByTestId("import-dialog").textContent()).toContain("Orders");
    await methods.getByRole("button", { name: /GET.*One order/ }).click();
    await page.getByTestId("card-requestTemplate").waitFor();
    expect(await textOf(page, "template-editor")).toContain("\"wanted\": \"$input.params('id')\"");
    await page.getByRole("tab", { name: "Request" }).click();
    await page.getByTestId("path-table").getByLabel("Value of path parameter id").fill("A 7");
    await output(page, '{"wanted": "A 7"}');
  });

  it("takes Swagger 2 from a file that is dropped or chosen", async () => {
    const { page } = await start(browser());
    await page.getByTestId("import-menu").click();
    await page.getByRole("menuitem", { name: /API definition/ }).click();
    const choosing = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose a file" }).click();
    await (await choosing).setFiles({ name: "pets.json", mimeType: "application/json", buffer: Buffer.from(swagger) });
    await page.getByTestId("import-dialog").getByText("Old <b>pets</b>").waitFor();
    await page.getByTestId("methods").getByRole("button", { name: /GET/ }).click();
    await expect.poll(() => page.getByTestId("status-status").textContent()).toBe("status 200");
    await page.getByTestId("card-responseTemplate").click();
    await output(page, '["cat"]');
  });

  it("says what is wrong with a definition", async () => {
    const { page } = await start(browser());
    await importText(page, "openapi: 3.0.1\npaths: [");
    const dialog = page.getByTestId("import-dialog");
    await expect.poll(() => dialog.textContent()).toMatch(/2:|line 2|YAML|yaml/);
    await page.keyboard.press("Escape");
    await expect.poll(() => dialog.count()).toBe(0);
  });
});

suite("request", (browser) => {
  it("edits tables", async () => {
    const { page } = await start(browser(), {}, link({ template: "$context.httpMethod $context.resourcePath $input.params('id') $input.params('q') $input.params('X-H')" }));
    await page.getByRole("tab", { name: "Request" }).click();
    await page.locator("#panel-input-request select").selectOption("PUT");
    await page.getByLabel("Resource path").fill("/things/{id}");
    for (const [table, kind, name, value] of [
      ["path-table", "path parameter", "id", "7"],
      ["query-table", "query parameter", "q", "a b"],
      ["header-table", "header", "X-H", "é"],
    ] as const) {
      await page.getByTestId(table).getByLabel(`Name of ${kind} 1`).fill(name);
      await page.getByTestId(table).getByLabel(`Value of ${kind} ${name}`).fill(value);
    }
    await output(page, "PUT /things/{id} 7 a b é");
    await page.getByRole("button", { name: "Remove header X-H" }).click();
    await output(page, "PUT /things/{id} 7 a b ");
  });

  it.each([
    ["an HTTP message", "POST /o/5?d=1 HTTP/1.1\nHost: h\nX-A: one\n\nhello", "POST 1 one hello"],
    ["a curl line", "curl -X PATCH 'https://h/o/5?d=2' -H 'X-A: two' --data-raw 'body two'", "PATCH 2 two body two"],
    [
      "a HAR file",
      JSON.stringify({ log: { version: "1.2", entries: [{ request: { method: "PUT", url: "https://h/o/5?d=3", headers: [{ name: "X-A", value: "three" }], queryString: [{ name: "d", value: "3" }], postData: { mimeType: "text/plain", text: "body three" } } }] } }),
      "PUT 3 three body three",
    ],
    [
      "an event",
      JSON.stringify({ httpMethod: "DELETE", path: "/o/5", headers: { "X-A": "four" }, queryStringParameters: { d: "4" }, body: "body four", requestContext: { stage: "s" } }),
      "DELETE 4 four body four",
    ],
  ])("reads %s", async (name, text, wanted) => {
    const { page } = await start(browser(), {}, link({ template: "$context.httpMethod $input.params('d') $input.params('X-A') $input.body" }));
    await page.getByRole("tab", { name: "Request" }).click();
    await page.getByRole("switch", { name: "Raw" }).check();
    await page.getByTestId("raw-request").fill(text);
    await page.getByRole("button", { name: "Read request" }).click();
    await output(page, wanted);
    expect(await page.getByTestId("toast").textContent()).toBe(`Read ${name}.`);
  });

  it("says what is no request", async () => {
    const { page } = await start(browser());
    await page.getByTestId("import-menu").click();
    await page.getByRole("menuitem", { name: /Request…/ }).click();
    await page.getByTestId("raw-request").fill("nonsense");
    await page.getByRole("button", { name: "Read request" }).click();
    await page.getByTestId("request-dialog").getByRole("alert").waitFor();
  });

  it("reads the reply in a response template", async () => {
    const { page } = await start(browser(), {}, link({ template: "$input.body" }));
    await page.getByRole("tab", { name: "Request" }).click();
    await page.getByRole("button", { name: "Response template" }).click();
    await page.getByRole("tab", { name: "Reply body" }).click();
    await type(page, "body-editor", "the reply");
    await output(page, "the reply");
  });
});

suite("context and stage", (browser) => {
  it("overrides a variable by form and as JSON", async () => {
    const { page } = await start(browser(), {}, link({ template: "$context.identity.sourceIp $context.stage $context.x.y" }));
    await page.getByRole("tab", { name: "Context" }).click();
    await page.getByLabel("Find a variable").fill("sourceIp");
    const field = page.getByLabel("identity.sourceIp", { exact: true });
    expect(await field.getAttribute("placeholder")).not.toBe("");
    await field.fill("192.0.2.9");
    await expect.poll(() => textOf(page, "output-editor")).toMatch(/^192\.0\.2\.9 /);
    await page.getByRole("button", { name: "JSON", exact: true }).first().click();
    expect(await editor(page, "context-json").textContent()).toContain("192.0.2.9");
    await type(page, "context-json", '{"stage": "beta", "x": {"y": "z"}}');
    await expect.poll(() => textOf(page, "output-editor")).toMatch(/ beta z$/);
    await type(page, "context-json", "{");
    await page.getByRole("alert").getByText("Not used yet").waitFor();
    await settled(page);
    expect(await textOf(page, "output-editor")).toMatch(/ beta z$/);
  });

  it("has a table of stage variables", async () => {
    const { page } = await start(browser(), {}, link({ template: "[$stageVariables.url]" }));
    await page.getByRole("tab", { name: "Stage" }).click();
    await page.getByLabel("Name of stage variable 1").fill("url");
    await page.getByLabel("Value of stage variable url").fill("https://x");
    await output(page, "[https://x]");
  });
});

suite("body", (browser) => {
  it("is a tree whose nodes insert their path, in three forms", async () => {
    const { page } = await start(browser(), {}, link({ template: "", inputs: { body: '{"a": {"b": [1, 2]}}' } }));
    await page.getByRole("button", { name: "JSON tree" }).click();
    const tree = page.getByTestId("json-tree");
    await tree.getByRole("button", { name: "Members of a" }).click();
    const row = tree.locator(".tree-row").filter({ hasText: "2 elements" });
    for (const [form, gives] of [
      ["$input.path('$.a.b')", "[1,2]"],
      ["$input.json('$.a.b')", "[1,2]"],
      ["$inputRoot.a.b", ""],
    ] as const) {
      await type(page, "template-editor", "");
      await row.getByTestId("insert-path").click();
      await row.getByRole("menuitem", { name: form, exact: true }).click();
      await expect.poll(() => textOf(page, "template-editor")).toBe(form);
      await output(page, gives);
    }
    await page.getByRole("button", { name: /^Show|2 elements/ }).first().click();
  });

  it("is given as base64", async () => {
    const { page } = await start(browser(), {}, link({ template: "[$input.body]", inputs: { body: "héllo" } }));
    await page.getByRole("button", { name: "Base64" }).click();
    await expect.poll(() => textOf(page, "body-editor")).toBe(Buffer.from("héllo").toString("base64"));
    await output(page, "[héllo]");
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await expect.poll(() => textOf(page, "body-editor")).toBe("héllo");
  });
});
