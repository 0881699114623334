package apispec

import "strings"

// scheme is a security scheme of the document.
type scheme struct {
	name       string
	kind       string // the scheme's type: "apiKey", "oauth2", "http"
	header     string
	authType   string
	authorizer *Authorizer // nil: none
	at         *cursor
}

// isAPIKey tells whether the scheme asks for an API key. Source: AWS-GATEWAY.md 16.
func (s *scheme) isAPIKey() bool {
	return s.authorizer == nil && s.kind == "apiKey" && strings.EqualFold(s.header, "x-api-key")
}

// isIAM tells whether the scheme asks for Signature Version 4.
func (s *scheme) isIAM() bool { return strings.EqualFold(s.authType, "awsSigv4") }

// readSchemes reads the security schemes and their authorizers.
func (l *loader) readSchemes() {
	var container *cursor
	if l.swagger2 {
		container = l.object(l.root.opt("securityDefinitions"))
	} else {
		container = l.object(l.object(l.root.opt("components")).opt("securitySchemes"))
	}
	for name, c := range container.fields() {
		def := l.object(l.follow(c))
		if def == nil {
			continue
		}
		l.extensions(def, "x-amazon-apigateway-authorizer", "x-amazon-apigateway-authtype")
		s := &scheme{
			name: name, at: c,
			kind:     l.optText(def, "type"),
			header:   l.optScalar(def, "name"),
			authType: l.optScalar(def, "x-amazon-apigateway-authtype"),
		}
		l.schemes[name] = s
		if ext := l.object(def.opt("x-amazon-apigateway-authorizer")); ext != nil {
			if s.authorizer = l.readAuthorizer(s, ext); s.authorizer != nil {
				l.api.Authorizers = append(l.api.Authorizers, s.authorizer)
			}
		}
	}
}

// authorizerFields are the fields of an authorizer. Source: AWS-GATEWAY.md 23.
var authorizerFields = []string{
	"type", "authorizerUri", "authorizerCredentials", "identitySource", "identityValidationExpression",
	"authorizerResultTtlInSeconds", "providerARNs", "authorizerPayloadFormatVersion", "enableSimpleResponses",
	"jwtConfiguration",
}

// defaultTTL is how many seconds an authorizer's results are kept when nothing is said. Source: AWS-GATEWAY.md 15.
const (
	defaultTTL = 300
	maxTTL     = 3600
)

// readAuthorizer reads the authorizer of a scheme; nil, with an error reported, when its type cannot be.
func (l *loader) readAuthorizer(s *scheme, c *cursor) *Authorizer {
	l.known(c, authorizerFields...)
	a := &Authorizer{
		Name: s.name, AuthType: s.authType, Header: s.header, TTL: defaultTTL, Pos: l.pos(s.at),
		Credentials:  l.optText(c, "authorizerCredentials"),
		ProviderARNs: l.texts(c.opt("providerARNs")),
	}
	var ok bool
	if a.Type, ok = choose(l.optText(c, "type"), authorizerTypes); !ok {
		at := c
		if t := c.opt("type"); t != nil {
			at = t
		}
		l.fail(at, CodeAuthorizer, "write token, request or cognito_user_pools; REST APIs have no jwt authorizers", "Unable to create authorizer '%s': the type is none of %s", s.name, joined(authorizerTypes, ", "))
		return nil
	}
	if expr := c.opt("identityValidationExpression"); expr != nil && l.text(expr) != "" {
		a.IdentityValidation = l.textAt(expr)
	}
	l.readTTL(a, c.opt("authorizerResultTtlInSeconds"))
	l.readIdentitySources(a, c)
	l.checkAuthorizer(a, c)
	return a
}

// readTTL reads how long results are kept. c may be nil.
func (l *loader) readTTL(a *Authorizer, c *cursor) {
	if c == nil {
		return
	}
	n, ok := l.integer(c)
	if !ok {
		return
	}
	if n < 0 || n > maxTTL {
		l.fail(c, CodeAuthorizer, "", "Unable to create authorizer '%s': authorizerResultTtlInSeconds must be from 0 to %d", a.Name, maxTTL)
		return
	}
	a.TTL = n
}

