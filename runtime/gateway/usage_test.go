package gateway

import (
	"strings"
	"testing"
	"time"
)

// keyedAPI has a method that asks for an API key and one that does not.
func keyedAPI() []byte {
	return definitionOf(object{
		"/keyed": object{"get": operation(mockOf("$context.identity.apiKey $context.identity.apiKeyId"), security("key"))},
		"/other": object{"get": operation(mockOf("other"), security("key"))},
		"/free":  object{"get": operation(mockOf("free"))},
	}, schemes(object{"key": apiKeyScheme}))
}

func TestAPIKeys(t *testing.T) {
	t.Parallel()
	off := false
	g := newGateway(t, keyedAPI(), "", func(o *Options) {
		o.Stage.UsagePlans = []*UsagePlan{{Name: "p", Keys: []*KeyConfig{{ID: "k1", Value: "good"}, {ID: "k2", Value: "off", Enabled: &off}}}}
	})
	const forbidden = `{"message":"Forbidden"}`
	wantStatus(t, ask(g, "GET", "/test/keyed", "", "x-api-key: good"), 200, "good k1")
	wantStatus(t, ask(g, "GET", "/test/keyed", "", "X-API-KEY: good"), 200, "")
	wantStatus(t, ask(g, "GET", "/test/keyed", ""), 403, forbidden)
	wantStatus(t, ask(g, "GET", "/test/keyed", "", "x-api-key: "), 403, forbidden)
	wantStatus(t, ask(g, "GET", "/test/keyed", "", "x-api-key: off"), 403, forbidden)
	wantStatus(t, ask(g, "GET", "/test/keyed", "", "x-api-key: goo"), 403, forbidden)
	wantStatus(t, ask(g, "GET", "/test/free", "", "x-api-key: nope"), 200, "free")
}

func TestQuota(t *testing.T) {
	t.Parallel()
	clock := newFakeClock()
	g := newGateway(t, keyedAPI(), "", func(o *Options) {
		o.Clock = clock
		o.Stage.UsagePlans = []*UsagePlan{{
			Name: "p", Quota: &Quota{Limit: 3, Period: "DAY", Offset: 1}, Throttle: &Rate{RateLimit: 1000, BurstLimit: 2},
			Keys: []*KeyConfig{{ID: "k1", Value: "one"}, {ID: "k2", Value: "two"}},
		}}
	})
	wantStatus(t, ask(g, "GET", "/test/keyed", "", "x-api-key: one"), 200, "")
	wantStatus(t, ask(g, "GET", "/test/other", "", "x-api-key: one"), 200, "")
	wantStatus(t, ask(g, "GET", "/test/keyed", "", "x-api-key: one"), 429, `{"message":"Too Many Requests"}`)
	clock.move(time.Second)
	wantStatus(t, ask(g, "GET", "/test/keyed", "", "x-api-key: one"), 429, `{"message":"Limit Exceeded"}`)
	wantStatus(t, ask(g, "GET", "/test/keyed", "", "x-api-key: two"), 200, "")
	clock.move(12 * time.Hour)
	for range 3 { // without the offset now
		wantStatus(t, ask(g, "GET", "/test/keyed", "", "x-api-key: one"), 200, "")
		clock.move(time.Second)
	}
	wantStatus(t, ask(g, "GET", "/test/keyed", "", "x-api-key: one"), 429, `{"message":"Limit Exceeded"}`)
	clock.move(-24 * time.Hour)
	wantStatus(t, ask(g, "GET", "/test/keyed", "", "x-api-key: one"), 429, `{"message":"Limit Exceeded"}`)
}

func TestQuotaPeriods(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ period, now, want string }{
		{"DAY", "2026-11-20T23:59:59Z", "2026-11-20"},
		{"DAY", "2026-11-20T23:59:59-02:00", "2026-11-21"},
		{"WEEK", "2026-11-20T12:00:00Z", "2026-11-16"}, // a Friday
		{"WEEK", "2026-11-22T23:00:00Z", "2026-11-16"}, // a Sunday
		{"WEEK", "2026-11-23T00:00:00Z", "2026-11-23"}, // a Monday
		{"MONTH", "2026-11-30T12:00:00Z", "2026-11-01"},
		{"MONTH", "2027-01-01T00:00:00Z", "2027-01-01"},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		if got := (&Quota{Period: c.period}).periodOf(now).Format(time.RFC3339); got != c.want+"T00:00:00Z" {
			t.Errorf("%s of %s begins %s, want %s", c.period, c.now, got, c.want)
		}
	}
}

func TestStageConfigOfPlans(t *testing.T) {
	t.Parallel()
	for config, want := range map[string]string{
		`{"usage_plans":[{"name":"p","quota":{"limit":1,"period":"YEAR"}}]}`:                                                  `period "YEAR"`,
		`{"usage_plans":[{"name":"p","quota":{"limit":1,"period":"DAY","offset":2}}]}`:                                        "offset 2",
		`{"usage_plans":[{"name":"p","api_keys":[{"id":"a"}]}]}`:                                                              "no value",
		`{"usage_plans":[{"name":"p","api_keys":[{"id":"a","value":"x"}]},{"name":"q","api_keys":[{"id":"b","value":"x"}]}]}`: "stands twice",
		`{"usage_plans":[{"name":"p","throttle":{"rateLimit":-1}}]}`:                                                          "negative",
		`{"usage_plans":[null]}`:                                   "null",
		`{"throttle":{"burstLimit":-1}}`:                           "negative",
		`{"cache":{"unauthorizedCacheControlHeaderStrategy":"X"}}`: `"X" is none`,
	} {
		if _, err := ParseStageConfig([]byte(config)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", config, err, want)
		}
	}
}
