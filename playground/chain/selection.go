package chain

import (
	"fmt"
	"strings"

	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/runtime/apispec"
	"github.com/vtlkit/vtl/runtime/gateway"
)

// selection returns which integration response was selected and why; nil when none was looked for.
func (d *definition) selection(s *gateway.ResponseSelection, x *gateway.Exchange) *api.Selection {
	if s == nil {
		return nil
	}
	out := &api.Selection{Index: -1, Subject: s.Subject}
	if s.Selected != nil {
		out.Index = d.response(s.Selected.Pattern.Value)
	}
	subject, source := d.subject(s, x)
	out.Reason = source + d.reason(subject, s)
	return out
}

// reason says why a response was selected, or why none was; subject is what the patterns were compared with, in words.
func (d *definition) reason(subject string, s *gateway.ResponseSelection) string {
	switch {
	case s.Selected == nil && len(d.chain.Responses) == 0:
		return "there are no integration responses"
	case s.Selected == nil && s.Subject == "":
		return "there is " + subject + ", and there is no default"
	case s.Selected == nil:
		return "no pattern matches " + subject + ", and there is no default"
	case s.Selected.IsDefault && len(d.chain.Responses) == 1:
		return "the default is the only integration response"
	case s.Selected.IsDefault && s.Subject == "":
		return "there is " + subject + ", so the default is taken"
	case s.Selected.IsDefault:
		return "no pattern matches " + subject + ", so the default is taken"
	}
	return matchReason(subject, s)
}

// matchReason says that the subject matches a pattern, and why this one where several match.
func matchReason(subject string, s *gateway.ResponseSelection) string {
	reason := subject + " matches the pattern " + quote(s.Selected.Pattern.Value)
	if s.Subject == "" {
		reason = "there is " + subject + ", and the pattern " + quote(s.Selected.Pattern.Value) + " matches the empty text"
	}
	if n := len(s.Matched); n > 1 {
		reason += fmt.Sprintf(", which of the %d that match leads to the lowest status code", n)
	}
	return reason
}

// subject returns what the patterns are compared with, in words, and a beginning of the sentence that says where
// that came from; "" for what needs no saying.
func (d *definition) subject(s *gateway.ResponseSelection, x *gateway.Exchange) (subject, source string) {
	switch {
	case isMock(d.chain) && s.Subject == "":
		return "no statusCode in the body", ""
	case isMock(d.chain) && x.Request.Rendered:
		return "it", "MOCK took the statusCode " + s.Subject + " from the request template's output; "
	case isMock(d.chain):
		return "it", "MOCK took the statusCode " + s.Subject + " from the body, which no template changed; "
	case x.Reply.ErrorMessage != "":
		return "the error message " + quote(x.Reply.ErrorMessage), ""
	case s.Subject == "" && failed(x):
		return "no errorMessage in what the failed function returned", ""
	case s.Subject == "":
		return "no error message, since the function did not fail", ""
	}
	return "status " + s.Subject, ""
}

// failed tells whether a function failed.
func failed(x *gateway.Exchange) bool {
	_, ok := x.Reply.Header.GetFold("X-Amz-Function-Error")
	return ok
}

// sameType tells whether the integration of a chain is of a type, whatever its letters.
func sameType(c *api.Chain, t apispec.IntegrationType) bool {
	return strings.EqualFold(c.Integration.Type, string(t))
}
