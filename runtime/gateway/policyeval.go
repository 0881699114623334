package gateway

import "strings"

// decision is what a policy says about a request.
type decision uint8

// The decisions. An explicit denial wins over anything, an explicit permission over nothing being said.
const (
	implicitDeny decision = iota // no statement applies
	allowed
	explicitDeny
)

// accessRequest is what policies decide about.
type accessRequest struct {
	action string // "execute-api:Invoke"
	// resource is the ARN of the method that is called.
	resource string
	// variant is the ARN as a backend that decodes its path may read it, "" when it is the same. A denial of it
	// holds as well, so that %70ets does not get around a denial of pets.
	variant string
	caller  caller
	keys    conditionKeys
}

// caller is who makes a request. The zero value is anonymous.
type caller struct {
	arn     string
	account string
	user    string // aws:username
	id      string // aws:userid
}

// invokeAction is what calling a method takes.
const invokeAction = "execute-api:Invoke"

// decide returns what the policy says.
func (p *policy) decide(r *accessRequest) decision {
	result := implicitDeny
	for i := range p.statements {
		s := &p.statements[i]
		if !s.applies(r) {
			continue
		}
		if s.deny {
			return explicitDeny
		}
		result = allowed
	}
	return result
}

// applies tells whether a statement speaks of a request.
func (s *statement) applies(r *accessRequest) bool {
	if s.principal != nil && s.principal.match(r.caller) == s.notPrincipal {
		return false
	}
	if matchAny(s.actions, strings.ToLower(r.action)) == s.notAction || !s.appliesTo(r) {
		return false
	}
	for i := range s.conditions {
		if !s.conditions[i].holds(r.keys) {
			return false
		}
	}
	return true
}

// appliesTo tells whether a statement speaks of the resource of a request.
func (s *statement) appliesTo(r *accessRequest) bool {
	if matchAny(s.resources, r.resource) != s.notResource {
		return true
	}
	return s.deny && r.variant != "" && matchAny(s.resources, r.variant) != s.notResource
}

// matchAny tells whether one of the patterns matches.
func matchAny(patterns []string, text string) bool {
	for _, p := range patterns {
		if wildcard(p, text) {
			return true
		}
	}
	return false
}

// match tells whether the principals include a caller: by "*", by the ARN, by the account or its root.
func (p *principals) match(c caller) bool {
	if p.any {
		return true
	}
	if c.arn == "" {
		return false
	}
	for _, a := range p.aws {
		if a == c.arn || a == c.account || strings.HasPrefix(a, "arn:") && strings.HasSuffix(a, ":iam::"+c.account+":root") {
			return true
		}
	}
	return false
}

// either joins what two policies say when one permission is enough. Source: section 15, same account.
func either(a, b decision) decision { return max(a, b) }

// both joins what two policies say when both must permit. Source: section 15, across accounts.
func both(a, b decision) decision {
	if a == explicitDeny || b == explicitDeny {
		return explicitDeny
	}
	return min(a, b)
}
