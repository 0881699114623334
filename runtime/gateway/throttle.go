package gateway

import (
	"context"
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// checkThrottle takes a token for the account, if that has a limit, and for the method on this stage. The bucket is
// the matched resource's: however a path is written, it cannot get another one. Source: section 16.
func checkThrottle(ctx context.Context, x *Exchange) error {
	if r := x.Stage.Config.Throttle; r != nil {
		key := joinLengths([]string{"stage", x.API().APIID, x.Stage.Name, x.Method.Spec.HTTPMethod, x.Resource.Spec.Path})
		if err := x.takeToken(ctx, key, r); err != nil {
			return err
		}
	}
	if r := x.Gateway.opts.Auth.AccountThrottle; r != nil {
		return x.takeToken(ctx, joinLengths([]string{"account", x.API().AccountID, x.API().Region}), r)
	}
	return nil
}

// takeToken takes one token out of a bucket; the failure of an empty one is a 429.
func (x *Exchange) takeToken(ctx context.Context, key string, r *Rate) error {
	ok, err := x.Gateway.around.throttle.Take(ctx, key, r.RateLimit, r.burst(), x.Now())
	switch {
	case err != nil:
		// A store that cannot be reached must not close the API: throttles are best effort (section 16).
		x.Gateway.warn("throttle: " + err.Error())
	case !ok:
		return &Failure{Type: Throttled, Log: "Request was throttled"}
	}
	return nil
}

// burst returns the capacity of the bucket. A rate without a burst holds what comes in one second.
func (r *Rate) burst() int {
	if r.BurstLimit == 0 && r.RateLimit > 0 {
		return int(min(math.Ceil(r.RateLimit), math.MaxInt32))
	}
	return r.BurstLimit
}

// maxBuckets is how many buckets are kept. Keys are made of methods and of API keys that exist, so no client can make
// more of them; the one not used for longest goes, which is full again most likely.
const maxBuckets = 100_000

// memoryThrottle is a Throttle of token buckets in memory. Any number of goroutines may use it.
type memoryThrottle struct{ buckets *lru[*bucket] }

// newMemoryThrottle returns a Throttle without buckets.
func newMemoryThrottle() *memoryThrottle {
	return &memoryThrottle{buckets: newLRU[*bucket](maxBuckets, 0)}
}

// bucket is a token bucket.
type bucket struct {
	mu      sync.Mutex
	limiter *rate.Limiter
	latest  time.Time
}

// Take takes a token. A bucket whose limits changed keeps its tokens, as far as they fit.
func (t *memoryThrottle) Take(_ context.Context, key string, perSecond float64, burst int, now time.Time) (bool, error) {
	b := t.buckets.getOrMake(key, 0, func() *bucket {
		return &bucket{limiter: rate.NewLimiter(rate.Limit(perSecond), burst)}
	})
	b.mu.Lock()
	defer b.mu.Unlock()
	// Time must not go backwards: a limiter that is given an older time than the last counts what lies between twice.
	if now.Before(b.latest) {
		now = b.latest
	}
	b.latest = now
	if b.limiter.Limit() != rate.Limit(perSecond) || b.limiter.Burst() != burst {
		b.limiter.SetLimitAt(now, rate.Limit(perSecond))
		b.limiter.SetBurstAt(now, burst)
	}
	return b.limiter.AllowN(now, 1), nil
}

// Guard line.
var _ Throttle = (*memoryThrottle)(nil)
