package catalog

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// Query is what a visitor looks for.
type Query struct {
	Text     string
	Category string // empty for all
	Order    string // "price", "rating", or empty for the best match first
	Limit    int
}

// Hit is a product that matches, and where.
type Hit struct {
	Product
	Score  float64  `json:"score"`
	Marked []string `json:"marked"`
}

// Page is the first hits of a search, and how many there are in each category.
type Page struct {
	Total  int            `json:"total"`
	Facets map[string]int `json:"facets"`
	Hits   []Hit          `json:"hits"`
}

// Search returns the products that hold a word which starts like one of the query's.
func (c *Catalog) Search(q Query) (Page, error) {
	words := strings.Fields(q.Text)
	facets := make(map[string]int)
	var hits []Hit
	for _, product := range c.products {
		score := rate(product, words)
		if score == 0 {
			continue
		}
		facets[product.Category]++
		if q.Category == "" || q.Category == product.Category {
			hits = append(hits, Hit{Product: product, Score: score})
		}
	}
	slices.SortStableFunc(hits, ordering(q.Order))
	// Whoever keeps the page keeps the array behind it, with every hit that is not on it: see profiles/heap.pprof.
	shown := hits[:min(q.Limit, len(hits))]
	if err := mark(shown, words); err != nil {
		return Page{}, err
	}
	return Page{Total: len(hits), Facets: facets, Hits: shown}, nil
}

// rate returns how well a product answers the query, and 0 if it does not.
func rate(product Product, words []string) float64 {
	found := 3 * count(product.Name, words)
	for _, tag := range product.Tags {
		found += count(tag, words)
	}
	if found == 0 {
		return 0
	}
	return float64(found) + product.Rating/10
}

func count(text string, words []string) int {
	found := 0
	for have := range strings.FieldsSeq(text) {
		for _, word := range words {
			if len(have) >= len(word) && strings.EqualFold(have[:len(word)], word) {
				found++
			}
		}
	}
	return found
}

// mark quotes the places in the description where the words were found.
func mark(hits []Hit, words []string) error {
	const around = 12
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = regexp.QuoteMeta(word)
	}
	pattern, err := regexp.Compile(`(?i)\b(?:` + strings.Join(quoted, "|") + `)`)
	if err != nil {
		return err
	}
	for i := range hits {
		text := hits[i].Description
		for _, at := range pattern.FindAllStringIndex(text, -1) {
			from, to := max(0, at[0]-around), min(len(text), at[1]+around)
			hits[i].Marked = append(hits[i].Marked, text[from:at[0]]+"<b>"+text[at[0]:at[1]]+"</b>"+text[at[1]:to])
		}
	}
	return nil
}

func ordering(order string) func(a, b Hit) int {
	switch order {
	case "price":
		return func(a, b Hit) int { return cmp.Or(cmp.Compare(a.Price, b.Price), byScore(a, b)) }
	case "rating":
		return func(a, b Hit) int { return cmp.Or(cmp.Compare(b.Rating, a.Rating), byScore(a, b)) }
	default:
		return byScore
	}
}

func byScore(a, b Hit) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Name, b.Name))
}
