package gateway

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// StageConfig is how an API is deployed: CLI-CONTRACT.md, stage-config.
type StageConfig struct {
	Name       string            `json:"name" yaml:"name"` // "" stands for "test"
	Variables  map[string]string `json:"variables" yaml:"variables"`
	Canary     *CanaryConfig     `json:"canary" yaml:"canary"`
	UsagePlans []*UsagePlan      `json:"usage_plans" yaml:"usage_plans"`
	Throttle   *Rate             `json:"throttle" yaml:"throttle"`
	Cache      *CacheConfig      `json:"cache" yaml:"cache"`
}

// CanaryConfig sends a part of the requests to another deployment.
type CanaryConfig struct {
	PercentTraffic         float64           `json:"percentTraffic" yaml:"percentTraffic"` // 0..100
	StageVariableOverrides map[string]string `json:"stageVariableOverrides" yaml:"stageVariableOverrides"`
	// API is the definition of the canary deployment; nil is the stage's own.
	API map[string]any `json:"api" yaml:"api"`
}

// UsagePlan is a plan of this stage.
type UsagePlan struct {
	Name     string       `json:"name" yaml:"name"`
	Quota    *Quota       `json:"quota" yaml:"quota"`
	Throttle *Rate        `json:"throttle" yaml:"throttle"`
	Keys     []*KeyConfig `json:"api_keys" yaml:"api_keys"`
}

// Quota is how many requests a key may make in a period.
type Quota struct {
	Limit  int    `json:"limit" yaml:"limit"`
	Period string `json:"period" yaml:"period"` // "DAY", "WEEK", "MONTH"
	Offset int    `json:"offset" yaml:"offset"` // taken off in the first period
}

// Rate is a token bucket.
type Rate struct {
	RateLimit  float64 `json:"rateLimit" yaml:"rateLimit"` // tokens a second
	BurstLimit int     `json:"burstLimit" yaml:"burstLimit"`
}

// KeyConfig is an API key.
type KeyConfig struct {
	ID      string `json:"id" yaml:"id"`
	Value   string `json:"value" yaml:"value"`
	Enabled *bool  `json:"enabled" yaml:"enabled"` // nil is true
}

// CacheConfig is the response cache of the stage.
type CacheConfig struct {
	Enabled    bool `json:"enabled" yaml:"enabled"`
	TTLSeconds *int `json:"ttlSeconds" yaml:"ttlSeconds"` // nil is 300; 0 keeps nothing
	// RequireAuthorization makes invalidation by clients subject to UnauthorizedStrategy. No local client is ever
	// authorized.
	RequireAuthorization bool   `json:"requireAuthorizationForCacheControl" yaml:"requireAuthorizationForCacheControl"`
	UnauthorizedStrategy string `json:"unauthorizedCacheControlHeaderStrategy" yaml:"unauthorizedCacheControlHeaderStrategy"`
}

// ParseStageConfig reads a stage configuration, JSON when its first character is { and YAML otherwise. An unknown
// key is an error.
func ParseStageConfig(data []byte) (StageConfig, error) {
	var c StageConfig
	if trimmed := bytes.TrimSpace(data); len(trimmed) > 0 && trimmed[0] == '{' {
		d := json.NewDecoder(bytes.NewReader(data))
		d.DisallowUnknownFields()
		if err := d.Decode(&c); err != nil {
			return c, fmt.Errorf("stage configuration: %w", err)
		}
		return c, c.check()
	}
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&c); err != nil {
		return c, fmt.Errorf("stage configuration: %w", yamlFault(err))
	}
	return c, c.check()
}

// unknownKey is how the YAML reader reports a key that a Go type does not have.
var unknownKey = regexp.MustCompile(`(?s)^line (\d+): field (.*) not found in type (\S+)$`)

// yamlFault returns the first unknown key that a YAML error reports as one line without Go types, else err itself.
func yamlFault(err error) error {
	var types *yaml.TypeError
	if !errors.As(err, &types) {
		return err
	}
	for _, line := range types.Errors {
		if m := unknownKey.FindStringSubmatch(line); m != nil {
			return fmt.Errorf("line %s: unknown key %q; there are %s", m[1], m[2], strings.Join(stageKeys(m[3]), ", "))
		}
	}
	return err
}

// stageKeys returns the keys of the part of a StageConfig that is read into the type of that name.
func stageKeys(typeName string) []string {
	var keys []string
	for _, part := range []any{StageConfig{}, CanaryConfig{}, UsagePlan{}, Quota{}, Rate{}, KeyConfig{}, CacheConfig{}} {
		t := reflect.TypeOf(part)
		for i := 0; t.String() == typeName && i < t.NumField(); i++ {
			keys = append(keys, t.Field(i).Tag.Get("yaml"))
		}
	}
	return keys
}

// stageName is the form of stage names. Source: section 18.
var stageName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,128}$`)

// check reports the first value that is out of range.
func (c *StageConfig) check() error {
	if c.Name != "" && !stageName.MatchString(c.Name) && c.Name != "$default" {
		return fmt.Errorf("stage configuration: name %q: a stage name has 1 to 128 letters, digits, - and _", c.Name)
	}
	if c.Canary != nil && (c.Canary.PercentTraffic < 0 || c.Canary.PercentTraffic > 100) {
		return fmt.Errorf("stage configuration: canary: percentTraffic %v is not from 0 to 100", c.Canary.PercentTraffic)
	}
	if c.Cache != nil && c.Cache.TTLSeconds != nil && (*c.Cache.TTLSeconds < 0 || *c.Cache.TTLSeconds > 3600) {
		return fmt.Errorf("stage configuration: cache: ttlSeconds %d is not from 0 to 3600", *c.Cache.TTLSeconds)
	}
	return c.checkAround()
}