// readIdentitySources reads what a REQUEST authorizer identifies callers by.
func (l *loader) readIdentitySources(a *Authorizer, c *cursor) {
	field := c.opt("identitySource")
	for _, expr := range strings.Split(l.text(field), ",") {
		expr = strings.TrimSpace(expr)
		if expr == "" {
			continue
		}
		src, ok := parseSource(expr, requestSources)
		switch {
		case !ok, src.Kind == FromLiteral, src.Kind == FromRequestBody:
			if a.Type == RequestAuthorizer {
				l.fail(field, CodeAuthorizer, "use method.request.header.NAME, method.request.querystring.NAME, stageVariables.NAME or context.NAME", "Unable to create authorizer '%s': %s is no identity source", a.Name, quote(expr))
			}
		default:
			a.IdentitySources = append(a.IdentitySources, src)
		}
	}
	if a.Type == RequestAuthorizer && a.TTL > 0 && len(a.IdentitySources) == 0 {
		l.warnMissing(c, CodeDeploy, "add identitySource, or set authorizerResultTtlInSeconds to 0", "authorizer '%s' keeps results but has no identity source to keep them by", a.Name)
	}
}

// checkAuthorizer reports what an authorizer lacks.
func (l *loader) checkAuthorizer(a *Authorizer, c *cursor) {
	if a.Type == CognitoAuthorizer {
		if len(a.ProviderARNs) == 0 {
			l.missing(c, CodeAuthorizer, "add providerARNs with the ARNs of user pools", "Unable to create authorizer '%s': there are no providerARNs", a.Name)
		}
		return
	}
	uri := c.opt("authorizerUri")
	if l.text(uri) == "" {
		l.missing(c, CodeAuthorizer, "add authorizerUri with the ARN of the function's invocation", "Unable to create authorizer '%s': there is no authorizerUri", a.Name)
		return
	}
	a.URI = l.textAt(uri)
	if startsWithPlaceholder(a.URI.Value) {
		l.warn(uri, CodePlaceholder, "replace it before loading", "this placeholder was not replaced, so the authorizer cannot be called")
		return
	}
	if _, service, msg := checkARN(a.URI.Value); msg != "" || service != "lambda" {
		l.fail(uri, CodeARN, lambdaHint, "Unable to create authorizer '%s': Invalid Authorizer URI: %s. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.", a.Name, clip(a.URI.Value))
	}
}

// readAuthorization finds out who may call the method: x-amazon-apigateway-auth, else security of the operation, else
// that of the document, which is recorded to be taken over (AWS-GATEWAY.md 23).
func (mr *methodReader) readAuthorization() {
	security := mr.op.opt("security")
	if security == nil {
		security = mr.security
		if security != nil && !mr.spend(security, mr.count(security.v)) {
			return
		}
	}
	for requirement := range mr.list(security).items() {
		for name, scopes := range mr.object(requirement).fields() {
			mr.require(name, scopes)
		}
	}
	mr.readAuth()
}

// require applies a security requirement to the method.
func (mr *methodReader) require(name string, c *cursor) {
	s := mr.schemes[name]
	switch {
	case s == nil:
		mr.warnSecurity(c, "define it under the security schemes", "Reference to security definition '"+name+"' not found. Ignoring.")
	case s.authorizer != nil:
		mr.authorizeBy(s, c)
	case s.isAPIKey():
		mr.m.APIKeyRequired = true
	case s.isIAM():
		mr.m.Authorization = IAMAuth
	default:
		mr.warnSecurity(c, "add x-amazon-apigateway-authorizer to the security scheme", "Unsupported security definition type '"+s.kind+"' for '"+name+"'. Ignoring.")
	}
}

// warnSecurity warns about a security requirement once, wherever it applies.
func (mr *methodReader) warnSecurity(c *cursor, hint, msg string) {
	if mr.used[c.v] {
		return
	}
	mr.used[c.v] = true
	mr.warnKey(c, CodeIgnored, hint, "%s", msg)
}

// authorizeBy makes a scheme's authorizer that of the method.
func (mr *methodReader) authorizeBy(s *scheme, c *cursor) {
	if mr.m.Authorizer != nil {
		mr.warnSecurity(c, "keep one", "a method can have one authorizer only; '"+s.name+"' is ignored")
		return
	}
	mr.m.Authorizer = s.authorizer
	mr.m.Authorization = CustomAuth
	if s.authorizer.Type == CognitoAuthorizer {
		mr.m.Authorization = CognitoAuth
		mr.m.Scopes = mr.texts(c)
	}
}

// readAuth reads x-amazon-apigateway-auth, which wins over security.
func (mr *methodReader) readAuth() {
	ext := mr.object(mr.op.opt("x-amazon-apigateway-auth"))
	c := ext.opt("type")
	if c == nil {
		return
	}
	switch t, _ := choose(mr.text(c), []AuthorizationType{NoAuth, IAMAuth}); t {
	case NoAuth, IAMAuth:
		mr.m.Authorization, mr.m.Authorizer, mr.m.Scopes = t, nil, nil
	default:
		mr.fail(c, CodeChoice, "for authorizers use security", "%sx-amazon-apigateway-auth is NONE or AWS_IAM", mr.about("Unable to put method"))
	}
}
