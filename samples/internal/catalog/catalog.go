// Package catalog holds the products of the shop and finds them.
package catalog

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"example.com/shop/internal/price"
)

// Product is one thing on sale.
type Product struct {
	ID          int         `json:"id"`
	Name        string      `json:"name"`
	Category    string      `json:"category"`
	Description string      `json:"description"`
	Tags        []string    `json:"tags"`
	Price       price.Cents `json:"price"`
	Rating      float64     `json:"rating"`
}

// Catalog is read-only once it is built, so it needs no lock.
type Catalog struct {
	products []Product
}

// Get returns the product with this id.
func (c *Catalog) Get(id int) (Product, bool) {
	if id < 0 || id >= len(c.products) {
		return Product{}, false
	}
	return c.products[id], true
}

// IDs returns the ids of all products.
func (c *Catalog) IDs() []int {
	ids := make([]int, len(c.products))
	for i, p := range c.products {
		ids[i] = p.ID
	}
	return ids
}

var (
	categories = []string{"tea", "kitchen", "books", "garden", "toys"}
	adjectives = []string{"Small", "Smoked", "Folding", "Quiet", "Northern", "Painted", "Plain", "Late", "Bright", "Second"}
	nouns      = []string{"Kettle", "Oolong", "Atlas", "Trowel", "Lantern", "Whisk", "Primer", "Kite", "Planter", "Assam"}
	places     = []string{"harbour", "terrace", "workshop", "meadow", "library", "kitchen", "station", "orchard"}
	verbs      = []string{"made in the", "found behind the", "tested at the", "packed near the"}
)

// Generate makes a catalog of n products. The same seed gives the same catalog.
func Generate(n int, seed uint64) *Catalog {
	random := rand.New(rand.NewPCG(seed, seed))
	products := make([]Product, n)
	for i := range products {
		name := pick(random, adjectives) + " " + pick(random, nouns)
		products[i] = Product{
			ID:          i,
			Name:        fmt.Sprintf("%s No. %d", name, i),
			Category:    pick(random, categories),
			Description: describe(random, name),
			Tags:        []string{strings.ToLower(name), pick(random, places)},
			Price:       price.Cents(199 + random.IntN(15_000)),
			Rating:      float64(10+random.IntN(41)) / 10,
		}
	}
	return &Catalog{products: products}
}

func describe(random *rand.Rand, name string) string {
	var text strings.Builder
	for range 3 + random.IntN(4) {
		fmt.Fprintf(&text, "%s, %s %s. ", name, pick(random, verbs), pick(random, places))
	}
	return strings.TrimSpace(text.String())
}

func pick(random *rand.Rand, words []string) string { return words[random.IntN(len(words))] }
