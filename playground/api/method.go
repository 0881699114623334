package api

import "context"

// Method answers a call: body is the JSON it takes, the answer the JSON it gives.
type Method func(ctx context.Context, body []byte) (answer []byte, err error)
