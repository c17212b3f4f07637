// Package sales is the history of what was bought together. A real shop would read it from a database.
package sales

import (
	"math/rand/v2"
	"time"
)

// Order is one purchase.
type Order struct {
	At       time.Time
	Products []int
}

// Generate makes a history of n orders over the given products. The same seed gives the same history.
func Generate(products []int, n int, seed uint64) []Order {
	random := rand.New(rand.NewPCG(seed, seed))
	start := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	orders := make([]Order, n)
	for i := range orders {
		// People buy what stands close together on the shelf.
		shelf := random.IntN(len(products))
		bought := make([]int, 1+random.IntN(6))
		for j := range bought {
			bought[j] = products[(shelf+random.IntN(40))%len(products)]
		}
		orders[i] = Order{At: start.Add(time.Duration(i) * time.Minute), Products: bought}
	}
	return orders
}
