// Command harvest allocates: maps, strings, trees grown by recursion, under labels.
package main

import (
	"context"
	"fmt"
	"runtime/pprof"
	"strings"

	"example.com/gantry/programs/recorder"
)

type node struct {
	left, right *node
	payload     [48]byte
}

var cellar []any

func main() {
	recorder.Run(func(effort int, snapshot func()) {
		for season := range effort {
			for _, crop := range []string{"apple", "barley", "cherry"} {
				labels := pprof.Labels("crop", crop, "season", fmt.Sprint(season%4))
				pprof.Do(context.Background(), labels, func(context.Context) { reap(crop, season) })
			}
		}
		snapshot()
		cellar = nil
	})
}

func reap(crop string, season int) {
	switch crop {
	case "apple":
		store(grow(12))
	case "barley":
		store(index(season))
	default:
		store(bundle(season))
	}
}

// store keeps one yield in four, so that some of what was allocated is still in use.
func store(yield any) {
	if len(cellar)%4 == 0 || cap(cellar) == 0 {
		cellar = append(cellar, yield)
		return
	}
	cellar = append(cellar, nil)
}

func grow(depth int) *node {
	if depth == 0 {
		return nil
	}
	return &node{left: grow(depth - 1), right: grow(depth - 1)}
}

func index(season int) map[string][]int {
	rows := map[string][]int{}
	for i := range 3000 {
		key := fmt.Sprintf("row-%d", (i*season)%257)
		rows[key] = append(rows[key], i)
	}
	return rows
}

func bundle(season int) string {
	var sheaf strings.Builder
	for i := range 4000 {
		fmt.Fprintf(&sheaf, "%d:%d;", season, i)
	}
	return strings.ToUpper(sheaf.String())
}
