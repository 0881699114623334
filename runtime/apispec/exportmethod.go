package apispec

import (
	"strconv"
	"strings"
)

// paths returns all resources that have methods or end a path.
func (e *exporter) paths() *value {
	v := newObject()
	for _, r := range e.api.Resources() {
		if len(r.Methods) == 0 && (len(r.Children) > 0 || r == e.api.Root) {
			continue
		}
		item := newObject()
		for _, m := range r.Methods {
			key := strings.ToLower(m.HTTPMethod)
			if m.HTTPMethod == "ANY" {
				key = anyMethod
			}
			item.set(key, e.operation(m))
		}
		v.set(r.Path, item)
	}
	return v
}

// operation returns a method.
func (e *exporter) operation(m *Method) *value {
	v := newObject()
	setTexts(v, "tags", m.Tags)
	v.setText("summary", m.Summary).setText("description", m.Description).setText("operationId", m.OperationID)
	if e.swagger2 {
		setTexts(v, "consumes", contentTypes(m.RequestModels))
		setTexts(v, "produces", producedTypes(m))
	}
	if list := e.parameters(m); len(list.items) > 0 {
		v.set("parameters", list)
	}
	if !e.swagger2 && len(m.RequestModels) > 0 {
		v.set("requestBody", newObject().set("content", e.content(m.RequestModels)).set("required", newBool(true)))
	}
	v.set("responses", e.responses(m))
	if list := e.security(m); len(list.items) > 0 {
		v.set("security", list)
	}
	if m.Validator != nil && e.has(otherExtensions) {
		v.setText("x-amazon-apigateway-request-validator", m.Validator.Name)
	}
	if m.Integration != nil && e.has(IntegrationExtensions) {
		v.set("x-amazon-apigateway-integration", integration(m.Integration))
	}
	return v
}

// contentTypes returns the content types of models, each once.
func contentTypes(models []*ContentModel) []string {
	var list []string
	seen := map[string]bool{}
	for _, m := range models {
		if !seen[m.ContentType] {
			seen[m.ContentType] = true
			list = append(list, m.ContentType)
		}
	}
	return list
}

// producedTypes returns the content types of all responses.
func producedTypes(m *Method) []string {
	var models []*ContentModel
	for _, r := range m.Responses {
		models = append(models, r.Models...)
	}
	return contentTypes(models)
}

// parameters returns the request parameters, in Swagger 2 with the body.
func (e *exporter) parameters(m *Method) *value {
	list := newList()
	for _, p := range m.Parameters {
		in := string(p.In)
		if p.In == QueryString {
			in = "query"
		}
		v := newObject().set("name", newText(p.Name)).set("in", newText(in)).setText("description", p.Description)
		if p.Required {
			v.set("required", newBool(true))
		}
		list.items = append(list.items, e.typed(v))
	}
	if e.swagger2 && len(m.RequestModels) > 0 {
		model := m.RequestModels[0].Model
		body := newObject().set("in", newText("body")).set("name", newText(model.Name)).set("required", newBool(true))
		list.items = append(list.items, body.set("schema", e.ref(model)))
	}
	return list
}

// typed adds to a parameter or header that it is a string.
func (e *exporter) typed(v *value) *value {
	if e.swagger2 {
		return v.set("type", newText("string"))
	}
	return v.set("schema", newObject().set("type", newText("string")))
}

// ref returns a reference to a model.
func (e *exporter) ref(m *Model) *value { return newObject().set("$ref", newText(e.modelRef(m.Name))) }

// content returns a content object of OpenAPI 3.
func (e *exporter) content(models []*ContentModel) *value {
	v := newObject()
	for _, m := range models {
		v.set(m.ContentType, newObject().set("schema", e.ref(m.Model)))
	}
	return v
}

// responses returns the method responses.
func (e *exporter) responses(m *Method) *value {
	v := newObject()
	for _, r := range m.Responses {
		description := r.Description
		if description == "" {
			description = r.StatusCode + " response"
		}
		resp := newObject().set("description", newText(description))
		if e.swagger2 && len(r.Models) > 0 {
			resp.set("schema", e.ref(r.Models[0].Model))
		}
		headers := newObject()
		for _, name := range r.Headers {
			headers.set(name, e.typed(newObject()))
		}
		setFilled(resp, "headers", headers)
		if !e.swagger2 {
			setFilled(resp, "content", e.content(r.Models))
		}
		v.set(r.StatusCode, resp)
	}
	return v
}

// security returns the security requirements.
func (e *exporter) security(m *Method) *value {
	list := newList()
	require := func(name string, scopes []string) {
		list.items = append(list.items, newObject().set(name, newList(textValues(scopes)...)))
	}
	if m.Authorizer != nil {
		require(m.Authorizer.Name, m.Scopes)
	}
	if m.Authorization == IAMAuth {
		if e.sigv4 == "" {
			e.sigv4 = e.schemeName("sigv4")
		}
		require(e.sigv4, nil)
	}
	if m.APIKeyRequired {
		if e.apiKey == "" {
			e.apiKey = e.schemeName("api_key")
		}
		require(e.apiKey, nil)
	}
	return list
}

// integration returns x-amazon-apigateway-integration.
func integration(i *Integration) *value {
	v := newObject().setText("type", strings.ToLower(string(i.Type))).setText("httpMethod", i.HTTPMethod).
		setText("uri", i.URI.Value).setText("credentials", i.Credentials).
		setText("connectionType", i.ConnectionType).setText("connectionId", i.ConnectionID)
	setFilled(v, "responses", integrationResponses(i.Responses))
	setFilled(v, "requestParameters", mappings(requestTargets, i.RequestParameters))
	setFilled(v, "requestTemplates", templates(i.RequestTemplates))
	v.setText("passthroughBehavior", strings.ToLower(string(i.Passthrough))).
		setText("contentHandling", string(i.ContentHandling))
	if i.TimeoutMillis != 0 {
		v.set("timeoutInMillis", newNumber(strconv.Itoa(i.TimeoutMillis)))
	}
	v.setText("cacheNamespace", i.CacheNamespace)
	setTexts(v, "cacheKeyParameters", i.CacheKeyParameters)
	if t := i.TLS; t != nil {
		tls := newObject().set("insecureSkipVerification", newBool(t.InsecureSkipVerification))
		v.set("tlsConfig", tls.setText("serverNameToVerify", t.ServerName))
	}
	return v
}

// integrationResponses returns the responses of an integration.
func integrationResponses(list []*IntegrationResponse) *value {
	v := newObject()
	for _, r := range list {
		resp := newObject().setText("statusCode", r.StatusCode)
		setFilled(resp, "responseParameters", mappings(responseTargets, r.Parameters))
		setFilled(resp, "responseTemplates", templates(r.Templates))
		v.set(r.Pattern.Value, resp.setText("contentHandling", string(r.ContentHandling)))
	}
	return v
}

// mappings returns parameter mappings.
func mappings(kind *targetKind, list []Mapping) *value {
	v := newObject()
	for _, m := range list {
		v.set(kind.target(m), newText(m.From.Expr))
	}
	return v
}

// templates returns mapping templates.
func templates(list []Template) *value {
	v := newObject()
	for _, t := range list {
		v.set(t.ContentType, newText(t.Value))
	}
	return v
}
