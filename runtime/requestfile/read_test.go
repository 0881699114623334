package requestfile_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/requestfile"
	"github.com/vtlkit/vtl/vtl"
)

// dump writes a request in lines, so that a test can name what it wants in one text.
func dump(r *requestfile.Result) string {
	q := r.Request
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s", r.Format, q.Method, q.Path)
	for _, p := range q.Query {
		fmt.Fprintf(&b, " ?%s=%s", p.Name, p.Value)
	}
	if q.ResourcePath != "" {
		fmt.Fprintf(&b, " %s%v", q.ResourcePath, q.PathParams)
	}
	if len(q.Context)+len(q.StageVariables) > 0 {
		fmt.Fprintf(&b, " context%v stage%v", q.Context, q.StageVariables)
	}
	for _, p := range q.Header {
		fmt.Fprintf(&b, "\n%s: %s", p.Name, p.Value)
	}
	if len(q.Body) > 0 {
		fmt.Fprintf(&b, "\n\n%s", q.Body)
	}
	return b.String()
}

// reading is a text and the request in it.
type reading struct {
	name, text string
	options    requestfile.Options
	want       string
}

// check reads each text.
func check(t *testing.T, tests []reading) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := requestfile.Read(test.text, test.options)
			if err != nil {
				t.Fatalf("%s\n%v", test.text, err)
			}
			if diff := cmp.Diff(test.want, dump(got)); diff != "" {
				t.Errorf("%s\n%s", test.text, diff)
			}
		})
	}
}

func TestReadHTTP(t *testing.T) {
	t.Parallel()
	check(t, []reading{
		{"message with CRLF", "POST /orders/7?dry=1&dry=a%20b HTTP/1.1\r\nHost: api.test\r\nX-Two:  b \r\ncontent-type: application/json\r\n\r\n{\"id\": 7}\r\n", requestfile.Options{ResourcePath: "/orders/{id}"},
			"http POST /orders/7 ?dry=1 ?dry=a b /orders/{id}map[id:7]\nHost: api.test\nX-Two: b\ncontent-type: application/json\n\n{\"id\": 7}"},
		{"absolute address", "GET https://user:pw@api.test:8443/a%2Fb?x=1#part HTTP/1.1\nAccept: */*\n", requestfile.Options{},
			"http GET /a%2Fb ?x=1\nHost: api.test:8443\nAccept: */*"},
		{"host given beside an absolute address", "GET http://api.test\nHost: other.test", requestfile.Options{}, "http GET /\nHost: other.test"},
		{"address alone", "https://api.test/a", requestfile.Options{}, "http  /a\nHost: api.test"},
		{"file with several, first", "### one\n# a comment\nGET /one\n\n### two\nPOST /two\n\nbody\n\n###\n", requestfile.Options{}, "http GET /one"},
		{"file with several, second", "### one\nGET /one\n\n### two\nPOST /two\n\nbody\n\n###\n", requestfile.Options{Entry: 2}, "http POST /two\n\nbody"},
		{"section of comments does not count", "### notes\n// nothing\n###\nGET /one", requestfile.Options{}, "http GET /one"},
		{"query in lines, comment among headers", "GET /a\n    ?x=1\n    &y=2\n# off: 1\nX-On: 1\n\n", requestfile.Options{}, "http GET /a ?x=1 ?y=2\nX-On: 1"},
		{"body up to Content-Length", "POST /a HTTP/1.1\nContent-Length: 5\n\nbody\n\n", requestfile.Options{}, "http POST /a\nContent-Length: 5\n\nbody\n"},
		{"body with a wrong Content-Length", "POST /a HTTP/1.1\nContent-Length: 2\n\nbody\n\n", requestfile.Options{}, "http POST /a\nContent-Length: 2\n\nbody"},
		{"script behind the body", "POST /a\n\nbody\n\n> {%\nclient.test()\n%}\n", requestfile.Options{}, "http POST /a\n\nbody"},
		{"greedy resource", "GET /files/a/b%20c?x=1", requestfile.Options{ResourcePath: "/files/{name+}"}, "http GET /files/a/b%20c ?x=1 /files/{name+}map[name:a/b%20c]"},
		{"stage of the service", "GET https://abc.execute-api.eu-west-1.amazonaws.com/prod/orders/7", requestfile.Options{ResourcePath: "/orders/{id}"},
			"http GET /orders/7 /orders/{id}map[id:7] contextmap[stage:prod] stagemap[]\nHost: abc.execute-api.eu-west-1.amazonaws.com"},
		{"byte order mark", "\ufeffGET /a\n", requestfile.Options{}, "http GET /a"},
	})
}

