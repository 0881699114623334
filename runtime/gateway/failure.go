package gateway

import (
	"errors"
	"strconv"
)

// ResponseType is the type of a gateway response: an answer the gateway gives by itself.
type ResponseType string

// The types. Source: section 3.
const (
	AccessDenied                 ResponseType = "ACCESS_DENIED"
	APIConfigurationError        ResponseType = "API_CONFIGURATION_ERROR"
	AuthorizerConfigurationError ResponseType = "AUTHORIZER_CONFIGURATION_ERROR"
	AuthorizerFailure            ResponseType = "AUTHORIZER_FAILURE"
	BadRequestBody               ResponseType = "BAD_REQUEST_BODY"
	BadRequestParameters         ResponseType = "BAD_REQUEST_PARAMETERS"
	ExpiredToken                 ResponseType = "EXPIRED_TOKEN"
	IntegrationFailure           ResponseType = "INTEGRATION_FAILURE"
	IntegrationTimeout           ResponseType = "INTEGRATION_TIMEOUT"
	InvalidAPIKey                ResponseType = "INVALID_API_KEY"
	InvalidSignature             ResponseType = "INVALID_SIGNATURE"
	MissingAuthenticationToken   ResponseType = "MISSING_AUTHENTICATION_TOKEN"
	QuotaExceeded                ResponseType = "QUOTA_EXCEEDED"
	RequestTooLarge              ResponseType = "REQUEST_TOO_LARGE"
	ResourceNotFound             ResponseType = "RESOURCE_NOT_FOUND"
	Throttled                    ResponseType = "THROTTLED"
	Unauthorized                 ResponseType = "UNAUTHORIZED"
	UnsupportedMediaType         ResponseType = "UNSUPPORTED_MEDIA_TYPE"
	WAFFiltered                  ResponseType = "WAF_FILTERED"
)

// responseKind is what a gateway response of a type is unless the definition says otherwise.
type responseKind struct {
	status    int
	message   string // "" prints as null
	errorType string // x-amzn-ErrorType
}

// responseKinds are the defaults of the types. Source: section 3.
var responseKinds = map[ResponseType]responseKind{
	AccessDenied:                 {status: 403, message: "User is not authorized to access this resource", errorType: "AccessDeniedException"},
	APIConfigurationError:        {status: 500, message: "Internal server error", errorType: "InternalServerErrorException"},
	AuthorizerConfigurationError: {status: 500, errorType: "AuthorizerConfigurationException"},
	AuthorizerFailure:            {status: 500, errorType: "AuthorizerFailureException"},
	BadRequestBody:               {status: 400, message: "Invalid request body", errorType: "BadRequestException"},
	BadRequestParameters:         {status: 400, message: "Missing required request parameters", errorType: "BadRequestException"},
	ExpiredToken:                 {status: 403, message: "The security token included in the request is expired", errorType: "ExpiredTokenException"},
	// Listed with 504, and 500 when it happens.
	IntegrationFailure:         {status: 500, message: "Internal server error", errorType: "InternalServerErrorException"},
	IntegrationTimeout:         {status: 504, message: "Endpoint request timed out", errorType: "InternalServerErrorException"},
	InvalidAPIKey:              {status: 403, message: "Forbidden", errorType: "ForbiddenException"},
	InvalidSignature:           {status: 403, message: "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.", errorType: "InvalidSignatureException"},
	MissingAuthenticationToken: {status: 403, message: "Missing Authentication Token", errorType: "MissingAuthenticationTokenException"},
	QuotaExceeded:              {status: 429, message: "Limit Exceeded", errorType: "LimitExceededException"},
	RequestTooLarge:            {status: 413, message: "Request Too Long", errorType: "RequestTooLargeException"},
	ResourceNotFound:           {status: 404, message: "Not Found", errorType: "ResourceNotFoundException"},
	Throttled:                  {status: 429, message: "Too Many Requests", errorType: "TooManyRequestsException"},
	Unauthorized:               {status: 401, message: "Unauthorized", errorType: "UnauthorizedException"},
	UnsupportedMediaType:       {status: 415, message: "Unsupported Media Type", errorType: "BadRequestException"},
	WAFFiltered:                {status: 403, message: "Forbidden", errorType: "WafFilteredException"},
}

// Failure is why a request ends early. It becomes a gateway response, which the definition can change by its type.
// Zero fields take what the type has by default.
type Failure struct { //nolint:errname // the established name of a public type
	Type    ResponseType
	Status  int    // instead of the status of the type; an own entry of the definition still wins
	Message string // instead of the message of the type
	// MessageKey is the key of the message in the default body, "message" unless set: ACCESS_DENIED uses "Message".
	MessageKey string
	ErrorType  string // instead of the x-amzn-ErrorType of the type
	Validation string // $context.error.validationErrorString
	Log        string // line of the execution log; "" writes none
	Header     [][2]string
	Err        error // cause, for the caller's logger; never shown to clients
}

// Error returns the type, the log line and the cause in one line.
func (f *Failure) Error() string {
	text := string(f.Type)
	if f.Status != 0 {
		text += " " + strconv.Itoa(f.Status)
	}
	if f.Log != "" {
		text += ": " + f.Log
	} else if f.Message != "" {
		text += ": " + f.Message
	}
	if f.Err != nil {
		text += ": " + f.Err.Error()
	}
	return text
}

// Unwrap returns the cause.
func (f *Failure) Unwrap() error { return f.Err }

// asFailure returns err as a Failure. What is none came from a fault of the gateway itself, and is a configuration
// error to the client.
func asFailure(err error) *Failure {
	var f *Failure
	if errors.As(err, &f) {
		return f
	}
	return &Failure{Type: APIConfigurationError, Log: "Execution failed due to an internal error", Err: err}
}

// configurationError returns the failure of a method whose definition does not work out for a request. The reason
// stands in the execution log only. Source: section 22.
func configurationError(reason string, cause error) *Failure {
	return &Failure{Type: APIConfigurationError, Log: "Execution failed due to configuration error: " + reason, Err: cause}
}
