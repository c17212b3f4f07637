// Command worker counts again and again what is bought together, and answers with the latest count.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"

	"example.com/shop/internal/catalog"
	"example.com/shop/internal/recommend"
	"example.com/shop/internal/sales"
)

const drainTimeout = 10 * time.Second

func main() {
	addr := flag.String("addr", ":8081", "address of the recommendations")
	every := flag.Duration("every", 5*time.Minute, "time between two counts")
	flag.Parse()
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil)))

	if err := run(*addr, *every); err != nil {
		slog.Error("worker stopped", "err", err)
		os.Exit(1)
	}
}

func run(addr string, every time.Duration) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	var latest atomic.Pointer[recommend.Index]
	go refresh(ctx, &latest, every)

	server := &http.Server{
		Addr:              addr,
		Handler:           routes(&latest),
		ReadHeaderTimeout: 5 * time.Second,
		WriteTimeout:      10 * time.Second,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	select {
	case err := <-failed:
		return fmt.Errorf("listen: %w", err)
	case <-ctx.Done():
	}

	stop() // A second signal ends the process at once.
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
	defer cancel()
	if err := server.Shutdown(drain); err != nil {
		return errors.Join(fmt.Errorf("drain: %w", err), server.Close())
	}
	return nil
}

func refresh(ctx context.Context, latest *atomic.Pointer[recommend.Index], every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	products := catalog.Generate(2000, 1).IDs()
	for seed := uint64(1); ; seed++ {
		start := time.Now()
		latest.Store(recommend.Build(sales.Generate(products, 50_000, seed)))
		slog.Info("counted", "took", time.Since(start))
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func routes(latest *atomic.Pointer[recommend.Index]) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if latest.Load() == nil {
			http.Error(w, "still counting", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok")
	})
	mux.HandleFunc("GET /similar/{product}", func(w http.ResponseWriter, r *http.Request) {
		product, err := strconv.Atoi(r.PathValue("product"))
		index := latest.Load()
		if err != nil || index == nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(index.Similar(product, 8)); err != nil {
			slog.DebugContext(r.Context(), "answer was cut off", "err", err)
		}
	})
	return mux
}
