package gateway

import (
	"fmt"
	"maps"

	"github.com/vtlkit/vtl/runtime/apispec"
)

// Stage is an API with its stage configuration, compiled. It never changes, and any number of goroutines may use it.
type Stage struct {
	Name      string
	Config    StageConfig
	API       *apispec.API
	Variables map[string]string

	root      *Resource
	resources map[string]*Resource // by path as in the API
	methods   []*Method
	binary    mediaTypes
	answers   gatewayResponses

	deployment string // id
	// canary answers a part of the requests in place of this stage; nil: none.
	canary *Stage
	around stageAround
}

// Resource is a node of the tree of paths.
type Resource struct {
	Spec     *apispec.Resource
	ID       string
	static   map[string]*Resource // children by path part
	variable *Resource            // the child that is a variable, greedy or not; nil: none
	methods  map[string]*Method   // by HTTP method, "ANY" included
}

// Method is an operation with its integration, compiled.
type Method struct {
	Spec     *apispec.Method
	Resource *Resource

	validation  *validation // nil: requests are not validated
	integration Integration
	mappings    []requestMapping
	templates   templates // of requests
	responses   []*integrationResponse
	fallback    *integrationResponse // nil: none
	// forbidden is the first mapped header that fails every request, "" when there is none (section 5).
	forbidden string
	around    methodAround
}

// compiler makes a Stage and collects what is wrong with the definition.
type compiler struct {
	opts  *Options
	stage *Stage
	errs  apispec.Errors
	// schemas are the compiled models by name.
	schemas map[string]*schema
	models  map[string]string // texts of the models by the URLs that refer to them; made with schemas
}

// maxErrors bounds how many problems of a definition are reported.
const maxErrors = 100

// fail notes a problem.
func (c *compiler) fail(err *apispec.Error) {
	if err.File == "" {
		err.File = c.opts.Name
	}
	if len(c.errs) < maxErrors {
		c.errs = append(c.errs, err)
	}
}

// NewStage compiles an API. The error is apispec.Errors, or an error of the configuration.
func NewStage(api *apispec.API, opts *Options) (*Stage, error) {
	if err := opts.Stage.check(); err != nil {
		return nil, err
	}
	s, err := newStage(api, opts, opts.Stage.Variables)
	if err != nil {
		return nil, err
	}
	if canary := opts.Stage.Canary; canary != nil {
		s.canary, err = newCanary(api, opts, canary)
	}
	return s, err
}

// newStage compiles an API with a set of stage variables, without its canary.
func newStage(api *apispec.API, opts *Options, variables map[string]string) (*Stage, error) {
	s := &Stage{
		Name: opts.Stage.Name, Config: opts.Stage, API: api, Variables: maps.Clone(variables),
		resources: map[string]*Resource{}, binary: newMediaTypes(api.BinaryMediaTypes), deployment: shortID("deployment " + api.Title),
	}
	if s.Name == "" {
		s.Name = "test"
	}
	c := &compiler{opts: opts, stage: s}
	s.root = c.resource(api.Root)
	s.answers = c.gatewayResponses(api)
	c.aroundStage()
	if len(c.errs) > 0 {
		return nil, c.errs
	}
	return s, nil
}

// resource compiles a resource with everything below it.
func (c *compiler) resource(spec *apispec.Resource) *Resource {
	r := &Resource{Spec: spec, ID: shortID("resource " + spec.Path), methods: map[string]*Method{}}
	c.stage.resources[spec.Path] = r
	for _, m := range spec.Methods {
		r.methods[m.HTTPMethod] = c.method(r, m)
	}
	for _, child := range spec.Children {
		if child.Param != "" {
			r.variable = c.resource(child)
			continue
		}
		if r.static == nil {
			r.static = map[string]*Resource{}
		}
		r.static[child.Part] = c.resource(child)
	}
	return r
}

// method compiles a method.
func (c *compiler) method(r *Resource, spec *apispec.Method) *Method {
	m := &Method{Spec: spec, Resource: r}
	c.stage.methods = append(c.stage.methods, m)
	m.validation = c.validation(spec)
	if i := spec.Integration; i != nil {
		m.forbidden = forbiddenHeader(i)
		m.mappings = c.requestMappings(i.RequestParameters)
		m.templates = c.templates(i.RequestTemplates)
		for _, r := range i.Responses {
			c.integrationResponse(m, r)
		}
		m.integration = c.newIntegration(m)
	} else {
		m.integration = noIntegration{}
	}
	c.aroundMethod(m)
	return m
}

// Method returns the compiled method of a resource path as in the API, ANY standing in for those it lacks; nil when
// there is none.
func (s *Stage) Method(resource, httpMethod string) *Method {
	r := s.resources[resource]
	if r == nil {
		return nil
	}
	return r.method(httpMethod)
}

// method returns the method that answers an HTTP method; nil when there is none.
func (r *Resource) method(httpMethod string) *Method {
	if m := r.methods[httpMethod]; m != nil {
		return m
	}
	switch httpMethod {
	case "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT":
		return r.methods["ANY"]
	}
	return nil
}

// String returns the HTTP method and the resource path.
func (m *Method) String() string {
	return fmt.Sprintf("%s %s", m.Spec.HTTPMethod, m.Resource.Spec.Path)
}
