// Package httpapi is the shop over HTTP.
package httpapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync/atomic"

	"example.com/shop/internal/cache"
	"example.com/shop/internal/cart"
	"example.com/shop/internal/catalog"
	"example.com/shop/internal/receipt"
	"example.com/shop/internal/recommend"
)

const (
	maxBody     = 64 << 10
	pageSize    = 24
	suggestions = 12
	cachedPages = 1024
)

// Services is what the API stands on.
type Services struct {
	Catalog *catalog.Catalog
	Carts   *cart.Store
	Similar *recommend.Index
	Signing []byte
}

// API is the shop's http.Handler.
type API struct {
	Services
	handler http.Handler
	ready   atomic.Bool
	pages   *cache.LRU[catalog.Query, catalog.Page]
}

// New returns the API. It answers /readyz only after SetReady(true).
func New(services Services) *API {
	api := &API{Services: services, pages: cache.New[catalog.Query, catalog.Page](cachedPages)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /products", api.search)
	mux.HandleFunc("GET /products/{id}", api.product)
	mux.HandleFunc("POST /carts", api.createCart)
	mux.HandleFunc("POST /carts/{id}/items", api.addItems)
	mux.HandleFunc("GET /carts/{id}", api.cart)
	mux.HandleFunc("POST /carts/{id}/checkout", api.checkout)
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", api.readiness)
	mux.HandleFunc("GET /healthz", api.readiness)
	api.handler = logRequests(compress(recoverPanics(mux)))
	return api
}

// ServeHTTP implements http.Handler.
func (api *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { api.handler.ServeHTTP(w, r) }

// SetReady says whether new requests are welcome.
func (api *API) SetReady(ready bool) { api.ready.Store(ready) }

func (api *API) readiness(w http.ResponseWriter, _ *http.Request) {
	if !api.ready.Load() {
		http.Error(w, "not ready", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ok")
}

func (api *API) search(w http.ResponseWriter, r *http.Request) {
	form := r.URL.Query()
	query := catalog.Query{
		Text:     form.Get("q"),
		Category: form.Get("category"),
		Order:    form.Get("order"),
		Limit:    pageSize,
	}
	page, err := api.pages.GetOrFill(query, func() (catalog.Page, error) { return api.Catalog.Search(query) })
	if err != nil {
		fail(w, err)
		return
	}
	reply(w, http.StatusOK, page)
}

func (api *API) product(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		fail(w, fmt.Errorf("product %q: want a number", r.PathValue("id")))
		return
	}
	product, ok := api.Catalog.Get(id)
	if !ok {
		fail(w, fmt.Errorf("product %d: %w", id, cart.ErrNotFound))
		return
	}
	reply(w, http.StatusOK, struct {
		catalog.Product
		Similar []suggestion `json:"similar"`
	}{product, api.suggest(id)})
}

// suggestion is a product that others bought as well.
type suggestion struct {
	catalog.Product
	Score float64 `json:"score"`
}

func (api *API) suggest(id int) []suggestion {
	matches := api.Similar.Similar(id, suggestions)
	suggested := make([]suggestion, 0, len(matches))
	for _, match := range matches {
		if product, ok := api.Catalog.Get(match.Product); ok {
			suggested = append(suggested, suggestion{product, match.Score})
		}
	}
	return suggested
}

func (api *API) createCart(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Coupon string `json:"coupon"`
	}
	if err := read(w, r, &body); err != nil {
		fail(w, err)
		return
	}
	reply(w, http.StatusCreated, map[string]string{"id": api.Carts.Create(body.Coupon)})
}

func (api *API) addItems(w http.ResponseWriter, r *http.Request) {
	var items []cart.Item
	if err := read(w, r, &items); err != nil {
		fail(w, err)
		return
	}
	if err := api.Carts.Add(r.PathValue("id"), items); err != nil {
		fail(w, err)
		return
	}
	api.cart(w, r)
}

func (api *API) cart(w http.ResponseWriter, r *http.Request) {
	summary, err := api.Carts.Summary(r.PathValue("id"))
	if err != nil {
		fail(w, err)
		return
	}
	reply(w, http.StatusOK, summary)
}

func (api *API) checkout(w http.ResponseWriter, r *http.Request) {
	bought, err := api.Carts.Summary(r.PathValue("id"))
	if err != nil {
		fail(w, err)
		return
	}
	page, err := receipt.Render(bought, api.Signing)
	if err != nil {
		fail(w, err)
		return
	}
	api.Carts.Remove(bought.ID)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(page)
}

func read(w http.ResponseWriter, r *http.Request, into any) error {
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return fmt.Errorf("body: %w", err)
	}
	return nil
}

func reply(w http.ResponseWriter, status int, value any) {
	var body bytes.Buffer
	if err := json.NewEncoder(&body).Encode(value); err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(body.Bytes())
}

func fail(w http.ResponseWriter, err error) {
	status := http.StatusBadRequest
	if errors.Is(err, cart.ErrNotFound) {
		status = http.StatusNotFound
	}
	reply(w, status, map[string]string{"error": err.Error()})
}
