package apispec

import (
	"slices"
	"strconv"
	"strings"
)

// keywordChecks check the values of the keywords of JSON schema draft 4 that hold no schemas. They return what the
// value must be, "" when it is right. Source: the draft-04 meta schema.
var keywordChecks = map[string]func(*value) string{
	"type":             checkSchemaType,
	"required":         checkRequired,
	"enum":             checkEnum,
	"minLength":        checkCount,
	"maxLength":        checkCount,
	"minProperties":    checkCount,
	"maxProperties":    checkCount,
	"minimum":          checkNumber,
	"maximum":          checkNumber,
	"multipleOf":       checkPositive,
	"exclusiveMinimum": checkBool,
	"exclusiveMaximum": checkBool,
	"uniqueItems":      checkBool,
	"pattern":          checkText,
	"format":           checkText,
	"title":            checkText,
	"description":      checkText,
	"id":               checkText,
	"$schema":          checkText,
	"dependencies":     checkDependencies,
}

// schemaTypes are the values of type.
var schemaTypes = []string{"array", "boolean", "integer", "null", "number", "object", "string"}

// checkSchemaType checks type: one type or a list of different ones.
func checkSchemaType(v *value) string {
	want := "one of " + strings.Join(schemaTypes, ", ") + ", or a list of them"
	items := []*value{v}
	if v.kind == kindList {
		items = v.items
	}
	seen := map[string]bool{}
	for _, item := range items {
		if item.kind != kindText || !slices.Contains(schemaTypes, item.text) || seen[item.text] {
			return want
		}
		seen[item.text] = true
	}
	if len(items) == 0 {
		return want
	}
	return ""
}

// checkRequired checks required: different names, at least one.
func checkRequired(v *value) string {
	if v.kind != kindList || len(v.items) == 0 || !distinctTexts(v.items) {
		return "a list of different property names that is not empty"
	}
	return ""
}

// distinctTexts tells whether all items are texts and none stands twice.
func distinctTexts(items []*value) bool {
	seen := map[string]bool{}
	for _, item := range items {
		if item.kind != kindText || seen[item.text] {
			return false
		}
		seen[item.text] = true
	}
	return true
}

// checkEnum checks enum: at least one value.
func checkEnum(v *value) string {
	if v.kind != kindList || len(v.items) == 0 {
		return "a list of values that is not empty"
	}
	return ""
}

// checkCount checks a whole number that is not negative.
func checkCount(v *value) string {
	if v.kind == kindNumber {
		if f, err := strconv.ParseFloat(v.text, 64); err == nil && f >= 0 && f == float64(int64(f)) {
			return ""
		}
	}
	return "a whole number, not negative"
}

// checkNumber checks a number.
func checkNumber(v *value) string {
	if v.kind != kindNumber {
		return "a number"
	}
	return ""
}

// checkPositive checks a number above zero.
func checkPositive(v *value) string {
	if v.kind == kindNumber {
		if f, err := strconv.ParseFloat(v.text, 64); err == nil && f > 0 {
			return ""
		}
	}
	return "a number above 0"
}

// checkBool checks true or false: exclusiveMinimum is no number in draft 4.
func checkBool(v *value) string {
	if v.kind != kindBool {
		return "true or false"
	}
	return ""
}

// checkText checks a string.
func checkText(v *value) string {
	if v.kind != kindText {
		return "a string"
	}
	return ""
}

// checkDependencies checks dependencies: objects, or lists of different names.
func checkDependencies(v *value) string {
	const want = "an object of schemas or lists of property names"
	if v.kind != kindObject {
		return want
	}
	for _, f := range v.fields {
		if f.val.kind != kindObject && (f.val.kind != kindList || !distinctTexts(f.val.items)) {
			return want
		}
	}
	return ""
}
