package price

import "testing"

func TestPromotions(t *testing.T) {
	tea := Line{Product: 1, Category: "tea", Unit: 4_00, Quantity: 4}
	pan := Line{Product: 2, Category: "kitchen", Unit: 60_00, Quantity: 1}
	book := Line{Product: 3, Category: "books", Unit: 20_00, Quantity: 9}

	tests := map[string]struct {
		basket Basket
		want   Cents
	}{
		"nothing":                       {Basket{}, 0},
		"the fourth tea is free":        {Basket{Lines: []Line{tea}}, 4_00},
		"kitchen from 50 on":            {Basket{Lines: []Line{pan}}, 6_00},
		"a coupon comes on top":         {Basket{Lines: []Line{tea, pan}, Coupon: "WELCOME-0A1B2C3D"}, 4_00 + 6_00 + 3_80},
		"a coupon of another shape":     {Basket{Lines: []Line{tea}, Coupon: "WELCOME-1"}, 4_00},
		"large baskets take the best":   {Basket{Lines: []Line{pan, book}}, 19_20},
		"gold adds every third book":    {Basket{Lines: []Line{pan, book}, Coupon: "GOLD-DE-2026"}, 24_00 + 60_00},
		"gold is nothing on small ones": {Basket{Lines: []Line{pan}, Coupon: "GOLD-DE-2026"}, 6_00},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Promotions().Discount(test.basket); got != test.want {
				t.Errorf("got %s off, want %s", got, test.want)
			}
		})
	}
}

func TestCentsText(t *testing.T) {
	for text, want := range map[string]Cents{"0.05": 5, "12.34": 1234, "-3.20": -320} {
		var got Cents
		if err := got.UnmarshalText([]byte(text)); err != nil || got != want || got.String() != text {
			t.Errorf("%q: got %d (%s), %v", text, got, got, err)
		}
	}
	for _, text := range []string{"", "12", "1.2", "a.bc"} {
		if err := new(Cents).UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q: want an error", text)
		}
	}
}
