package runtime

import (
	"strconv"
	"strings"
	"time"

	"github.com/vtlkit/vtl/vtl/java"
)

// ContextVariable documents a variable of $context.
type ContextVariable struct {
	// Name is what follows "$context.": "identity.sourceIp". An italic part of the service's table is in angle
	// brackets: "authorizer.<key>".
	Name string
	// When says in which calls the variable has a value.
	When Presence
	// Meaning is one line about its value.
	Meaning string

	// value generates the value of a call that gives none; nil for a variable that is then absent or null.
	value func(c *callFacts) java.Value
}

// Presence says when a variable of $context has a value.
type Presence string

// The conditions of ContextVariable.When. All but Always leave the variable null or absent unless the Request sets it.
const (
	Always         Presence = "always"
	WithIAM        Presence = "with IAM authorization"
	WithAPIKey     Presence = "on methods that require an API key"
	WithCognitoID  Presence = "when signed with Amazon Cognito credentials"
	WithUserPool   Presence = "with an Amazon Cognito user pool authorizer"
	WithAuthorizer Presence = "with a Lambda authorizer"
	WithMutualTLS  Presence = "on custom domains with mutual TLS"
	WithPrivateAPI Presence = "on private APIs"
	WithCanary     Presence = "on stages with a canary"
	WithWAF        Presence = "with a web ACL"
	InResponse     Presence = "in response templates of AWS integrations"
	WhenSet        Presence = "once a template sets it"
	// InGatewayResponse marks variables that only gateway responses and access logs have, never a mapping template.
	InGatewayResponse Presence = "in gateway responses and access logs only"
	// InAccessLog marks variables that only access logs have.
	InAccessLog Presence = "in access logs only"
)

// callFacts is what generated values are made from.
type callFacts struct {
	q    *Request
	time time.Time
	made *ids // nil until one is asked for
}

// set returns the text that the caller gave for a variable, or "".
func (c *callFacts) set(name string) string {
	s, _ := c.q.Context[name].(string)
	return s
}

// ids returns the generated ids of the call.
func (c *callFacts) ids() *ids {
	if c.made == nil {
		made := newIDs(c.q.Seed, c.q.resourcePath())
		c.made = &made
	}
	return c.made
}