func TestReadCurl(t *testing.T) {
	t.Parallel()
	const form = "\nAccept: */*\nContent-Type: application/x-www-form-urlencoded"
	check(t, []reading{
		{"plain", "curl http://api.test/a?b=c", requestfile.Options{}, "curl GET /a ?b=c\nHost: api.test\nAccept: */*"},
		{"ampersand without quotes", "curl http://api.test/a?b=c&d=e", requestfile.Options{}, "curl GET /a ?b=c ?d=e\nHost: api.test\nAccept: */*"},
		{"prompt, no scheme, pipe", "$ curl -s api.test/a | jq .", requestfile.Options{}, "curl GET /a\nHost: api.test\nAccept: */*"},
		{"data", "curl -XPUT api.test -d a=1 -d 'b=2' --data-raw '@c'", requestfile.Options{}, "curl PUT /\nHost: api.test" + form + "\n\na=1&b=2&@c"},
		{"bash, lines", "curl 'https://api.test/orders/7' \\\n  -H 'accept: application/json' \\\r\n  -H $'x-q: it\\'s \\u00e9\\x41\\t\\ud83d\\ude00' \\\n  --data-binary $'{\"a\": \"b\\nc\"}' \\\n  --compressed", requestfile.Options{ResourcePath: "/orders/{id}"},
			"curl POST /orders/7 /orders/{id}map[id:7]\nHost: api.test\nContent-Type: application/x-www-form-urlencoded\naccept: application/json\nx-q: it's éA\t😀\n\n{\"a\": \"b\nc\"}"},
		{"double quotes", `curl -H "X-A: \"q\" \\ \$x \n" "http://api.test/a b"`, requestfile.Options{}, "curl GET /a b\nHost: api.test\nAccept: */*\nX-A: \"q\" \\ $x \\n"},
		{"json", `curl --json '{"a":' --json '1}' api.test`, requestfile.Options{}, "curl POST /\nHost: api.test\nAccept: application/json\nContent-Type: application/json\n\n{\"a\":1}"},
		{"get", "curl -G api.test/a?x=1 -d y=2 --data-urlencode 'z=a b&c'", requestfile.Options{}, "curl GET /a ?x=1 ?y=2 ?z=a b&c\nHost: api.test\nAccept: */*"},
		{"urlencode", "curl api.test --data-urlencode 'q=ä/~' --data-urlencode '=x y'", requestfile.Options{}, "curl POST /\nHost: api.test" + form + "\n\nq=%C3%A4%2F~&x%20y"},
		{"user, cookies, agent, referer", "curl -u ann:secret -b a=1 -b 'b=2; c=3' -A me -e http://r.test --url api.test", requestfile.Options{},
			"curl GET /\nHost: api.test\nAuthorization: Basic YW5uOnNlY3JldA==\nUser-Agent: me\nAccept: */*\nReferer: http://r.test\nCookie: a=1; b=2; c=3"},
		{"headers taken away and empty", "curl api.test -H Accept: -H 'X-Empty;' -d a -H content-type:text/plain", requestfile.Options{}, "curl POST /\nHost: api.test\nX-Empty: \ncontent-type: text/plain\n\na"},
		{"head and ignored options", "curl -sSLI --max-time 3 -o /dev/null --no-keepalive -- api.test", requestfile.Options{}, "curl HEAD /\nHost: api.test\nAccept: */*"},
		{"script with two", "curl api.test/a\ncurl api.test/b", requestfile.Options{}, "curl GET /a\nHost: api.test\nAccept: */*"},
		{"Windows, carets", "curl ^\"https://api.test/a?x=1^&y=2^\" ^\r\n  -H ^\"content-type: application/json^\" ^\r\n  --data-raw ^\"^{^\\^\"id^\\^\":42,^\\^\"t^\\^\":^\\^\"50^% ^^^\\^\"^}^\"", requestfile.Options{},
			"curl POST /a ?x=1 ?y=2\nHost: api.test\nAccept: */*\ncontent-type: application/json\n\n{\"id\":42,\"t\":\"50% ^\"}"},
		{"Windows, doubled quotes", "curl \"https://api.test/a?x=1&y=2\" -H \"content-type: application/json\" --data \"{\"\"id\"\": 42}\"", requestfile.Options{},
			"curl POST /a ?x=1 ?y=2\nHost: api.test\nAccept: */*\ncontent-type: application/json\n\n{\"id\": 42}"},
		{"Windows, line end in the data", "curl ^\"api.test^\" ^\n  --data-raw ^\"a^\n\nb^\"", requestfile.Options{}, "curl POST /\nHost: api.test" + form + "\n\na\nb"},
		{"empty argument is not Windows", `curl api.test -d ""`, requestfile.Options{}, "curl POST /\nHost: api.test" + form},
	})
}

