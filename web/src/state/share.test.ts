import { describe, expect, it } from "vitest";
import { emptyDoc, type Doc } from "./doc";
import { decodeDoc, encodeDoc, LinkError, maxLink, maxState, prefix, secretsOf, withoutSecrets } from "./share";

/** docOf is a document with a template. */
function docOf(template: string): Doc {
  return { ...emptyDoc(), template };
}

/** pack makes a fragment of any bytes. */
async function pack(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return prefix + Buffer.from(await new Response(stream).arrayBuffer()).toString("base64url");
}

describe("share links", () => {
  it.each([
    ["plain text", "Hello $name"],
    ["every plane of Unicode", "é 日本 🎉 👩‍👩‍👧 \u{10ffff}"],
    ["lone surrogates", "\ud800 \udc00 x\udfff"],
    ["controls and marks of direction", "\u0000\u001b[31m\u202e\u2066\r\n\t"],
    ["20 kB", "#set($a = 'ä') ".repeat(1400)],
  ])("bring back %s", async (_, template) => {
    const doc = docOf(template);
    expect(await decodeDoc(await encodeDoc(doc))).toEqual(doc);
  });

  it("hold only characters that need no escape", async () => {
    expect(await encodeDoc(docOf("?/+ÿþ".repeat(50)))).toMatch(/^#v1=[\w-]+$/);
  });

  it("are about half as long as their state", async () => {
    const template = '#set($order = $input.path("$.order"))\n{"id": "$order.id", "name": "$util.escapeJavaScript($order.name)"}\n'.repeat(8);
    expect((await encodeDoc(docOf(template))).length).toBeLessThan(template.length);
  });

  it.each([
    ["another version", "#v9=AAAA"],
    ["no link of the page", "#top"],
    ["characters outside of base64url", "#v1=%%%"],
    ["bytes that do not unfold", "#v1=AAAA"],
    ["too long a link", prefix + "A".repeat(maxLink)],
  ])("refuse %s", async (_, fragment) => {
    await expect(decodeDoc(fragment)).rejects.toBeInstanceOf(LinkError);
  });

  it("refuse a link that was cut", async () => {
    const link = await encodeDoc(docOf("abc".repeat(100)));
    await expect(decodeDoc(link.slice(0, -10))).rejects.toBeInstanceOf(LinkError);
  });

  it("refuse what is not UTF-8, JSON or a page", async () => {
    for (const bytes of [new Uint8Array([0xff, 0xfe]), new TextEncoder().encode("{"), new TextEncoder().encode("[]"), new TextEncoder().encode('{"template": 1}')]) {
      await expect(decodeDoc(await pack(bytes))).rejects.toBeInstanceOf(LinkError);
    }
  });

  it("stop unfolding a bomb", async () => {
    const bomb = await pack(new Uint8Array(maxState * 4));
    expect(bomb.length).toBeLessThan(maxLink);
    await expect(decodeDoc(bomb)).rejects.toThrow("too much");
  });

  it("leave out fields of the wrong shape and never make the server call", async () => {
    const value = { template: "x", inputs: { headers: [["a", 1], 7], context: [] , seed: "1" }, samples: [{ name: 3 }, 4], chain: { live: true, integration: { type: "HTTP", uri: "http://10.0.0.1" }, responses: "no" } };
    const doc = await decodeDoc(await pack(new TextEncoder().encode(JSON.stringify(value))));
    expect(doc.inputs.headers).toEqual([["a", ""]]);
    expect(doc.inputs.context).toEqual({});
    expect(doc.inputs.seed).toBe(0);
    expect(doc.samples).toEqual([{ name: "", request: {} }]);
    expect(doc.chain).toEqual({ integration: { type: "HTTP", uri: "http://10.0.0.1" }, responses: [] });
  });
});

describe("secrets", () => {
  const doc = docOf("x");
  doc.inputs.headers = [["Authorization", "Bearer 1"], ["cookie", "a=b"], ["X-Api-Key", "k"], ["Accept", "text/plain"], ["Authorization", ""]];
  doc.inputs.query = [["access_token", "t"], ["page", "2"]];
  doc.inputs.stageVariables = [["dbPassword", "p"], ["env", "dev"]];
  doc.inputs.context = { "identity.apiKey": "k", authorizer: { token: "t", who: "me" } };
  doc.samples = [{ name: "s", request: { headers: [["Cookie", "c"]], stageVariables: { secret: "s" } } }];
  doc.chain.reply = { headers: [["Set-Cookie", "c"]] };

  it("are named", () => {
    expect(secretsOf(doc)).toEqual([
      "header Authorization", "header cookie", "header X-Api-Key", "query access_token", "stage variable dbPassword",
      "context identity.apiKey", "context token", "header Cookie", "stage variable secret", "header Set-Cookie",
    ]);
  });

  it("are left out, and nothing else is", () => {
    const clean = withoutSecrets(doc);
    expect(secretsOf(clean)).toEqual([]);
    expect(clean.inputs.headers).toEqual([["Authorization", ""], ["cookie", ""], ["X-Api-Key", ""], ["Accept", "text/plain"], ["Authorization", ""]]);
    expect(clean.inputs.query).toEqual([["access_token", ""], ["page", "2"]]);
    expect(clean.inputs.context).toEqual({ authorizer: { who: "me" } });
    expect(JSON.stringify(clean)).not.toContain("Bearer");
  });
});
