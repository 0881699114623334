package playground

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// clients bounds the calls of each client by a bucket of its own. It remembers a bounded number of them: when there are
// more, those that have been quiet long enough to have a full bucket are forgotten, and without any such all of them,
// which errs on the side of the clients.
type clients struct {
	rate  rate.Limit
	burst int
	most  int

	mu      sync.Mutex
	buckets map[netip.Prefix]*rate.Limiter
}

// newClients returns buckets that fill at perSecond and hold burst calls.
func newClients(perSecond float64, burst, most int) *clients {
	return &clients{rate: rate.Limit(perSecond), burst: burst, most: most, buckets: map[netip.Prefix]*rate.Limiter{}}
}

// allow takes a call of the client at address out of its bucket. When it is empty, wait is how long until it has one.
func (c *clients) allow(client netip.Addr, now time.Time) (wait time.Duration, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := network(client)
	bucket := c.buckets[key]
	if bucket == nil {
		if len(c.buckets) >= c.most {
			c.forget(now)
		}
		bucket = rate.NewLimiter(c.rate, c.burst)
		c.buckets[key] = bucket
	}
	if bucket.AllowN(now, 1) {
		return 0, true
	}
	missing := 1 - bucket.TokensAt(now)
	return time.Duration(missing / float64(c.rate) * float64(time.Second)), false
}

// forget makes room.
func (c *clients) forget(now time.Time) {
	for key, bucket := range c.buckets {
		if bucket.TokensAt(now) >= float64(c.burst) {
			delete(c.buckets, key)
		}
	}
	if len(c.buckets) >= c.most {
		clear(c.buckets)
	}
}

// network returns what counts as one client: an IPv4 address, or the /64 that one IPv6 subscriber has at least.
func network(a netip.Addr) netip.Prefix {
	a = a.Unmap().WithZone("")
	bits := a.BitLen()
	if a.Is6() {
		bits = 64
	}
	p, err := a.Prefix(bits)
	if err != nil { // the zero address: all clients without one share a bucket
		return netip.Prefix{}
	}
	return p
}

// clientOf returns the address of the client: the peer's or, behind a trusted proxy, the last one of X-Forwarded-For,
// which the proxy itself has added. The zero Addr when there is none.
func clientOf(r *http.Request, trustProxy bool) netip.Addr {
	if trustProxy {
		if list := r.Header.Values("X-Forwarded-For"); len(list) > 0 {
			parts := strings.Split(list[len(list)-1], ",")
			a, err := netip.ParseAddr(strings.TrimSpace(parts[len(parts)-1]))
			if err == nil {
				return a
			}
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	a, err := netip.ParseAddr(host)
	if err != nil {
		return netip.Addr{}
	}
	return a
}