const archive = `{"log": {"version": "1.2", "entries": [
  {"request": {"method": "GET", "url": "https://api.test/one", "headers": []}},
  {"request": {"method": "POST", "url": "https://api.test/orders/7?x=a%20b", "httpVersion": "h2",
    "headers": [{"name": ":authority", "value": "api.test"}, {"name": ":path", "value": "/two"}, {"name": "x-a", "value": "1"}],
    "postData": {"mimeType": "application/json", "text": "{\"a\": \"\u00e9\"}"}}},
  {"request": {"method": "POST", "url": "https://api.test/form", "headers": [],
    "postData": {"mimeType": "application/x-www-form-urlencoded", "params": [{"name": "a", "value": "1 2"}, {"name": "b", "value": "&"}]}}},
  {"request": {"method": "POST", "url": "https://api.test/bin", "headers": [], "postData": {"encoding": "base64", "text": "AAEC"}}},
  {"request": {"method": "POST"}}
]}}`

func TestReadArchive(t *testing.T) {
	t.Parallel()
	check(t, []reading{
		{"first", archive, requestfile.Options{}, "har GET /one\nHost: api.test"},
		{"second", archive, requestfile.Options{Entry: 2, ResourcePath: "/orders/{id}"}, "har POST /orders/7 ?x=a b /orders/{id}map[id:7]\nHost: api.test\nx-a: 1\n\n{\"a\": \"é\"}"},
		{"form", archive, requestfile.Options{Entry: 3}, "har POST /form\nHost: api.test\n\na=1%202&b=%26"},
		{"base64", archive, requestfile.Options{Entry: 4}, "har POST /bin\nHost: api.test\n\n\x00\x01\x02"},
	})
}

func TestReadEvent(t *testing.T) {
	t.Parallel()
	check(t, []reading{
		{"proxy event", `{"resource": "/orders/{id}", "path": "/orders/7", "httpMethod": "POST",
			"headers": {"X-A": "2"}, "multiValueHeaders": {"X-A": ["1", "2"]}, "queryStringParameters": {"q": "1"}, "multiValueQueryStringParameters": null,
			"pathParameters": {"id": "7"}, "stageVariables": {"env": "dev"}, "requestContext": {"stage": "prod", "resourcePath": "/orders/{id}", "identity": {"sourceIp": "192.0.2.1", "user": null}},
			"body": "aGk=", "isBase64Encoded": true}`, requestfile.Options{},
			"event POST /orders/7 ?q=1 /orders/{id}map[id:7] contextmap[identity.sourceIp:192.0.2.1 stage:prod] stagemap[env:dev]\nX-A: 1\nX-A: 2\n\nhi"},
		{"bare", `{"httpMethod": "GET", "path": "/orders/7", "body": null}`, requestfile.Options{ResourcePath: "/orders/{id}"}, "event GET /orders/7 /orders/{id}map[id:7]"},
	})
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text    string
		options requestfile.Options
		place   string // line:column
		msg     string
	}{
		{"", requestfile.Options{}, "1:1", "no request"},
		{"# only\n", requestfile.Options{}, "1:1", "only comments"},
		{"hello world, how are you", requestfile.Options{}, "1:7", "no request line"},
		{"HTTP/1.1 200 OK\n\n", requestfile.Options{}, "1:1", "an answer"},
		{"GET /a\n\nbody", requestfile.Options{Entry: 3}, "1:1", "no request 3 in the text: it has 1"},
		{"GET /a\nno header\n", requestfile.Options{}, "2:1", "no header line"},
		{"GET /a\nX-A: 1\n  more\n", requestfile.Options{}, "3:1", "no header line"},
		{"GET /a/b", requestfile.Options{ResourcePath: "/a/{x}/c"}, "1:5", "does not match the resource /a/{x}/c"},
		{"@host = x\nGET {{host}}/a", requestfile.Options{}, "1:1", "variables of request files"},
		{"POST /a\n\n< body.json", requestfile.Options{}, "3:1", "body from a file"},
		{"POST /a\nTransfer-Encoding: chunked\n\n5\r\nhello\r\n0\r\n\r\n", requestfile.Options{}, "4:1", "transfer encoding chunked"},
		{"curl", requestfile.Options{}, "1:1", "no address"},
		{"curl 'api.test", requestfile.Options{}, "1:6", "quote is not closed"},
		{"curl ^\"api.test ^\n -d a", requestfile.Options{}, "1:7", "quote in this argument is not closed"},
		{"curl api.test -F a=@b", requestfile.Options{}, "1:15", "--form sends a multipart body"},
		{"curl api.test -d @body.json", requestfile.Options{}, "1:18", "files are not read"},
		{"curl api.test -b jar.txt", requestfile.Options{}, "1:18", "files are not read"},
		{"curl api.test --data-urlencode name@file", requestfile.Options{}, "1:32", "files are not read"},
		{"curl api.test --hedaer a", requestfile.Options{}, "1:15", "--hedaer is not known"},
		{"curl api.test -%", requestfile.Options{}, "1:15", "-% is not known"},
		{"curl api.test -X", requestfile.Options{}, "1:15", "--request wants a value"},
		{"curl api.test -H nothing", requestfile.Options{}, "1:18", "no header"},
		{"curl api.test other.test", requestfile.Options{}, "1:15", "second address"},
		{"curl -T a api.test", requestfile.Options{}, "1:6", "--upload-file"},
		{archive, requestfile.Options{Entry: 5}, "1:39", "no request with a url"},
		{archive, requestfile.Options{Entry: 9}, "1:9", "no entry 9"},
		{"{\"log\": {}}", requestfile.Options{}, "1:9", "no entry 1 in the archive: it has 0"},
		{"{\"a\": 1}", requestfile.Options{}, "1:1", "neither an archive"},
		{"{\"a\": 1,\n}", requestfile.Options{}, "2:1", "JSON is broken"},
		{`{"version": "2.0", "requestContext": {"http": {"method": "GET"}}}`, requestfile.Options{}, "1:13", "form 2.0"},
		{`{"httpMethod": "GET", "body": "*", "isBase64Encoded": true}`, requestfile.Options{}, "1:31", "no base64"},
	}
	for _, test := range tests {
		t.Run(test.msg, func(t *testing.T) {
			t.Parallel()
			_, err := requestfile.Read(test.text, test.options)
			var bad *vtl.Error
			if !errors.As(err, &bad) {
				t.Fatalf("%q: error %v, want a *vtl.Error", test.text, err)
			}
			if place := fmt.Sprintf("%d:%d", bad.Pos.Line, bad.Pos.Column); place != test.place || !strings.Contains(bad.Msg, test.msg) || bad.Code != runtime.CodeRequestText || bad.Kind != vtl.KindInput {
				t.Errorf("%q: %s %s %q, want %s and %q", test.text, place, bad.Code, bad.Msg, test.place, test.msg)
			}
		})
	}
}

