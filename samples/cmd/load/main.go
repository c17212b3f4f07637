// Command load visits a running shop like its customers do, and saves the profiles of that time.
//
//	go build -trimpath -o shop . && ./shop >/dev/null &
//	go run ./cmd/load -for 30s -out profiles
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	api := flag.String("api", "http://127.0.0.1:8080", "where the shop is")
	admin := flag.String("admin", "http://127.0.0.1:6060", "where its profiles are")
	duration := flag.Duration("for", 30*time.Second, "how long to shop, and to profile")
	visitors := flag.Int("visitors", 8, "how many at once")
	out := flag.String("out", "", "folder for the profiles; empty saves none")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *api, *admin, *duration, *visitors, *out); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, api, admin string, duration time.Duration, visitors int, out string) error {
	shopping, closing := context.WithCancel(ctx)
	defer closing()

	var visits, failures atomic.Int64
	var wg sync.WaitGroup
	for i := range visitors {
		wg.Go(func() {
			v := newVisitor(api, uint64(i))
			for shopping.Err() == nil {
				if err := v.visit(shopping); err != nil && shopping.Err() == nil {
					failures.Add(1)
					log.Print(err)
					time.Sleep(100 * time.Millisecond)
				}
				visits.Add(1)
			}
		})
	}

	err := profile(shopping, admin, duration, out)
	closing()
	wg.Wait()
	log.Printf("%d visits, %d failed", visits.Load(), failures.Load())
	return err
}

// profile saves the CPU profile while the visitors are busy, and then what is left in memory.
func profile(ctx context.Context, admin string, duration time.Duration, out string) error {
	if out == "" {
		select {
		case <-ctx.Done():
		case <-time.After(duration):
		}
		return nil
	}
	seconds := fmt.Sprintf("profile?seconds=%d", int(duration.Seconds()))
	return errors.Join(
		save(ctx, admin+"/debug/pprof/"+seconds, filepath.Join(out, "cpu.pprof")),
		save(ctx, admin+"/debug/pprof/goroutine", filepath.Join(out, "goroutine.pprof")),
		save(ctx, admin+"/debug/pprof/mutex", filepath.Join(out, "mutex.pprof")),
		save(ctx, admin+"/debug/pprof/heap?gc=1", filepath.Join(out, "heap.pprof")),
	)
}

func save(ctx context.Context, url, file string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", url, response.Status)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return fmt.Errorf("%s: %w", url, err)
	}
	return os.WriteFile(file, body, 0o644)
}
