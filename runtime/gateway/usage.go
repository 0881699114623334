package gateway

import (
	"context"
	"crypto/sha256"

	"github.com/vtlkit/vtl/runtime/apispec"
)

// checkUsage checks the API key of a method that asks for one, then the throttle and the quota of its plan. Methods
// that do not ask ignore keys and plans. Source: section 16.
func checkUsage(ctx context.Context, x *Exchange) error {
	if !x.Method.Spec.APIKeyRequired {
		if x.Log != nil { // most requests come by here
			x.logf("API Key authorized because method '%s %s' does not require API Key. Request will not contribute to throttle or quota limits", x.Received.Method, x.ResourcePath())
		}
		return nil
	}
	value := x.apiKey()
	x.logf("Verifying Usage Plan for request: %s. API Key: %s API Stage: %s/%s", x.RequestID, maskAll(value), x.API().APIID, x.Stage.Name)
	key, ok, err := APIKey{}, false, error(nil)
	if value != "" {
		key, ok, err = x.Gateway.around.keys.Key(ctx, x.Stage.Name, value)
	}
	if err != nil {
		return &Failure{Type: APIConfigurationError, Log: "Execution failed due to an internal error: API keys", Err: err}
	}
	if !ok {
		return &Failure{Type: InvalidAPIKey, Log: "API Key is not authorized because it is missing, unknown, disabled or in no usage plan of this stage"}
	}
	x.Auth.APIKey, x.Auth.APIKeyID = value, key.ID
	x.setContext("identity.apiKey", value)
	x.setContext("identity.apiKeyId", key.ID)
	return x.checkPlan(ctx, &key)
}

// apiKey returns the key of the request: a header, or what the authorizer said.
func (x *Exchange) apiKey() string {
	if x.Stage.API.APIKeySource == apispec.AuthorizerKeys {
		return x.Auth.UsageKey
	}
	v, _ := x.Received.Header.GetFold("X-API-Key")
	return v
}

// checkPlan takes a token and a request of the quota from the plan of a key. A request that is throttled does not
// count against the quota.
func (x *Exchange) checkPlan(ctx context.Context, key *APIKey) error {
	plan := key.Plan
	if plan == nil {
		return nil
	}
	bucket := joinLengths([]string{"plan", plan.Name, key.ID})
	if plan.Throttle != nil {
		if err := x.takeToken(ctx, bucket, plan.Throttle); err != nil {
			return err
		}
	}
	if plan.Quota != nil {
		ok, err := x.Gateway.around.quotas.Take(ctx, bucket, plan.Quota, x.Now())
		if err != nil {
			x.Gateway.warn("quota: " + err.Error())
		} else if !ok {
			return &Failure{Type: QuotaExceeded, Log: "Usage Plan quota exceeded for API Key " + maskAll(key.Value)}
		}
	}
	x.logf("Usage Plan check succeeded for API Key %s and API Stage %s/%s", maskAll(key.Value), x.API().APIID, x.Stage.Name)
	return nil
}

// memoryKeys is a KeyStore of the keys of a stage configuration. They are found by a hash, so that the time a look-up
// takes tells nothing about keys that are alike.
type memoryKeys map[[sha256.Size]byte]APIKey

// newMemoryKeys returns the enabled keys of plans.
func newMemoryKeys(plans []*UsagePlan) memoryKeys {
	m := memoryKeys{}
	for _, plan := range plans {
		for _, k := range plan.Keys {
			if k.Enabled != nil && !*k.Enabled {
				continue
			}
			id := k.ID
			if id == "" {
				id = shortID("key " + k.Value)
			}
			m[sha256.Sum256([]byte(k.Value))] = APIKey{ID: id, Value: k.Value, Plan: plan}
		}
	}
	return m
}

// Key returns a key with its plan.
func (m memoryKeys) Key(_ context.Context, _, value string) (APIKey, bool, error) {
	k, ok := m[sha256.Sum256([]byte(value))]
	return k, ok, nil
}

// Guard line.
var _ KeyStore = memoryKeys(nil)
