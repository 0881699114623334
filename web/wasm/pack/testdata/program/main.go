// Command program does what packing could break: it fails and recovers, defers, grows its stack, runs the garbage
// collector and prints.
package main

import (
	"fmt"
	"runtime"
	"strings"
)

type tree struct {
	left, right *tree
	text        string
}

func grow(depth int) *tree {
	if depth == 0 {
		return &tree{text: strings.Repeat("x", 3)}
	}
	return &tree{grow(depth - 1), grow(depth - 1), fmt.Sprint(depth)}
}

func (t *tree) size() int {
	if t == nil {
		return 0
	}
	return len(t.text) + t.left.size() + t.right.size()
}

func deep(n int, pad [64]byte) int {
	if n == 0 {
		return int(pad[0])
	}
	pad[n%64]++
	return 1 + deep(n-1, pad)
}

func index(a []int, i int) (text string) {
	defer func() { text = fmt.Sprint(recover()) }()
	return fmt.Sprint(a[i])
}

func main() {
	kept := grow(12)
	for range 3 {
		grow(14)
		runtime.GC()
	}
	done := make(chan int)
	go func() { done <- deep(20000, [64]byte{}) }()
	fmt.Println(kept.size(), <-done, index([]int{1}, 3))
}
