package apispec

import "github.com/vtlkit/vtl/vtl/syntax"

// The codes of problems with the document as a whole. They are stable: tools and documents refer to them.
const (
	// CodeTooLarge: the document is larger, deeper or has more values than is read.
	CodeTooLarge = "VTL501"
	// CodeSyntax: the document is no JSON and no YAML.
	CodeSyntax = "VTL502"
	// CodeVersion: the document is not an OpenAPI 3.0 or Swagger 2.0 definition of a REST API.
	CodeVersion = "VTL503"
	// CodeDuplicate: a key stands twice in one object.
	CodeDuplicate = "VTL504"
	// CodeType: a value is of another kind than its place asks for.
	CodeType = "VTL505"
	// CodeReference: a $ref leads nowhere, outside the document, or in a circle.
	CodeReference = "VTL506"
	// CodeMissing: a field that must be there is missing or empty.
	CodeMissing = "VTL507"
	// CodeTooMany: there are more problems than are reported.
	CodeTooMany = "VTL509"
)

// The codes of problems with resources and methods.
const (
	// CodePath: a path has a part that API Gateway does not take.
	CodePath = "VTL510"
	// CodeSibling: two variable path parts stand side by side.
	CodeSibling = "VTL511"
	// CodeGreedyChild: a path goes on behind a greedy path variable.
	CodeGreedyChild = "VTL512"
	// CodeHTTPMethod: a method is none that API Gateway knows.
	CodeHTTPMethod = "VTL513"
	// CodeMethodTwice: two operations are for the same method of the same resource.
	CodeMethodTwice = "VTL514"
	// CodeParameter: a request parameter has a name that API Gateway does not take.
	CodeParameter = "VTL515"
	// CodeStatus: a status code is no number from 100 to 599.
	CodeStatus = "VTL516"
)

// The codes of problems with integrations.
const (
	// CodeIntegrationType: the type of an integration is missing or unknown.
	CodeIntegrationType = "VTL520"
	// CodeIntegrationMethod: an integration that calls something has no httpMethod, or one that does not exist.
	CodeIntegrationMethod = "VTL521"
	// CodeURI: the uri of an HTTP integration is no http or https URL.
	CodeURI = "VTL522"
	// CodeARN: the uri of an AWS integration, or of an authorizer, is no ARN of the right form.
	CodeARN = "VTL523"
	// CodeMapping: a parameter mapping has a target or a source that does not exist.
	CodeMapping = "VTL524"
	// CodeTimeout: timeoutInMillis is out of range.
	CodeTimeout = "VTL525"
	// CodeChoice: a field has a value outside its list of choices.
	CodeChoice = "VTL526"
	// CodeTemplateSize: a mapping template is longer than 300 KB.
	CodeTemplateSize = "VTL527"
)

// The codes of problems with models, authorizers and settings of the API.
const (
	// CodeModel: a model is no valid JSON schema of draft 4.
	CodeModel = "VTL530"
	// CodeValidator: a method names a request validator that does not exist.
	CodeValidator = "VTL531"
	// CodeAuthorizer: an authorizer cannot work as it is defined.
	CodeAuthorizer = "VTL532"
	// CodeGatewayResponse: a gateway response is of an unknown type or has an empty part.
	CodeGatewayResponse = "VTL533"
	// CodePolicy: the resource policy is no policy document.
	CodePolicy = "VTL534"
	// CodeSetting: a setting of the API is out of range.
	CodeSetting = "VTL535"
)

// The codes of warnings.
const (
	// CodeNotText: a mapping or template is not a string, and was skipped as API Gateway does.
	CodeNotText = "VTL550"
	// CodeIgnored: something that REST APIs do not support was skipped.
	CodeIgnored = "VTL551"
	// CodeUnknownField: a field that nothing reads; perhaps misspelt.
	CodeUnknownField = "VTL552"
	// CodeUndeclared: an integration response uses a status code or header the method does not declare.
	CodeUndeclared = "VTL553"
	// CodeNoIntegration: a method has no integration.
	CodeNoIntegration = "VTL554"
	// CodeModelNotFound: a method uses a model that does not exist.
	CodeModelNotFound = "VTL555"
	// CodeKeyword: a model uses a keyword that API Gateway does not support.
	CodeKeyword = "VTL556"
	// CodePlaceholder: a placeholder or CloudFormation function was filled with a stand-in, or not at all.
	CodePlaceholder = "VTL557"
	// CodeQuota: the API is larger than a quota allows.
	CodeQuota = "VTL558"
	// CodeDeploy: API Gateway refuses this when it is deployed, though it can be run here.
	CodeDeploy = "VTL559"
)

