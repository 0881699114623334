package gateway

import (
	"bytes"
	"encoding/json"
)

// quoteJSON returns a text as a JSON string, without escaping what only matters in HTML.
func quoteJSON(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""`
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}
