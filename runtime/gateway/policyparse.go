package gateway

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// policy is a policy document, compiled: a resource policy, what an authorizer answered, or what an IAM key may do.
// It never changes.
type policy struct{ statements []statement }

// statement is a statement of a policy.
type statement struct {
	deny         bool
	principal    *principals // nil: any, as in policies of identities
	notPrincipal bool
	actions      []pattern // lower case
	notAction    bool
	resources    []policyText
	notResource  bool
	conditions   []condition // all must hold
}

// principals are who a statement of a resource policy speaks of.
type principals struct {
	any bool     // "*"
	aws []string // ARNs and account ids
}

// policyKind says what a document must and may hold.
type policyKind struct {
	// principal: statements name who they are about. Others must not.
	principal bool
	// expand is what "execute-api:/" at the beginning of a resource stands for, "" in policies without the short form.
	expand string
	// maxResource is the length of a resource, 0 unlimited.
	maxResource int
	// variables: texts may hold variables. parsePolicy sets it by the version of the document.
	variables bool
}

// The versions of documents. Variables came with the second. Source: IAM user guide, Version element.
const (
	policyVersion2008 = "2008-10-17"
	policyVersion2012 = "2012-10-17"
)

// parsePolicy reads a policy document. What it does not know is an error, since a statement that is half understood
// would allow or deny the wrong requests.
func parsePolicy(document []byte, kind policyKind) (*policy, error) {
	fields, err := jsonObject(document)
	if err != nil {
		return nil, fmt.Errorf("the policy document is not a JSON object: %w", err)
	}
	for name := range fields {
		switch name {
		case "Version", "Id", "Statement":
		default:
			return nil, fmt.Errorf("unknown element %q in the policy document", name)
		}
	}
	if kind.variables, err = readVersion(fields["Version"]); err != nil {
		return nil, err
	}
	list, err := jsonList(fields["Statement"])
	if err != nil || len(list) == 0 {
		return nil, fmt.Errorf("the policy document has no Statement")
	}
	p := &policy{}
	for i, raw := range list {
		s, err := parseStatement(raw, kind)
		if err != nil {
			return nil, fmt.Errorf("statement %d: %w", i+1, err)
		}
		p.statements = append(p.statements, *s)
	}
	return p, nil
}

// readVersion reads the element Version and tells whether documents of that version have variables.
func readVersion(raw json.RawMessage) (variables bool, err error) {
	if isNull(raw) {
		return false, nil
	}
	switch text, _ := jsonScalar(raw); text {
	case policyVersion2012:
		return true, nil
	case policyVersion2008:
		return false, nil
	}
	return false, fmt.Errorf("Version: %s is neither %q nor %q", raw, policyVersion2012, policyVersion2008) //nolint:staticcheck // the element's name
}

