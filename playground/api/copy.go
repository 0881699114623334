package api

import (
	"context"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// copyFormats are the forms that copy writes, by the names of CopyQuery.As.
var copyFormats = map[string]func(*copying) Copied{
	"test": copyTest, "curl": copyCurl, "go": copyGo, "cdk": copyCDK, "terraform": copyTerraform,
	"openapi-yaml": copyOpenAPIYAML, "openapi-json": copyOpenAPIJSON,
}

// copying is a state of the page that is written as something else.
type copying struct {
	CopyQuery
	ctx     context.Context
	service *Service
}

// Copy writes the state of the page as q says. It fails for a form that there is not, and for a request that cannot be.
func (s *Service) Copy(ctx context.Context, q *CopyQuery) (*Copied, error) {
	write := copyFormats[q.As]
	if write == nil {
		return nil, &CallError{Kind: FailureRequest, Message: "there is no form " + strconv.Quote(q.As) + " to copy as", Hint: "one of " + strings.Join(slices.Sorted(maps.Keys(copyFormats)), ", ")}
	}
	if _, err := q.Run.Request.build(); err != nil {
		return nil, &CallError{Kind: FailureRequest, Message: err.Error()}
	}
	out := write(&copying{CopyQuery: *q, ctx: ctx, service: s})
	return &out, nil
}

// file returns the name of the template's file.
func (c *copying) file() string {
	name := path.Base(strings.ReplaceAll(c.Run.Name, `\`, "/"))
	if c.Run.Name == "" || name == "." || name == "/" || strings.ContainsAny(name, "\x00\n\r") {
		return "template.vtl"
	}
	return name
}

// stem returns file without its extension.
func (c *copying) stem() string {
	name := c.file()
	return strings.TrimSuffix(name, path.Ext(name))
}

// method returns the HTTP method.
func (c *copying) method() string {
	if c.Run.Request.Method == "" {
		return "GET"
	}
	return strings.ToUpper(c.Run.Request.Method)
}

// contentType returns the media type that the template is filed under: that of what it reads.
func (c *copying) contentType() string {
	headers := c.Run.Request.Headers
	if c.Run.Request.Response != nil {
		// A response template is filed under the type that the client accepts, JSON by default.
		headers = nil
	}
	media, _, _ := strings.Cut(headerValue(headers, "Content-Type"), ";")
	if media = strings.ToLower(strings.TrimSpace(media)); strings.Count(media, "/") != 1 || strings.ContainsAny(media, " \t\"'") {
		return "application/json"
	}
	return media
}

// headerValue returns the last value of a header, "" when it is not there.
func headerValue(headers []Pair, name string) string {
	value := ""
	for _, h := range headers {
		if strings.EqualFold(h[0], name) {
			value = h[1]
		}
	}
	return value
}

// templatesKey returns the name of the map that holds templates like this one: "requestTemplates", or with an
// underscore.
func (c *copying) templatesKey(sep string) string {
	kind := "request"
	if c.Run.Request.Response != nil {
		kind = "response"
	}
	if sep == "" {
		return kind + "Templates"
	}
	return kind + sep + "templates"
}
