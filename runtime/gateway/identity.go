package gateway

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// maxMethodARN is how long the ARN of a method may be where somebody decides by it. Source: section 15.
const maxMethodARN = 1600

// apiARN returns the ARN of an API: "arn:aws:execute-api:us-east-1:123456789012:abcdef1234".
func (i *Identity) apiARN() string {
	return "arn:aws:execute-api:" + i.Region + ":" + i.AccountID + ":" + i.APIID
}

// methodARN returns the ARN of the method that is called: API, stage, HTTP method, path as the client sent it. The
// slash at the end of the path, which routing ignores, is not in it: a denial of pets must not miss pets/.
func (x *Exchange) methodARN() string {
	return x.methodARNOf(strings.TrimSuffix(strings.TrimLeft(x.Received.Path, "/"), "/"))
}

// methodARNOf returns the ARN of the method with a path without its slash in front.
func (x *Exchange) methodARNOf(path string) string {
	return x.API().apiARN() + "/" + x.Stage.Name + "/" + x.Received.Method + "/" + path
}

// methodVariant returns the ARN of the method with its path decoded and without empty segments, "" when that is
// methodARN.
func (x *Exchange) methodVariant() string {
	path, err := url.PathUnescape(x.Received.Path)
	if err != nil {
		return ""
	}
	parts := strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
	arn := x.methodARNOf(strings.Join(parts, "/"))
	if arn == x.methodARN() {
		return ""
	}
	return arn
}

// access returns what policies decide about for the exchange.
func (x *Exchange) access(who caller) *accessRequest {
	return &accessRequest{action: invokeAction, resource: x.methodARN(), variant: x.methodVariant(), caller: who, keys: x.conditionKeys(who)}
}

// conditionKeys returns what conditions can ask about the exchange. Source: API Gateway developer guide, condition
// keys for resource policies.
func (x *Exchange) conditionKeys(who caller) conditionKeys {
	now := x.Time.UTC()
	k := conditionKeys{
		"aws:currenttime":     {now.Format(time.RFC3339)},
		"aws:epochtime":       {strconv.FormatInt(now.Unix(), 10)},
		"aws:requestedregion": {x.API().Region},
		// API Gateway takes no requests but over TLS, so a policy that asks for it must not shut out a local client.
		"aws:securetransport": {"true"},
	}
	k.set("aws:sourceip", x.Received.SourceIP)
	agent, _ := x.Received.Header.GetFold("User-Agent")
	k.set("aws:useragent", agent)
	referer, _ := x.Received.Header.GetFold("Referer")
	k.set("aws:referer", referer)
	if who.kind == "" {
		who.kind = anonymous
	}
	k.set("aws:principaltype", string(who.kind))
	k.set("aws:principalarn", who.principal)
	k.set("aws:principalaccount", who.account)
	k.set("aws:username", who.user)
	k.set("aws:userid", who.id)
	return k
}

// set sets a key unless its value is empty.
func (k conditionKeys) set(key, value string) {
	if value != "" {
		k[key] = []string{value}
	}
}

// maskARN hides the account in an ARN but for its last four digits, as messages to clients do.
func maskARN(arn string) string {
	parts := strings.SplitN(arn, ":", arnParts)
	if len(parts) == arnParts && len(parts[4]) > 4 {
		parts[4] = strings.Repeat("*", len(parts[4])-4) + parts[4][len(parts[4])-4:]
	}
	return strings.Join(parts, ":")
}

// notAuthorized returns the failure of a caller that a policy turns away. who is an ARN or "anonymous". Source:
// section 15.
func (x *Exchange) notAuthorized(who string, d decision) *Failure {
	m := "User: " + who + " is not authorized to perform: " + invokeAction + " on resource: " + maskARN(x.methodARN())
	if d == explicitDeny {
		m += " with an explicit deny"
	}
	return &Failure{Type: AccessDenied, MessageKey: "Message", Message: m, Log: "The client is not authorized to perform this operation."}
}

// nameTooLong returns the failure of a request whose ARN is too long to be decided about, nil when it is not.
// Source: section 15.
func (x *Exchange) nameTooLong() error {
	if len(x.methodARN()) <= maxMethodARN {
		return nil
	}
	return &Failure{Type: RequestTooLarge, Status: 414, Message: "Request-URI Too Long", Log: "The ARN of the method is longer than 1600 bytes"}
}
