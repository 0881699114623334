package gateway

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vtlkit/vtl/runtime/apispec"
)

// cachedAPI has methods whose answers are kept.
func cachedAPI(more ...object) []byte {
	with := func(typ, method string, params ...any) object {
		i := httpOf(typ, method)
		i["cacheKeyParameters"] = params
		i["requestParameters"] = object{"integration.request.querystring.m": "method.request.header.M"}
		return i
	}
	return definitionOf(object{
		"/q":      object{"get": operation(with("HTTP", "GET", "method.request.querystring.a", "method.request.header.H"))},
		"/m":      object{"get": operation(with("HTTP", "GET", "integration.request.querystring.m"))},
		"/proxy":  object{"get": operation(with("HTTP_PROXY", "GET")), "post": operation(with("HTTP_PROXY", "POST"))},
		"/p/{id}": object{"get": operation(with("HTTP", "GET", "method.request.path.id"))},
	}, more...)
}

// cachingGateway returns a gateway with a cache, its clock and a backend that counts.
func cachingGateway(t *testing.T, change ...func(*Options)) (*Gateway, *fakeClock) {
	base, _ := countingBackend(t, nil)
	clock := newFakeClock()
	first := func(o *Options) { o.Clock, o.Stage.Cache = clock, &CacheConfig{Enabled: true} }
	return newGateway(t, cachedAPI(), base, append([]func(*Options){first}, change...)...), clock
}

func TestCacheKeys(t *testing.T) {
	t.Parallel()
	g, _ := cachingGateway(t)
	for _, c := range []struct{ target, header, want string }{
		{"/test/q?a=1", "", "1"},
		{"/test/q?a=1&other=1", "", "1"}, // parameters that are not listed do not count
		{"/test/q?a=1", "Other: x", "1"},
		{"/test/q?a=2", "", "2"},
		{"/test/q", "", "3"},
		{"/test/q?a=", "", "4"},
		{"/test/q?a=1&a=2", "", "5"},
		{"/test/q?a=1,2", "", "6"},
		{"/test/q?a=1", "H: x", "7"},
		{"/test//q/?a=1", "", "1"},
		{"/test/m", "M: 1", "8"},
		{"/test/m", "M: 2", "9"},
		{"/test/m", "M: 1", "8"},
		{"/test/p/1", "", "10"},
		{"/test/p/2", "", "11"},
		{"/test/p/1", "", "10"},
		{"/test/proxy", "", "12"},
		{"/test/proxy", "", "12"},
	} {
		var headers []string
		if c.header != "" {
			headers = append(headers, c.header)
		}
		wantStatus(t, ask(g, "GET", c.target, "", headers...), 200, c.want)
	}
	wantStatus(t, ask(g, "POST", "/test/proxy", "x"), 200, "13")
	wantStatus(t, ask(g, "POST", "/test/proxy", "x"), 200, "14")
}

func TestCacheExpires(t *testing.T) {
	t.Parallel()
	g, clock := cachingGateway(t)
	wantStatus(t, ask(g, "GET", "/test/q", ""), 200, "1")
	clock.move(defaultCacheTTL - time.Nanosecond)
	wantStatus(t, ask(g, "GET", "/test/q", ""), 200, "1")
	clock.move(time.Nanosecond)
	wantStatus(t, ask(g, "GET", "/test/q", ""), 200, "2")
}

// TestCacheOfDeployment: another definition, or other variables, find nothing of the old one; the same one does.
func TestCacheOfDeployment(t *testing.T) {
	t.Parallel()
	g, _ := cachingGateway(t)
	wantStatus(t, ask(g, "GET", "/test/q", ""), 200, "1")
	old := g.Stage().API
	api, _, err := apispec.Load("b.json", cachedAPI(object{"x-amazon-apigateway-minimum-compression-size": 100}), apispec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"2", "1"} {
		if err := g.Swap([]*apispec.API{api, old}[i]); err != nil {
			t.Fatal(err)
		}
		wantStatus(t, ask(g, "GET", "/test/q", ""), 200, want)
	}
}

