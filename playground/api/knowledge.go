package api

import (
	"context"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
)

// Knowledge tells what the page needs to know of the engine beforehand.
func (s *Service) Knowledge(context.Context, *struct{}) (*Knowledge, error) {
	k := &Knowledge{
		Version: s.options.Version, TokenKinds: TokenKinds, Limits: limitValues(s.options.Limits),
		Live: s.options.Live, Public: s.options.Public,
	}
	for _, v := range runtime.ContextVariables() {
		k.Context = append(k.Context, ContextVariable{Name: v.Name, When: string(v.When), Meaning: v.Meaning, Default: v.Default()})
	}
	for _, list := range [][]vtl.CodeInfo{vtl.Codes(), runtime.Codes} {
		for _, c := range list {
			k.Codes = append(k.Codes, Code{Code: c.Code, Title: c.Title, Explain: c.Explain})
		}
	}
	return k, nil
}

// limitValues returns limits by the names that errors give them; times are in milliseconds, 0 is no limit.
func limitValues(l vtl.Limits) map[string]int64 {
	return map[string]int64{
		"time": l.Time.Milliseconds(), "steps": l.Steps, "value bytes": l.Bytes, "output bytes": l.Output,
		"template bytes": int64(l.Source), "source nesting": int64(l.Nesting), "body bytes": int64(l.Body), "JSON depth": int64(l.BodyDepth),
		"loop turns": int64(l.Loop), "macro depth": int64(l.MacroDepth), "call depth": int64(l.CallDepth), "value depth": int64(l.ValueDepth),
		"regex time": l.RegexTime.Milliseconds(), "warnings": int64(l.Warnings),
	}
}
