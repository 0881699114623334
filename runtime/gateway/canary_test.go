package gateway

import (
	"encoding/json"
	"testing"
)

func TestCanary(t *testing.T) {
	t.Parallel()
	const text = "$stageVariables.a $stageVariables.b $context.isCanaryRequest"
	var own object
	if err := json.Unmarshal(definitionOf(object{"/": object{"get": operation(mockOf("canary " + text))}}), &own); err != nil {
		t.Fatal(err)
	}
	at := 0.0
	g := newGateway(t, definitionOf(object{"/": object{"get": operation(mockOf("stage " + text))}}), "", func(o *Options) {
		o.Stage.Variables = map[string]string{"a": "1", "b": "2"}
		o.Stage.Canary = &CanaryConfig{PercentTraffic: 12.5, StageVariableOverrides: map[string]string{"b": "3"}, API: own}
	})
	g.around.pick = func() float64 { return at }
	wantStatus(t, ask(g, "GET", "/test/", ""), 200, "canary 1 3 true")
	at = 0.1249
	wantStatus(t, ask(g, "GET", "/test/", ""), 200, "canary 1 3 true")
	at = 0.125
	wantStatus(t, ask(g, "GET", "/test/", ""), 200, "stage 1 2 false")
}

func TestCanaryWithoutOwnAPI(t *testing.T) {
	t.Parallel()
	g := newGateway(t, definitionOf(object{"/": object{"get": operation(mockOf("$stageVariables.a"))}}), "", func(o *Options) {
		o.Stage.Canary = &CanaryConfig{PercentTraffic: 100, StageVariableOverrides: map[string]string{"a": "x"}}
	})
	wantStatus(t, ask(g, "GET", "/test/", ""), 200, "x")
}

func TestCanaryRefused(t *testing.T) {
	t.Parallel()
	_, _, err := Load("api.json", definitionOf(object{"/": object{"get": operation(mockOf("x"))}}), Options{Stage: StageConfig{Canary: &CanaryConfig{API: map[string]any{"openapi": "3.0.1", "paths": 7}}}})
	if err == nil {
		t.Error("a canary with a broken definition is taken")
	}
}

// TestCanaryFromYAML has status codes that YAML reads as numbers.
func TestCanaryFromYAML(t *testing.T) {
	t.Parallel()
	c, err := ParseStageConfig([]byte("name: s\ncanary:\n  percentTraffic: 100\n  api:\n    openapi: 3.0.1\n    info: {title: t, version: '1'}\n    paths:\n      /:\n        get:\n          responses: {200: {description: ok}}\n          x-amazon-apigateway-integration:\n            type: MOCK\n            requestTemplates: {application/json: '{\"statusCode\":200}'}\n            responses: {default: {statusCode: 200, responseTemplates: {application/json: yaml}}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	g := newGateway(t, definitionOf(object{"/": object{"get": operation(mockOf("x"))}}), "", func(o *Options) { o.Stage = c })
	wantStatus(t, ask(g, "GET", "/s/", ""), 200, "yaml")
}
