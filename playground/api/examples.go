package api

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"sync"
)

// exampleFiles has a folder for each example:
//
//	example.json  an Example without what the other files hold; a text "@NAME" in it stands for the text of that file
//	template.vtl  Template
//	expected.txt  Expected, the output of Template for Request
//
//go:embed examples
var exampleFiles embed.FS

// exampleOrder are the folders of the examples in their order; the first is what a new visitor sees.
var exampleOrder = []string{
	"json-mapping", "all-parameters", "json-to-soap", "form-to-json", "dynamodb-put-item", "dynamodb-query", "sqs-send-message",
	"step-functions", "kinesis-put-record", "array-loop", "status-override", "error-mapping", "base64-and-url", "mock-cors",
}

// Examples returns the ready-made states of the page, the default first.
func (s *Service) Examples(context.Context, *struct{}) (*[]Example, error) {
	list, err := examples()
	return &list, err
}

// examples reads the examples once.
var examples = sync.OnceValues(func() ([]Example, error) {
	var list []Example
	for _, id := range exampleOrder {
		e, err := readExample(id)
		if err != nil {
			return nil, fmt.Errorf("example %s: %w", id, err)
		}
		list = append(list, e)
	}
	return list, nil
})

// readExample reads the folder of an example.
func readExample(id string) (Example, error) {
	e := Example{ID: id}
	data, err := exampleFile(id, "example.json")
	if err != nil {
		return e, err
	}
	var tree any
	if err := json.Unmarshal([]byte(data), &tree); err != nil {
		return e, err
	}
	if tree, err = putFiles(id, tree); err != nil {
		return e, err
	}
	whole, err := json.Marshal(tree)
	if err != nil {
		return e, err
	}
	if err := json.Unmarshal(whole, &e); err != nil {
		return e, err
	}
	if e.Template, err = exampleFile(id, "template.vtl"); err != nil {
		return e, err
	}
	e.Expected, err = exampleFile(id, "expected.txt")
	return e, err
}

// exampleFile returns the text of a file of an example.
func exampleFile(id, name string) (string, error) {
	data, err := exampleFiles.ReadFile(path.Join("examples", id, name))
	return string(data), err
}

// putFiles returns a JSON value with the texts of files where they are named.
func putFiles(id string, v any) (any, error) {
	var err error
	switch v := v.(type) {
	case string:
		if name, ok := strings.CutPrefix(v, "@"); ok {
			return exampleFile(id, name)
		}
	case map[string]any:
		for name, member := range v {
			if v[name], err = putFiles(id, member); err != nil {
				return nil, err
			}
		}
	case []any:
		for i, element := range v {
			if v[i], err = putFiles(id, element); err != nil {
				return nil, err
			}
		}
	}
	return v, nil
}
