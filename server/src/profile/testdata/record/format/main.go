// Command format prints, as JSON, how Go writes numbers in the two formats that pprof's tables use.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

type row struct {
	Value float64 `json:"value"`
	Fixed string  `json:"fixed"`
	Short string  `json:"short"`
}

func main() {
	var values []float64
	for eighths := range 64 {
		values = append(values, float64(eighths)/8, 512+float64(eighths)/8, float64(eighths)/1024)
	}
	for _, v := range []float64{0.005, 0.015, 0.025, 0.995, 1.005, 2.675, 99.995, 1e-3, 1e-4, 9.9e-5, 9.95e-5, 1e-5, 1.25e-5, 1e-9, 0.0996, 0.995, 0.9949, 0.9951, 123456789.125, 4503599627370495.5, 0.05, 0.5, 0.55, 0.045, 0.000999} {
		values = append(values, v)
	}
	rows := make([]row, len(values))
	for i, v := range values {
		rows[i] = row{Value: v, Fixed: fmt.Sprintf("%.2f", v), Short: fmt.Sprintf("%.2g", v)}
	}
	if err := json.NewEncoder(os.Stdout).Encode(rows); err != nil {
		panic(err)
	}
}
