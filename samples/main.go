// Command shop is the HTTP API of a small shop: a catalog to search, carts to fill, receipts to print.
//
// Profiles are served on a second listener that only this machine (or kubectl port-forward) can reach.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.com/shop/internal/admin"
	"example.com/shop/internal/cart"
	"example.com/shop/internal/catalog"
	"example.com/shop/internal/httpapi"
	"example.com/shop/internal/price"
	"example.com/shop/internal/recommend"
	"example.com/shop/internal/sales"
)

// drainTimeout must stay below terminationGracePeriodSeconds less the preStop sleep.
const drainTimeout = 20 * time.Second

func main() {
	addr := flag.String("addr", ":8080", "address of the API")
	adminAddr := flag.String("admin", "127.0.0.1:6060", "address of the profiles; empty turns them off")
	products := flag.Int("products", 2000, "size of the catalog")
	flag.Parse()
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil)))

	if err := run(*addr, *adminAddr, *products); err != nil {
		slog.Error("shop stopped", "err", err)
		os.Exit(1)
	}
}

func run(addr, adminAddr string, products int) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	items := catalog.Generate(products, 1)
	history := sales.Generate(items.IDs(), 20*products, 2)
	api := httpapi.New(httpapi.Services{
		Catalog: items,
		Carts:   cart.NewStore(items, price.Promotions()),
		Similar: recommend.Build(history),
		Signing: []byte(os.Getenv("SHOP_SIGNING_KEY")),
	})

	if adminAddr != "" {
		go func() {
			if err := admin.Serve(ctx, adminAddr); err != nil {
				slog.Error("profiles are off", "err", err)
			}
		}()
	}

	server := &http.Server{
		Handler:           api,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      15 * time.Second,
		IdleTimeout:       time.Minute,
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	slog.Info("shop is open", "addr", listener.Addr().String(), "products", products)

	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	api.SetReady(true)
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}

	stop() // A second signal ends the process at once.
	api.SetReady(false)
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
	defer cancel()
	if err := server.Shutdown(drain); err != nil {
		return errors.Join(fmt.Errorf("drain: %w", err), server.Close())
	}
	return nil
}
