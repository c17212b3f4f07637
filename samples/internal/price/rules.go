package price

import "regexp"

// Line is one row of a basket.
type Line struct {
	Product  int
	Category string
	Unit     Cents
	Quantity int
}

// Total is the price of the line before any discount.
func (l Line) Total() Cents { return l.Unit * Cents(l.Quantity) }

// Basket is what a promotion looks at.
type Basket struct {
	Lines  []Line
	Coupon string
}

// Subtotal is the price of everything before any discount.
func (b Basket) Subtotal() Cents {
	var sum Cents
	for _, line := range b.Lines {
		sum += line.Total()
	}
	return sum
}

// Rule is a promotion: how much it takes off a basket. Rules nest.
type Rule interface {
	Discount(Basket) Cents
}

// PercentOff takes a share off one category, or off everything if Category is empty.
type PercentOff struct {
	Category string
	Percent  int
}

// Discount implements Rule.
func (r PercentOff) Discount(b Basket) Cents {
	return b.only(r.Category).Subtotal().Percent(r.Percent)
}

// EveryNth makes every Nth piece of the same product free.
type EveryNth struct {
	Category string
	N        int
}

// Discount implements Rule.
func (r EveryNth) Discount(b Basket) Cents {
	var off Cents
	for _, line := range b.only(r.Category).Lines {
		off += line.Unit * Cents(line.Quantity/r.N)
	}
	return off
}

// Over applies Then to baskets that cost at least Min.
type Over struct {
	Min  Cents
	Then Rule
}

// Discount implements Rule.
func (r Over) Discount(b Basket) Cents {
	if b.Subtotal() < r.Min {
		return 0
	}
	return r.Then.Discount(b)
}

// Coupon applies Then if the basket's coupon matches the pattern.
//
// The pattern is compiled for every basket it is tried on: see profiles/cpu.pprof.
type Coupon struct {
	Pattern string
	Then    Rule
}

// Discount implements Rule.
func (r Coupon) Discount(b Basket) Cents {
	if ok, err := regexp.MatchString(r.Pattern, b.Coupon); err != nil || !ok {
		return 0
	}
	return r.Then.Discount(b)
}

// All adds up what each rule takes off.
type All []Rule

// Discount implements Rule.
func (rs All) Discount(b Basket) Cents {
	var off Cents
	for _, r := range rs {
		off += r.Discount(b)
	}
	return off
}

// Best applies the one rule that takes off most.
type Best []Rule

// Discount implements Rule.
func (rs Best) Discount(b Basket) Cents {
	var most Cents
	for _, r := range rs {
		most = max(most, r.Discount(b))
	}
	return most
}

// Promotions is what the shop runs this season.
func Promotions() Rule {
	return Best{
		All{
			EveryNth{Category: "tea", N: 4},
			Over{Min: 50_00, Then: PercentOff{Category: "kitchen", Percent: 10}},
			Coupon{Pattern: `^WELCOME-[0-9A-F]{8}$`, Then: PercentOff{Percent: 5}},
		},
		Over{Min: 200_00, Then: Best{
			PercentOff{Percent: 8},
			Coupon{Pattern: `^(GOLD|SILVER)-[A-Z]{2}-\d{4}$`, Then: All{
				PercentOff{Percent: 10},
				EveryNth{Category: "books", N: 3},
			}},
		}},
	}
}

func (b Basket) only(category string) Basket {
	if category == "" {
		return b
	}
	lines := make([]Line, 0, len(b.Lines))
	for _, line := range b.Lines {
		if line.Category == category {
			lines = append(lines, line)
		}
	}
	return Basket{Lines: lines, Coupon: b.Coupon}
}
