package dynamodb_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vtlkit/vtl/conformance/required"
	"github.com/vtlkit/vtl/examples/internal/e2e"
	"github.com/vtlkit/vtl/runtime/gateway"
)

// installTimeout is how long npm may take.
const installTimeout = 2 * time.Minute

// TestOrders stores, queries, gets and deletes orders through the definition.
func TestOrders(t *testing.T) {
	database := startDynalite(t)
	createTable(t, database)
	api := serve(t, database) + "/test"
	steps := []struct {
		name, method, path, body string
		status                   int
		want                     string
	}{
		{"nothing stored", "GET", "/customers/ann/orders", "", 200, "{\n  \"count\": 0,\n  \"orders\": [\n  ]\n}"},
		{
			"store", "PUT", "/customers/ann/orders/A-1", `{"note": "it's \"<é>\" & more", "lines": [{"sku": "KBD-01", "quantity": 2}, {"sku": "MSE-07", "quantity": 1}]}`,
			201, `{"number": "A-1", "stored": true}`,
		},
		{"store without lines", "PUT", "/customers/ann/orders/A-3", `{"lines": []}`, 201, `{"number": "A-3", "stored": true}`},
		{"store between", "PUT", "/customers/ann/orders/A-2", `{"note": "line\nbreak", "lines": [{"sku": "CBL-22", "quantity": 100}]}`, 201, `{"number": "A-2", "stored": true}`},
		{"of another customer", "PUT", "/customers/bob/orders/A-1", `{"lines": []}`, 201, `{"number": "A-1", "stored": true}`},
		{"store again", "PUT", "/customers/ann/orders/A-1", `{"lines": []}`, 409, "{\"message\": \"There is an order of this number\"}\n"},
		{"store what is no order", "PUT", "/customers/ann/orders/A-4", `{"note": 1}`, 400, `{"message":"Invalid request body"}`},
		{"query", "GET", "/customers/ann/orders", "", 200, `{
  "count": 3,
  "orders": [
    {
      "number": "A-1",
      "note": "it's \"<\u00E9>\" & more",
      "lines": [{"sku": "KBD-01", "quantity": 2}, {"sku": "MSE-07", "quantity": 1}]
    },
    {
      "number": "A-2",
      "note": "line\nbreak",
      "lines": [{"sku": "CBL-22", "quantity": 100}]
    },
    {
      "number": "A-3",
      "note": "",
      "lines": []
    }
  ]
}`},
		{"query from a number on", "GET", "/customers/ann/orders?from=A-3", "", 200, `{
  "count": 1,
  "orders": [
    {
      "number": "A-3",
      "note": "",
      "lines": []
    }
  ]
}`},
		{"get", "GET", "/customers/ann/orders/A-2", "", 200, `{
  "number": "A-2",
  "note": "line\nbreak",
  "lines": [{"sku": "CBL-22", "quantity": 100}]
}
`},
		{"get what is not there", "GET", "/customers/ann/orders/A-9", "", 404, "{\"message\": \"There is no such order\"}\n"},
		{"quotes in a number", "GET", `/customers/ann/orders/A%22%7D%7D`, "", 404, "{\"message\": \"There is no such order\"}\n"},
		{"delete", "DELETE", "/customers/ann/orders/A-1", "", 200, "{\"number\": \"A-1\", \"deleted\": true}\n"},
		{"delete again", "DELETE", "/customers/ann/orders/A-1", "", 404, "{\"message\": \"There is no such order\"}\n"},
		{"get what was deleted", "GET", "/customers/ann/orders/A-1", "", 404, "{\"message\": \"There is no such order\"}\n"},
	}
	for _, s := range steps {
		t.Run(s.name, func(t *testing.T) {
			status, body := call(t, s.method, api+s.path, s.body, nil)
			if status != s.status {
				t.Errorf("status %d, want %d", status, s.status)
			}
			if diff := cmp.Diff(s.want, body); diff != "" {
				t.Errorf("body (-want +got):\n%s", diff)
			}
		})
	}
}

