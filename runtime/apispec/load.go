package apispec

import (
	"fmt"
	"strings"
	"time"
)

// BasePathMode says what Load does with the base path a definition declares. Source: AWS-GATEWAY.md 4.
type BasePathMode uint8

// The modes.
const (
	IgnoreBasePath  BasePathMode = iota // nothing
	PrependBasePath                     // it comes before every path
	SplitBasePath                       // it comes before every path without its first part
)

// ParseBasePathMode returns the mode called "ignore", "prepend" or "split".
func ParseBasePathMode(name string) (BasePathMode, error) {
	switch name {
	case "ignore":
		return IgnoreBasePath, nil
	case "prepend":
		return PrependBasePath, nil
	case "split":
		return SplitBasePath, nil
	}
	return 0, fmt.Errorf("base path mode %s is none of ignore, prepend, split", quote(name))
}

// Options change what Load does. The zero value is how API Gateway imports by default.
type Options struct {
	BasePath BasePathMode
	// Region and AccountID fill ${AWS::Region} and ${AWS::AccountId}, as API Gateway does when it imports.
	// "" stands for us-east-1 and 123456789012.
	Region, AccountID string
	// Variables are the values of CloudFormation's Ref, Fn::GetAtt ("Name.Arn") and ${...} in Fn::Sub. Those not
	// given get stand-ins, with a warning.
	Variables map[string]string
	// MaxTimeout is the longest integration timeout; 0 stands for 29 s. Quotas of accounts can be higher.
	MaxTimeout time.Duration
}

// maxProblems is the number of errors, and of warnings, that are reported.
const maxProblems = 100

// Load reads the definition of a REST API. name is the file's name for messages.
//
// The content decides the format: JSON when the first character is {, else YAML. A template of CloudFormation, SAM or
// the Serverless Framework with exactly one REST API in it is read too, be it a definition inside the template or made
// of AWS::ApiGateway resources.
//
// A definition that API Gateway refuses gives Errors, with all problems that were found, and no API. Warnings are
// given in both cases.
func Load(name string, data []byte, opts Options) (*API, []*Warning, error) {
	doc, f := readDocument(name, data)
	if f != nil {
		return nil, nil, Errors{{doc.problem(f)}}
	}
	l := newLoader(doc, opts)
	l.run()
	if len(l.errs) > 0 {
		return nil, l.warns, l.errs
	}
	return l.api, l.warns, nil
}

// IsWebSocket tells whether a file is the definition of a WebSocket API, {"websocket": true, ...} (CLI-CONTRACT.md),
// which Load refuses.
func IsWebSocket(data []byte) bool {
	doc, f := readDocument("", data)
	return f == nil && isWebSocket(doc.root)
}

// isWebSocket tells whether a document is the definition of a WebSocket API.
func isWebSocket(root *value) bool {
	v := root.get("websocket")
	return v != nil && v.kind == kindBool && v.text == "true"
}

// newLoader returns the state of a Load before it starts.
func newLoader(doc *document, opts Options) *loader {
	return &loader{
		doc:        doc,
		opts:       opts,
		api:        &API{Root: &Resource{Path: "/"}, MinimumCompressionSize: -1, APIKeySource: HeaderKeys},
		resources:  map[string]*Resource{},
		variables:  map[*Resource]string{},
		validators: map[string]*Validator{},
		models:     map[string]*Model{},
		schemas:    map[*value]*Model{},
		schemes:    map[string]*scheme{},
		used:       map[*value]bool{},
		counts:     map[*value]int{},
	}
}

// loader is the state of one Load.
type loader struct {
	doc      *document
	opts     Options
	swagger2 bool
	root     *cursor // the definition
	template *cursor // the CloudFormation template around it; nil: none
	api      *API
	errs     Errors
	warns    []*Warning

	resources  map[string]*Resource  // by path
	variables  map[*Resource]string  // the child of a resource that is a variable
	validators map[string]*Validator // by name
	schemes    map[string]*scheme    // security schemes by name
	models     map[string]*Model     // by name, those of the document and those made here
	inline     []*Model              // made from inline schemas, and default models in use
	schemas    map[*value]*Model     // models made from inline schemas

	consumes  []string // default content types of Swagger 2
	produces  []string // default content types of Swagger 2
	security  *cursor  // default security of the document; nil: none
	validator *cursor  // default validator name; nil: none

	used   map[*value]bool // values that were reported once and need no second report
	counts map[*value]int  // see count
	spent  int             // see spend
}

// run reads the document.
func (l *loader) run() {
	l.root = &cursor{v: l.doc.root}
	if !l.findDefinition() {
		return
	}
	l.resolveVariables()
	l.readInfo()
	l.readSettings()
	l.readModels()
	l.readValidators()
	l.readSchemes()
	l.readGatewayResponses()
	l.readPaths()
	l.api.Models = append(l.api.Models, l.inline...)
}

// findDefinition finds the definition in the document and its version, and tells whether there is one.
func (l *loader) findDefinition() bool {
	if l.root.v.kind != kindObject {
		l.fail(l.root, CodeVersion, "start with openapi: 3.0.1 or swagger: \"2.0\"", "%s The document is %s, not an object", invalidInput, l.root.v.kind)
		return false
	}
	if isWebSocket(l.root.v) {
		l.fail(l.root.at("websocket"), CodeVersion, "", "this is the definition of a WebSocket API; here REST APIs are read")
		return false
	}
	if l.root.at("openapi") == nil && l.root.at("swagger") == nil && !l.findInTemplate() {
		return false
	}
	return l.readVersion()
}

// readVersion checks the version of the specification and tells whether it can be read.
func (l *loader) readVersion() bool {
	if c := l.root.opt("swagger"); c != nil {
		l.swagger2 = true
		if v := l.scalar(c); v != "2.0" && v != "2" {
			l.fail(c, CodeVersion, "only version \"2.0\" of Swagger can be read", "%s This version of Swagger is not supported", invalidInput)
			return false
		}
		return true
	}
	c := l.root.opt("openapi")
	if c == nil {
		l.fail(l.root, CodeVersion, "start with openapi: 3.0.1 or swagger: \"2.0\"", "%s There is neither openapi nor swagger in it", invalidInput)
		return false
	}
	if v := l.scalar(c); v != "3.0" && v != "3" && !strings.HasPrefix(v, "3.0.") {
		l.fail(c, CodeVersion, "API Gateway reads OpenAPI 3.0: write 3.0.1", "%s This version of OpenAPI is not supported", invalidInput)
		return false
	}
	return true
}

// readInfo reads title, version and description.
func (l *loader) readInfo() {
	info := l.object(l.root.opt("info"))
	if info == nil {
		l.warn(l.root, CodeDeploy, "add info with a title", "there is no info, so the API has no name")
		return
	}
	l.api.Title = l.optScalar(info, "title")
	l.api.Version = l.optScalar(info, "version")
	l.api.Description = l.optScalar(info, "description")
}
