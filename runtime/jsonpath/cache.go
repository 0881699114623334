package jsonpath

import (
	"container/list"
	"sync"
)

// cacheSize is how many compiled paths are kept, cacheBytes how many bytes they may take. Templates can invent paths in
// a loop.
const (
	cacheSize  = 1000
	cacheBytes = 16 << 20
)

// compiled holds the paths used last, for all runs of the process.
var compiled = newCache(cacheSize, cacheBytes)

// cacheKey is what a compiled path depends on.
type cacheKey struct {
	text    string
	nesting int
}

// cache keeps the paths used last. It is safe for use by many goroutines.
type cache struct {
	mu    sync.Mutex
	size  int        // paths
	most  int        // bytes
	used  int        // bytes
	order *list.List // of *cacheEntry, the last used first
	items map[cacheKey]*list.Element
}

// cacheEntry is an element of a cache's order.
type cacheEntry struct {
	key  cacheKey
	path *Path
}

// bytes returns about how many bytes an entry takes: a path of one step for every other character, at worst.
func (e *cacheEntry) bytes() int {
	const fixed, each = 500, 150
	return fixed + each*len(e.key.text)
}

// newCache returns a cache for size paths that take at most so many bytes.
func newCache(size, most int) *cache {
	return &cache{size: size, most: most, order: list.New(), items: map[cacheKey]*list.Element{}}
}

// get returns the path for key, or nil.
func (c *cache) get(key cacheKey) *Path {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.items[key]
	if !ok {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*cacheEntry).path
}

// put adds the path for key and drops those that were not used for longest where there are too many.
func (c *cache) put(key cacheKey, p *Path) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.items[key]; ok {
		return
	}
	e := &cacheEntry{key: key, path: p}
	c.used += e.bytes()
	c.items[key] = c.order.PushFront(e)
	for len(c.items) > c.size || c.used > c.most {
		last := c.order.Remove(c.order.Back()).(*cacheEntry)
		c.used -= last.bytes()
		delete(c.items, last.key)
	}
}