// TestReadIsLinear reads 1 MB of what could cost time in proportion to its square.
func TestReadIsLinear(t *testing.T) {
	t.Parallel()
	const n = 1 << 20
	for name, text := range map[string]string{
		"cookies":       "curl api.test" + strings.Repeat(" -b a=1", n/7),
		"json":          "curl api.test" + strings.Repeat(" --json 1", n/9),
		"query lines":   "GET /a\n" + strings.Repeat(" &a\n", n/4),
		"Windows lines": "curl " + strings.Repeat("\n", n) + "^\"a^\"",
		"sections":      strings.Repeat("###\n", n/4) + "GET /a",
		"headers":       "GET /a\n" + strings.Repeat("A: b\n", n/5),
		"quotes":        "curl " + strings.Repeat(`""`, n/2),
		"escapes":       "curl $'" + strings.Repeat(`\u0041`, n/6) + "'",
		"deep":          strings.Repeat(`{"log":`, n/7),
		"members":       `{"httpMethod": "GET", "headers": {"a": "b"` + strings.Repeat(`, "a": "b"`, n/10) + "}}",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, _ = requestfile.Read(text, requestfile.Options{ResourcePath: "/{a}"})
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

// FuzzRead holds that no text crashes the reader, and that errors are always those of the package.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{archive, "POST /a HTTP/1.1\r\nA: b\r\n\r\nbody", "curl 'a' -H $'x: \\u0041' \\\n -d \"b\"", "curl ^\"a^\" ^\n -d \"\"\"\"", `{"httpMethod": "GET"}`, "### a\nGET /a\n###\n"} {
		f.Add(seed, "/a/{b}")
	}
	f.Fuzz(func(t *testing.T, text, resource string) {
		_, err := requestfile.Read(text, requestfile.Options{ResourcePath: resource})
		var bad *vtl.Error
		if err != nil && (!errors.As(err, &bad) || bad.Msg == "" || !bad.Pos.IsValid()) {
			t.Errorf("error %#v", err)
		}
	})
}
