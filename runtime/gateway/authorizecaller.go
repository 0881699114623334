package gateway

import (
	"fmt"
	"strings"
)

// caller is who makes a request. The zero value is anonymous.
type caller struct {
	arn     string
	account string
	// principal is aws:PrincipalArn: the role of a session, the ARN itself of others.
	principal string
	kind      principalKind
	user      string // aws:username; "" for all but users
	id        string // aws:userid
}

// principalKind is a value of aws:PrincipalType.
type principalKind string

// The kinds of principals. Source: IAM user guide, aws:PrincipalType.
const (
	anonymous     principalKind = "Anonymous"
	accountRoot   principalKind = "Account"
	iamUser       principalKind = "User"
	federatedUser principalKind = "FederatedUser"
	assumedRole   principalKind = "AssumedRole"
)

// temporary tells whether keys of the kind come with a session token.
func (k principalKind) temporary() bool { return k == assumedRole || k == federatedUser }

// principalForms are the ARNs of the kinds by what their service and resource begin with. Source: IAM user guide, IAM
// identifiers; principals in a request.
var principalForms = []struct {
	service, resource string
	kind              principalKind
}{
	{"iam", "root", accountRoot},
	{"iam", "user/", iamUser},
	{"sts", "federated-user/", federatedUser},
	{"sts", "assumed-role/", assumedRole},
}

// parseCaller returns who an ARN names: its account, its kind, the names in it. The error says why it names nobody who
// could sign a request.
func parseCaller(arn string) (caller, error) {
	parts := strings.SplitN(arn, ":", arnParts)
	if len(parts) != arnParts || parts[0] != "arn" || parts[4] == "" {
		return caller{}, fmt.Errorf("%q is not the ARN of a user or a role's session", arn)
	}
	c := caller{arn: arn, account: parts[4], principal: arn}
	resource := parts[5]
	for _, f := range principalForms {
		name, ok := strings.CutPrefix(resource, f.resource)
		if !ok || parts[2] != f.service || (name == "") != (f.kind == accountRoot) {
			continue
		}
		c.kind = f.kind
		switch f.kind {
		case iamUser:
			c.user = name[strings.LastIndexByte(name, '/')+1:] // behind its path
		case assumedRole:
			role, session, _ := strings.Cut(name, "/")
			if role == "" || session == "" || strings.Contains(session, "/") {
				return caller{}, fmt.Errorf("%q is not arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION", arn)
			}
			c.principal = parts[0] + ":" + parts[1] + ":iam::" + c.account + ":role/" + role
		}
		return c, nil
	}
	return caller{}, fmt.Errorf("%q is not the ARN of a user or a role's session: use arn:aws:iam::ACCOUNT:user/NAME or arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION", arn)
}

// session returns the last part of the ARN of a temporary caller: the name of the session.
func (c *caller) session() string { return c.arn[strings.LastIndexByte(c.arn, '/')+1:] }

// callerOf returns who a key belongs to; account is the API's own. A key without ARN is that of a user called local.
func callerOf(key *IAMKey, account string) (caller, error) {
	if key.AccountID != "" {
		account = key.AccountID
	}
	arn := key.ARN
	if arn == "" {
		arn = "arn:aws:iam::" + account + ":user/local"
	}
	c, err := parseCaller(arn)
	if err != nil {
		return c, err
	}
	switch {
	case key.AccountID != "" && key.AccountID != c.account:
		return c, fmt.Errorf("accountId %s is not the account of %s", key.AccountID, arn)
	case key.RoleARN != "" && c.kind != assumedRole:
		return c, fmt.Errorf("roleArn is for the session of a role, which %s is not", arn)
	case key.RoleARN != "" && !sameRole(key.RoleARN, c.principal):
		return c, fmt.Errorf("roleArn %s is not the role of %s", key.RoleARN, arn)
	case key.ARN != "" && c.kind.temporary() && key.SessionToken == "":
		return c, fmt.Errorf("%s is a temporary identity, so its key has a sessionToken", arn)
	}
	if key.RoleARN != "" {
		c.principal = key.RoleARN
	}
	if c.id = key.UserID; c.id == "" {
		c.id = key.AccessKeyID
		if c.kind.temporary() {
			c.id += ":" + c.session()
		}
	}
	return c, nil
}

// sameRole tells whether an ARN with a path names the role that one without names: the sessions of a role do not show
// its path.
func sameRole(arn, plain string) bool {
	account, name, ok := strings.Cut(plain, ":role/")
	return ok && strings.HasPrefix(arn, account+":role/") && strings.HasSuffix(arn, "/"+name)
}
