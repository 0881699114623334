package gateway

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// maxQuotas is how many counters are kept: one for each key that was used, of those that exist.
const maxQuotas = 100_000

// memoryQuotas is a QuotaStore in memory. Any number of goroutines may use it.
type memoryQuotas struct{ counters *lru[*quotaCounter] }

// newMemoryQuotas returns a QuotaStore that has counted nothing.
func newMemoryQuotas() *memoryQuotas {
	return &memoryQuotas{counters: newLRU[*quotaCounter](maxQuotas, 0)}
}

// quotaCounter counts the requests of a key in a period.
type quotaCounter struct {
	mu    sync.Mutex
	begin time.Time // of the period
	used  int
}

// Take counts a request. In the period in which a key is used first, the offset counts as used.
func (m *memoryQuotas) Take(_ context.Context, key string, q *Quota, now time.Time) (bool, error) {
	begin := q.periodOf(now)
	c := m.counters.getOrMake(key, 0, func() *quotaCounter { return &quotaCounter{begin: begin, used: q.Offset} })
	c.mu.Lock()
	defer c.mu.Unlock()
	if begin.After(c.begin) { // a clock that goes back does not begin a period again
		c.begin, c.used = begin, 0
	}
	if c.used >= q.Limit {
		return false, nil
	}
	c.used++
	return true, nil
}

// periodOf returns when the period began that a time is in, all in UTC: the day, the week from Monday on, the month.
func (q *Quota) periodOf(now time.Time) time.Time {
	now = now.UTC()
	day := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	switch q.Period {
	case "WEEK":
		return day.AddDate(0, 0, -(int(now.Weekday())+6)%7)
	case "MONTH":
		return day.AddDate(0, 0, 1-now.Day())
	}
	return day
}

// checkAround reports the first value of usage plans, throttles and cache that cannot be.
func (c *StageConfig) checkAround() error {
	seen := map[string]bool{}
	for _, plan := range c.UsagePlans {
		if plan == nil {
			return fmt.Errorf("stage configuration: usage_plans: a plan is null")
		}
		if err := plan.check(seen); err != nil {
			return fmt.Errorf("stage configuration: usage plan %q: %w", plan.Name, err)
		}
	}
	if err := c.Throttle.check(); err != nil {
		return fmt.Errorf("stage configuration: throttle: %w", err)
	}
	if c.Cache != nil {
		switch c.Cache.UnauthorizedStrategy {
		case "", failWith403, succeedWithHeader, succeedWithoutHeader:
		default:
			return fmt.Errorf("stage configuration: cache: unauthorizedCacheControlHeaderStrategy %q is none of %s, %s, %s", c.Cache.UnauthorizedStrategy, failWith403, succeedWithHeader, succeedWithoutHeader)
		}
	}
	return nil
}

// check reports what is wrong with a plan; seen are the values of keys so far, since a key has one plan on a stage.
func (p *UsagePlan) check(seen map[string]bool) error {
	if q := p.Quota; q != nil {
		switch {
		case q.Period != "DAY" && q.Period != "WEEK" && q.Period != "MONTH":
			return fmt.Errorf("quota: period %q is none of DAY, WEEK, MONTH", q.Period)
		case q.Limit < 0 || q.Offset < 0 || q.Offset > q.Limit:
			return fmt.Errorf("quota: limit %d and offset %d do not fit", q.Limit, q.Offset)
		}
	}
	for _, k := range p.Keys {
		switch {
		case k == nil || k.Value == "":
			return fmt.Errorf("api_keys: a key has no value")
		case seen[k.Value]:
			return fmt.Errorf("api_keys: the value of key %q stands twice: a key has one plan on a stage", k.ID)
		}
		seen[k.Value] = true
	}
	if err := p.Throttle.check(); err != nil {
		return fmt.Errorf("throttle: %w", err)
	}
	return nil
}

// check reports what is wrong with a rate; nil is right.
func (r *Rate) check() error {
	if r == nil || r.RateLimit >= 0 && r.BurstLimit >= 0 {
		return nil
	}
	return fmt.Errorf("rateLimit %v and burstLimit %d must not be negative", r.RateLimit, r.BurstLimit)
}

// Guard line.
var _ QuotaStore = (*memoryQuotas)(nil)
