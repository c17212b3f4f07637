// Command catalog keeps a CPU busy with JSON, regular expressions and generic code, much of it inlined.
package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"example.com/gantry/programs/recorder"
)

type product struct {
	SKU   string            `json:"sku"`
	Name  string            `json:"name"`
	Price int               `json:"price"`
	Tags  map[string]string `json:"tags"`
}

var skuPattern = regexp.MustCompile(`^([A-Z]{3})-(\d{4,6})(?:/([a-z]+))?$`)

func main() {
	recorder.Run(func(effort int, snapshot func()) {
		shelf := stock(400)
		for round := range effort {
			shelf = reprice(roundTrip(shelf), round)
			slices.SortFunc(shelf, byPrice)
			if matched := keep(shelf, isListed); len(matched) == 0 {
				panic("nothing is listed")
			}
		}
		snapshot()
	})
}

func stock(count int) []product {
	shelf := make([]product, count)
	for i := range shelf {
		shelf[i] = product{
			SKU:   fmt.Sprintf("ABC-%05d/new", i),
			Name:  strings.Repeat("widget ", i%5+1),
			Price: i * 7919 % 1000,
			Tags:  map[string]string{"colour": "blue", "row": fmt.Sprint(i % 17)},
		}
	}
	return shelf
}

func roundTrip(shelf []product) []product {
	text, err := json.Marshal(shelf)
	if err != nil {
		panic(err)
	}
	var copied []product
	if err := json.Unmarshal(text, &copied); err != nil {
		panic(err)
	}
	return copied
}

func reprice(shelf []product, round int) []product {
	return each(shelf, func(p product) product {
		p.Price = discount(p.Price, round)
		return p
	})
}

// discount is small enough to be inlined into the closure that calls it.
func discount(price, round int) int { return (price*31 + round) % 1000 }

func byPrice(a, b product) int {
	if order := cmp.Compare(a.Price, b.Price); order != 0 {
		return order
	}
	return strings.Compare(a.SKU, b.SKU)
}

func isListed(p product) bool { return len(skuPattern.FindStringSubmatch(p.SKU)) == 4 }

func each[In, Out any](items []In, change func(In) Out) []Out {
	changed := make([]Out, 0, len(items))
	for _, item := range items {
		changed = append(changed, change(item))
	}
	return changed
}

func keep[Item any](items []Item, wanted func(Item) bool) []Item {
	var kept []Item
	for _, item := range items {
		if wanted(item) {
			kept = append(kept, item)
		}
	}
	return kept
}