func TestCacheInvalidation(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		required bool
		strategy string
		status   int
		body     string
		warning  bool
	}{
		{false, "", 200, "2", false},
		{true, failWith403, 403, "", false},
		{true, succeedWithoutHeader, 200, "1", false},
		{true, succeedWithHeader, 200, "1", true},
		{true, "", 200, "1", true},
	} {
		g, _ := cachingGateway(t, func(o *Options) {
			o.Stage.Cache.RequireAuthorization, o.Stage.Cache.UnauthorizedStrategy = c.required, c.strategy
		})
		wantStatus(t, ask(g, "GET", "/test/q", ""), 200, "1")
		w := ask(g, "GET", "/test/q", "", "Cache-Control: no-transform, Max-Age=0")
		wantStatus(t, w, c.status, c.body)
		if got := len(w.Header()["Warning"]) == 1; got != c.warning {
			t.Errorf("%+v: headers %v", c, w.Header())
		}
		// What is kept from now on has no warning, and is the new answer where it was fetched.
		kept := "1"
		if c.body == "2" {
			kept = "2"
		}
		w = ask(g, "GET", "/test/q", "", "Cache-Control: max-age=01")
		wantStatus(t, w, 200, kept)
		if w.Header()["Warning"] != nil {
			t.Errorf("%+v: the warning was kept", c)
		}
	}
}

// TestCacheWarningOnMiss: the warning is in the answer that is not kept with it.
func TestCacheWarningOnMiss(t *testing.T) {
	t.Parallel()
	g, _ := cachingGateway(t, func(o *Options) { o.Stage.Cache.RequireAuthorization = true })
	if w := ask(g, "GET", "/test/q", "", "Cache-Control: max-age=0"); w.Header()["Warning"] == nil {
		t.Errorf("no warning: %v", w.Header())
	}
	if w := ask(g, "GET", "/test/q", ""); w.Header()["Warning"] != nil || w.Body.String() != "1" {
		t.Errorf("got %s, %v", w.Body, w.Header())
	}
}

func TestCacheKeepsNoErrors(t *testing.T) {
	base, calls := countingBackend(t, func(w http.ResponseWriter, r *http.Request, n int) {
		switch r.Header.Get("X-Kind") {
		case "error":
			w.WriteHeader(404)
		case "large":
			w.Write(make([]byte, maxCacheEntry+1))
		case "largest":
			w.Write(make([]byte, maxCacheEntry))
		}
	})
	g := newGateway(t, cachedAPI(), base, func(o *Options) { o.Stage.Cache = &CacheConfig{Enabled: true} })
	for _, tt := range []struct {
		kind string
		want int64
	}{{"error", 2}, {"large", 2}, {"largest", 1}} { // the kind is no part of the key: what is kept comes last
		calls.Store(0)
		for range 2 {
			ask(g, "GET", "/test/proxy", "", "X-Kind: "+tt.kind)
		}
		if got := calls.Load(); got != tt.want {
			t.Errorf("%s: %d calls, want %d", tt.kind, got, tt.want)
		}
	}
}

// TestCacheRepresentation: the answer made for one Accept is not given to the other.
func TestCacheRepresentation(t *testing.T) {
	t.Parallel()
	i := mockOf("json")
	i["responses"] = object{"default": object{"statusCode": "200", "responseTemplates": object{"application/json": "json", "text/xml": "xml"}}}
	g := newGateway(t, definitionOf(object{"/": object{"get": operation(i)}}), "", func(o *Options) { o.Stage.Cache = &CacheConfig{Enabled: true} })
	for range 2 {
		wantStatus(t, ask(g, "GET", "/test/", "", "Accept: application/json"), 200, "json")
		wantStatus(t, ask(g, "GET", "/test/", "", "Accept: text/xml; q=1"), 200, "xml")
	}
}

func TestCacheKeyParameterRefused(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"a", "method.request.body", "method.request.querystring.", "integration.request.body.a", "integration.request.header"} {
		i := httpOf("HTTP", "GET")
		i["cacheKeyParameters"] = []any{name}
		_, _, err := Load("a.json", definitionOf(object{"/": object{"get": operation(i)}}), Options{Stage: StageConfig{Cache: &CacheConfig{Enabled: true}}})
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%q: got %v", name, err)
		}
	}
}

