package apispec

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTemplate reads the definition inside a SAM template, with its functions resolved.
func TestTemplate(t *testing.T) {
	t.Parallel()
	doc := `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Parameters:
  Greeting: {Type: String, Default: hello}
Resources:
  Table: {Type: AWS::DynamoDB::Table}
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: v1
      DefinitionBody:
        openapi: "3.0"
        info: {title: !Sub "${AWS::StackName}-api"}
        paths:
          /:
            post:
              responses: {"200": {$ref: "#/components/responses/Ok"}}
              x-amazon-apigateway-integration:
                type: aws
                httpMethod: POST
                uri: !Sub "arn:${AWS::Partition}:apigateway:${AWS::Region}:dynamodb:action/PutItem"
                credentials: !GetAtt Role.Arn
                requestTemplates:
                  application/json:
                    Fn::Sub:
                      - '{"TableName": "${Table}", "x": "${Own} ${Greeting} ${!Literal} $input.body ${stageVariables.v}"}'
                      - Own: !Ref Given
                  text/plain: !Join ["-", [a, !Ref "AWS::AccountId", {Ref: Greeting}]]
                  text/csv: !Sub plain
                responses: {default: {statusCode: 200}}
            get:
              x-amazon-apigateway-integration:
                type: aws_proxy
                httpMethod: POST
                credentials: !GetAtt [Role, Arn]
                uri: {"Fn::Sub": "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations"}
        components: {responses: {Ok: {description: fine}}}
`
	api, warnings, err := Load("template.yaml", []byte(doc), Options{
		Region: "cn-north-1", AccountID: "210987654321", Variables: map[string]string{"Given": "mine"},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range warnings {
		got = append(got, w.String())
	}
	want := []string{
		`template.yaml:13:28: no value was given for "AWS::StackName"; "StackName" stands in`,
		`template.yaml:22:38: no value was given for "Role.Arn"; "arn:aws-cn:iam::210987654321:role/Role" stands in`,
		`template.yaml:26:25: no value was given for "Table"; "Table" stands in`,
		`template.yaml:36:34: no value was given for "Function.Arn"; "arn:aws-cn:lambda:cn-north-1:210987654321:function:Function" stands in`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
	put := api.Root.Method("POST").Integration
	templates := map[string]string{}
	for _, tpl := range put.RequestTemplates {
		templates[tpl.ContentType] = tpl.Value
	}
	result := []any{
		api.Title, put.URI.Value, put.Credentials, templates, api.Root.Method("GET").Integration.URI.Value, api.Root.Method("GET").Integration.Credentials,
		api.Root.Method("POST").Responses[0].Description,
	}
	wantResult := []any{
		"StackName-api", "arn:aws-cn:apigateway:cn-north-1:dynamodb:action/PutItem", "arn:aws-cn:iam::210987654321:role/Role",
		map[string]string{
			"application/json": `{"TableName": "Table", "x": "mine hello ${Literal} $input.body ${stageVariables.v}"}`,
			"text/plain":       "a-210987654321-hello",
			"text/csv":         "plain",
		},
		"arn:aws:apigateway:cn-north-1:lambda:path/2015-03-31/functions/arn:aws-cn:lambda:cn-north-1:210987654321:function:Function/invocations",
		"arn:aws-cn:iam::210987654321:role/Role", "fine",
	}
	if diff := cmp.Diff(wantResult, result); diff != "" {
		t.Errorf("result (-want +got):\n%s", diff)
	}
	if p := put.RequestTemplates[0].Pointer(); p != "/Resources/Api/Properties/DefinitionBody/paths/~1/post/x-amazon-apigateway-integration/requestTemplates/application~1json" {
		t.Errorf("pointer %s", p)
	}
}

// TestVariables checks the variables that an import replaces in any definition.
func TestVariables(t *testing.T) {
	t.Parallel()
	doc := root("x: 1") + "x-amazon-apigateway-documentation: {version: '${AWS::Region} ${AWS::AccountId} ${AWS::Partition} ${AWS::URLSuffix} ${AWS::Other} ${x} ${'}\n"
	for region, want := range map[string]string{
		"":              "us-east-1 123456789012 aws amazonaws.com ${AWS::Other} ${x} ${",
		"cn-north-1":    "cn-north-1 123456789012 aws-cn amazonaws.com.cn ${AWS::Other} ${x} ${",
		"us-gov-west-1": "us-gov-west-1 123456789012 aws-us-gov amazonaws.com ${AWS::Other} ${x} ${",
	} {
		api, _, err := Load("api", []byte(doc), Options{Region: region})
		if err != nil {
			t.Fatal(err)
		}
		if got := api.Documentation.Version; got != want {
			t.Errorf("%q: got %q; want %q", region, got, want)
		}
	}
}

// TestVariablesGrow checks that functions cannot make more text than is allowed, nor take long to make none.
func TestVariablesGrow(t *testing.T) {
	t.Parallel()
	long := many("xxxxxxxxxx", 10000)
	nested := `"x"`
	for range 60 {
		nested = `{"Fn::Sub":["${a}${a}",{"a":` + nested + `}]}`
	}
	for name, title := range map[string]string{
		"join": `{"Fn::Join":["",[` + strings.Repeat(`{"Ref":"P"},`, 400) + `""]]}`,
		"sub":  `{"Fn::Sub":"` + strings.Repeat("${P}", 400) + `"}`,
		"own":  `{"Fn::Sub":["` + strings.Repeat("${o}", 400) + `",{"o":"` + long + `"}]}`,
		"deep": nested,
	} {
		doc := `{"Parameters":{"P":{"Default":"` + long + `"}},"Resources":{"A":{"Type":"AWS::ApiGateway::RestApi","Properties":{"Body":{"openapi":"3.0.1","paths":{},"info":{"title":` + title + `}}}}}}`
		_, _, err := Load("api", []byte(doc), Options{})
		if err == nil || asErrors(t, err)[0].Msg != "the variables of the definition expand to more than 32 MB of text" {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestStandIns checks what stands in for values that are not known.
func TestStandIns(t *testing.T) {
	t.Parallel()
	r := &resolver{vars: (&Options{}).importVariables()}
	tests := []struct{ name, before, key, want string }{
		{"Table", "", "", "Table"},
		{"AWS::StackId", "", "", "StackId"},
		{"Queue.QueueName", "", "", "Queue.QueueName"},
		{"Thing.Arn", "", "application/json", "Thing"},
		{"Role.Arn", "", "credentials", "arn:aws:iam::123456789012:role/Role"},
		{"Role.Arn", "", "authorizerCredentials", "arn:aws:iam::123456789012:role/Role"},
		{"Pool.Arn", "", "providerARNs", "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Pool"},
		{"F.Arn", "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/", "uri", "arn:aws:lambda:us-east-1:123456789012:function:F"},
	}
	for _, test := range tests {
		if got := r.standIn(test.name, test.before, test.key); got != test.want {
			t.Errorf("%s: got %s; want %s", test.name, got, test.want)
		}
	}
}