// TestNoTable asks while the table does not exist: the service refuses with another kind of 400.
func TestNoTable(t *testing.T) {
	api := serve(t, startDynalite(t)) + "/test"
	status, body := call(t, "PUT", api+"/customers/ann/orders/A-1", `{"lines": []}`, nil)
	if want := "{\"message\": \"The order cannot be stored\"}\n"; status != 500 || body != want {
		t.Errorf("%d %s, want 500 %s", status, body, want)
	}
	status, body = call(t, "GET", api+"/customers/ann/orders", "", nil)
	if want := `{"message": "The orders cannot be reached"}`; status != 500 || body != want {
		t.Errorf("%d %s, want 500 %s", status, body, want)
	}
}

// serve serves the definition with DynamoDB at base, and returns the gateway's URL. Requests are signed: DynamoDB
// refuses others.
func serve(t *testing.T, base string) string {
	t.Helper()
	database, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	return e2e.Serve(t, gateway.Options{
		Hooks:  gateway.Hooks{Endpoints: gateway.Endpoints{"dynamodb": database}},
		Lambda: gateway.FunctionOptions{Credentials: gateway.Credentials{AccessKeyID: "local", SecretAccessKey: "local"}},
	})
}

// call sends a request, with a JSON body unless it is empty, and returns status and body of the answer.
func call(t *testing.T, method, target, body string, header http.Header) (int, string) {
	t.Helper()
	req, err := http.NewRequest(method, target, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for name, values := range header {
		req.Header[name] = values
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(text)
}

// createTable makes the table of table.json and waits until it is active.
func createTable(t *testing.T, database string) {
	t.Helper()
	table, err := os.ReadFile("table.json")
	if err != nil {
		t.Fatal(err)
	}
	ask := func(operation, body string) string {
		status, answer := call(t, "POST", database, body, http.Header{
			"Content-Type":  {"application/x-amz-json-1.0"},
			"X-Amz-Target":  {"DynamoDB_20120810." + operation},
			"X-Amz-Date":    {"20260101T000000Z"},
			"Authorization": {"AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0"},
		})
		if status != 200 {
			t.Fatalf("%s: %d %s", operation, status, answer)
		}
		return answer
	}
	ask("CreateTable", string(table))
	for end := time.Now().Add(e2e.StartTimeout); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if strings.Contains(ask("DescribeTable", `{"TableName": "Orders"}`), `"TableStatus":"ACTIVE"`) {
			return
		}
	}
	t.Fatalf("the table is not active after %v", e2e.StartTimeout)
}

// startDynalite runs the server until the test ends, and returns its base URL. Without Node.js, or when dynalite
// cannot be installed, the test is skipped, or fails where VTL_REQUIRE_ALL=1.
func startDynalite(t *testing.T) string {
	t.Helper()
	program := installDynalite(t)
	addr := e2e.FreeAddr(t)
	_, port, _ := net.SplitHostPort(addr)
	e2e.Start(t, addr, "node", program, "--host", "127.0.0.1", "--port", port, "--createTableMs", "0")
	return "http://" + addr
}

// installDynalite returns the path of the program that package.json asks for. It is installed into node_modules
// beside it unless it is there.
func installDynalite(t *testing.T) string {
	t.Helper()
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			required.Missing(t, "dynalite needs Node.js and npm: %v", err)
		}
	}
	program := filepath.Join("node_modules", "dynalite", "cli.js")
	if _, err := os.Stat(program); err == nil {
		return program
	}
	ctx, cancel := context.WithTimeout(context.Background(), installTimeout)
	defer cancel()
	if out, err := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").CombinedOutput(); err != nil {
		required.Missing(t, "npm cannot install dynalite: %v\n%s", err, out)
	}
	return program
}
