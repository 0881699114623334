package main

import (
	"bytes"
	"os"
	"testing"
)

// TestFresh checks that the page's types are those of package api.
func TestFresh(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("../../types.go")
	if err != nil {
		t.Fatal(err)
	}
	report, err := os.ReadFile("../../../../runtime/explain/report.go")
	if err != nil {
		t.Fatal(err)
	}
	want, err := translate(source, report)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../../../web/src/engine/types.ts")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("web/src/engine/types.ts is not what playground/api/types.go says; run go generate ./playground/api")
	}
}

// TestTranslate checks the translation of each kind of type.
func TestTranslate(t *testing.T) {
	t.Parallel()
	const source = "package p\n" +
		"// Pair is two.\ntype Pair [2]string\n" +
		"// Level is a level.\ntype Level string\n" +
		"const (\n\tLow Level = \"low\"\n\tHigh Level = \"high\"\n)\n" +
		"// A is one\n// of two lines.\ntype A struct {\n" +
		"\tN *int `json:\"n,omitempty\"` // how many\n" +
		"\tPairs []Pair `json:\"pairs\"`\n" +
		"\tM map[string]any `json:\"m\"`\n" +
		"\tE struct {\n\t\tB bool `json:\"b\"`\n\t} `json:\"e\"`\n}\n" +
		"type hidden int\n" +
		"type (\n\t// Far is from afar.\n\tFar = other.Far\n)\n"
	const other = "package other\ntype Far struct {\n\tOff int `json:\"off\"`\n}\n"
	want := header + `
/** Pair is two. */
export type Pair = [string, string];

/** Level is a level. */
export type Level = "low" | "high";

/**
 * A is one
 * of two lines.
 */
export interface A {
  /** how many */
  n?: number;
  pairs: Pair[];
  m: Record<string, unknown>;
  e: {
    b: boolean;
  };
}

/** Far is from afar. */
export interface Far {
  off: number;
}
`
	got, err := translate([]byte(source), []byte(other))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, bad := range []string{"package p; type A struct { F int }", "package p; type A chan int", "package p; type A [n]int", "package p; type A = q.B", "type"} {
		if _, err := translate([]byte(bad)); err == nil {
			t.Errorf("no error for %q", bad)
		}
	}
}
