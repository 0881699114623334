package requestfile

import (
	"slices"
	"strings"
)

// curlKind says what is done with an option of curl.
type curlKind uint8

const (
	curlUnknown curlKind = iota
	curlSwitch           // no value
	curlValue            // a value that matters
	curlIgnored          // a value that does not matter to what is sent
	curlRefused          // what it does cannot be done here
)

// curlRefusals say why options are refused, behind "curl's --name".
var curlRefusals = map[string]string{
	"form": "sends a multipart body, which is not made here; paste the body itself as an HTTP message", "form-string": "sends a multipart body, which is not made here; paste the body itself as an HTTP message",
	"upload-file": "sends a file, and files are not read here", "config": "reads a file, and files are not read here",
	"next":     "begins a second request, and one is read",
	"variable": "is not known here; write the value where it is used", "netrc": "reads a file, and files are not read here",
}

// curlOptions are the options of curl by their long names. Source: curl's manual page, version 8.
var curlOptions = func() map[string]curlKind {
	m := map[string]curlKind{}
	add := func(kind curlKind, names string) {
		for _, name := range strings.Fields(names) {
			m[name] = kind
		}
	}
	add(curlValue, "request header data data-ascii data-raw data-binary data-urlencode json user cookie url user-agent referer url-query")
	add(curlSwitch, `get head anyauth append basic ca-native cert-status compressed compressed-ssh create-dirs crlf digest
		disable disallow-username-in-url fail fail-early fail-with-body false-start ftp-create-dirs globoff haproxy-protocol
		http0.9 http1.0 http1.1 http2 http2-prior-knowledge http3 http3-only ignore-content-length include insecure ipv4 ipv6
		junk-session-cookies list-only location location-trusted manual negotiate no-buffer no-clobber no-keepalive
		no-progress-meter no-sessionid ntlm parallel parallel-immediate path-as-is post301 post302 post303 progress-bar
		progress-meter proxytunnel raw remote-header-name remote-name remote-name-all remote-time remove-on-error
		retry-all-errors retry-connrefused show-error show-headers silent ssl ssl-reqd sslv2 sslv3 styled-output suppress-connect-headers
		tcp-fastopen tcp-nodelay tls-earlydata tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace-ids trace-time use-ascii
		verbose version buffer keepalive sessionid`)
	add(curlIgnored, `output max-time connect-timeout proxy cacert capath cert cert-type ciphers cookie-jar curves dump-header
		connect-to crlfile dns-servers doh-url engine expect100-timeout happy-eyeballs-timeout-ms interface keepalive-time key
		key-type limit-rate local-port max-filesize max-redirs noproxy output-dir parallel-max pass
		pinnedpubkey preproxy proto proto-default proto-redir proxy-header proxy-user rate resolve retry retry-delay
		retry-max-time socks4 socks4a socks5 socks5-hostname speed-limit speed-time stderr tls-max tls13-ciphers trace
		trace-ascii unix-socket write-out alt-svc hsts etag-save abstract-unix-socket`)
	for name := range curlRefusals {
		m[name] = curlRefused
	}
	return m
}()

// curlShort are the long names of curl's short options.
var curlShort = map[rune]string{
	'X': "request", 'H': "header", 'd': "data", 'u': "user", 'b': "cookie", 'A': "user-agent", 'e': "referer", 'G': "get", 'I': "head",
	'F': "form", 'T': "upload-file", 'K': "config", ':': "next", 'n': "netrc",
	's': "silent", 'S': "show-error", 'k': "insecure", 'L': "location", 'v': "verbose", 'i': "include", 'f': "fail", 'g': "globoff",
	'N': "no-buffer", '4': "ipv4", '6': "ipv6", '0': "http1.0", '1': "tlsv1", '2': "sslv2", '3': "sslv3", '#': "progress-bar", 'a': "append",
	'B': "use-ascii", 'J': "remote-header-name", 'O': "remote-name", 'R': "remote-time", 'p': "proxytunnel", 'q': "disable", 'Z': "parallel", 'j': "junk-session-cookies",
	'o': "output", 'm': "max-time", 'x': "proxy", 'E': "cert", 'c': "cookie-jar", 'D': "dump-header", 'w': "write-out", 'U': "proxy-user", 'Y': "speed-limit", 'y': "speed-time",
}

// curlOptionNames returns the names of all known options, in order.
func curlOptionNames() []string {
	names := make([]string, 0, len(curlOptions))
	for name := range curlOptions {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
