// Package receipt prints what was bought.
package receipt

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"

	"example.com/shop/internal/cart"
)

var page = template.Must(template.New("receipt").Parse(`<!doctype html>
<title>Receipt {{.Cart.ID}}</title>
<table>
{{range .Cart.Rows}}<tr><td>{{.Quantity}} × <a href="/products/{{.Product}}">{{.Name}}</a><td>{{.Total}}
{{end}}<tr><td>Discount<td>−{{.Cart.Discount}}
<tr><td>Total<td>{{.Cart.Total}}
</table>
<footer>{{.Signature}}</footer>
`))

// Render returns the receipt as an HTML page, signed so that the shop knows it again.
func Render(bought cart.Summary, key []byte) ([]byte, error) {
	var out bytes.Buffer
	data := struct {
		Cart      cart.Summary
		Signature string
	}{bought, sign(bought, key)}
	if err := page.Execute(&out, data); err != nil {
		return nil, fmt.Errorf("receipt: %w", err)
	}
	return out.Bytes(), nil
}

func sign(bought cart.Summary, key []byte) string {
	mac := hmac.New(sha256.New, key)
	for _, row := range bought.Rows {
		fmt.Fprintf(mac, "%d×%d=%s;", row.Quantity, row.Product, row.Total)
	}
	return hex.EncodeToString(mac.Sum(nil))
}
