package apispec

import (
	"slices"
	"strings"
)

// templateBodies are the resource types of CloudFormation and SAM that hold a definition, and the property it is in.
var templateBodies = map[string]string{
	"AWS::Serverless::Api":     "DefinitionBody",
	"AWS::ApiGateway::RestApi": "Body",
}

// findInTemplate moves the root to the definition inside a CloudFormation template, or to one made of the resources of
// an API there, and tells whether there is exactly one API; if not, an error is reported. The configuration of the
// Serverless Framework holds a template under resources.
func (l *loader) findInTemplate() bool {
	template := l.root
	if nested := l.root.opt("resources"); nested.opt("Resources") != nil {
		template = nested
	}
	resources := template.opt("Resources")
	if resources == nil {
		l.missing(l.root, CodeVersion, "start with openapi: 3.0.1 or swagger: \"2.0\"", "%s There is neither openapi nor swagger in it", invalidInput)
		return false
	}
	l.template = template
	bodies, names := templateDefinitions(resources)
	if len(bodies) == 1 {
		l.root = bodies[0]
		return true
	}
	if len(bodies) == 0 {
		names = restAPIs(resources)
		if len(names) == 1 {
			l.assemble(resources, names[0])
			return true
		}
	}
	if len(names) == 0 {
		l.missing(resources, CodeVersion, "give the file that DefinitionUri names, or export the API from API Gateway", "%s This CloudFormation template holds no definition of a REST API", invalidInput)
	} else {
		l.missing(resources, CodeVersion, "put the API you want into a file of its own", "%s This CloudFormation template holds several APIs: %s", invalidInput, clip(strings.Join(names, ", ")))
	}
	return false
}

// templateDefinitions returns the definitions in the resources of a template, and the names of the resources.
func templateDefinitions(resources *cursor) (bodies []*cursor, names []string) {
	for name, c := range resources.fields() {
		property := templateBodies[c.at("Type").textOr("")]
		if body := c.opt("Properties").opt(property); property != "" && body != nil && body.v.kind == kindObject {
			bodies = append(bodies, body)
			names = append(names, name)
		}
	}
	return bodies, names
}

// The values of variables when Options do not give them.
const (
	defaultRegion  = "us-east-1"
	defaultAccount = "123456789012"
)

// importVariables returns the variables that API Gateway replaces in every text when it imports a definition.
// Source: AWS developer guide, "AWS variables for OpenAPI import".
func (o *Options) importVariables() map[string]string {
	v := map[string]string{
		"AWS::Region": o.Region, "AWS::AccountId": o.AccountID, "AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com",
	}
	if o.Region == "" {
		v["AWS::Region"] = defaultRegion
	}
	if o.AccountID == "" {
		v["AWS::AccountId"] = defaultAccount
	}
	switch {
	case strings.HasPrefix(o.Region, "cn-"):
		v["AWS::Partition"], v["AWS::URLSuffix"] = "aws-cn", "amazonaws.com.cn"
	case strings.HasPrefix(o.Region, "us-gov-"):
		v["AWS::Partition"] = "aws-us-gov"
	}
	return v
}

// resolver replaces variables and the functions of CloudFormation in a document.
type resolver struct {
	*loader
	vars map[string]string // import variables
	done map[*value]*value
	told map[string]bool // names that a warning was given for
	made int             // bytes of text made
}

// resolveVariables replaces the variables and functions in the document.
func (l *loader) resolveVariables() {
	r := &resolver{loader: l, vars: l.opts.importVariables(), done: map[*value]*value{}, told: map[string]bool{}}
	l.root = &cursor{r.resolve(l.root.v, ""), l.root.key, l.root.up, l.root.step}
}

// resolve returns a value with everything replaced in it, itself when there is nothing to replace. key is the key it
// stands under.
func (r *resolver) resolve(v *value, key string) *value {
	if out, ok := r.done[v]; ok {
		return out
	}
	var out *value
	switch text, from, ok := r.function(v, key); {
	case ok:
		out = r.text(from, text)
	case v.kind == kindText && v.tag == "" && strings.Contains(v.text, "${AWS::"):
		out = r.text(v, r.replace(v.text, r.importVariable))
	case v.kind == kindList || v.kind == kindObject:
		out = r.inside(v, key)
	default:
		return v
	}
	r.done[v] = out
	return out
}

// inside resolves the parts of a list or object.
func (r *resolver) inside(v *value, key string) *value {
	out := &value{kind: v.kind, from: v.from, to: v.to}
	changed := false
	for _, item := range v.items {
		n := r.resolve(item, key)
		changed = changed || n != item
		out.items = append(out.items, n)
	}
	for _, f := range v.fields {
		n := r.resolve(f.val, f.key.text)
		changed = changed || n != f.val
		out.add(f.key, n)
	}
	if !changed {
		return v
	}
	return out
}

// text returns a value for a text made of the one at from. When it is the same text, places inside it are known.
func (r *resolver) text(from *value, text string) *value {
	v := &value{kind: kindText, from: from.from, to: from.to, text: text}
	if from.kind == kindText && from.text == text {
		v.style = from.style
	}
	if r.made += len(text); r.made > maxText {
		if r.made-len(text) <= maxText {
			r.fail(r.root, CodeTooLarge, "", "the variables of the definition expand to more than 32 MB of text")
		}
		v.text = ""
	}
	return v
}