// parseStatement reads a statement.
func parseStatement(raw []byte, kind policyKind) (*statement, error) {
	fields, err := jsonObject(raw)
	if err != nil {
		return nil, fmt.Errorf("not a JSON object: %w", err)
	}
	s := &statement{}
	for name, value := range fields {
		if err := s.read(name, value, kind); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	for _, pair := range [][2]string{{"Action", "NotAction"}, {"Resource", "NotResource"}, {"Principal", "NotPrincipal"}} {
		_, one := fields[pair[0]]
		_, other := fields[pair[1]]
		switch {
		case one && other:
			return nil, fmt.Errorf("%s and %s exclude each other", pair[0], pair[1])
		case one || other || pair[0] == "Principal" && !kind.principal:
		default:
			return nil, fmt.Errorf("%s is missing", pair[0])
		}
	}
	if _, ok := fields["Effect"]; !ok {
		return nil, fmt.Errorf("Effect is missing") //nolint:staticcheck // the element's name
	}
	return s, nil
}

// read reads one element of a statement.
func (s *statement) read(name string, value json.RawMessage, kind policyKind) (err error) {
	switch name {
	case "Sid":
	case "Effect":
		return s.readEffect(value)
	case "Action", "NotAction":
		s.notAction = name == "NotAction"
		var list []string
		list, err = jsonTexts(value)
		for _, a := range list {
			s.actions = append(s.actions, newPattern(strings.ToLower(a)))
		}
	case "Resource", "NotResource":
		s.notResource = name == "NotResource"
		s.resources, err = readResources(value, kind)
	case "Principal", "NotPrincipal":
		if !kind.principal {
			return fmt.Errorf("only resource policies have it")
		}
		s.notPrincipal = name == "NotPrincipal"
		s.principal, err = readPrincipals(value)
	case "Condition":
		s.conditions, err = parseConditions(value, kind.variables)
	default:
		return fmt.Errorf("unknown element")
	}
	return err
}

// readEffect reads Allow or Deny, spelled exactly so.
func (s *statement) readEffect(value json.RawMessage) error {
	var effect string
	if err := json.Unmarshal(value, &effect); err != nil || effect != "Allow" && effect != "Deny" {
		return fmt.Errorf("%s is neither \"Allow\" nor \"Deny\"", value)
	}
	s.deny = effect == "Deny"
	return nil
}

// readResources reads ARN patterns; "execute-api:/..." is short for the ARN of the API.
func readResources(value json.RawMessage, kind policyKind) ([]policyText, error) {
	list, err := jsonTexts(value)
	if err != nil {
		return nil, err
	}
	out := make([]policyText, 0, len(list))
	for _, r := range list {
		if kind.maxResource > 0 && len(r) > kind.maxResource {
			return nil, fmt.Errorf("longer than %d characters", kind.maxResource)
		}
		if rest, ok := strings.CutPrefix(r, "execute-api:/"); ok && kind.expand != "" {
			r = kind.expand + "/" + rest
		}
		t, err := parsePolicyText(r, kind.variables)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

// readPrincipals reads "*" or an object of kinds. Services, federated and canonical users never call an API here, so
// they match nobody.
func readPrincipals(value json.RawMessage) (*principals, error) {
	var text string
	if json.Unmarshal(value, &text) == nil {
		if text != "*" {
			return nil, fmt.Errorf("%q is not \"*\"", text)
		}
		return &principals{any: true}, nil
	}
	fields, err := jsonObject(value)
	if err != nil {
		return nil, err
	}
	p := &principals{}
	for name, raw := range fields {
		list, err := jsonTexts(raw)
		if err != nil {
			return nil, err
		}
		switch name {
		case "AWS":
			for _, a := range list {
				p.any = p.any || a == "*"
			}
			p.aws = append(p.aws, list...)
		case "Service", "Federated", "CanonicalUser":
		default:
			return nil, fmt.Errorf("unknown kind of principal %q", name)
		}
	}
	return p, nil
}

// jsonObject reads an object into its members, names spelled exactly so.
func jsonObject(raw []byte) (map[string]json.RawMessage, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, err
	}
	if fields == nil {
		return nil, fmt.Errorf("null")
	}
	return fields, nil
}

// jsonList reads a list, or a single value as a list of one.
func jsonList(raw json.RawMessage) ([]json.RawMessage, error) {
	if trimmed := bytes.TrimSpace(raw); len(trimmed) == 0 || trimmed[0] != '[' {
		if len(trimmed) == 0 {
			return nil, nil
		}
		return []json.RawMessage{raw}, nil
	}
	var list []json.RawMessage
	err := json.Unmarshal(raw, &list)
	return list, err
}

// jsonTexts reads a text or a non-empty list of texts; numbers and booleans count as text, as they are written.
func jsonTexts(raw json.RawMessage) ([]string, error) {
	list, err := jsonList(raw)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("empty")
	}
	out := make([]string, 0, len(list))
	for _, item := range list {
		text, err := jsonScalar(item)
		if err != nil {
			return nil, err
		}
		out = append(out, text)
	}
	return out, nil
}

// jsonScalar returns a text, a number as written, or true and false.
func jsonScalar(raw json.RawMessage) (string, error) {
	raw = bytes.TrimSpace(raw)
	if len(raw) > 0 && raw[0] == '"' {
		var s string
		err := json.Unmarshal(raw, &s)
		return s, err
	}
	if len(raw) == 0 || raw[0] == '{' || raw[0] == '[' || string(raw) == "null" {
		return "", fmt.Errorf("%s is not a text", raw)
	}
	return string(raw), nil
}
