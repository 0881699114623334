// Command function is a Lambda function written as its users write them, for the tests of local functions.
package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

// handle answers with what it was asked.
func handle(ctx context.Context, e events.APIGatewayProxyRequest) (*events.APIGatewayProxyResponse, error) {
	fmt.Println("handling " + e.HTTPMethod + " " + e.Path)
	switch e.Path {
	case "/error":
		return nil, errors.New("no such pet")
	case "/panic":
		panic("out of pets")
	}
	c, _ := lambdacontext.FromContext(ctx)
	deadline, ok := ctx.Deadline()
	return &events.APIGatewayProxyResponse{
		StatusCode: 201,
		Headers:    map[string]string{"Content-Type": "text/plain", "X-Arn": c.InvokedFunctionArn, "X-Deadline": fmt.Sprint(ok && !deadline.IsZero())},
		Body:       e.HTTPMethod + " " + e.Path + " " + e.QueryStringParameters["q"] + " " + e.Body + " " + e.RequestContext.Stage,
	}, nil
}

func main() { lambda.Start(handle) }
