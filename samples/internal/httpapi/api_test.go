package httpapi_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/shop/internal/cart"
	"example.com/shop/internal/catalog"
	"example.com/shop/internal/httpapi"
	"example.com/shop/internal/price"
	"example.com/shop/internal/recommend"
	"example.com/shop/internal/sales"
)

func TestBuying(t *testing.T) {
	shop := open(t)

	var opened struct{ ID string }
	call(t, shop, "POST", "/carts", `{"coupon":""}`, http.StatusCreated, &opened)
	var filled cart.Summary
	call(t, shop, "POST", "/carts/"+opened.ID+"/items", `[{"product":3,"quantity":2}]`, http.StatusOK, &filled)
	if len(filled.Rows) != 1 || filled.Total != filled.Subtotal-filled.Discount {
		t.Errorf("unexpected cart: %+v", filled)
	}
	call(t, shop, "POST", "/carts/"+opened.ID+"/checkout", "", http.StatusOK, nil)
	call(t, shop, "GET", "/carts/"+opened.ID, "", http.StatusNotFound, nil)
}

func TestSearch(t *testing.T) {
	shop := open(t)
	var page catalog.Page
	call(t, shop, "GET", "/products?q=kettle&order=price", "", http.StatusOK, &page)
	if page.Total == 0 || len(page.Hits) == 0 {
		t.Fatal("no kettle")
	}
	for i, hit := range page.Hits {
		if !strings.Contains(hit.Name, "Kettle") || i > 0 && page.Hits[i-1].Price > hit.Price {
			t.Errorf("hit %d: %s for %s", i, hit.Name, hit.Price)
		}
	}
}

func TestReadiness(t *testing.T) {
	shop := open(t)
	call(t, shop, "GET", "/readyz", "", http.StatusServiceUnavailable, nil)
	call(t, shop, "GET", "/livez", "", http.StatusOK, nil)
	shop.SetReady(true)
	call(t, shop, "GET", "/readyz", "", http.StatusOK, nil)
}

func open(t *testing.T) *httpapi.API {
	t.Helper()
	items := catalog.Generate(100, 1)
	return httpapi.New(httpapi.Services{
		Catalog: items,
		Carts:   cart.NewStore(items, price.Promotions()),
		Similar: recommend.Build(sales.Generate(items.IDs(), 200, 2)),
	})
}

func call(t *testing.T, shop http.Handler, method, path, body string, status int, into any) {
	t.Helper()
	answer := httptest.NewRecorder()
	shop.ServeHTTP(answer, httptest.NewRequest(method, path, strings.NewReader(body)))
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if answer.Code != status {
		t.Fatalf("%s %s: got %d %s, want %d", method, path, answer.Code, text, status)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}
