package gateway

import (
	"container/list"
	"sync"
	"time"
)

// lru keeps values under keys until they expire or others need their room: the one not used for longest goes first.
// Any number of goroutines may use it.
//
// It is written here and not taken from a library because a gateway needs exact bounds in bytes at any moment, no
// goroutines that outlive it, expiry by the clock it is given (tests stop it), and that a value just put is there on
// the next request. Caches made for many cores evict and admit in the background, by the machine's clock.
type lru[V any] struct {
	mu       sync.Mutex
	entries  map[string]*list.Element // of *lruEntry[V]
	order    *list.List               // the one used last in front
	bytes    int
	maxCount int
	maxBytes int // 0: not bounded
}

// lruEntry is a value with its key.
type lruEntry[V any] struct {
	key     string
	value   V
	bytes   int
	expires time.Time // zero: never
}

// newLRU returns an empty lru for at most maxCount values of at most maxBytes together, 0 for any size.
func newLRU[V any](maxCount, maxBytes int) *lru[V] {
	return &lru[V]{entries: map[string]*list.Element{}, order: list.New(), maxCount: maxCount, maxBytes: maxBytes}
}

// get returns the value under a key that has not expired by now.
func (l *lru[V]) get(key string, now time.Time) (value V, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.entries[key]
	if e == nil {
		return value, false
	}
	entry := e.Value.(*lruEntry[V])
	if !entry.expires.IsZero() && !now.Before(entry.expires) {
		l.remove(e)
		return value, false
	}
	l.order.MoveToFront(e)
	return entry.value, true
}

// getOrMake returns the value under a key, made when there is none; it does not expire. make runs under the lock.
func (l *lru[V]) getOrMake(key string, bytes int, make func() V) V {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e := l.entries[key]; e != nil {
		l.order.MoveToFront(e)
		return e.Value.(*lruEntry[V]).value
	}
	v := make()
	l.insert(&lruEntry[V]{key: key, value: v, bytes: bytes})
	return v
}

// put keeps a value of a size until expires, the zero time for ever. A value larger than all room is not kept.
func (l *lru[V]) put(key string, value V, bytes int, expires time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e := l.entries[key]; e != nil {
		l.remove(e)
	}
	l.insert(&lruEntry[V]{key: key, value: value, bytes: bytes, expires: expires})
}

// insert adds an entry under a key that is free, and makes room.
func (l *lru[V]) insert(entry *lruEntry[V]) {
	if l.maxBytes > 0 && entry.bytes > l.maxBytes {
		return
	}
	l.entries[entry.key] = l.order.PushFront(entry)
	l.bytes += entry.bytes
	for len(l.entries) > l.maxCount || l.maxBytes > 0 && l.bytes > l.maxBytes {
		l.remove(l.order.Back())
	}
}

// drop removes the value under a key.
func (l *lru[V]) drop(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e := l.entries[key]; e != nil {
		l.remove(e)
	}
}

// remove takes an element out.
func (l *lru[V]) remove(e *list.Element) {
	entry := l.order.Remove(e).(*lruEntry[V])
	delete(l.entries, entry.key)
	l.bytes -= entry.bytes
}

// size returns how many values are kept and how large they are together.
func (l *lru[V]) size() (count, bytes int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.entries), l.bytes
}
