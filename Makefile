# Targets are the same here and in CI. `make help` lists them.

GO            ?= go
GOLANGCI      ?= github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
GOVULNCHECK   ?= golang.org/x/vuln/cmd/govulncheck@latest
BENCHSTAT     ?= golang.org/x/perf/cmd/benchstat@latest
SHARED        ?= $(abspath ../shared)
FUZZTIME      ?= 30s
ORACLE_N      ?= 200000
ORACLE_SEED   ?= 1
VERSION       ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
FUZZ_TARGETS  := ./conformance:FuzzParse ./conformance:FuzzRender ./runtime/jsonpath:FuzzPath ./runtime/jsonsmart:FuzzBody ./runtime/jsonsmart:FuzzWriter ./runtime:FuzzAnswer ./runtime/requestfile:FuzzRead ./runtime/apispec:FuzzLoad ./playground/chain:FuzzMethods ./vtl/java:FuzzRegex ./vtl/java:FuzzFormat

.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build the binary into bin/vtl
	$(GO) build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/vtl ./cmd/vtl

release: wasm ## build the binary with the engine that the page goes on with when its server is gone
	$(GO) build -tags wasmengine -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/vtl ./cmd/vtl

wasm: ## build the engine as WebAssembly into web/engine
	$(GO) run ./web/wasm/build -version $(VERSION) web/engine

web/node_modules: web/package-lock.json
	npm --prefix web ci --no-audit --no-fund
	touch $@

page: web/node_modules ## build the playground's page into web/dist, which is committed
	cd web && npm run build

page-check: page ## fail if web/dist is not what its sources make
	git diff --exit-code --stat -- web/dist
	@test -z "$$(git status --porcelain -- web/dist)" || { echo "web/dist has files that are not committed"; exit 1; }

page-test: web/node_modules ## unit and browser tests of the page; the latter need Chromium
	cd web && npm test && npm run test:browser

site: wasm web/node_modules ## build the playground as a folder for any static host into site
	cd web && npx vite build --config vite.site.config.ts --mode site

test: ## run all tests
	$(GO) test ./...

race: ## run the tests under the race detector, without those of hostile input, which measure time and memory, and of what WebAssembly answers
	$(GO) test -race $$($(GO) list ./... | grep -v -e /conformance/hostile$$ -e /web/wasm/build$$)

vet: ## go vet
	$(GO) vet ./...

fmt: ## format the code
	gofmt -s -w $$(git ls-files '*.go')

fmt-check: ## fail if code is not formatted
	@out=$$(gofmt -s -l $$(git ls-files '*.go')); test -z "$$out" || { echo "not formatted:"; echo "$$out"; exit 1; }

lint: ## golangci-lint
	$(GO) run $(GOLANGCI) run ./...

tidy: ## go mod tidy
	$(GO) mod tidy

tidy-check: ## fail if go mod tidy would change something
	$(GO) mod tidy -diff

generate: ## remake generated files
	$(GO) generate ./...

conformance: build ## score the engine over the conformance suite
	bin/vtl conformance

oracle: ## differential run against the real Velocity 1.7: ORACLE_N templates a dialect from ORACLE_SEED
	VTL_SHARED=$(SHARED) $(GO) run ./conformance/oracle -n $(ORACLE_N) -seed $(ORACLE_SEED)

fuzz: ## run every fuzz target for FUZZTIME
	@set -e; for t in $(FUZZ_TARGETS); do \
	  echo "$${t#*:} in $${t%%:*}"; $(GO) test -run '^$$' -fuzz "^$${t#*:}$$" -fuzztime $(FUZZTIME) "$${t%%:*}"; done

bench: build ## render, parse, start and memory against the peers of ../shared/bench, in one run
	BENCH_OUT=$${BENCH_OUT:-$$(mktemp -d)} BENCH_ENGINES=ours,velocity-1.7,go-handwritten VTL_BENCH_BIN="$(CURDIR)/bin/vtl bench" $(SHARED)/bench/peers/run.sh

bench-go: ## the Go benchmarks
	$(GO) test -run '^$$' -bench . -benchmem ./...

load: ## the gateway beside a bare server, then under load for five minutes
	VTL_LOAD=2s VTL_SOAK=5m $(GO) test -v -count 1 -timeout 20m -run '^(TestSideBySide|TestSoak)$$' ./runtime/gateway

bench-compare: ## compare the Go benchmarks of BASE (default HEAD~1) and the work tree
	@base=$$(mktemp -d); git worktree add -q $$base $${BASE:-HEAD~1}; \
	(cd $$base && $(GO) test -run '^$$' -bench . -benchmem -count 6 ./vtl/... ./runtime/... >$$base.txt); \
	$(GO) test -run '^$$' -bench . -benchmem -count 6 ./vtl/... ./runtime/... >$$base.new.txt; \
	git worktree remove --force $$base; $(GO) run $(BENCHSTAT) $$base.txt $$base.new.txt

cover: ## coverage of all packages by all tests
	$(GO) test -coverpkg=./... -coverprofile=cover.out ./... && $(GO) tool cover -func=cover.out | tail -1

vuln: ## govulncheck (needs its online database)
	$(GO) run $(GOVULNCHECK) ./...

check: fmt-check vet lint tidy-check race test ## everything that must hold before a commit lands

clean: ## remove what was built
	rm -rf bin dist site web/engine cover.out

.PHONY: help build release page page-check page-test wasm site test race vet fmt fmt-check lint tidy tidy-check generate conformance oracle fuzz bench bench-go load bench-compare cover vuln check clean
