package gateway

import (
	"slices"
	"strings"
)

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
	if s.takesAction(r.action) == s.notAction || !s.appliesTo(r) {
		return false
	}
	if !s.deny && !s.resolves(r.keys) {
		return false
	}
	for i := range s.conditions {
		if !s.conditions[i].holds(r.keys) {
			return false
		}
	}
	return true
}

// takesAction tells whether one of the actions matches, in any letter case.
func (s *statement) takesAction(action string) bool {
	action = strings.ToLower(action)
	return slices.ContainsFunc(s.actions, func(p pattern) bool { return p.match(action) })
}

// appliesTo tells whether a statement speaks of the resource of a request.
func (s *statement) appliesTo(r *accessRequest) bool {
	if s.hasResource(r.resource, r.keys) != s.notResource {
		return true
	}
	return s.deny && r.variant != "" && s.hasResource(r.variant, r.keys) != s.notResource
}

// hasResource tells whether one of the resources matches. One whose variable has no value matches nothing.
func (s *statement) hasResource(arn string, keys conditionKeys) bool {
	return slices.ContainsFunc(s.resources, func(t policyText) bool {
		p, ok := t.pattern(keys)
		return ok && p.match(arn)
	})
}

// resolves tells whether all variables of a statement have a value. One that lacks a value permits nothing, whatever
// its operators make of it; a denial takes it for a text that is equal to none. Source: IAM user guide, policy
// variables, where such a statement may be invalid unless the operator ends in IfExists.
func (s *statement) resolves(keys conditionKeys) bool {
	for _, t := range s.resources {
		if !t.has(keys) {
			return false
		}
	}
	for i := range s.conditions {
		if !s.conditions[i].resolves(keys) {
			return false
		}
	}
	return true
}

// match tells whether the principals include a caller: by "*", by the ARN, by that of the role whose session it is, by
// the account or its root.
func (p *principals) match(c caller) bool {
	if p.any {
		return true
	}
	if c.arn == "" {
		return false
	}
	for _, a := range p.aws {
		if a == c.arn || a == c.principal || a == c.account || strings.HasPrefix(a, "arn:") && strings.HasSuffix(a, ":iam::"+c.account+":root") {
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