// importVariable returns the value of a variable of the import; others stay as they are.
func (r *resolver) importVariable(name, _ string) (string, bool) {
	v, ok := r.vars[name]
	return v, ok
}

// replace replaces ${name} in a text by what value returns, when it returns true. before is the text before it.
func (r *resolver) replace(text string, value func(name, before string) (string, bool)) string {
	var b strings.Builder
	for b.Len() <= maxText {
		start := strings.Index(text, "${")
		if start < 0 {
			break
		}
		end := strings.IndexByte(text[start:], '}')
		if end < 0 {
			break
		}
		b.WriteString(text[:start])
		name := text[start+2 : start+end]
		if v, ok := value(name, text[:start]); ok {
			b.WriteString(v)
			text = text[start+end+1:]
			continue
		}
		b.WriteString("${")
		text = text[start+2:]
	}
	b.WriteString(text)
	return b.String()
}

// functionTags are the short forms of functions.
var functionTags = map[string]string{
	"!Sub": "Fn::Sub", "!GetAtt": "Fn::GetAtt", "!Ref": "Ref", "!Join": "Fn::Join", "!ImportValue": "Fn::ImportValue",
}

// call splits a value into the name of a function of CloudFormation and its argument; "" when it is no call.
func call(v *value) (name string, arg *value) {
	if v.tag != "" {
		return functionTags[v.tag], v
	}
	if v.kind != kindObject || len(v.fields) != 1 {
		return "", nil
	}
	return v.fields[0].key.text, v.fields[0].val
}

// function returns the text a function of CloudFormation makes, and the value it is made of; false when v is no such
// function.
func (r *resolver) function(v *value, key string) (text string, from *value, ok bool) {
	name, arg := call(v)
	switch name {
	case "Ref", "Fn::ImportValue":
		if arg.kind == kindText {
			return r.variable(v, arg.text, "", key), v, true
		}
	case "Fn::GetAtt":
		if id, attribute := reference(v); id != "" {
			return r.variable(v, id+"."+attribute, "", key), v, true
		}
	case "Fn::Sub":
		template, own := arg, (*value)(nil)
		if arg.kind == kindList && len(arg.items) > 0 {
			template = arg.items[0]
			if len(arg.items) > 1 {
				own = arg.items[1]
			}
		}
		if template.kind == kindText {
			return r.sub(template, own, key), template, true
		}
	case "Fn::Join":
		if arg.kind == kindList && len(arg.items) == 2 && arg.items[1].kind == kindList {
			return r.join(arg.items[0].text, arg.items[1].items, key), v, true
		}
	}
	return "", nil, false
}

// sub returns the text of Fn::Sub; own holds the function's own variables, nil for none.
func (r *resolver) sub(arg, own *value, key string) string {
	return r.replace(arg.text, func(name, before string) (string, bool) {
		name = strings.TrimSpace(name)
		if literal, ok := strings.CutPrefix(name, "!"); ok {
			return "${" + literal + "}", true
		}
		if own != nil {
			if v := own.get(name); v != nil {
				return r.resolve(v, key).text, true
			}
		}
		if strings.HasPrefix(name, "stageVariables.") {
			return "", false
		}
		return r.variable(arg, name, before, key), true
	})
}

// join returns the text of Fn::Join.
func (r *resolver) join(sep string, items []*value, key string) string {
	var b strings.Builder
	for i, item := range items {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(r.resolve(item, key).text)
		if b.Len() > maxText {
			break
		}
	}
	return b.String()
}

// variable returns the value of a name, "Table" or "Role.Arn": as given in Options, else the default of a parameter
// of the template, else a stand-in, with a warning. at is the value the name stands in, before the text before it.
func (r *resolver) variable(at *value, name, before, key string) string {
	if v, ok := r.opts.Variables[name]; ok {
		return v
	}
	if v, ok := r.vars[name]; ok {
		return v
	}
	if name == "AWS::NoValue" {
		return ""
	}
	if d := r.template.opt("Parameters").opt(name).opt("Default"); d != nil {
		return d.v.text
	}
	v := r.standIn(name, before, key)
	if !r.told[name] {
		r.told[name] = true
		p := Problem{Code: CodePlaceholder, Msg: "no value was given for " + quote(name) + "; " + quote(v) + " stands in", Hint: "give its value as a variable"}
		r.doc.place(&p, at.from, at.to)
		r.note(p)
	}
	return v
}

// standIn returns what stands in for a name whose value is not known: ARNs of the right kind where that can be told,
// else the name itself.
func (r *resolver) standIn(name, before, key string) string {
	resource, isARN := strings.CutSuffix(name, ".Arn")
	region, account, partition := r.vars["AWS::Region"], r.vars["AWS::AccountId"], r.vars["AWS::Partition"]
	switch {
	case !isARN:
		return strings.TrimPrefix(name, "AWS::")
	case strings.HasSuffix(before, "functions/"):
		return "arn:" + partition + ":lambda:" + region + ":" + account + ":function:" + resource
	case slices.Contains([]string{"credentials", "authorizerCredentials"}, key):
		return "arn:" + partition + ":iam::" + account + ":role/" + resource
	case key == "providerARNs":
		return "arn:" + partition + ":cognito-idp:" + region + ":" + account + ":userpool/" + region + "_" + resource
	}
	return resource
}
