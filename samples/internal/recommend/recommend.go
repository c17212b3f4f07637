// Package recommend finds products that are bought together.
package recommend

import (
	"cmp"
	"container/heap"
	"maps"
	"math"
	"slices"

	"example.com/shop/internal/sales"
)

// Match is a product that goes with another, and how well: 0 is not at all, 1 is always.
type Match struct {
	Product int     `json:"product"`
	Score   float64 `json:"score"`
}

// Index knows for each product what was in the basket with it.
type Index struct {
	vectors map[int]vector
}

// vector is sparse: its components are sorted by product.
type vector struct {
	parts  []part
	length float64
}

type part struct {
	product int
	count   float64
}

// Build counts which products were bought in the same order.
func Build(history []sales.Order) *Index {
	together := make(map[int]map[int]float64)
	for _, order := range history {
		for _, a := range order.Products {
			if together[a] == nil {
				together[a] = make(map[int]float64)
			}
			for _, b := range order.Products {
				together[a][b]++
			}
		}
	}
	vectors := make(map[int]vector, len(together))
	for product, counts := range together {
		vectors[product] = newVector(counts)
	}
	return &Index{vectors: vectors}
}

// Similar returns the n products that are most like this one, the best first.
func (ix *Index) Similar(product, n int) []Match {
	wanted, ok := ix.vectors[product]
	if !ok {
		return nil
	}
	best := make(worstFirst, 0, n+1)
	for other, v := range ix.vectors {
		if other == product {
			continue
		}
		match := Match{Product: other, Score: cosine(wanted, v)}
		if len(best) == n && match.compare(best[0]) <= 0 {
			continue
		}
		heap.Push(&best, match)
		if len(best) > n {
			heap.Pop(&best)
		}
	}
	slices.SortFunc(best, func(a, b Match) int { return b.compare(a) })
	return best
}

// compare is positive if m is the better match. Of two that are equally good, the lower id is.
func (m Match) compare(other Match) int {
	return cmp.Or(cmp.Compare(m.Score, other.Score), cmp.Compare(other.Product, m.Product))
}

func newVector(counts map[int]float64) vector {
	v := vector{parts: make([]part, 0, len(counts))}
	for _, product := range slices.Sorted(maps.Keys(counts)) {
		v.parts = append(v.parts, part{product, counts[product]})
	}
	v.length = math.Sqrt(dot(v.parts, v.parts))
	return v
}

func cosine(a, b vector) float64 { return dot(a.parts, b.parts) / (a.length * b.length) }

func dot(a, b []part) float64 {
	var sum float64
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].product < b[0].product:
			a = a[1:]
		case a[0].product > b[0].product:
			b = b[1:]
		default:
			sum += a[0].count * b[0].count
			a, b = a[1:], b[1:]
		}
	}
	return sum
}

// worstFirst is a heap.Interface: the worst match is at the top, ready to be dropped.
type worstFirst []Match

func (h worstFirst) Len() int           { return len(h) }
func (h worstFirst) Less(i, j int) bool { return h[i].compare(h[j]) < 0 }
func (h worstFirst) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *worstFirst) Push(x any)        { *h = append(*h, x.(Match)) }
func (h *worstFirst) Pop() any {
	last := len(*h) - 1
	match := (*h)[last]
	*h = (*h)[:last]
	return match
}
