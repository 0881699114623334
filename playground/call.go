package playground

import (
	"context"
	"errors"
	"io"
	"maps"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/playground/chain"
)

// asked are the methods that take nothing and are called with GET.
var asked = map[string]bool{"examples": true, "knowledge": true}

// methods returns the methods that a server with the options has.
func methods(o Options) map[string]api.Method {
	service := api.New(api.Options{Version: o.Version, Live: o.AllowCalls, Public: o.Public})
	all := service.Methods()
	maps.Copy(all, chain.Methods(service, chain.Options{Live: o.AllowCalls, Limits: o.chainLimits()}))
	return all
}

// call returns the handler for a method.
func (s *Server) call(name string, method api.Method) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Set(methodKey, name)
		ctx, cancel := context.WithTimeout(c.Request().Context(), s.options.Limits.Call)
		defer cancel()
		if refused := s.admitCall(c); refused != nil {
			return refused
		}
		body, err := s.readBody(c, name)
		if err != nil {
			return err
		}
		answer, err := s.run(ctx, method, body)
		if err != nil {
			return refusalOf(err)
		}
		return c.Blob(http.StatusOK, jsonType, answer)
	}
}

// methodKey is where a request's context keeps the name of the method that it calls.
const methodKey = "vtl.method"

// admitCall returns why a call is refused before its body is read, nil when it is not.
func (s *Server) admitCall(c echo.Context) error {
	r := c.Request()
	if s.clients != nil {
		if wait, ok := s.clients.allow(clientOf(r, s.options.TrustProxy), time.Now()); !ok {
			return &refusal{
				status: http.StatusTooManyRequests, kind: "limit", limit: "rate", after: max(wait, time.Second),
				message: "too many calls", hint: "wait a moment, or run vtl play on your machine",
			}
		}
	}
	if r.Method != http.MethodPost {
		return nil
	}
	if refused := s.guard.checkCall(r); refused != nil {
		return refused
	}
	return nil
}

// readBody reads the body of a call of a method.
func (s *Server) readBody(c echo.Context, name string) ([]byte, error) {
	r, most := c.Request(), s.options.Limits.Body
	if r.Method != http.MethodPost {
		return nil, nil
	}
	if name == "import" {
		most = s.options.Limits.Definition
	}
	body, err := io.ReadAll(http.MaxBytesReader(c.Response(), r.Body, most))
	var tooLarge *http.MaxBytesError
	var late net.Error
	switch {
	case err == nil:
		return body, nil
	case errors.As(err, &tooLarge):
		return nil, &refusal{status: http.StatusRequestEntityTooLarge, kind: "limit", limit: "body", message: "the body is larger than " + sizeText(most)}
	case errors.As(err, &late) && late.Timeout():
		c.Response().Header().Set("Connection", "close")
		return nil, &refusal{status: http.StatusRequestTimeout, kind: "limit", limit: "request time", message: "the body did not come in time"}
	}
	return nil, &refusal{status: http.StatusBadRequest, message: "the body did not come whole"}
}

// run calls a method when it is its turn.
func (s *Server) run(ctx context.Context, method api.Method, body []byte) ([]byte, error) {
	if err := s.turns.take(ctx); err != nil {
		return nil, err
	}
	defer s.turns.give()
	return method(ctx, body)
}

// refusalOf returns the answer for what went wrong with a call.
func refusalOf(err error) *refusal {
	var refused *refusal
	var failed *api.CallError
	switch {
	case errors.As(err, &refused):
		return refused
	case errors.As(err, &failed):
		return &refusal{status: failureStatus[failed.Kind], kind: string(failed.Kind), message: failed.Message, hint: failed.Hint}
	case errors.Is(err, errBusy):
		return &refusal{status: http.StatusTooManyRequests, kind: "busy", limit: "turns", after: time.Second, message: "the server has all hands full", hint: "try again in a moment"}
	case errors.Is(err, context.DeadlineExceeded):
		return &refusal{status: http.StatusServiceUnavailable, kind: "limit", limit: "call time", after: time.Second, message: "the call took too long"}
	case errors.Is(err, context.Canceled):
		return &refusal{status: http.StatusServiceUnavailable, kind: "busy", message: "the server is about to end"}
	}
	return statusRefusal(http.StatusInternalServerError)
}

// failureStatus has the status of each kind of failure.
var failureStatus = map[api.FailureKind]int{
	api.FailureRequest: http.StatusBadRequest, api.FailureLimit: http.StatusRequestEntityTooLarge,
	api.FailureBusy: http.StatusTooManyRequests, api.FailureInternal: http.StatusInternalServerError,
}

// sizeText returns a number of bytes in words.
func sizeText(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return strconv.FormatInt(n>>20, 10) + " MiB"
	case n >= 1<<10 && n%(1<<10) == 0:
		return strconv.FormatInt(n>>10, 10) + " KiB"
	}
	return strconv.FormatInt(n, 10) + " bytes"
}
