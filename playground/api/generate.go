package api

//go:generate go run ./internal/tsgen ../../web/src/engine/types.ts types.go ../../runtime/explain/report.go
