package soap_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vtlkit/vtl/conformance/required"
	"github.com/vtlkit/vtl/examples/internal/e2e"
	"github.com/vtlkit/vtl/runtime/gateway"
)

// twoLines is an order whose texts need escaping in XML and in JSON, and its answer.
const (
	twoLines = `{"reference": "PO-7", "customer": "Grey & Sons <\"Ltd\"> O'Neil",
		"lines": [{"sku": "KBD-01", "quantity": 2}, {"sku": "CBL-22", "quantity": 1}]}`
	twoLinesTaken = `{
  "number": "A-0918E5A3",
  "customer": "Grey & Sons <\"Ltd\"> O'Neil",
  "lines": [
    {
      "sku": "KBD-01",
      "title": "Keyboard \"Compact\"",
      "quantity": 2,
      "amount": 99.80
    },
    {
      "sku": "CBL-22",
      "title": "Cable < 2 m",
      "quantity": 1,
      "amount": 3.95
    }
  ],
  "total": 103.75
}`
)

// TestOrders sends orders through the definition to PHP's SoapServer.
func TestOrders(t *testing.T) {
	api := serve(t, startSOAPServer(t))
	tests := []struct {
		name, order string
		status      int
		want        string
		location    string
	}{
		{"two lines", twoLines, 201, twoLinesTaken, "/orders/A-0918E5A3"},
		{
			"an empty reference", `{"reference": "", "customer": "c", "lines": [{"sku": "MSE-07", "quantity": 100}]}`,
			400, `{"message":"Invalid request body"}`, "",
		},
		{
			"text beyond ASCII", `{"reference": "7", "customer": "Zoë \ud83d\ude00", "lines": [{"sku": "MSE-07", "quantity": 100}]}`, 201, `{
  "number": "A-6ABF4A82",
  "customer": "Zo\u00EB \uD83D\uDE00",
  "lines": [
    {
      "sku": "MSE-07",
      "title": "Mouse & mat",
      "quantity": 100,
      "amount": 2550.00
    }
  ],
  "total": 2550.00
}`, "/orders/A-6ABF4A82",
		},
		{
			"unknown product", `{"reference": "7", "customer": "c", "lines": [{"sku": "K<B&D", "quantity": 1}]}`, 404, `{
  "code": "UnknownProduct",
  "message": "There is no such product",
  "subject": "K<B&D"
}`, "",
		},
		{
			"bad quantity", `{"reference": "7", "customer": "c", "lines": [{"sku": "KBD-01", "quantity": 1}, {"sku": "MSE-07", "quantity": 0}]}`, 422, `{
  "code": "BadQuantity",
  "message": "A quantity is from 1 to 100",
  "subject": "MSE-07"
}`, "",
		},
		{
			"a fault of the server itself", `{"reference": "\u0001", "customer": "c", "lines": [{"sku": "KBD-01", "quantity": 1}]}`, 502, `{
  "code": "ServiceFault",
  "message": "The order service failed"
}`, "",
		},
		{"no order", `{"reference": "7"}`, 400, `{"message":"Invalid request body"}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res, body := post(t, api+"/test/orders", tt.order)
			if res.StatusCode != tt.status || res.Header.Get("Location") != tt.location {
				t.Errorf("status %d, Location %q, want %d, %q", res.StatusCode, res.Header.Get("Location"), tt.status, tt.location)
			}
			if diff := cmp.Diff(tt.want, body); diff != "" {
				t.Errorf("body (-want +got):\n%s", diff)
			}
		})
	}
}

// TestUnexpectedReply puts something else in the place of the SOAP server.
func TestUnexpectedReply(t *testing.T) {
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	res, body := post(t, serve(t, other.URL)+"/test/orders", twoLines)
	want := `{"code": "UnexpectedReply", "message": "The order service gave no reply to an order"}`
	if res.StatusCode != 500 || body != want {
		t.Errorf("%d %s, want 500 %s", res.StatusCode, body, want)
	}
}

// TestBackendDown asks while nobody listens where the SOAP server should be.
func TestBackendDown(t *testing.T) {
	res, body := post(t, serve(t, "http://"+e2e.FreeAddr(t))+"/test/orders", twoLines)
	want := `{"message":"Network error communicating with endpoint"}`
	if res.StatusCode != 504 || body != want {
		t.Errorf("%d %s, want 504 %s", res.StatusCode, body, want)
	}
}

// serve serves the definition with orders.test at base, and returns the gateway's URL.
func serve(t *testing.T, base string) string {
	t.Helper()
	backend, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	return e2e.Serve(t, gateway.Options{Hooks: gateway.Hooks{Endpoints: gateway.Endpoints{"orders.test": backend}}})
}

// post posts JSON and returns the answer with its body.
func post(t *testing.T, target, body string) (*http.Response, string) {
	t.Helper()
	res, err := http.Post(target, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(text)
}

// startSOAPServer runs server.php by PHP's own web server until the test ends, and returns its base URL. Without PHP
// the test is skipped, or fails where VTL_REQUIRE_ALL=1.
func startSOAPServer(t *testing.T) string {
	t.Helper()
	if out, err := exec.Command("php", "-r", "exit(class_exists('SoapServer') ? 0 : 1);").CombinedOutput(); err != nil {
		required.Missing(t, "the SOAP server needs PHP with its soap extension (Debian: php-cli php-soap): %v %s", err, out)
	}
	addr := e2e.FreeAddr(t)
	e2e.Start(t, addr, "php", "-S", addr)
	return "http://" + addr
}
