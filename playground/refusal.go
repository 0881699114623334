package playground

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/vtlkit/vtl/playground/api"
)

// refusal is an answer that is no method's: its status, and what it says in the form of api.Failure.
type refusal struct {
	status  int
	kind    string // as api.Failure's; "" is "request"
	message string
	hint    string
	limit   string        // the limit that was hit, for the metrics; "" for none
	after   time.Duration // Retry-After; 0 for none
}

// Error returns the message.
func (r *refusal) Error() string { return r.message }

// write answers with r.
func (r *refusal) write(c echo.Context) error {
	var f api.Failure
	f.Error.Kind, f.Error.Message, f.Error.Hint = r.kind, r.message, r.hint
	if f.Error.Kind == "" {
		f.Error.Kind = "request"
	}
	if r.after > 0 {
		seconds := int64((r.after + time.Second - 1) / time.Second)
		c.Response().Header().Set("Retry-After", strconv.FormatInt(seconds, 10))
	}
	c.Set(limitKey, r.limit)
	body, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return c.Blob(r.status, jsonType, append(body, '\n'))
}

// jsonType is the content type of answers.
const jsonType = "application/json; charset=utf-8"

// limitKey is where a request's context keeps the name of the limit it hit.
const limitKey = "vtl.limit"

// statusRefusal returns the refusal for a status that the router answers with.
func statusRefusal(status int) *refusal {
	r := &refusal{status: status, message: http.StatusText(status)}
	switch status {
	case http.StatusNotFound:
		r.message, r.hint = "there is nothing here", "GET /api/ tells what there is"
	case http.StatusMethodNotAllowed:
		r.message, r.hint = "not with this method", "GET /api/ tells which is called how"
	case http.StatusInternalServerError:
		r.kind, r.message = "internal", "please report: something unexpected happened"
	}
	return r
}
