package gateway

import (
	"errors"
	"os"
	"slices"
	"sync"
	"testing"
	"time"
)

// What the gateway must reach beside a bare server that gives the same answers by hand.
const (
	// sideBySideShare is the part of the bare server's requests per second.
	sideBySideShare = 0.5
	// halfLoadP99 is the time within which 99 of 100 requests are answered at half of the gateway's own rate. The
	// clients share the machine, so that most of it is waiting for a processor; where others keep that busy, the bare
	// server's time at the same rate, times busyP99, counts.
	halfLoadP99 = 50 * time.Millisecond
	busyP99     = 4
)

// Shape of the measurement: rounds take turns, so that what else runs on the machine falls on both sides.
const (
	sideBySideRounds  = 5
	sideBySideClients = 16
)

// sideBySide is a method and the handler that does the same by hand.
type sideBySide struct {
	name, request, want string
	gateway, bare       string // addresses
}

// TestSideBySide measures requests per second of a MOCK method and of a JSON-to-SOAP method beside a bare net/http
// server, and the latency of both at half of the gateway's rate. VTL_LOAD=2s runs it, with rounds of that length.
func TestSideBySide(t *testing.T) {
	text := os.Getenv("VTL_LOAD")
	if text == "" {
		t.Skip("VTL_LOAD=2s measures the gateway beside a bare server")
	}
	round, err := time.ParseDuration(text)
	if err != nil {
		t.Fatalf("VTL_LOAD: %v", err)
	}
	soap := startSOAP(t)
	gateway, bare := startGateway(t, loadDefinition(), soap), startByHand(t, soap)
	for _, s := range []sideBySide{
		{"MOCK", mockRequest, mockAnswer, gateway, bare},
		{"JSON to SOAP", soapRequest, orderTaken, gateway, bare},
	} {
		t.Run(s.name, func(t *testing.T) { s.measure(t, round) })
	}
}

// measure runs the rounds and checks the medians.
func (s *sideBySide) measure(t *testing.T, round time.Duration) {
	s.rate(t, s.gateway, round/4) // connections, caches
	s.rate(t, s.bare, round/4)
	var ours, theirs, shares, work []float64
	for range sideBySideRounds {
		g, gCPU := s.rate(t, s.gateway, round)
		b, bCPU := s.rate(t, s.bare, round)
		ours, theirs, shares = append(ours, g), append(theirs, b), append(shares, g/b)
		if gCPU > 0 {
			work = append(work, bCPU/gCPU)
		}
	}
	rate, share := median(ours), median(shares)
	t.Logf("%.0f requests/s beside %.0f: %.0f %% (rounds %.2f)", rate, median(theirs), 100*share, shares)
	if len(work) > 0 {
		// What a machine of one's own would show: where others work too, requests/s depend on who gets the processor.
		t.Logf("by processor time: %.0f %% (rounds %.2f)", 100*median(work), work)
		share = max(share, median(work))
	}
	if share < sideBySideShare {
		t.Errorf("the gateway reaches %.0f %% of the bare server, want %.0f %%", 100*share, 100*sideBySideShare)
	}
	g, b := s.latencies(t, s.gateway, rate/2, 2*round), s.latencies(t, s.bare, rate/2, 2*round)
	t.Logf("at %.0f requests/s: p50 %v, p99 %v beside %v, %v", rate/2, percentile(g, 50), percentile(g, 99), percentile(b, 50), percentile(b, 99))
	most := max(halfLoadP99, busyP99*percentile(b, 99))
	if p99 := percentile(g, 99); p99 > most {
		t.Errorf("p99 at half load is %v, want at most %v", p99, most)
	}
}

// rate returns the requests per second that clients get answered who ask one after the other, and the seconds of
// processor time that one takes, theirs included, 0 where that cannot be seen.
func (s *sideBySide) rate(t *testing.T, addr string, d time.Duration) (rate, cpu float64) {
	t.Helper()
	begin, used := time.Now(), cpuTime()
	n := float64(len(s.clients(t, addr, func(_, _ int) (due time.Time, ok bool) {
		now := time.Now()
		return now, now.Sub(begin) < d
	})))
	return n / time.Since(begin).Seconds(), (cpuTime() - used).Seconds() / n
}

// latencies returns the times, sorted, from when requests were due to their answers, at a rate of requests per second.
// A request that waits for the one before it is late, and that counts.
func (s *sideBySide) latencies(t *testing.T, addr string, rate float64, d time.Duration) []time.Duration {
	t.Helper()
	begin := time.Now()
	times := s.clients(t, addr, func(client, nth int) (due time.Time, ok bool) {
		at := time.Duration(float64(nth*sideBySideClients+client) / rate * float64(time.Second))
		return begin.Add(at), at < d
	})
	slices.Sort(times)
	return times
}

// clients has each client send its nth request when next says it is due, until that says to end, and returns how long
// after that the answers were there.
func (s *sideBySide) clients(t *testing.T, addr string, next func(client, nth int) (due time.Time, ok bool)) []time.Duration {
	t.Helper()
	var all []time.Duration
	var mu sync.Mutex
	var wg sync.WaitGroup
	for client := range sideBySideClients {
		wg.Go(func() {
			times, err := s.client(addr, func(nth int) (time.Time, bool) { return next(client, nth) })
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, times...)
		})
	}
	wg.Wait()
	if len(all) == 0 {
		t.Fatal("no request was answered")
	}
	return all
}

// client is one of clients.
func (s *sideBySide) client(addr string, next func(nth int) (due time.Time, ok bool)) (times []time.Duration, err error) {
	c, err := dialLoad(addr)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	for {
		due, ok := next(len(times))
		if !ok {
			return times, nil
		}
		time.Sleep(time.Until(due))
		status, body, err := c.ask(s.request)
		if err != nil {
			return times, err
		}
		if status != 200 || string(body) != s.want {
			return times, errors.New("wrong answer: " + string(body))
		}
		times = append(times, time.Since(due))
	}
}

// median returns the middle of values.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// percentile returns the time within which n of 100 answers came, of sorted times.
func percentile(times []time.Duration, n int) time.Duration { return times[(len(times)-1)*n/100] }
