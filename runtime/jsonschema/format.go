package jsonschema

import (
	"net/mail"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// formats are the formats of draft 4: what a text must be, and what is said of one that is not.
var formats = map[string]struct {
	valid func(s string) bool
	fault string // behind the text
}{
	"date-time": {isDateTime, `is invalid against requested date format(s) ["yyyy-MM-dd'T'HH:mm:ssZ","yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z"]`},
	"email":     {isEmail, "is not a valid email address"},
	"hostname":  {isHostname, "is not a valid hostname"},
	"ipv4":      {isIPv4, "is not a valid IPv4 address"},
	"ipv6":      {isIPv6, "is not a valid IPv6 address"},
	"uri":       {isURI, "is not a valid URI"},
	"regex":     {isRegex, "is not a valid ECMA 262 regular expression"},
}

// isDateTime tells whether s is a time of RFC 3339.
func isDateTime(s string) bool {
	_, err := time.Parse(time.RFC3339, strings.ToUpper(s))
	return err == nil
}

// isEmail tells whether s is a bare mail address.
func isEmail(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s && a.Name == ""
}

// isHostname tells whether s is a name by RFC 1034: labels of letters, digits and hyphens.
func isHostname(s string) bool {
	if len(s) > 253 {
		return false
	}
	for _, label := range strings.Split(s, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, c := range []byte(label) {
			if c != '-' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
				return false
			}
		}
	}
	return true
}

// isIPv4 tells whether s is an address of four numbers.
func isIPv4(s string) bool {
	a, err := netip.ParseAddr(s)
	return err == nil && a.Is4()
}

// isIPv6 tells whether s is an address of IPv6, without zone.
func isIPv6(s string) bool {
	a, err := netip.ParseAddr(s)
	return err == nil && a.Is6() && a.Zone() == ""
}

// isURI tells whether s is an absolute URI of the characters one may have.
func isURI(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.IsAbs() && !strings.ContainsAny(s, "\\<>{}|^` \"")
}

// isRegex tells whether s is a regular expression.
func isRegex(s string) bool {
	_, err := newPattern(s)
	return err == nil && !strings.HasSuffix(s, `\Z`) && !strings.HasSuffix(s, `\a`)
}
