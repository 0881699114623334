package chain

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// imports reads a definition. What is wrong with it is in the answer; the error is a *api.CallError.
func (e *engine) imports(_ context.Context, q *api.ImportQuery) (*api.Imported, error) {
	mode, err := apispec.ParseBasePathMode(cmp.Or(q.BasePath, "ignore"))
	if err != nil {
		return nil, &api.CallError{Kind: api.FailureRequest, Message: err.Error()}
	}
	out := &api.Imported{Methods: []api.ImportedMethod{}, Problems: []api.Problem{}}
	if most := e.opts.Limits.Definition; len(q.Text) > most {
		out.Problems = append(out.Problems, tooLarge(most))
		return out, nil
	}
	loaded, warnings, err := apispec.Load(cmp.Or(q.Name, inDefinition), []byte(q.Text), apispec.Options{BasePath: mode})
	out.Problems = append(out.Problems, newDefinitionText(q.Text).problems(warnings, err)...)
	if loaded != nil {
		out.Title, out.Version = loaded.Title, loaded.Version
		out.Problems = append(out.Problems, e.list(out, loaded)...)
	}
	return out, nil
}

// tooLarge is the error of a text over the limit.
func tooLarge(most int) api.Problem {
	p := chainError(apispec.CodeTooLarge, "", fmt.Sprintf("the definition is larger than %d bytes", most), "")
	p.In, p.Kind, p.Limit = inDefinition, "limit", "definition bytes"
	return p
}

// list adds the methods of an API to the answer, as many as the limits have room for, and warns when that is not all.
func (e *engine) list(out *api.Imported, loaded *apispec.API) []api.Problem {
	left, total := e.opts.Limits.Answer, 0
	schemas := newSchemas(loaded.Models)
	for _, r := range loaded.Resources() {
		for _, m := range r.Methods {
			total++
			if left < 0 || len(out.Methods) >= e.opts.Limits.Methods {
				continue
			}
			one := importer{loaded, schemas, r, m}.method()
			if left -= textSize(&one); left >= 0 {
				out.Methods = append(out.Methods, one)
			}
		}
	}
	if total == len(out.Methods) {
		return nil
	}
	p := chainWarning(CodeLeftOut, "", fmt.Sprintf("the definition has %d methods; %d are listed", total, len(out.Methods)), "import a smaller definition to see the others")
	p.In = inDefinition
	return []api.Problem{p}
}

// textSize returns the bytes of the texts of a method, about what it takes in the answer.
func textSize(m *api.ImportedMethod) int {
	i := &m.Chain.Integration
	n := 1000 + len(m.Path) + len(m.Summary) + len(m.Request.Body) + len(i.URI) + len(i.Credentials) + mapSize(i.Templates) + mapSize(i.Parameters)
	n += mapSize(m.Request.PathParams) + 2*len(m.Request.ResourcePath)
	for _, list := range [][]api.Pair{m.Request.Query, m.Request.Headers} {
		for _, p := range list {
			n += len(p[0]) + len(p[1])
		}
	}
	for _, t := range m.Chain.BinaryMediaTypes {
		n += len(t)
	}
	if m.Chain.Reply != nil {
		n += len(m.Chain.Reply.Body)
	}
	for _, r := range m.Chain.Responses {
		n += len(r.Pattern) + mapSize(r.Templates) + mapSize(r.Parameters)
	}
	return n
}

// mapSize returns the bytes of keys and values.
func mapSize(m map[string]string) int {
	n := 0
	for k, v := range m {
		n += len(k) + len(v)
	}
	return n
}

// importer makes one method of the answer.
type importer struct {
	api     *apispec.API
	schemas *schemas
	r       *apispec.Resource
	m       *apispec.Method
}

// method returns the method with its chain and a request to begin with.
func (i importer) method() api.ImportedMethod {
	out := api.ImportedMethod{Method: i.m.HTTPMethod, Path: i.r.Path, Summary: cmp.Or(i.m.Summary, i.m.OperationID)}
	out.Chain = api.Chain{Method: i.m.HTTPMethod, ResourcePath: i.r.Path, Responses: []api.ChainResponse{}, BinaryMediaTypes: i.api.BinaryMediaTypes}
	if spec := i.m.Integration; spec != nil {
		out.Chain.Integration = importedIntegration(spec)
		for _, r := range spec.Responses {
			out.Chain.Responses = append(out.Chain.Responses, importedResponse(r))
		}
		out.Chain.Reply = i.reply()
	}
	out.Request = i.request()
	return out
}

// importedIntegration returns an integration as chains have it.
func importedIntegration(spec *apispec.Integration) api.Integration {
	out := api.Integration{
		Type: string(spec.Type), HTTPMethod: spec.HTTPMethod, URI: spec.URI.Value, Passthrough: string(spec.Passthrough),
		Credentials: spec.Credentials, Handling: string(spec.ContentHandling), Templates: templateMap(spec.RequestTemplates),
	}
	for _, m := range spec.RequestParameters {
		out.Parameters = put(out.Parameters, "integration.request."+string(m.In)+"."+m.Name, m.From.Expr)
	}
	return out
}

