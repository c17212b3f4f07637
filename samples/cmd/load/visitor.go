package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

const products = 2000

var (
	words   = []string{"kettle", "oolong", "northern", "harbour", "library", "quiet", "found", "trowel", "late", "assam", "meadow", "kite"}
	orders  = []string{"", "price", "rating"}
	coupons = []string{"", "WELCOME-0A1B2C3D", "GOLD-DE-2026", "SILVER-CN-8888"}
)

type visitor struct {
	api    string
	client *http.Client
	random *rand.Rand
}

func newVisitor(api string, seed uint64) *visitor {
	return &visitor{
		api:    api,
		client: &http.Client{Timeout: 10 * time.Second},
		random: rand.New(rand.NewPCG(seed, seed)),
	}
}

// visit searches, looks around, fills a cart, and buys it in two cases of three.
func (v *visitor) visit(ctx context.Context) error {
	search := url.Values{"q": {v.word() + " " + v.word()}, "order": {orders[v.random.IntN(len(orders))]}}
	if err := v.do(ctx, http.MethodGet, "/products?"+search.Encode(), nil, nil); err != nil {
		return err
	}
	for range 1 + v.random.IntN(3) {
		if err := v.do(ctx, http.MethodGet, "/products/"+strconv.Itoa(v.random.IntN(products)), nil, nil); err != nil {
			return err
		}
	}

	var cart struct {
		ID string `json:"id"`
	}
	coupon := map[string]string{"coupon": coupons[v.random.IntN(len(coupons))]}
	if err := v.do(ctx, http.MethodPost, "/carts", coupon, &cart); err != nil {
		return err
	}
	for range 2 + v.random.IntN(6) {
		if err := v.do(ctx, http.MethodPost, "/carts/"+cart.ID+"/items", v.items(), nil); err != nil {
			return err
		}
	}
	if v.random.IntN(3) == 0 {
		return nil
	}
	return v.do(ctx, http.MethodPost, "/carts/"+cart.ID+"/checkout", nil, nil)
}

type item struct {
	Product  int `json:"product"`
	Quantity int `json:"quantity"`
}

func (v *visitor) items() []item {
	items := make([]item, 1+v.random.IntN(5))
	for i := range items {
		items[i] = item{Product: v.random.IntN(products), Quantity: 1 + v.random.IntN(6)}
	}
	return items
}

func (v *visitor) word() string {
	word := words[v.random.IntN(len(words))]
	// Some stop typing halfway: such a search is new to the shop's cache.
	if v.random.IntN(4) == 0 {
		return word[:2+v.random.IntN(len(word)-2)]
	}
	return word
}

func (v *visitor) do(ctx context.Context, method, path string, send, into any) error {
	var body bytes.Buffer
	if send != nil {
		if err := json.NewEncoder(&body).Encode(send); err != nil {
			return err
		}
	}
	request, err := http.NewRequestWithContext(ctx, method, v.api+path, &body)
	if err != nil {
		return err
	}
	response, err := v.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("%s %s: %s: %s", method, path, response.Status, answer)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(answer, into)
}
