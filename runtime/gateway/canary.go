package gateway

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"

	"github.com/vtlkit/vtl/runtime/apispec"
)

// newCanary compiles the deployment of a canary: its own definition, or that of the stage, with the variables of the
// stage and its overrides over them. Source: section 18.
func newCanary(api *apispec.API, opts *Options, cfg *CanaryConfig) (*Stage, error) {
	variables := maps.Clone(opts.Stage.Variables)
	if variables == nil {
		variables = map[string]string{}
	}
	maps.Copy(variables, cfg.StageVariableOverrides)
	if cfg.API == nil {
		return newStage(api, opts, variables)
	}
	o := *opts
	o.Name = "canary api"
	if opts.Name != "" {
		o.Name = opts.Name + " (canary api)"
	}
	data, err := json.Marshal(jsonValue(cfg.API))
	if err != nil {
		return nil, fmt.Errorf("stage configuration: canary: api: %w", err)
	}
	own, warnings, err := apispec.Load(o.Name, data, o.Spec)
	if err != nil {
		return nil, err
	}
	if opts.Warn != nil {
		for _, w := range warnings {
			opts.Warn(w.String())
		}
	}
	return newStage(own, &o, variables)
}

// jsonValue returns a value read from YAML as JSON can have it: keys of maps are text, so 200 becomes "200".
func jsonValue(v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := make(map[string]any, len(v))
		for name, x := range v {
			m[name] = jsonValue(x)
		}
		return m
	case map[any]any:
		m := make(map[string]any, len(v))
		for name, x := range v {
			m[fmt.Sprint(name)] = jsonValue(x)
		}
		return m
	case []any:
		list := make([]any, len(v))
		for i, x := range v {
			list[i] = jsonValue(x)
		}
		return list
	}
	return v
}

// pickCanary sends some exchanges to the canary: as many of a hundred as its percentTraffic says. Source: section 18.
func pickCanary(_ context.Context, x *Exchange) error {
	canary := x.Stage.canary
	if canary == nil {
		return nil
	}
	percent := x.Stage.Config.Canary.PercentTraffic
	if x.Gateway.around.pick()*100 >= percent {
		x.setContext("isCanaryRequest", "false")
		return nil
	}
	x.Stage, x.StageVariables = canary, canary.Variables
	x.setContext("isCanaryRequest", "true")
	return nil
}
