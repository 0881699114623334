package gateway

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// Credentials are what requests to AWS are signed with.
type Credentials struct {
	AccessKeyID     string
	SecretAccessKey string
	SessionToken    string // of temporary credentials; "" otherwise
}

// given tells whether there are credentials.
func (c Credentials) given() bool { return c.AccessKeyID != "" && c.SecretAccessKey != "" }

// requestSigner signs requests to AWS with Signature Version 4. Without credentials it leaves them as they are.
type requestSigner struct {
	credentials Credentials
	signer      *v4.Signer
}

// newRequestSigner returns a signer.
func newRequestSigner(c Credentials) *requestSigner {
	return &requestSigner{credentials: c, signer: v4.NewSigner()}
}

// signingNames are the services whose name in a signature is not that in the ARN of an integration.
var signingNames = map[string]string{
	"cloudwatch": "monitoring", "email": "ses", "iot": "iotdata",
}

// signingName returns the name of a service in a signature.
func signingName(service string) string {
	if name := signingNames[service]; name != "" {
		return name
	}
	return service
}

// sign adds the headers of a signature to a request: Authorization, X-Amz-Date, and X-Amz-Security-Token with
// temporary credentials. The signature is for the service as the definition names it, wherever the endpoint is.
func (s *requestSigner) sign(ctx context.Context, o *outgoing, service, region string, now time.Time) error {
	if !s.credentials.given() {
		return nil
	}
	// A plus sign is a space to form decoding and itself to signatures: the code means a space to both.
	o.URL.RawQuery = strings.ReplaceAll(o.URL.RawQuery, "+", "%20")
	sum := sha256.Sum256(o.Body)
	hash := hex.EncodeToString(sum[:])
	if service == "s3" {
		o.Header = setFold(o.Header, "X-Amz-Content-Sha256", hash)
	}
	req := signable(o)
	credentials := aws.Credentials{
		AccessKeyID: s.credentials.AccessKeyID, SecretAccessKey: s.credentials.SecretAccessKey, SessionToken: s.credentials.SessionToken,
	}
	err := s.signer.SignHTTP(ctx, credentials, req, hash, signingName(service), region, now.UTC(), func(v *v4.SignerOptions) {
		v.DisableURIPathEscaping = service == "s3" // S3 signs paths as they are sent, all others encode them once more
	})
	if err != nil {
		return err
	}
	for _, name := range []string{"Authorization", "X-Amz-Date", "X-Amz-Security-Token"} {
		if v := req.Header.Get(name); v != "" {
			o.Header = setFold(o.Header, name, v)
		}
	}
	return nil
}

// unsigned are headers that are not part of a signature, since connections or proxies change them.
var unsigned = nameSet("Host", "Connection", "Content-Length", "Transfer-Encoding", "User-Agent", "Accept-Encoding", "Authorization",
	"X-Amz-Date", "X-Amz-Security-Token", "Trailer", traceHeader)

// signable returns a request that has what a signature covers of o.
func signable(o *outgoing) *http.Request {
	u := *o.URL
	req := &http.Request{Method: o.Method, URL: &u, Host: signedHost(o), Header: http.Header{}, ContentLength: int64(len(o.Body))}
	for _, h := range o.Header {
		if !unsigned.has(h.Name) {
			req.Header.Add(h.Name, h.Value)
		}
	}
	return req
}

// signedHost returns the Host that a request is sent with.
func signedHost(o *outgoing) string {
	if h, ok := o.Header.GetFold("Host"); ok && validHost(h) {
		return h
	}
	return o.URL.Host
}
