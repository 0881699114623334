package jsonpath

import (
	"container/list"
	"sync"
)

// cacheSize is how many compiled paths are kept. Templates can invent paths in a loop.
const cacheSize = 1000

// compiled holds the paths used last, for all runs of the process.
var compiled = newCache(cacheSize)

// cacheKey is what a compiled path depends on.
type cacheKey struct {
	text    string
	nesting int
}

// cache keeps the paths used last. It is safe for use by many goroutines.
type cache struct {
	mu    sync.Mutex
	size  int
	order *list.List // of *cacheEntry, the last used first
	items map[cacheKey]*list.Element
}

// cacheEntry is an element of a cache's order.
type cacheEntry struct {
	key  cacheKey
	path *Path
}

// newCache returns a cache for size paths.
func newCache(size int) *cache {
	return &cache{size: size, order: list.New(), items: map[cacheKey]*list.Element{}}
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

// put adds the path for key and drops the one that was not used for longest.
func (c *cache) put(key cacheKey, p *Path) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.items[key]; ok {
		return
	}
	c.items[key] = c.order.PushFront(&cacheEntry{key: key, path: p})
	for len(c.items) > c.size {
		last := c.order.Back()
		c.order.Remove(last)
		delete(c.items, last.Value.(*cacheEntry).key)
	}
}
