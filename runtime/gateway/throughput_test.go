package gateway

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The benchmarks measure requests over loopback connections that are kept open, several clients at once. Each method
// of the gateway stands beside a bare net/http server whose handler, written by hand, gives the same answer.

// soapReply is what the SOAP service of the benchmarks answers.
const soapReply = `<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:o="urn:example:orders:v1"><s:Body><o:PlaceOrderResponse>` +
	`<o:number>A-0918E5A3</o:number><o:customer>Grey &amp; Sons &lt;Ltd&gt;</o:customer><o:total>125.30</o:total>` +
	`</o:PlaceOrderResponse></s:Body></s:Envelope>`

// soapOrder is the order that clients send, and orderTaken the answer they get.
const (
	soapOrder  = `{"reference":"PO-7","customer":"Grey & Sons <Ltd>","lines":[{"sku":"KBD-01","quantity":2},{"sku":"MSE-07","quantity":1}]}`
	orderTaken = `{"number": "A-0918E5A3", "customer": "Grey & Sons <Ltd>", "total": 125.30}`
)

// soapRequestTemplate makes a SOAP request of an order.
const soapRequestTemplate = `#set($order = $input.path('$'))
<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:o="urn:example:orders:v1">
  <s:Body>
    <o:PlaceOrder>
      <o:reference>$order.reference.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')</o:reference>
      <o:customer>$order.customer.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')</o:customer>
#foreach($line in $order.lines)
      <o:line><o:sku>$line.sku.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')</o:sku><o:quantity>$line.quantity</o:quantity></o:line>
#end
    </o:PlaceOrder>
  </s:Body>
</s:Envelope>
`

// soapReplyTemplate makes JSON of the reply.
const soapReplyTemplate = `#set($xml = $input.body)
#set($customer = $xml.replaceAll('(?s).*<o:customer>([^<]*)<.*', '$1').replace('&lt;', '<').replace('&gt;', '>').replace('&amp;', '&'))
{"number": "$xml.replaceAll('(?s).*<o:number>([^<]*)<.*', '$1')", "customer": "$util.escapeJavaScript($customer).replaceAll("\\'", "'")", "total": $xml.replaceAll('(?s).*<o:total>([^<]*)<.*', '$1')}`

// mockTemplate is the response template of the MOCK method.
const mockTemplate = `{"id": "$input.params('id')", "stage": "$context.stage", "ok": true}`

// mockAnswer is what clients of the MOCK method get.
const mockAnswer = `{"id": "7", "stage": "test", "ok": true}`

// loadDefinition has the MOCK method GET /pets/{id} and the method POST /orders in front of SOAP.
func loadDefinition() []byte {
	soap := httpOf("HTTP", "POST")
	soap["requestTemplates"] = object{"application/json": soapRequestTemplate}
	soap["requestParameters"] = object{"integration.request.header.Content-Type": "'text/xml'"}
	soap["responses"] = object{"200": object{"statusCode": "200", "responseTemplates": object{"application/json": soapReplyTemplate}}}
	return definitionOf(object{
		"/pets/{id}": object{"get": operation(mockOf(mockTemplate))},
		"/orders":    object{"post": operation(soap)},
	})
}

// mockRequest and soapRequest are the requests of the clients, as they are sent.
var (
	mockRequest = "GET /test/pets/7 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
	soapRequest = "POST /test/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " + strconv.Itoa(len(soapOrder)) + "\r\n\r\n" + soapOrder
)

func BenchmarkMockMethod(b *testing.B) {
	measure(b, startGateway(b, loadDefinition(), ""), mockRequest, mockAnswer)
}
func BenchmarkMockByHand(b *testing.B) { measure(b, startByHand(b, ""), mockRequest, mockAnswer) }
func BenchmarkSOAPMethod(b *testing.B) {
	measure(b, startGateway(b, loadDefinition(), startSOAP(b)), soapRequest, orderTaken)
}
func BenchmarkSOAPByHand(b *testing.B) {
	measure(b, startByHand(b, startSOAP(b)), soapRequest, orderTaken)
}

// measure sends request from eight clients for each CPU and checks that every answer is 200 with body want.
func measure(b *testing.B, addr, request, want string) {
	b.ReportAllocs()
	b.SetParallelism(8)
	cpu := cpuTime()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		c, err := dialLoad(addr)
		if err != nil {
			b.Error(err)
			return
		}
		defer c.Close()
		for pb.Next() {
			if status, body, err := c.ask(request); err != nil || status != 200 || string(body) != want {
				b.Errorf("%d %s, %v", status, body, err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "req/s")
	b.ReportMetric(float64((cpuTime()-cpu).Microseconds())/float64(b.N), "cpu-µs/req")
}

// cpuTime returns the CPU time of the process, clients and services included, in steps of 10 ms; 0 where it cannot be
// seen. On a machine that others use it compares better than requests per second.
func cpuTime() time.Duration {
	data, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(data), ") ") // behind the name of the program
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}

// startGateway serves a definition on loopback, as `vtl serve` does, and returns its address. backend stands for
// backend.test unless it is "".
func startGateway(tb testing.TB, definition []byte, backend string) string {
	tb.Helper()
	g := newGateway(tb, definition, "", func(o *Options) {
		if backend == "" {
			return
		}
		name, base, err := ParseEndpoint("backend.test=" + backend)
		if err != nil {
			tb.Fatal(err)
		}
		o.Endpoints = Endpoints{name: base}
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- g.Serve(ctx, l) }()
	tb.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			tb.Error(err)
		}
	})
	return l.Addr().String()
}