// contextVariables is every documented variable. Those that a call without authorization has come first, each
// object's in the order that HashMap keeps inside a bucket, which together give the recorded key orders.
// Source: AWS-TEMPLATES.md section 5.
var contextVariables = []ContextVariable{
	{"resourceId", Always, "id of the resource", func(c *callFacts) java.Value { return java.String(c.ids().resource) }},
	{"resourcePath", Always, "path of the resource, /orders/{id}", func(c *callFacts) java.Value { return textIn(c.q.resourcePath()) }},
	{"httpMethod", Always, "HTTP method", func(c *callFacts) java.Value { return textIn(c.q.method()) }},
	{"extendedRequestId", Always, "id the gateway makes for the request", func(c *callFacts) java.Value { return java.String(c.ids().extended) }},
	{"requestTime", Always, "time of the request, dd/MMM/yyyy:HH:mm:ss +hhmm", func(c *callFacts) java.Value {
		return java.String(c.time.Format("02/Jan/2006:15:04:05 -0700"))
	}},
	{"path", Always, "path as sent, behind the stage: /test/orders/7", (*callFacts).stagePath},
	{"accountId", Always, "account that owns the API", func(*callFacts) java.Value { return java.String("123456789012") }},
	{"protocol", Always, "HTTP/1.1", func(*callFacts) java.Value { return java.String("HTTP/1.1") }},
	{"requestOverride", Always, "what a request template overrides", nil},
	{"stage", Always, "name of the stage", func(c *callFacts) java.Value { return java.String(c.stage()) }},
	{"domainPrefix", Always, "first label of domainName", func(c *callFacts) java.Value {
		label, _, _ := strings.Cut(c.domainName(), ".")
		return java.String(label)
	}},
	// A number: deployed templates divide it by 1000.
	{"requestTimeEpoch", Always, "time of the request in milliseconds since 1970", func(c *callFacts) java.Value { return java.Long(c.time.UnixMilli()) }},
	{"requestId", Always, "id of the request", func(c *callFacts) java.Value { return java.String(c.ids().request) }},
	{"identity", Always, "who calls", nil},
	{"domainName", Always, "name of the host called", func(c *callFacts) java.Value { return textIn(c.domainName()) }},
	{"deploymentId", Always, "id of the deployment", func(*callFacts) java.Value { return java.String("d3p10y") }},
	{"responseOverride", Always, "what a template overrides in the method response", nil},
	{"apiId", Always, "id of the API", func(c *callFacts) java.Value { return java.String(c.apiID()) }},

	{"identity.cognitoIdentityPoolId", WithCognitoID, "identity pool of the caller", nil},
	{"identity.accountId", WithIAM, "account of the caller", nil},
	{"identity.cognitoIdentityId", WithCognitoID, "Cognito identity of the caller", nil},
	{"identity.caller", WithIAM, "principal of the caller", nil},
	{"identity.sourceIp", Always, "address of the client", func(*callFacts) java.Value { return java.String("127.0.0.1") }},
	{"identity.principalOrgId", WithIAM, "organization of the caller", nil},
	{"identity.accessKey", WithIAM, "access key of the caller", nil},
	{"identity.cognitoAuthenticationType", WithCognitoID, "authenticated or unauthenticated", nil},
	{"identity.cognitoAuthenticationProvider", WithCognitoID, "providers the caller signed in with", nil},
	{"identity.userArn", WithIAM, "ARN of the user", nil},
	{"identity.userAgent", Always, "User-Agent header; null without one", (*callFacts).userAgent},
	{"identity.user", WithIAM, "principal of the user", nil},

	{"identity.apiKey", WithAPIKey, "API key of the call", nil},
	{"identity.apiKeyId", WithAPIKey, "id of the API key", nil},
	{"identity.clientCert.clientCertPem", WithMutualTLS, "client certificate in PEM", nil},
	{"identity.clientCert.subjectDN", WithMutualTLS, "subject of the client certificate", nil},
	{"identity.clientCert.issuerDN", WithMutualTLS, "issuer of the client certificate", nil},
	{"identity.clientCert.serialNumber", WithMutualTLS, "serial number of the client certificate", nil},
	{"identity.clientCert.validity.notBefore", WithMutualTLS, "start of the certificate's validity", nil},
	{"identity.clientCert.validity.notAfter", WithMutualTLS, "end of the certificate's validity", nil},
	{"identity.vpcId", WithPrivateAPI, "VPC of the caller", nil},
	{"identity.vpceId", WithPrivateAPI, "VPC endpoint of the caller", nil},
	{"authorizer.principalId", WithAuthorizer, "principal named by the authorizer", nil},
	{"authorizer.<key>", WithAuthorizer, "value of the authorizer's context, as text", nil},
	{"authorizer.claims.<claim>", WithUserPool, "claim of the token", nil},
	{"isCanaryRequest", WithCanary, "whether the canary answers", nil},
	{"wafResponseCode", WithWAF, "WAF_ALLOW or WAF_BLOCK", nil},
	{"webaclArn", WithWAF, "ARN of the web ACL", nil},
	{"awsEndpointRequestId", InResponse, "request id of the AWS endpoint", nil},
	{"requestOverride.header.<name>", WhenSet, "header of the integration request", nil},
	{"requestOverride.path.<name>", WhenSet, "path parameter of the integration request", nil},
	{"requestOverride.querystring.<name>", WhenSet, "query parameter of the integration request", nil},
	{"responseOverride.header.<name>", WhenSet, "header of the method response", nil},
	{"responseOverride.status", WhenSet, "status of the method response", nil},

	{"error.message", InGatewayResponse, "message of the error", nil},
	{"error.messageString", InGatewayResponse, "message of the error in quotes", nil},
	{"error.responseType", InGatewayResponse, "type of the gateway response", nil},
	{"error.validationErrorString", InGatewayResponse, "what the validator found", nil},
	{"status", InAccessLog, "status of the method response", nil},
	{"responseLatency", InAccessLog, "time to answer in milliseconds", nil},
	{"responseLength", InAccessLog, "bytes of the answer", nil},
	{"integrationLatency", InAccessLog, "time of the integration in milliseconds", nil},
	{"integrationStatus", InAccessLog, "status of the integration", nil},
	{"integrationErrorMessage", InAccessLog, "error of the integration", nil},
	{"integration.<key>", InAccessLog, "facts about the integration call", nil},
	{"authorize.<key>", InAccessLog, "facts about authorization", nil},
	{"authenticate.<key>", InAccessLog, "facts about authentication", nil},
	{"waf.<key>", InAccessLog, "facts about the web ACL", nil},
	{"customDomain.basePathMatched", InAccessLog, "base path mapping that matched", nil},
	{"xrayTraceId", InAccessLog, "X-Ray trace id", nil},
}

