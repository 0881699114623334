package gateway

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/vtlkit/vtl/runtime"
)

// KeySetSource knows the public keys of token issuers.
type KeySetSource interface {
	// KeySet returns the JSON Web Key Set (RFC 7517) of a user pool, "eu-west-1_AbCdEf". It is asked again when a
	// token names a key that is not in the last answer, and every hour.
	KeySet(ctx context.Context, region, pool string) ([]byte, error)
}

// KeySetFile is a KeySetSource that reads one file for all pools.
type KeySetFile string

// KeySet reads the file.
func (f KeySetFile) KeySet(context.Context, string, string) ([]byte, error) {
	return os.ReadFile(string(f))
}

// KeySetData is a KeySetSource that is the key set of all pools itself.
type KeySetData []byte

// KeySet returns d.
func (d KeySetData) KeySet(context.Context, string, string) ([]byte, error) { return d, nil }

// cognitoService is the name of the endpoint that key sets are fetched from.
const cognitoService = "cognito-idp"

// endpointKeySets fetches key sets from the endpoint called "cognito-idp", at /POOL/.well-known/jwks.json.
type endpointKeySets struct{ client *backendClient }

// maxKeySet is how large a key set may be.
const maxKeySet = 1 << 20

// KeySet fetches the key set of a pool.
func (e endpointKeySets) KeySet(ctx context.Context, region, pool string) ([]byte, error) {
	u := &url.URL{Scheme: "https", Host: cognitoService + "." + region + ".amazonaws.com", Path: "/" + pool + "/.well-known/jwks.json"}
	reply, err := e.client.do(ctx, &outgoing{Method: "GET", URL: u, Name: cognitoService, Required: true, Header: runtime.Pairs{{Name: "Accept", Value: "application/json"}}})
	if err != nil {
		return nil, err
	}
	if reply.Status != 200 || reply.Length > maxKeySet {
		_ = reply.Body.Close()
		return nil, fmt.Errorf("the endpoint %s answered %d for the keys of %s", cognitoService, reply.Status, pool)
	}
	return reply.read()
}

// Times of key sets: how long one is taken for current, how soon after an answer an unknown key or a failure makes
// the source be asked again, and how long it may take. The second bounds what tokens with invented key ids can cause.
const (
	keySetAge     = time.Hour
	keySetPause   = 10 * time.Second
	keySetTimeout = 5 * time.Second
)

// keyCache keeps the key sets of pools. Any number of goroutines may use it.
type keyCache struct {
	mu    sync.Mutex
	pools map[string]*poolKeys // by region and pool: those that definitions name
}

// poolKeys is the key set of a pool.
type poolKeys struct {
	region, pool string

	mu    sync.Mutex // held while the source is asked, so that it is asked once
	keys  *keySet
	asked time.Time // when the source was last asked
	err   error     // of the last time
}

// newKeyCache returns an empty cache.
func newKeyCache() *keyCache { return &keyCache{pools: map[string]*poolKeys{}} }

// pool returns what is kept of a pool.
func (c *keyCache) pool(region, pool string) *poolKeys {
	c.mu.Lock()
	defer c.mu.Unlock()
	name := region + " " + pool
	if c.pools[name] == nil {
		c.pools[name] = &poolKeys{region: region, pool: pool}
	}
	return c.pools[name]
}

// find returns the key of the pool that a token names. The error is errUnknownKey when there is no such key; any other
// means that the keys could not be had.
func (p *poolKeys) find(ctx context.Context, source KeySetSource, kid string, now time.Time) (*publicKey, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	age := now.Sub(p.asked)
	if p.keys != nil && age < keySetAge {
		if k := p.keys.find(kid); k != nil {
			return k, nil
		}
	}
	if p.asked.IsZero() || age >= keySetPause {
		p.refresh(ctx, source, now)
	}
	if p.keys == nil {
		return nil, p.err
	}
	if k := p.keys.find(kid); k != nil {
		return k, nil
	}
	return nil, errUnknownKey
}

// refresh asks the source. When it fails, the keys known so far stay.
func (p *poolKeys) refresh(ctx context.Context, source KeySetSource, now time.Time) {
	ctx, cancel := context.WithTimeout(ctx, keySetTimeout)
	defer cancel()
	data, err := source.KeySet(ctx, p.region, p.pool)
	if err == nil {
		var keys *keySet
		if keys, err = parseKeySet(data); err == nil {
			p.keys = keys
		}
	}
	if err != nil && ctx.Err() != nil && !errors.Is(ctx.Err(), context.DeadlineExceeded) {
		p.err = err // the client went away: the next one may ask at once
		return
	}
	p.asked, p.err = now, err
}