// TestCacheKeyLaw: two requests share a key exactly when all keyed parts are equal.
func TestCacheKeyLaw(t *testing.T) {
	t.Parallel()
	g, _ := cachingGateway(t)
	m := g.Stage().Method("/q", "GET")
	random := func() *Exchange {
		x := g.newExchange()
		x.Resource, x.Method = m.Resource, m
		x.Received.Method = "GET"
		text := func() string { return []string{"", "1", "2", "1:", "11:", "a", "1:a", "&a=1", ","}[rand.IntN(9)] }
		for range rand.IntN(3) {
			x.Query = append(x.Query, pairs("a", text())...)
		}
		for range rand.IntN(3) {
			x.Header = append(x.Header, pairs("H", text())...)
		}
		x.Query = append(x.Query, pairs("other", text())...)
		return x
	}
	seen := map[string][2][]string{}
	for range 20_000 {
		x := random()
		parts := [2][]string{x.Query.All("a"), x.Header.All("H")}
		key := m.around.cache.key(x)
		if old, ok := seen[key]; ok && !reflect.DeepEqual(old, parts) {
			t.Fatalf("%q and %q share a key", old, parts)
		}
		seen[key] = parts
	}
	distinct := map[string]bool{}
	for _, parts := range seen {
		distinct[fmt.Sprintf("%q", parts)] = true
	}
	if len(distinct) != len(seen) {
		t.Errorf("%d keys for %d different requests", len(seen), len(distinct))
	}
}

// FuzzJoinLengths: different lists never give one text.
func FuzzJoinLengths(f *testing.F) {
	f.Add("a", "b", "ab", "")
	f.Add("1:a", "", "1", ":a")
	f.Fuzz(func(t *testing.T, a, b, c, d string) {
		if (a != c || b != d) && joinLengths([]string{a, b}) == joinLengths([]string{c, d}) {
			t.Errorf("%q %q and %q %q", a, b, c, d)
		}
		if joinLengths([]string{a, b}) == joinLengths([]string{a + b}) {
			t.Errorf("%q %q as one", a, b)
		}
	})
}

func TestLRU(t *testing.T) {
	t.Parallel()
	l := newLRU[int](3, 100)
	at := testBegin
	put := func(key string, v, bytes int) { l.put(key, v, bytes, at.Add(time.Minute)) }
	want := func(key string, v int, ok bool) {
		t.Helper()
		if got, found := l.get(key, at); got != v || found != ok {
			t.Errorf("%s: got %d %v", key, got, found)
		}
	}
	put("a", 1, 10)
	put("b", 2, 10)
	put("c", 3, 10)
	want("a", 1, true)
	put("d", 4, 10) // b was not used for longest
	want("b", 0, false)
	want("a", 1, true)
	put("e", 5, 101) // larger than all room
	want("e", 0, false)
	put("a", 6, 95) // c and d have to go
	want("a", 6, true)
	want("c", 0, false)
	if n, bytes := l.size(); n != 1 || bytes != 95 {
		t.Errorf("%d values of %d bytes", n, bytes)
	}
	at = at.Add(time.Minute)
	want("a", 0, false)
	put("a", 7, 101) // an old value does not outlive one that does not fit
	want("a", 0, false)
	if n, bytes := l.size(); n != 0 || bytes != 0 {
		t.Errorf("%d values of %d bytes", n, bytes)
	}
}

func TestLRUParallel(t *testing.T) {
	t.Parallel()
	l := newLRU[string](50, 1000)
	var wait sync.WaitGroup
	for i := range 16 {
		wait.Go(func() {
			for n := range 500 {
				key := fmt.Sprint(n*i%97, "k")
				l.put(key, key, n%40, time.Time{})
				if v, ok := l.get(key, testBegin); ok && v != key {
					t.Errorf("%s under %s", v, key)
				}
				l.drop(fmt.Sprint(n, "k"))
			}
		})
	}
	wait.Wait()
	n, bytes := l.size()
	if n > 50 || bytes > 1000 || bytes < 0 {
		t.Errorf("%d values of %d bytes", n, bytes)
	}
}

func TestMemoryCacheIsBounded(t *testing.T) {
	t.Parallel()
	m := newMemoryCache()
	body := make([]byte, maxCacheEntry)
	for i := range 100 {
		m.Put(context.Background(), fmt.Sprint(i), &CachedAnswer{Body: body}, testBegin.Add(time.Hour))
	}
	n, bytes := m.answers.size()
	if bytes > maxCacheBytes || n < 60 {
		t.Errorf("%d answers of %d bytes", n, bytes)
	}
	if _, ok := m.Get(context.Background(), "99", testBegin); !ok {
		t.Error("the last answer is not kept")
	}
}
