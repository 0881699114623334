package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"github.com/vtlkit/vtl/runtime/apispec"
	"github.com/vtlkit/vtl/runtime/gateway"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// gatewayFlags are the flags that serve and test-invoke share. Source: CLI-CONTRACT.md.
type gatewayFlags struct {
	stageConfig string
	endpoints   []string
	functions   []string
	basepath    string
	accountID   string
	region      string
	apiID       string
	iamKeys     string
	jwks        string
	issuers     []string
}

// define adds the flags to fs.
func (f *gatewayFlags) define(fs *pflag.FlagSet) {
	fs.StringVar(&f.stageConfig, "stage-config", "", "JSON or YAML file with the stage: name, variables, canary, usage_plans, throttle, cache")
	fs.StringArrayVar(&f.endpoints, "endpoint", nil, "NAME=URL: where requests for a backend host, an AWS service, or * for everything else go (repeatable)")
	fs.StringArrayVar(&f.functions, "function", nil, "NAME=COMMAND: a program on this machine that answers for a function by the Lambda Runtime API (repeatable)")
	fs.StringVar(&f.basepath, "basepath", "ignore", "ignore, prepend or split: what becomes of the definition's base path")
	fs.StringVar(&f.accountID, "account-id", "123456789012", "account id in $context, ARNs and events")
	fs.StringVar(&f.region, "region", "us-east-1", "region in ARNs and events")
	fs.StringVar(&f.iamKeys, "iam-keys", "", "JSON file with the access keys that methods with AWS_IAM authorization take")
	fs.StringVar(&f.jwks, "jwks", "", "JSON Web Key Set file that tokens of Cognito authorizers are verified with")
	fs.StringArrayVar(&f.issuers, "issuer", nil, "issuer of tokens that counts as an authorizer's user pool (repeatable)")
	fs.StringVar(&f.apiID, "api-id", "", "API id, ten characters a-z0-9 (default: made from the definition)")
}

// options builds the gateway's options.
func (f *gatewayFlags) options(a *app, file string) (gateway.Options, error) {
	o := gateway.Options{Name: file, Identity: gateway.Identity{Region: f.region, AccountID: f.accountID, APIID: f.apiID}}
	o.Spec.Region, o.Spec.AccountID = f.region, f.accountID
	mode, err := apispec.ParseBasePathMode(f.basepath)
	if err != nil {
		return o, fail(exitUsage, "--basepath %v", err)
	}
	o.Spec.BasePath = mode
	if f.apiID != "" && !isAPIID(f.apiID) {
		return o, fail(exitUsage, "--api-id %q: use ten characters of a-z and 0-9", f.apiID)
	}
	endpoints := gateway.Endpoints{}
	for _, e := range f.endpoints {
		name, base, err := gateway.ParseEndpoint(e)
		if err != nil {
			return o, fail(exitUsage, "--%v", err) // the error begins with the word
		}
		endpoints[name] = base
	}
	o.Endpoints = endpoints
	if err := f.localFunctions(a, &o); err != nil {
		return o, err
	}
	if err := f.authorization(a, &o); err != nil {
		return o, err
	}
	if f.stageConfig != "" {
		data, err := a.read(f.stageConfig, "stage configuration")
		if err != nil {
			return o, err
		}
		if o.Stage, err = gateway.ParseStageConfig(data); err != nil {
			return o, fail(exitUsage, "%s: %v", f.stageConfig, err)
		}
	}
	o.Warn = func(message string) { _, _ = fmt.Fprintln(a.err, "vtl: "+syntax.Visible(message)) }
	return o, nil
}

// localFunctions adds the programs that answer for functions, and the credentials of the environment.
func (f *gatewayFlags) localFunctions(a *app, o *gateway.Options) error {
	for _, p := range f.functions {
		local, err := gateway.ParseLocalFunction(p)
		if err != nil {
			return fail(exitUsage, "--%v", err)
		}
		o.Lambda.Local = append(o.Lambda.Local, local)
	}
	o.Lambda.Output = func(function, line string) { fmt.Fprintf(a.err, "%s | %s\n", function, syntax.Visible(line)) }
	o.Lambda.Credentials = gateway.Credentials{
		AccessKeyID: os.Getenv("AWS_ACCESS_KEY_ID"), SecretAccessKey: os.Getenv("AWS_SECRET_ACCESS_KEY"), SessionToken: os.Getenv("AWS_SESSION_TOKEN"),
	}
	return nil
}

// authorization adds access keys, token keys and issuers.
func (f *gatewayFlags) authorization(a *app, o *gateway.Options) error {
	o.Auth.Issuers = f.issuers
	if f.iamKeys != "" {
		data, err := a.read(f.iamKeys, "access keys")
		if err != nil {
			return err
		}
		if o.Auth.IAM, err = gateway.ParseIAMKeys(data); err != nil {
			return fail(exitUsage, "%s: %v", f.iamKeys, err)
		}
	}
	if f.jwks != "" {
		o.Auth.KeySets = gateway.KeySetFile(f.jwks)
	}
	return nil
}

// isAPIID tells whether s can be an API id.
func isAPIID(s string) bool {
	return len(s) == 10 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

// load reads the definition and starts the gateway for it. Import warnings go to standard error.
func (f *gatewayFlags) load(a *app, file string) (*gateway.Gateway, error) {
	o, err := f.options(a, file)
	if err != nil {
		return nil, err
	}
	return loadGateway(a, file, o)
}

// loadGateway reads the definition in file and starts a gateway with the options.
func loadGateway(a *app, file string, o gateway.Options) (*gateway.Gateway, error) {
	data, err := a.read(file, "definition")
	if err != nil {
		// Any failure to start but a refused definition. Source: CLI-CONTRACT.md.
		return nil, fail(exitNo, "%v", err)
	}
	g, warnings, err := gateway.Load(file, data, o)
	for _, w := range warnings {
		fmt.Fprint(a.err, w.Detail())
	}
	if err != nil {
		return nil, refused(a, err)
	}
	return g, nil
}

// refused prints why a definition or configuration is refused, and returns the exit status for it.
func refused(a *app, err error) error {
	var problems apispec.Errors
	if errors.As(err, &problems) {
		fmt.Fprint(a.err, problems.Detail())
		return &exitError{status: exitUsage}
	}
	return fail(exitUsage, "%v", err)
}
