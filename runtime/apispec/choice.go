package apispec

import (
	"slices"
	"strings"
)

// AuthorizationType says how callers of a method are checked, as API Gateway names it.
type AuthorizationType string

// The authorization types.
const (
	NoAuth      AuthorizationType = "NONE"
	IAMAuth     AuthorizationType = "AWS_IAM"            // Signature Version 4
	CustomAuth  AuthorizationType = "CUSTOM"             // a Lambda authorizer
	CognitoAuth AuthorizationType = "COGNITO_USER_POOLS" // a JSON Web Token of a user pool
)

// AuthorizerType is the kind of an authorizer.
type AuthorizerType string

// The authorizer types.
const (
	TokenAuthorizer   AuthorizerType = "TOKEN"   // a Lambda function sees one header
	RequestAuthorizer AuthorizerType = "REQUEST" // a Lambda function sees the request
	CognitoAuthorizer AuthorizerType = "COGNITO_USER_POOLS"
)

// APIKeySource says where API keys come from.
type APIKeySource string

// The sources of API keys.
const (
	HeaderKeys     APIKeySource = "HEADER"     // the X-API-Key header
	AuthorizerKeys APIKeySource = "AUTHORIZER" // usageIdentifierKey of the authorizer's answer
)

// IntegrationType is the kind of an integration.
type IntegrationType string

// The integration types.
const (
	Mock      IntegrationType = "MOCK"
	HTTP      IntegrationType = "HTTP"
	HTTPProxy IntegrationType = "HTTP_PROXY"
	AWS       IntegrationType = "AWS"
	AWSProxy  IntegrationType = "AWS_PROXY"
)

// IsProxy tells whether requests and responses pass without templates.
func (t IntegrationType) IsProxy() bool { return t == HTTPProxy || t == AWSProxy }

// Passthrough says what happens to a body that no request template is for.
type Passthrough string

// The passthrough behaviours.
const (
	WhenNoMatch     Passthrough = "WHEN_NO_MATCH"     // it passes
	WhenNoTemplates Passthrough = "WHEN_NO_TEMPLATES" // it passes if there are no templates at all, else 415
	Never           Passthrough = "NEVER"             // 415
)

// ContentHandling says how a body is converted; "" leaves it to its content type.
type ContentHandling string

// The content handlings.
const (
	ConvertToText   ContentHandling = "CONVERT_TO_TEXT"
	ConvertToBinary ContentHandling = "CONVERT_TO_BINARY"
)

// Location says where a parameter stands.
type Location string

// The locations, as mapping expressions name them.
const (
	Header      Location = "header"
	QueryString Location = "querystring"
	Path        Location = "path"
)

// httpMethods are the methods of a REST API in the order of API Gateway's message.
var httpMethods = []string{"GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY"}

// integrationTypes, passthroughs and so on are the choices of fields, in the order of messages.
var (
	integrationTypes = []IntegrationType{HTTP, Mock, AWSProxy, HTTPProxy, AWS}
	passthroughs     = []Passthrough{WhenNoMatch, WhenNoTemplates, Never}
	contentHandlings = []ContentHandling{ConvertToBinary, ConvertToText}
	connectionTypes  = []string{"INTERNET", "VPC_LINK"}
	apiKeySources    = []APIKeySource{HeaderKeys, AuthorizerKeys}
	authorizerTypes  = []AuthorizerType{TokenAuthorizer, RequestAuthorizer, CognitoAuthorizer}
	endpointTypes    = []string{"EDGE", "REGIONAL", "PRIVATE"}
)

// gatewayResponseTypes are the types of gateway responses. Source: AWS-GATEWAY.md 3.
var gatewayResponseTypes = []string{
	"ACCESS_DENIED", "API_CONFIGURATION_ERROR", "AUTHORIZER_CONFIGURATION_ERROR", "AUTHORIZER_FAILURE",
	"BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS", "DEFAULT_4XX", "DEFAULT_5XX", "EXPIRED_TOKEN",
	"INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT", "INVALID_API_KEY", "INVALID_SIGNATURE",
	"MISSING_AUTHENTICATION_TOKEN", "QUOTA_EXCEEDED", "REQUEST_TOO_LARGE", "RESOURCE_NOT_FOUND", "THROTTLED",
	"UNAUTHORIZED", "UNSUPPORTED_MEDIA_TYPE", "WAF_FILTERED",
}

// GatewayResponseTypes returns the types of gateway responses in alphabetical order.
func GatewayResponseTypes() []string { return slices.Clone(gatewayResponseTypes) }

// choose returns the choice that text names, capital letters or not; false when there is none.
func choose[T ~string](text string, choices []T) (T, bool) {
	for _, c := range choices {
		if strings.EqualFold(text, string(c)) {
			return c, true
		}
	}
	return "", false
}

// joined returns choices as messages list them.
func joined[T ~string](choices []T, sep string) string {
	parts := make([]string, len(choices))
	for i, c := range choices {
		parts[i] = string(c)
	}
	return strings.Join(parts, sep)
}
