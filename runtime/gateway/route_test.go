package gateway

import "testing"

// TestRoute checks which resource answers. Expected values follow AWS-GATEWAY.md section 4.
func TestRoute(t *testing.T) {
	at := func(methods ...string) object {
		item := object{}
		for _, m := range methods {
			item[m] = operation(mockOf(`$context.resourcePath $input.params().path`))
		}
		return item
	}
	g := newGateway(t, definitionOf(object{
		"/": at("get"), "/pets": at("get"), "/pets/{id}": at("get", "post"), "/pets/mine": at("get"),
		"/{all+}": at("x-amazon-apigateway-any-method"), "/part1": at("delete"), "/part1/child": at("get"),
		"/only": at("get"),
	}), "")
	tests := []struct{ method, path, want string }{
		{"GET", "/test", "/ {}"},
		{"GET", "/test/", "/ {}"},
		{"GET", "/test/pets", "/pets {}"},
		{"GET", "/test/pets/", "/pets {}"},
		{"GET", "/test//pets", "/pets {}"},
		{"GET", "/test/pets/mine", "/pets/mine {}"},
		{"POST", "/test/pets/mine", "/pets/{id} {id=mine}"},
		{"GET", "/test/pets/a%2Fb+c", "/pets/{id} {id=a%2Fb+c}"},
		{"GET", "/test/pets/7/toys", "/{all+} {all=pets/7/toys}"},
		{"DELETE", "/test/pets/7", "/{all+} {all=pets/7}"},
		{"GET", "/test/part1/random", "/{all+} {all=part1/random}"},
		{"GET", "/test/a//b", "/{all+} {all=a//b}"},
		{"PUT", "/test/only", "/{all+} {all=only}"},
		{"HEAD", "/test/pets", ""},
	}
	for _, tt := range tests {
		w := ask(g, tt.method, tt.path, "")
		if w.Code != 200 {
			t.Errorf("%s %s: status %d %s", tt.method, tt.path, w.Code, w.Body)
		} else if tt.want != "" && w.Body.String() != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.method, tt.path, w.Body, tt.want)
		}
	}
}

// TestRouteMisses checks the two answers of requests that lead nowhere.
func TestRouteMisses(t *testing.T) {
	g := newGateway(t, definitionOf(object{"/pets": object{"get": operation(mockOf("x"))}}), "")
	tests := []struct{ method, path, message, errorType string }{
		{"GET", "/test/none", "Missing Authentication Token", "MissingAuthenticationTokenException"},
		{"POST", "/test/pets", "Missing Authentication Token", "MissingAuthenticationTokenException"},
		{"HEAD", "/test/pets", "", "MissingAuthenticationTokenException"},
		{"BREW", "/test/pets", "Missing Authentication Token", "MissingAuthenticationTokenException"},
		{"GET", "/prod/pets", "Forbidden", "ForbiddenException"},
		{"GET", "/testing/pets", "Forbidden", "ForbiddenException"},
	}
	for _, tt := range tests {
		w := ask(g, tt.method, tt.path, "")
		want := `{"message":"` + tt.message + `"}`
		if w.Code != 403 || tt.message != "" && w.Body.String() != want {
			t.Errorf("%s %s: %d %s, want 403 %s", tt.method, tt.path, w.Code, w.Body, want)
		}
		if got := map[string][]string(w.Header())["x-amzn-ErrorType"]; len(got) != 1 || got[0] != tt.errorType {
			t.Errorf("%s %s: error type %q, want %q", tt.method, tt.path, got, tt.errorType)
		}
	}
}

// TestMethodOverride checks that X-HTTP-Method-Override replaces the method.
func TestMethodOverride(t *testing.T) {
	g := newGateway(t, definitionOf(object{"/pets": object{"patch": operation(mockOf("$context.httpMethod"))}}), "")
	if w := ask(g, "POST", "/test/pets", "", "X-HTTP-Method-Override: PATCH"); w.Body.String() != "PATCH" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestWithoutStagePath checks an API mounted without its stage in the path.
func TestWithoutStagePath(t *testing.T) {
	g := newGateway(t, definitionOf(object{"/pets": object{"get": operation(mockOf("$context.path"))}}), "", func(o *Options) { o.NoStagePath = true })
	if w := ask(g, "GET", "/pets", ""); w.Body.String() != "/test/pets" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