// Codes explains every code of this package, in order.
var Codes = []syntax.CodeInfo{
	{Code: CodeTooLarge, Title: "the definition is too large", Explain: "A definition may have 6 MB, 500,000 values and 256 levels of nesting; YAML aliases count as often as they are used."},
	{Code: CodeSyntax, Title: "the definition cannot be read", Explain: "The text is no JSON (when its first character is {) and no YAML. API Gateway says only \"Invalid OpenAPI input.\""},
	{Code: CodeVersion, Title: "not a REST API definition", Explain: "The document must be an object with openapi: 3.0.x or swagger: \"2.0\". OpenAPI 3.1 is refused by API Gateway too."},
	{Code: CodeDuplicate, Title: "a key stands twice", Explain: "One of the two values would be lost without notice. Remove one, or merge them."},
	{Code: CodeType, Title: "a value of the wrong kind", Explain: "The message names the kind that belongs there and the kind that was found."},
	{Code: CodeReference, Title: "a reference that cannot be followed", Explain: "References may lead only to places in the same document, such as #/components/schemas/Pet. Nothing is read from files or the network."},
	{Code: CodeMissing, Title: "a field is missing", Explain: "Add the field the message names."},
	{Code: CodeTooMany, Title: "too many problems", Explain: "Only the first 100 problems are reported. Mend them and load again."},
	{Code: CodePath, Title: "a path part that is not allowed", Explain: "Parts are made of a-z, A-Z, 0-9 and . _ - : , or are one variable in braces: /pets/{petId}, /files/{path+}."},
	{Code: CodeSibling, Title: "two variables side by side", Explain: "Below one resource only one child may be a variable. Give both paths the same variable name."},
	{Code: CodeGreedyChild, Title: "a path behind a greedy variable", Explain: "{name+} takes the whole rest of the path, so nothing can follow it."},
	{Code: CodeHTTPMethod, Title: "an unknown method", Explain: "Methods are get, put, post, delete, patch, options and head; x-amazon-apigateway-any-method stands for all others."},
	{Code: CodeMethodTwice, Title: "a method is defined twice", Explain: "Two path items lead to the same resource, for example /pets and /pets/, and both define the method."},
	{Code: CodeParameter, Title: "a parameter name that is not allowed", Explain: "Names of method request parameters match ^[a-zA-Z0-9._$-]+$."},
	{Code: CodeStatus, Title: "a status code that is not allowed", Explain: "Status codes are numbers from 100 to 599."},
	{Code: CodeIntegrationType, Title: "an integration without a known type", Explain: "The type is mock, http, http_proxy, aws or aws_proxy."},
	{Code: CodeIntegrationMethod, Title: "an integration without httpMethod", Explain: "httpMethod is the method used to call the backend; for Lambda functions it is POST."},
	{Code: CodeURI, Title: "not an HTTP URL", Explain: "HTTP integrations need a uri that begins with http:// or https://."},
	{Code: CodeARN, Title: "not the ARN of an integration", Explain: "AWS integrations need arn:aws:apigateway:REGION:SERVICE:path/... or action/...; for a Lambda function the path is 2015-03-31/functions/FUNCTION_ARN/invocations."},
	{Code: CodeMapping, Title: "a mapping that is not allowed", Explain: "Static values stand in single quotes; others name their source, such as method.request.header.Accept or context.requestId."},
	{Code: CodeTimeout, Title: "a timeout out of range", Explain: "timeoutInMillis is from 50 to 29000, more where the quota of the account was raised."},
	{Code: CodeChoice, Title: "not one of the choices", Explain: "The message lists the values that are possible."},
	{Code: CodeTemplateSize, Title: "a template too long", Explain: "API Gateway takes mapping templates of up to 300 KB."},
	{Code: CodeModel, Title: "a model that is no JSON schema", Explain: "Models are JSON schemas of draft 4. Lists such as required must not be empty, and exclusiveMinimum is true or false."},
	{Code: CodeValidator, Title: "an unknown request validator", Explain: "The name must be one of x-amazon-apigateway-request-validators."},
	{Code: CodeAuthorizer, Title: "an authorizer that cannot work", Explain: "The message names the field."},
	{Code: CodeGatewayResponse, Title: "a gateway response that is not allowed", Explain: "The type must be one of the list, and templates and parameters must not be empty."},
	{Code: CodePolicy, Title: "not a policy document", Explain: "A policy has a Statement list; each statement has an Effect, Allow or Deny."},
	{Code: CodeSetting, Title: "a setting out of range", Explain: "The message names the range."},
	{Code: CodeNotText, Title: "not a string, skipped", Explain: "API Gateway skips mappings and templates that are no strings. Quote the value; static mapping values also need single quotes inside."},
	{Code: CodeIgnored, Title: "not supported by REST APIs, skipped", Explain: "The part is valid OpenAPI, but REST APIs of API Gateway do nothing with it."},
	{Code: CodeUnknownField, Title: "a field that nothing reads", Explain: "Check its spelling."},
	{Code: CodeUndeclared, Title: "not declared in the method's responses", Explain: "API Gateway refuses an integration response whose status code, or a header mapping whose header, is not listed under the operation's responses."},
	{Code: CodeNoIntegration, Title: "a method without integration", Explain: "API Gateway refuses to deploy an API with such a method."},
	{Code: CodeModelNotFound, Title: "a model that does not exist", Explain: "The body is not validated then."},
	{Code: CodeKeyword, Title: "a schema keyword that is not supported", Explain: "API Gateway ignores or refuses the keyword."},
	{Code: CodePlaceholder, Title: "a placeholder filled with a stand-in", Explain: "Give the value as a variable to get the real one."},
	{Code: CodeQuota, Title: "a quota is exceeded", Explain: "The default quotas of an account do not allow this."},
	{Code: CodeDeploy, Title: "refused by API Gateway", Explain: "This runs here, but deploying it fails."},
}
