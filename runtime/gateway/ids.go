package gateway

import (
	"encoding/hex"
	"hash/fnv"
	"math/rand/v2"
	"strconv"
	"time"
)

// lowerDigits are the characters of ids of APIs, resources and deployments.
const lowerDigits = "abcdefghijklmnopqrstuvwxyz0123456789"

// shortID returns six characters [a-z0-9] that stay the same for equal texts.
func shortID(text string) string { return textID(text, 6) }

// apiID returns the id of an API that is given none: ten characters [a-z0-9] that stay the same for equal titles, so
// that ARNs in policies hold from one start to the next.
func apiID(title string) string { return textID("api "+title, 10) }

// textID returns n characters [a-z0-9], at most twelve, that stay the same for equal texts.
func textID(text string, n int) string {
	h := fnv.New64a()
	h.Write([]byte(text))
	sum := h.Sum64()
	out := make([]byte, n)
	for i := range out {
		out[i] = lowerDigits[sum%uint64(len(lowerDigits))]
		sum /= uint64(len(lowerDigits))
	}
	return string(out)
}

// newUUID returns a random UUID of version 4.
func newUUID() string {
	var b [16]byte
	put64(b[:8], rand.Uint64())
	put64(b[8:], rand.Uint64())
	b[6] = b[6]&0x0F | 0x40
	b[8] = b[8]&0x3F | 0x80
	var out [36]byte
	hex.Encode(out[0:8], b[0:4])
	hex.Encode(out[9:13], b[4:6])
	hex.Encode(out[14:18], b[6:8])
	hex.Encode(out[19:23], b[8:10])
	hex.Encode(out[24:36], b[10:16])
	out[8], out[13], out[18], out[23] = '-', '-', '-', '-'
	return string(out[:])
}

// put64 writes v into the first eight bytes of b.
func put64(b []byte, v uint64) {
	for i := range 8 {
		b[i] = byte(v >> (56 - 8*i))
	}
}

// newExtendedID returns an x-amz-apigw-id: fifteen characters and "=".
func newExtendedID() string {
	const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	var out [16]byte
	for i := range out[:15] {
		out[i] = base64Digits[rand.IntN(len(base64Digits))]
	}
	out[15] = '='
	return string(out[:])
}

// hexText returns n random hexadecimal digits.
func hexText(n int) string {
	var b [16]byte
	put64(b[:8], rand.Uint64())
	put64(b[8:], rand.Uint64())
	return hex.EncodeToString(b[:])[:n]
}

// newRoot returns the Root field of a trace id: 1, the time in eight hexadecimal digits, 24 random ones.
func newRoot(now time.Time) string {
	seconds := strconv.FormatUint(uint64(uint32(now.Unix()))|1<<32, 16)
	return "1-" + seconds[1:] + "-" + hexText(24)
}
