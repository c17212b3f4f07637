// Command regexp prints, as JSON, what Go's regexp package makes of a table of expressions and texts.
package main

import (
	"encoding/json"
	"os"
	"regexp"
)

var expressions = []string{
	"", "a", "json", "^runtime\\.", "Marshal$", "(*Cart)", "\\(\\*Cart\\)", "a|b", "a||b", "|", "()", "(a|b)*c",
	"a*?", "a+?b", "a??", "a{2}", "a{2,}", "a{2,3}", "a{,3}", "a{", "a{x}", "a{01}", "a{1001}", "a{3,2}", "a{0}",
	"a**", "a*+", "a{2}{3}", "*", "+a", "?", "(*)", "(|*)", "^*", "a|*", "(?i)json", "(?i:JSON)x", "a(?i)b|c",
	"(?-i)A", "(?i)(?-i:a)b", "(?s).", "(?m)^b$", "^b$", "(?U)a+", "(?P<n>a)", "(?<n>a)", "(?=a)", "(?!a)", "(?:a)",
	"(?", "(?i", "(?x)a", "(", ")", "a)", "(a", "[", "[]", "[]]", "[]a]", "[^]a]", "[a-", "[a-]", "[-a]", "[z-a]",
	"[a-c-e]", "[[:alpha:]]", "[[:^alpha:]_]", "[[:nope:]]", "[:alpha:]", "[^a]", "(?i)[^a]", "[\\d_]", "[\\D]",
	"\\d+", "\\D", "\\s", "\\S", "\\w", "\\W", "\\bjson\\b", "\\Bson", "\\Ajson", "json\\z", "json\\Z", "\\pL", "\\p{Greek}",
	"\\p{^Greek}", "\\P{Greek}", "\\p{Nope}", "\\PN", "[\\p{Lu}]", "\\1", "(a)\\1", "\\07", "\\101", "\\18", "\\x41", "\\x{41}",
	"\\x{110000}", "\\xg", "\\Q(*\\E)", "\\Q(*", "\\C", "\\y", "\\_", "\\-", "\\/", "\\ ", "\\", "a\\", "\\n", "\\t", "\\a",
	".", "...", "é", "[é-ü]", "(?i)É", "世界", "[世]", "\\x{4e16}", "^.$", "^..$", "^$", "$^", "a$b", "(^a)|(b$)",
	"go\\.\\(\\*", "\\[\\.\\.\\.\\]", "func\\d+\\.\\d", "}", "]", "a}", "x{2", "(?i)ſ", "(?i)k", "(?i)[k]",
	"((((a))))", "(a+)+$", "(a*)*b", "([a-z]+)*\\d", "a.c", "(?s)a.c", "[[:word:]]+", "[[:space:]]", "\\.go$",
}

var texts = []string{
	"", "a", "b", "ab", "aab", "aaa", "aaaaaaaaaaaaaaaaaaaaaaaa!", "abc", "ac", "c", "A", "K", "x", "a{", "a{x}", "a}",
	"json", "JSONx", "encoding/json.Marshal", "runtime.mallocgc", "main.(*Cart).Total", "main.Map[...]", "main.f.func1.2",
	"a\nb", "a\nc", "b\n", "\n", "\t", " ", "_", "-", "]", "}", "é", "É", "世界", "α", "1", "\a", "\x01", "\\", "(*)",
	"/app/main.go", "go.(*T).x", "ſ", "\u212a", "\U0001F600", "x{2", "()", "ns", "8",
}

type row struct {
	Expression string   `json:"expression"`
	Valid      bool     `json:"valid"`
	Matches    []string `json:"matches"`
}

func main() {
	rows := make([]row, 0, len(expressions))
	for _, expression := range expressions {
		compiled, err := regexp.Compile(expression)
		r := row{Expression: expression, Valid: err == nil, Matches: []string{}}
		if err == nil {
			for _, text := range texts {
				if compiled.MatchString(text) {
					r.Matches = append(r.Matches, text)
				}
			}
		}
		rows = append(rows, r)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	if err := out.Encode(map[string]any{"texts": texts, "rows": rows}); err != nil {
		panic(err)
	}
}
