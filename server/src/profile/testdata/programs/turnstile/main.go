// Command turnstile lets goroutines fight over locks and wait for channels.
package main

import (
	"sync"
	"time"

	"example.com/gantry/programs/recorder"
)

type gate struct {
	mu      sync.Mutex
	entries map[int]int
}

type board struct {
	sync.RWMutex
	lines []string
}

func main() {
	recorder.Run(func(effort int, snapshot func()) {
		g := &gate{entries: map[int]int{}}
		b := &board{}
		tickets := make(chan int)
		closing := make(chan struct{})
		var visitors, staff sync.WaitGroup

		for id := range 8 {
			visitors.Go(func() { visit(g, b, tickets, id, effort) })
		}
		for range 4 {
			staff.Go(func() { serve(g, tickets, closing) })
		}
		for range 3 {
			staff.Go(func() { idle(closing) })
		}
		visitors.Wait()
		snapshot()
		close(closing)
		staff.Wait()
	})
}

func visit(g *gate, b *board, tickets chan<- int, id, rounds int) {
	for round := range rounds {
		g.enter(id)
		b.post("in")
		if round%16 == 0 {
			tickets <- id
		}
		b.count()
	}
}

func serve(g *gate, tickets <-chan int, closing <-chan struct{}) {
	for {
		select {
		case id := <-tickets:
			g.enter(id)
		case <-closing:
			return
		}
	}
}

func idle(closing <-chan struct{}) {
	select {
	case <-closing:
	case <-time.After(time.Hour):
	}
}

func (g *gate) enter(id int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.entries[id] += spin(200)
}

func (b *board) post(line string) {
	b.Lock()
	b.lines = append(b.lines[:len(b.lines)%64], line)
	spin(100)
	b.Unlock()
}

func (b *board) count() int {
	b.RLock()
	defer b.RUnlock()
	return len(b.lines) + spin(50)
}

func spin(turns int) int {
	sum := 0
	for i := range turns {
		sum = sum*31 + i
	}
	return sum
}
