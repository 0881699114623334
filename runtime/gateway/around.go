package gateway

import "math/rand/v2"

// AuthOptions are settings of authorization. The zero value knows no IAM keys and fetches the keys of user pools from
// the endpoint "cognito-idp".
type AuthOptions struct {
	// IAM are the access keys that methods with AWS_IAM authorization take.
	IAM []IAMKey
	// Callers is asked for access keys in place of IAM; nil: IAM.
	Callers CallerStore
	// KeySets knows the keys that tokens are signed with; nil: the endpoint "cognito-idp".
	KeySets KeySetSource
	// Issuers are issuers of tokens that count as the user pool of an authorizer, beside its own.
	Issuers []string
	// AccountThrottle is the limit over all methods, 10,000 a second with a burst of 5,000 on AWS; nil: none, since
	// nobody shares a local gateway.
	AccountThrottle *Rate
}

// gatewayAround is what the stages around the integration keep for the gateway: stores, keys. It outlives the stages.
type gatewayAround struct {
	keys     KeyStore
	quotas   QuotaStore
	throttle Throttle
	cache    Cache
	callers  CallerStore
	jwks     *keyCache
	pick     func() float64 // a random number in [0, 1), for canaries
}

// stageAround is what they compile of a stage.
type stageAround struct {
	policy      *policy                      // resource policy; nil: none
	authorizers map[string]*lambdaAuthorizer // by name, those that methods use
	digest      string                       // of the deployment, in keys of the cache
}

// methodAround is what they compile of a method.
type methodAround struct {
	authorizer Authorizer     // nil: everybody may call it
	cache      *methodCaching // nil: answers are not cached
}

// newGatewayAround fills in the stores that the hooks leave out.
func newGatewayAround(o *Options) gatewayAround {
	a := gatewayAround{keys: o.Keys, quotas: o.Quotas, throttle: o.Throttle, cache: o.Cache, callers: o.Auth.Callers, jwks: newKeyCache(), pick: rand.Float64}
	if a.keys == nil {
		a.keys = newMemoryKeys(o.Stage.UsagePlans)
	}
	if a.quotas == nil {
		a.quotas = newMemoryQuotas()
	}
	if a.throttle == nil {
		a.throttle = newMemoryThrottle()
	}
	if a.cache == nil {
		a.cache = newMemoryCache()
	}
	if a.callers == nil {
		a.callers = newIAMKeys(o.Auth.IAM, o.Identity.apiARN())
	}
	return a
}

// aroundStage compiles what belongs to the stage: policy, what keys of the cache begin with.
func (c *compiler) aroundStage() {
	c.stage.around.policy = c.resourcePolicy()
	c.stage.around.digest = c.digest()
}

// aroundMethod compiles what belongs to a method: its authorizer, its cache key.
func (c *compiler) aroundMethod(m *Method) {
	m.around.authorizer = c.authorizer(m.Spec)
	m.around.cache = c.caching(m.Spec)
}

// aroundSwapped is called after another stage was put in place. Nothing needs to be forgotten: results of authorizers
// belong to the stage that asked for them, and keys of the cache begin with the digest of the deployment.
func (g *Gateway) aroundSwapped() {}
