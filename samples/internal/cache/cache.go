// Package cache keeps the values that were used last.
package cache

import (
	"container/list"
	"sync"
)

// LRU holds at most size values and forgets the one that was not asked for the longest.
type LRU[K comparable, V any] struct {
	size int

	mu      sync.Mutex
	recent  *list.List // of *entry[K, V], the latest at the front
	entries map[K]*list.Element
}

type entry[K comparable, V any] struct {
	key   K
	value V
}

// New returns an empty cache for size values.
func New[K comparable, V any](size int) *LRU[K, V] {
	return &LRU[K, V]{size: size, recent: list.New(), entries: make(map[K]*list.Element, size)}
}

// GetOrFill returns the value of key and computes it with fill if it is not there.
//
// The lock is held while fill runs, so no value is computed twice, and everybody waits: see profiles/mutex.pprof.
func (c *LRU[K, V]) GetOrFill(key K, fill func() (V, error)) (V, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if element, ok := c.entries[key]; ok {
		c.recent.MoveToFront(element)
		return element.Value.(*entry[K, V]).value, nil
	}
	value, err := fill()
	if err != nil {
		return value, err
	}
	c.put(key, value)
	return value, nil
}

func (c *LRU[K, V]) put(key K, value V) {
	c.entries[key] = c.recent.PushFront(&entry[K, V]{key, value})
	if c.recent.Len() <= c.size {
		return
	}
	oldest := c.recent.Back()
	c.recent.Remove(oldest)
	delete(c.entries, oldest.Value.(*entry[K, V]).key)
}
