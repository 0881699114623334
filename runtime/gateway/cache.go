package gateway

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// What happens to a client that asks for a fresh answer and may not. Source: section 17.
const (
	failWith403          = "FAIL_WITH_403"
	succeedWithHeader    = "SUCCEED_WITH_RESPONSE_HEADER" // the default
	succeedWithoutHeader = "SUCCEED_WITHOUT_RESPONSE_HEADER"
)

// Bounds of the response cache. Source: section 17; RELIABILITY.md section 3.
const (
	maxCacheEntry   = 1_048_576
	maxCacheBytes   = 64 << 20
	maxCacheEntries = 100_000
	defaultCacheTTL = 300 * time.Second
)

// digest returns what tells this deployment from any other: the definition with its variables. Another definition
// finds nothing in the cache that was not made by it.
func (c *compiler) digest() string {
	if c.cacheTTL() == 0 {
		return ""
	}
	h := sha256.New()
	h.Write(apispec.Export(c.stage.API, apispec.ExportOptions{Extensions: apispec.AllExtensions}))
	for _, name := range sortedNames(c.stage.Variables) {
		h.Write([]byte(joinLengths([]string{name, c.stage.Variables[name]})))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// cacheTTL returns how long the stage keeps answers, 0 when it does not.
func (c *compiler) cacheTTL() time.Duration {
	cfg := c.stage.Config.Cache
	switch {
	case cfg == nil || !cfg.Enabled:
		return 0
	case cfg.TTLSeconds == nil:
		return defaultCacheTTL
	}
	return time.Duration(*cfg.TTLSeconds) * time.Second
}

// lookUp answers from the cache where it can. A client can ask for a fresh answer by Cache-Control: max-age=0; where
// that takes an authorization, no local client has it. Source: section 17.
func lookUp(ctx context.Context, x *Exchange) error {
	c := x.Method.around.cache
	if c == nil {
		return nil
	}
	fresh := x.asksFresh()
	if fresh && x.mustNotAsk() {
		if x.Stage.Config.Cache.UnauthorizedStrategy == failWith403 {
			return &Failure{Type: AccessDenied, MessageKey: "Message", Log: "The client is not authorized to invalidate the cache"}
		}
		fresh = false
	}
	x.Cache.Looked, x.Cache.Key = true, c.key(x)
	if fresh {
		x.Gateway.around.cache.Drop(ctx, x.Cache.Key)
		return nil
	}
	kept, ok := x.Gateway.around.cache.Get(ctx, x.Cache.Key, x.Now())
	if !ok {
		return nil
	}
	x.Cache.Hit = true
	x.Answer = Answer{Done: true, Status: kept.Status, Body: kept.Body, Binary: kept.Binary}
	for _, h := range kept.Header {
		x.Answer.Header = append(x.Answer.Header, runtime.Pair{Name: h[0], Value: h[1]})
	}
	x.warnStale()
	return nil
}

// store keeps the answer of an exchange that looked and did not hit. It is called once the method response is
// complete but for compression and common headers. Errors and streams are not kept, nor what is too large.
func (x *Exchange) store() {
	if x.Cache.Key == "" || x.Cache.Hit {
		return
	}
	if a := &x.Answer; a.Stream == nil && a.Status < 400 && len(a.Body) <= maxCacheEntry {
		kept := &CachedAnswer{Status: a.Status, Body: a.Body, Binary: a.Binary}
		for _, h := range a.Header {
			kept.Header = append(kept.Header, [2]string{h.Name, h.Value})
		}
		x.Gateway.around.cache.Put(context.Background(), x.Cache.Key, kept, x.Now().Add(x.Method.around.cache.ttl))
	}
	x.warnStale()
}

// asksFresh tells whether the client wants no cached answer.
func (x *Exchange) asksFresh() bool {
	for _, v := range allFold(x.Received.Header, "Cache-Control") {
		for _, directive := range strings.Split(v, ",") {
			if strings.EqualFold(strings.ReplaceAll(strings.TrimSpace(directive), " ", ""), "max-age=0") {
				return true
			}
		}
	}
	return false
}

// mustNotAsk tells whether asking for a fresh answer takes an authorization.
func (x *Exchange) mustNotAsk() bool { return x.Stage.Config.Cache.RequireAuthorization }

// staleWarning is the value of the Warning header; the service's own text is not documented.
const staleWarning = `199 - "Cache-Control: max-age=0 was ignored: not authorized to invalidate the cache"`

// warnStale adds the Warning header for a client whose wish for a fresh answer was ignored.
func (x *Exchange) warnStale() {
	s := x.Stage.Config.Cache.UnauthorizedStrategy
	if (s == "" || s == succeedWithHeader) && x.mustNotAsk() && x.asksFresh() {
		x.Answer.Header = append(x.Answer.Header, runtime.Pair{Name: "Warning", Value: staleWarning})
	}
}

// memoryCache is a Cache in memory, bounded by entries and bytes.
type memoryCache struct{ answers *lru[*CachedAnswer] }

// newMemoryCache returns an empty cache.
func newMemoryCache() *memoryCache {
	return &memoryCache{answers: newLRU[*CachedAnswer](maxCacheEntries, maxCacheBytes)}
}

// Get returns an answer.
func (m *memoryCache) Get(_ context.Context, key string, now time.Time) (*CachedAnswer, bool) {
	return m.answers.get(key, now)
}

// Put keeps an answer.
func (m *memoryCache) Put(_ context.Context, key string, a *CachedAnswer, expires time.Time) {
	size := len(key) + len(a.Body) + 256 // of the structures around it
	for _, h := range a.Header {
		size += len(h[0]) + len(h[1]) + 32
	}
	m.answers.put(key, a, size, expires)
}

// Drop forgets an answer.
func (m *memoryCache) Drop(_ context.Context, key string) { m.answers.drop(key) }

// Guard line.
var _ Cache = (*memoryCache)(nil)
