package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExamples runs every example in its folder and holds what it prints against the output Velocity 1.7 gives.
func TestExamples(t *testing.T) {
	folders, err := filepath.Glob(filepath.Join("..", "..", "examples", "*", "command.txt"))
	if err != nil || len(folders) < 7 {
		t.Fatalf("found %d examples: %v", len(folders), err)
	}
	for _, file := range folders {
		dir := filepath.Dir(file)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			command, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(dir)
			want, err := os.ReadFile("expected.txt")
			if err != nil {
				t.Fatal(err)
			}
			var out, errw bytes.Buffer
			if status := run(strings.Fields(string(command)), nil, &out, &errw); status != exitOK {
				t.Fatalf("status %d: %s", status, errw.String())
			}
			if out.String() != string(want) {
				t.Errorf("got\n%s\nwant\n%s", out.String(), want)
			}
		})
	}
}
