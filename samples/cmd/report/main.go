// Command report writes what was sold on each day, as CSV.
package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"slices"
	"strconv"
	"time"

	"example.com/shop/internal/catalog"
	"example.com/shop/internal/price"
	"example.com/shop/internal/sales"
)

func main() {
	products := catalog.Generate(2000, 1)
	if err := write(os.Stdout, products, sales.Generate(products.IDs(), 200_000, 2)); err != nil {
		slog.Error("no report", "err", err)
		os.Exit(1)
	}
}

type key struct {
	day      string
	category string
}

func (k key) compare(other key) int {
	return cmp.Or(cmp.Compare(k.day, other.day), cmp.Compare(k.category, other.category))
}

type sum struct {
	pieces  int
	revenue price.Cents
}

func write(w io.Writer, products *catalog.Catalog, history []sales.Order) error {
	sums := make(map[key]sum)
	for _, order := range history {
		day := order.At.Format(time.DateOnly)
		for _, id := range order.Products {
			product, ok := products.Get(id)
			if !ok {
				return fmt.Errorf("order of %s: no product %d", day, id)
			}
			k := key{day, product.Category}
			sums[k] = sum{sums[k].pieces + 1, sums[k].revenue + product.Price}
		}
	}

	out := csv.NewWriter(w)
	out.Write([]string{"day", "category", "pieces", "revenue"})
	for _, k := range slices.SortedFunc(maps.Keys(sums), key.compare) {
		s := sums[k]
		out.Write([]string{k.day, k.category, strconv.Itoa(s.pieces), s.revenue.String()})
	}
	out.Flush()
	return out.Error()
}
