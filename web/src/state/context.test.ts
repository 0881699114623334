import { expect, it } from "vitest";
import { contextValue, groupsOf, withContext } from "./context";

it("reads and writes dotted names and nested objects alike", () => {
  expect(contextValue({ "identity.user": "a" }, "identity.user")).toBe("a");
  expect(contextValue({ identity: { user: "b" } }, "identity.user")).toBe("b");
  expect(contextValue({ identity: { n: 1 } }, "identity.n")).toBe("1");
  expect(contextValue({}, "identity.user")).toBe("");
  expect(withContext({}, "identity.user", "c")).toEqual({ "identity.user": "c" });
  expect(withContext({ identity: { user: "b", x: 1 } }, "identity.user", "c")).toEqual({ identity: { user: "c", x: 1 } });
  expect(withContext({ identity: { user: "b" } }, "identity.user", "")).toEqual({ identity: {} });
  expect(withContext({ stage: "a", b: 1 }, "stage", "")).toEqual({ b: 1 });
});

it("groups variables by the first part of their names", () => {
  const named = (name: string) => ({ name, when: "", meaning: "", default: "" });
  const groups = groupsOf([named("stage"), named("identity.user"), named("path"), named("identity.sourceIp")]);
  expect(groups.map((g) => [g.name, g.variables.map((v) => v.name)])).toEqual([
    ["", ["stage", "path"]],
    ["identity", ["identity.user", "identity.sourceIp"]],
  ]);
});