// importedResponse returns an integration response as chains have it.
func importedResponse(r *apispec.IntegrationResponse) api.ChainResponse {
	out := api.ChainResponse{Pattern: r.Pattern.Value, Handling: string(r.ContentHandling), Templates: templateMap(r.Templates)}
	if r.IsDefault {
		out.Pattern = ""
	}
	out.Status, _ = strconv.Atoi(r.StatusCode) // checked by Load
	for _, m := range r.Parameters {
		out.Parameters = put(out.Parameters, "method.response.header."+m.Name, m.From.Expr)
	}
	return out
}

// templateMap returns templates by content type, nil for none.
func templateMap(list []apispec.Template) map[string]string {
	var m map[string]string
	for _, t := range list {
		m = put(m, t.ContentType, t.Value)
	}
	return m
}

// put sets a member of a map that may be nil, and returns the map.
func put(m map[string]string, key, value string) map[string]string {
	if m == nil {
		m = map[string]string{}
	}
	m[key] = value
	return m
}

// request returns a request with placeholders for what the method declares, and a body made from its model.
func (i importer) request() api.Request {
	q := api.Request{Method: i.m.HTTPMethod, ResourcePath: i.r.Path}
	body := i.bodyModel()
	if q.Method == "ANY" {
		q.Method = "GET"
		if body != nil {
			q.Method = "POST"
		}
	}
	for _, part := range strings.Split(i.r.Path, "/") {
		if name, _, ok := pathVariable(part); ok {
			q.PathParams = put(q.PathParams, name, i.pathSample(name))
		}
	}
	for _, p := range i.m.Parameters {
		switch p.In {
		case apispec.QueryString:
			q.Query = append(q.Query, api.Pair{p.Name, cmp.Or(p.Sample, placeholder(p.Name))})
		case apispec.Header:
			q.Headers = append(q.Headers, api.Pair{p.Name, cmp.Or(p.Sample, placeholder(p.Name))})
		case apispec.Path: // taken from the path, where others have no place
		}
	}
	if body != nil {
		q.Body = i.schemas.sample(body.Model)
	}
	if t := i.contentType(body); t != "" {
		q.Headers = setHeader(q.Headers, "Content-Type", t)
	}
	q.StageVariables = i.stageVariables()
	return q
}

// pathSample returns a value for a path variable, declared or not.
func (i importer) pathSample(name string) string {
	for _, p := range i.m.Parameters {
		if p.In == apispec.Path && p.Name == name && p.Sample != "" {
			return p.Sample
		}
	}
	return placeholder(name)
}

// placeholder returns a value for a parameter: its name, which can stand in a path, a query and a header.
func placeholder(name string) string { return name }

// setHeader sets the header of a name, in any letter case.
func setHeader(headers []api.Pair, name, value string) []api.Pair {
	for i := range headers {
		if strings.EqualFold(headers[i][0], name) {
			headers[i][1] = value
			return headers
		}
	}
	return append(headers, api.Pair{name, value})
}

// contentType returns the content type of the request: that of the body, unless there are templates and all are for
// others; "" for JSON without body, which needs none.
func (i importer) contentType(body *apispec.ContentModel) string {
	own := "application/json"
	if body != nil {
		own = body.ContentType
	}
	if i.m.Integration != nil && len(i.m.Integration.RequestTemplates) > 0 {
		list := i.m.Integration.RequestTemplates
		if !slices.ContainsFunc(list, func(t apispec.Template) bool { return t.ContentType == own || t.ContentType == "$default" }) {
			own = list[0].ContentType
		}
	}
	if body == nil && own == "application/json" {
		return ""
	}
	return own
}

// bodyModel returns the first model of the method that is about JSON; nil when there is none.
func (i importer) bodyModel() *apispec.ContentModel {
	for _, m := range i.m.RequestModels {
		if m.Model != nil && strings.Contains(strings.ToLower(m.ContentType), "json") {
			return m
		}
	}
	return nil
}

// stageVariable matches a stage variable in the URI of an integration.
var stageVariable = regexp.MustCompile(`stageVariables\.([A-Za-z0-9_]+)`)

// stageVariables returns placeholders for the stage variables that the integration is called by; nil for none.
func (i importer) stageVariables() map[string]string {
	if i.m.Integration == nil {
		return nil
	}
	var m map[string]string
	for _, found := range stageVariable.FindAllStringSubmatch(i.m.Integration.URI.Value, maxEntries) {
		m = put(m, found[1], placeholder(found[1]))
	}
	return m
}

// reply returns an answer of the integration to begin with; nil for MOCK.
func (i importer) reply() *api.Response {
	jsonType := []api.Pair{{"Content-Type", "application/json"}}
	switch i.m.Integration.Type {
	case apispec.Mock:
		return nil
	case apispec.AWSProxy:
		return &api.Response{Status: 200, Headers: jsonType, Body: "{\n  \"statusCode\": 200,\n  \"headers\": {\"Content-Type\": \"application/json\"},\n  \"body\": \"{}\"\n}"}
	case apispec.HTTPProxy:
		return &api.Response{Status: 200, Headers: jsonType, Body: i.responseSample()}
	}
	return &api.Response{Status: 200, Headers: jsonType, Body: "{}"}
}

// responseSample returns a body made from the model of the first successful response, "{}" without one.
func (i importer) responseSample() string {
	for _, r := range i.m.Responses {
		if !strings.HasPrefix(r.StatusCode, "2") {
			continue
		}
		for _, m := range r.Models {
			if m.Model != nil && strings.Contains(strings.ToLower(m.ContentType), "json") {
				return i.schemas.sample(m.Model)
			}
		}
	}
	return "{}"
}
