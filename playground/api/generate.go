package api

//go:generate go run ./internal/tsgen types.go ../../web/src/engine/types.ts