// errUnknownKey says that a key set has no such key.
var errUnknownKey = errors.New("the token names no key of the pool")

// keySet are the keys of an issuer that can verify signatures.
type keySet struct{ keys []*publicKey }

// publicKey is a key.
type publicKey struct {
	id  string
	alg string // the only algorithm it is for; "" for any that fits
	key crypto.PublicKey
}

// find returns the key with an id; the only one for the id "". nil when there is none.
func (s *keySet) find(kid string) *publicKey {
	if kid == "" {
		if len(s.keys) == 1 {
			return s.keys[0]
		}
		return nil
	}
	for _, k := range s.keys {
		if k.id == kid {
			return k
		}
	}
	return nil
}

// jsonKey is a key as RFC 7517 and 7518 write it.
type jsonKey struct {
	Kty, Kid, Alg, Use string
	N, E               string // of RSA
	Crv, X, Y          string // of elliptic curves
}

// parseKeySet reads a key set. Keys that are not for signatures, or of kinds that are not known, are left out.
func parseKeySet(data []byte) (*keySet, error) {
	if len(data) > maxKeySet {
		return nil, errors.New("the key set is larger than 1 MB")
	}
	var doc struct{ Keys []jsonKey }
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("not a key set: %w", err)
	}
	s := &keySet{}
	for i := range doc.Keys {
		k := &doc.Keys[i]
		if k.Use != "" && k.Use != "sig" {
			continue
		}
		key, err := k.public()
		if err != nil {
			return nil, fmt.Errorf("key %q: %w", k.Kid, err)
		}
		if key != nil {
			s.keys = append(s.keys, &publicKey{id: k.Kid, alg: k.Alg, key: key})
		}
	}
	if len(s.keys) == 0 {
		return nil, errors.New("the key set has no key to verify signatures with")
	}
	return s, nil
}

// public returns the key; nil for a kind that is not known.
func (k *jsonKey) public() (crypto.PublicKey, error) {
	switch k.Kty {
	case "RSA":
		return k.rsa()
	case "EC":
		return k.ec()
	}
	return nil, nil
}

// minRSA is how many bits an RSA key must have. Source: RFC 7518 section 3.3.
const minRSA = 2048

// rsa returns an RSA key.
func (k *jsonKey) rsa() (crypto.PublicKey, error) {
	n, err := bigURL(k.N)
	if err != nil {
		return nil, err
	}
	e, err := bigURL(k.E)
	if err != nil {
		return nil, err
	}
	if n.BitLen() < minRSA || n.BitLen() > 8*minRSA || !e.IsInt64() || e.Int64() < 3 || e.Int64() > 1<<31-1 {
		return nil, fmt.Errorf("not a usable RSA key of %d bits", n.BitLen())
	}
	return &rsa.PublicKey{N: n, E: int(e.Int64())}, nil
}

// curves are the curves by their names in key sets.
var curves = map[string]elliptic.Curve{"P-256": elliptic.P256(), "P-384": elliptic.P384(), "P-521": elliptic.P521()}

// ec returns a key on an elliptic curve.
func (k *jsonKey) ec() (crypto.PublicKey, error) {
	curve := curves[k.Crv]
	if curve == nil {
		return nil, nil
	}
	size := (curve.Params().BitSize + 7) / 8
	point := []byte{4} // uncompressed
	for _, part := range []string{k.X, k.Y} {
		n, err := bigURL(part)
		if err != nil {
			return nil, err
		}
		if n.BitLen() > 8*size {
			return nil, errors.New("a coordinate is too large")
		}
		point = append(point, n.FillBytes(make([]byte, size))...)
	}
	return ecdsa.ParseUncompressedPublicKey(curve, point)
}

// bigURL reads a number in base64url, with or without padding.
func bigURL(s string) (*big.Int, error) {
	b, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(s, "="))
	if err != nil || len(b) == 0 {
		return nil, fmt.Errorf("%q is no number in base64url", s)
	}
	return new(big.Int).SetBytes(b), nil
}
