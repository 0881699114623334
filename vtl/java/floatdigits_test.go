package java

import (
	"math"
	"math/rand/v2"
	"testing"
)

// digitSamples returns numbers of a type of that width where the rules of digits could part: random bits, short decimals,
// powers of two and of ten, and the neighbours of all of them.
func digitSamples(width, n int) []float64 {
	rnd := rand.New(rand.NewPCG(17, uint64(width)))
	var fs []float64
	for range n {
		var f float64
		switch rnd.IntN(5) {
		case 0:
			f = math.Abs(math.Float64frombits(rnd.Uint64()))
		case 1:
			f = float64(math.Float32frombits(rnd.Uint32() >> 1))
		case 2:
			f = float64(rnd.IntN(1e6)) * math.Pow10(rnd.IntN(600)-310)
		case 3:
			f = math.Ldexp(1, rnd.IntN(2098)-1074)
		default:
			f = float64(rnd.Uint64()>>rnd.IntN(64)) / float64(uint64(1)<<rnd.IntN(56))
		}
		if width == 32 {
			f = float64(float32(f))
		}
		for _, f := range []float64{f, neighbour(f, width, 1), neighbour(f, width, -1)} {
			if f > 0 && f <= math.MaxFloat64 {
				fs = append(fs, f)
			}
		}
	}
	return fs
}

// neighbour returns the next number of the type in a direction.
func neighbour(f float64, width int, direction float64) float64 {
	if width == 32 {
		return float64(math.Nextafter32(float32(f), float32(direction*math.Inf(1))))
	}
	return math.Nextafter(f, direction*math.Inf(1))
}

// TestDigitsShortcut checks that numbers which take the shortcut get the digits that the rules give them.
func TestDigitsShortcut(t *testing.T) {
	t.Parallel()
	for _, width := range []int{32, 64} {
		shortcuts := 0
		for _, f := range digitSamples(width, digitRounds) {
			b := takeApart(f, width)
			if !b.agreesWithShortest() {
				continue
			}
			got, exp := shortestDigits(nil, f, width)
			if len(got) < 2 || b.exp <= largestShift && f == math.Trunc(f) {
				continue
			}
			shortcuts++
			want, wantExp := b.develop(nil)
			if string(want) != string(got) || exp != wantExp {
				t.Errorf("%x of %d bits: got %s at %d, want %s at %d", f, width, got, exp, want, wantExp)
			}
		}
		if shortcuts < digitRounds/2 {
			t.Errorf("only %d shortcuts of %d bits", shortcuts, width)
		}
	}
}

// digitRounds is how many random numbers of each width are tried, with their neighbours.
const digitRounds = 5000