// Default returns the value that the variable has in a call that gives nothing, as text; "" for one that is then null,
// absent or an object.
func (v *ContextVariable) Default() string {
	if v.value == nil {
		return ""
	}
	x := v.value(newCallFacts(&Request{}))
	if x == nil {
		return ""
	}
	return java.ToString(nil, x)
}

// ContextVariables returns every variable of $context that the service documents, those of any call first.
func ContextVariables() []ContextVariable { return append([]ContextVariable(nil), contextVariables...) }

// stage returns the name of the stage.
func (c *callFacts) stage() string {
	if s := c.set("stage"); s != "" {
		return s
	}
	return "test"
}

// stagePath is the path with the stage in front, as recorded.
func (c *callFacts) stagePath() java.Value { return textIn("/" + c.stage() + c.q.SentPath()) }

// apiID returns the id of the API.
func (c *callFacts) apiID() string {
	if s := c.set("apiId"); s != "" {
		return s
	}
	return "a1b2c3d4e5"
}

// domainName returns the host called, or the API's default endpoint.
func (c *callFacts) domainName() string {
	if s := c.set("domainName"); s != "" {
		return s
	}
	if h := c.q.host(); h != "" {
		return h
	}
	return c.apiID() + ".execute-api.us-east-1.amazonaws.com"
}

// userAgent is the client's User-Agent header, or null.
func (c *callFacts) userAgent() java.Value {
	if s, ok := c.q.Header.GetFold("User-Agent"); ok {
		return textIn(s)
	}
	return nil
}

// ids are the generated ids of a call.
type ids struct{ request, extended, resource string }

// newIDs returns the ids that belong to a seed and a resource path: a version 4 UUID, fifteen characters and "=",
// and six of [a-z0-9].
func newIDs(seed uint64, resourcePath string) ids {
	g := idSource(seed)
	a, b := g.next(), g.next()
	hex := func(v uint64, digits int) string {
		s := strconv.FormatUint(v, 16)
		return strings.Repeat("0", max(0, digits-len(s))) + s[max(0, len(s)-digits):]
	}
	request := hex(a>>32, 8) + "-" + hex(a>>16&0xFFFF, 4) + "-4" + hex(a&0xFFF, 3) + "-" + hex(0x8000|b>>48&0x3FFF, 4) + "-" + hex(b&0xFFFF_FFFF_FFFF, 12)
	path := idSource(0)
	for i := 0; i < len(resourcePath); i++ {
		path = path*31 + idSource(resourcePath[i])
	}
	const letters = "abcdefghijklmnopqrstuvwxyz0123456789"
	return ids{
		request:  request,
		extended: g.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ"+letters, 15) + "=",
		resource: path.text(letters, 6),
	}
}

// idSource is a splitmix64 generator: cheap, and the same on every machine.
type idSource uint64

// next returns the next number.
func (g *idSource) next() uint64 {
	*g += 0x9E3779B97F4A7C15
	z := uint64(*g)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// text returns n characters out of alphabet.
func (g *idSource) text(alphabet string, n int) string {
	out := make([]byte, n)
	for i := range out {
		out[i] = alphabet[g.next()%uint64(len(alphabet))]
	}
	return string(out)
}
