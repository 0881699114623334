package gateway

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// IAMKey is an access key of a caller, for methods with AWS_IAM authorization.
type IAMKey struct {
	AccessKeyID string `json:"accessKeyId"`
	SecretKey   string `json:"secretAccessKey"`
	// SessionToken is what X-Amz-Security-Token must be; "" for a key of a user. The session of a role has one.
	SessionToken string `json:"sessionToken"`
	// Expires is when a temporary key ends; zero for never.
	Expires time.Time `json:"expires"`
	// ARN is who the key belongs to: a user, an account's root, a federated user, or the session of a role,
	// "arn:aws:sts::123456789012:assumed-role/reader/ann"; "" stands for user/local of AccountID.
	ARN string `json:"arn"`
	// RoleARN is the role of a session where it has a path, which the session's ARN does not show; "" without one.
	RoleARN string `json:"roleArn"`
	// UserID is aws:userid, "AROAEXAMPLE:ann" for a session; "" is made from the key.
	UserID string `json:"userId"`
	// AccountID is the account of the caller where ARN does not tell; "" stands for the API's own.
	AccountID string `json:"accountId"`
	// Policy is what the caller may do, an IAM policy document; nil permits everything.
	Policy json.RawMessage `json:"policy"`

	compiled *policy // of Policy; nil: not yet
}

// ParseIAMKeys reads a JSON list of IAMKey. An unknown member is an error.
func ParseIAMKeys(data []byte) ([]IAMKey, error) {
	var keys []IAMKey
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&keys); err != nil {
		return nil, fmt.Errorf("IAM keys: %w", err)
	}
	return keys, checkIAMKeys(keys)
}

// CallerStore knows the callers of methods with AWS_IAM authorization.
type CallerStore interface {
	// Caller returns the key with an id; ok is false when there is none.
	Caller(ctx context.Context, accessKeyID string) (key *IAMKey, ok bool, err error)
}

// iamKeys is a CallerStore in memory.
type iamKeys map[string]*IAMKey

// newIAMKeys returns the keys by id. apiARN is what "execute-api:/" in their policies stands for.
func newIAMKeys(list []IAMKey, apiARN string) iamKeys {
	m := make(iamKeys, len(list))
	for i := range list {
		k := list[i]
		k.compiled, _ = k.compile(apiARN) // one that cannot be read permits nothing: ownDecision finds it again
		m[k.AccessKeyID] = &k
	}
	return m
}

// compile reads the policy of a key; nil when there is none.
func (k *IAMKey) compile(apiARN string) (*policy, error) {
	if len(k.Policy) == 0 {
		return nil, nil
	}
	return parsePolicy(k.Policy, policyKind{expand: apiARN})
}

// Caller returns a key.
func (m iamKeys) Caller(_ context.Context, id string) (*IAMKey, bool, error) {
	k, ok := m[id]
	return k, ok, nil
}

// iamAuthorizer checks Signature Version 4 and what the caller may do.
type iamAuthorizer struct{}

// Authorize verifies the signature of the request, then asks the policies of the caller and of the API. Source:
// section 15.
func (iamAuthorizer) Authorize(ctx context.Context, x *Exchange) error {
	s, err := readSignature(x)
	if err != nil {
		return err
	}
	key, ok, err := x.Gateway.around.callers.Caller(ctx, s.accessKey)
	if err != nil {
		return &Failure{Type: AuthorizerFailure, Log: "Execution failed due to an internal error", Err: err}
	}
	if !ok || key.SecretKey == "" {
		return unknownToken()
	}
	if err := s.verify(x, key); err != nil {
		return err
	}
	if !key.Expires.IsZero() && !x.Now().Before(key.Expires) {
		return &Failure{Type: ExpiredToken, Log: "The security token included in the request is expired"}
	}
	return x.permit(key)
}

// unknownToken returns the failure of a key that is not known. Source: IAM user guide, common errors.
func unknownToken() *Failure {
	return &Failure{Type: InvalidSignature, Message: "The security token included in the request is invalid.", ErrorType: "UnrecognizedClientException", Log: "The security token included in the request is invalid."}
}

// permit sets who the caller is and asks the policies: within one account one permission is enough, across accounts
// both must permit.
func (x *Exchange) permit(key *IAMKey) error {
	who, err := callerOf(key, x.API().AccountID)
	if err != nil {
		return &Failure{Type: AuthorizerConfigurationError, Log: "Execution failed due to configuration error: the caller of an access key is not known", Err: err}
	}
	x.Auth.Principal = who.arn
	for name, value := range map[string]string{"accessKey": key.AccessKeyID, "accountId": who.account, "caller": who.id, "user": who.id, "userArn": who.arn} {
		x.setContext("identity."+name, value)
	}
	own, err := x.ownDecision(key, who)
	if err != nil {
		return err
	}
	d := own
	if who.account != x.API().AccountID {
		d = both(own, x.resourceDecision(who))
	} else if x.Stage.around.policy != nil {
		d = either(own, x.resourceDecision(who))
	}
	if d != allowed {
		return x.notAuthorized(who.arn, d)
	}
	return nil
}

// ownDecision returns what the policy of a key says. A key without one may do everything.
func (x *Exchange) ownDecision(key *IAMKey, who caller) (decision, error) {
	p := key.compiled
	if p == nil {
		if len(key.Policy) == 0 {
			return allowed, nil
		}
		var err error
		if p, err = key.compile(x.API().apiARN()); err != nil {
			return implicitDeny, &Failure{Type: AuthorizerConfigurationError, Log: "Execution failed due to configuration error: the policy of the caller cannot be read", Err: err}
		}
	}
	return p.decide(x.access(who)), nil
}

// anyAccount stands for the account of an API that is not known yet.
const anyAccount = "000000000000"

// checkIAMKeys reports the first key that cannot be used.
func checkIAMKeys(list []IAMKey) error {
	seen := map[string]bool{}
	for i := range list {
		k := &list[i]
		switch {
		case k.AccessKeyID == "" || k.SecretKey == "":
			return fmt.Errorf("IAM key %d: accessKeyId and secretAccessKey are required", i+1)
		case seen[k.AccessKeyID]:
			return fmt.Errorf("IAM key %d: another key has the same accessKeyId", i+1)
		}
		seen[k.AccessKeyID] = true
		if _, err := k.compile(""); err != nil {
			return fmt.Errorf("IAM key %d: %w", i+1, err)
		}
		if _, err := callerOf(k, anyAccount); err != nil {
			return fmt.Errorf("IAM key %d: %w", i+1, err)
		}
	}
	return nil
}

// signingKey derives the key of a day, a region and a service. Source: AWS general reference, Signature Version 4.
func signingKey(secret, day, region, service string) []byte {
	k := hmacSHA256([]byte("AWS4"+secret), day)
	k = hmacSHA256(k, region)
	k = hmacSHA256(k, service)
	return hmacSHA256(k, "aws4_request")
}

// hmacSHA256 returns the HMAC-SHA256 of a text.
func hmacSHA256(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}

// hexSHA256 returns the SHA-256 of data in hexadecimal digits.
func hexSHA256(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// sameText compares two texts in a time that does not tell where they differ.
func sameText(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// Guard line.
var _ CallerStore = iamKeys(nil)
