package requestfile

import (
	"encoding/base64"
	"time"

	"github.com/tidwall/gjson"

	"github.com/vtlkit/vtl/runtime"
)

// readEvent reads the event that a function behind a proxy integration of a REST API gets. Source: AWS-GATEWAY.md
// section 14.
func readEvent(d *document) (*call, error) {
	e, err := d.parseJSON()
	if err != nil {
		return nil, err
	}
	if e.Get("version").String() == "2.0" || e.Get("requestContext.http").IsObject() {
		return nil, d.failAt(e.Get("version"), "this event has the form 2.0, that of HTTP APIs, which have no mapping templates", "take the event of a REST API, of the form 1.0")
	}
	method := e.Get("httpMethod")
	if !method.Exists() {
		return nil, d.fail(0, 1, "the JSON is neither an archive with log.entries nor an event with httpMethod", "")
	}
	c := &call{}
	q := &c.Request
	q.Method, q.ResourcePath, q.Path = method.String(), e.Get("resource").String(), e.Get("path").String()
	q.PathParams, q.StageVariables = textMap(e.Get("pathParameters")), textMap(e.Get("stageVariables"))
	q.Header = multi(e.Get("multiValueHeaders"), e.Get("headers"))
	q.Query = multi(e.Get("multiValueQueryStringParameters"), e.Get("queryStringParameters"))
	q.Context = eventContext(e.Get("requestContext"))
	if ms := e.Get("requestContext.requestTimeEpoch"); ms.Type == gjson.Number {
		q.Time = time.UnixMilli(ms.Int()).UTC()
	}
	body := e.Get("body")
	q.Body = []byte(body.String())
	if e.Get("isBase64Encoded").Bool() {
		if q.Body, err = base64.StdEncoding.DecodeString(body.String()); err != nil {
			return nil, d.failAt(body, "the body is no base64: "+err.Error(), "")
		}
	}
	path := e.Get("path")
	c.from, c.to = path.Index, path.Index+len(path.Raw)
	return c, nil
}

// multi returns the pairs of an object of lists or, where that is not there, of one of texts.
func multi(lists, single gjson.Result) runtime.Pairs {
	if !lists.IsObject() {
		return texts(single)
	}
	var p runtime.Pairs
	lists.ForEach(func(name, values gjson.Result) bool {
		for _, v := range values.Array() {
			p = append(p, runtime.Pair{Name: name.String(), Value: v.String()})
		}
		return true
	})
	return p
}

// eventContext returns what an event tells of $context. What the engine makes from the request itself is left out.
func eventContext(rc gjson.Result) runtime.Vars {
	vars := runtime.Vars{}
	for _, object := range []string{"", "identity", "authorizer", "authorizer.claims"} {
		members := rc
		if object != "" {
			members = rc.Get(object)
			object += "."
		}
		for _, x := range texts(members) {
			switch object + x.Name {
			case "resourcePath", "httpMethod", "requestTime", "requestTimeEpoch":
			default:
				vars[object+x.Name] = x.Value
			}
		}
	}
	if len(vars) == 0 {
		return nil
	}
	return vars
}