// startSOAP starts a service that answers every SOAP request with soapReply, and returns its URL.
func startSOAP(tb testing.TB) string {
	tb.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if body, err := io.ReadAll(r.Body); err != nil || !bytes.Contains(body, []byte("Grey &amp; Sons")) {
			http.Error(w, "not the order", http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "text/xml")
		io.WriteString(w, soapReply)
	}))
	tb.Cleanup(s.Close)
	return s.URL
}

// startByHand starts a bare server that answers as the gateway does, and returns its address.
func startByHand(tb testing.TB, soap string) string {
	tb.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /test/pets/{id}", func(w http.ResponseWriter, r *http.Request) {
		id, err := json.Marshal(r.PathValue("id"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"id": %s, "stage": "test", "ok": true}`, id)
	})
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: idleBackends}}
	tb.Cleanup(client.CloseIdleConnections)
	mux.Handle("POST /test/orders", orderByHand(client, soap))
	s := httptest.NewServer(mux)
	tb.Cleanup(s.Close)
	return s.Listener.Addr().String()
}

// orderByHand returns a handler that does in Go what the two templates do.
func orderByHand(client *http.Client, soap string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var order struct {
			Reference, Customer string
			Lines               []struct {
				SKU      string
				Quantity int
			}
		}
		if err := json.NewDecoder(r.Body).Decode(&order); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		var b bytes.Buffer
		text := func(s string) { _ = xml.EscapeText(&b, []byte(s)) } // a buffer takes all
		b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:o="urn:example:orders:v1">
  <s:Body>
    <o:PlaceOrder>
      <o:reference>`)
		text(order.Reference)
		b.WriteString("</o:reference>\n      <o:customer>")
		text(order.Customer)
		b.WriteString("</o:customer>\n")
		for _, l := range order.Lines {
			b.WriteString("      <o:line><o:sku>")
			text(l.SKU)
			fmt.Fprintf(&b, "</o:sku><o:quantity>%d</o:quantity></o:line>\n", l.Quantity)
		}
		b.WriteString("    </o:PlaceOrder>\n  </s:Body>\n</s:Envelope>\n")
		res, err := client.Post(soap, "text/xml", &b)
		if err != nil {
			http.Error(w, err.Error(), http.StatusGatewayTimeout)
			return
		}
		defer res.Body.Close()
		reply, err := io.ReadAll(res.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		xml := string(reply)
		customer := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(element(xml, "customer"))
		var quoted bytes.Buffer
		e := json.NewEncoder(&quoted)
		e.SetEscapeHTML(false)
		_ = e.Encode(customer) // strings always encode
		fmt.Fprintf(w, `{"number": %q, "customer": %s, "total": %s}`, element(xml, "number"), bytes.TrimSpace(quoted.Bytes()), element(xml, "total"))
	})
}

// element returns the text of the element o:name in an XML text, the quickest way.
func element(xml, name string) string {
	_, rest, _ := strings.Cut(xml, "<o:"+name+">")
	text, _, _ := strings.Cut(rest, "<")
	return text
}

// loadClient is a client with one connection that does no more than it must, so that what is measured is the server.
type loadClient struct {
	net.Conn
	r *bufio.Reader
}

// dialLoad connects a client.
func dialLoad(addr string) (*loadClient, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &loadClient{Conn: c, r: bufio.NewReader(c)}, nil
}

// ask sends a request and reads the answer, whose length must be given.
func (c *loadClient) ask(request string) (status int, body []byte, err error) {
	if _, err := io.WriteString(c, request); err != nil {
		return 0, nil, err
	}
	line, err := c.r.ReadSlice('\n')
	if err != nil {
		return 0, nil, err
	}
	if len(line) < len("HTTP/1.1 200") {
		return 0, nil, fmt.Errorf("status line %q", line)
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, nil, err
	}
	length := -1
	for {
		if line, err = c.r.ReadSlice('\n'); err != nil {
			return status, nil, err
		}
		if len(line) <= len("\r\n") {
			break
		}
		if name, value, ok := bytes.Cut(line, []byte(":")); ok && strings.EqualFold(string(name), "Content-Length") {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(value))); err != nil {
				return status, nil, err
			}
		}
	}
	if length < 0 {
		return status, nil, fmt.Errorf("status %d without Content-Length", status)
	}
	body = make([]byte, length)
	_, err = io.ReadFull(c.r, body)
	return status, body, err
}
