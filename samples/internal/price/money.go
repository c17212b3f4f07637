// Package price knows what things cost and which promotions apply.
package price

import (
	"fmt"
	"strconv"
	"strings"
)

// Cents is an amount of money. It reads and writes as "12.34".
type Cents int64

// Percent returns p percent of c, rounded down.
func (c Cents) Percent(p int) Cents { return c * Cents(p) / 100 }

// String returns the amount with two decimals.
func (c Cents) String() string { return string(c.append(nil)) }

// MarshalText implements encoding.TextMarshaler.
func (c Cents) MarshalText() ([]byte, error) { return c.append(make([]byte, 0, 12)), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (c *Cents) UnmarshalText(text []byte) error {
	whole, fraction, _ := strings.Cut(string(text), ".")
	if len(fraction) != 2 {
		return fmt.Errorf("price %q: want two decimals", text)
	}
	cents, err := strconv.ParseInt(whole+fraction, 10, 64)
	if err != nil {
		return fmt.Errorf("price %q: %w", text, err)
	}
	*c = Cents(cents)
	return nil
}

func (c Cents) append(dst []byte) []byte {
	if c < 0 {
		dst, c = append(dst, '-'), -c
	}
	dst = strconv.AppendInt(dst, int64(c/100), 10)
	return append(dst, '.', byte('0'+c%100/10), byte('0'+c%10))
}
