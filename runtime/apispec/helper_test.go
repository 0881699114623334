package apispec

import "strconv"

// itoa returns a number as text.
func itoa(n int) string { return strconv.Itoa(n) }
