// Package cart keeps what visitors want to buy.
package cart

import (
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"sync"

	"example.com/shop/internal/catalog"
	"example.com/shop/internal/price"
)

// ErrNotFound says that there is no such cart or product.
var ErrNotFound = errors.New("not found")

const maxQuantity = 100

// Item is a product in a cart.
type Item struct {
	Product  int `json:"product"`
	Quantity int `json:"quantity"`
}

// Row is an item with its price.
type Row struct {
	Item
	Name  string      `json:"name"`
	Total price.Cents `json:"total"`
}

// Summary is a cart with everything a visitor sees of it.
type Summary struct {
	ID       string      `json:"id"`
	Rows     []Row       `json:"rows"`
	Subtotal price.Cents `json:"subtotal"`
	Discount price.Cents `json:"discount"`
	Total    price.Cents `json:"total"`
}

type cart struct {
	items  []Item
	coupon string
}

// Store holds the carts in memory.
type Store struct {
	products   *catalog.Catalog
	promotions price.Rule

	mu    sync.RWMutex
	carts map[string]cart
}

// NewStore returns a store without carts.
func NewStore(products *catalog.Catalog, promotions price.Rule) *Store {
	return &Store{products: products, promotions: promotions, carts: make(map[string]cart)}
}

// Create opens an empty cart and returns its id.
func (s *Store) Create(coupon string) string {
	id := rand.Text()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.carts[id] = cart{coupon: coupon}
	return id
}

// Add puts items into a cart.
func (s *Store) Add(id string, items []Item) error {
	for _, item := range items {
		if err := s.check(item); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.carts[id]
	if !ok {
		return fmt.Errorf("cart %q: %w", id, ErrNotFound)
	}
	c.items = merge(c.items, items)
	s.carts[id] = c
	return nil
}

// Remove closes a cart.
func (s *Store) Remove(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.carts, id)
}

// Summary prices a cart.
func (s *Store) Summary(id string) (Summary, error) {
	s.mu.RLock()
	c, ok := s.carts[id]
	s.mu.RUnlock()
	if !ok {
		return Summary{}, fmt.Errorf("cart %q: %w", id, ErrNotFound)
	}
	rows, basket := s.price(c)
	subtotal := basket.Subtotal()
	discount := min(subtotal, s.promotions.Discount(basket))
	return Summary{ID: id, Rows: rows, Subtotal: subtotal, Discount: discount, Total: subtotal - discount}, nil
}

func (s *Store) price(c cart) ([]Row, price.Basket) {
	rows := make([]Row, 0, len(c.items))
	basket := price.Basket{Lines: make([]price.Line, 0, len(c.items)), Coupon: c.coupon}
	for _, item := range c.items {
		product, ok := s.products.Get(item.Product)
		if !ok {
			continue
		}
		line := price.Line{Product: product.ID, Category: product.Category, Unit: product.Price, Quantity: item.Quantity}
		basket.Lines = append(basket.Lines, line)
		rows = append(rows, Row{Item: item, Name: product.Name, Total: line.Total()})
	}
	return rows, basket
}

func (s *Store) check(item Item) error {
	if item.Quantity < 1 || item.Quantity > maxQuantity {
		return fmt.Errorf("quantity %d: want 1 to %d", item.Quantity, maxQuantity)
	}
	if _, ok := s.products.Get(item.Product); !ok {
		return fmt.Errorf("product %d: %w", item.Product, ErrNotFound)
	}
	return nil
}

// merge returns a new slice, because a Summary may still read the old one.
func merge(old, added []Item) []Item {
	merged := slices.Clone(old)
	for _, item := range added {
		at := slices.IndexFunc(merged, func(have Item) bool { return have.Product == item.Product })
		if at < 0 {
			merged = append(merged, item)
			continue
		}
		merged[at].Quantity = min(maxQuantity, merged[at].Quantity+item.Quantity)
	}
	return merged
}
