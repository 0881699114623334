package main

import (
	"bytes"
	"strings"
	"testing"
)

// TestNetLog: messages of net/http are one line each, and not long.
func TestNetLog(t *testing.T) {
	for _, tt := range []struct{ message, want string }{
		{"Unsolicited response received\n", "vtl: backend: Unsolicited response received\n"},
		{"a\nb\n", "vtl: backend: a\n"},
		{strings.Repeat("é", 200), "vtl: backend: " + strings.Repeat("é", 150) + "...\n"},
		{"a" + strings.Repeat("é", 200), "vtl: backend: a" + strings.Repeat("é", 149) + "...\n"},
	} {
		var b bytes.Buffer
		if n, err := (netLog{&b}).Write([]byte(tt.message)); n != len(tt.message) || err != nil || b.String() != tt.want {
			t.Errorf("%q: %d, %v, %q, want %q", tt.message, n, err, b.String(), tt.want)
		}
	}
}
