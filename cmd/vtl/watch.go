package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/vtlkit/vtl/runtime/apispec"
	"github.com/vtlkit/vtl/runtime/gateway"
)

// watchDelay is how long a file must be left alone before it is read again: editors save in several steps.
const watchDelay = 80 * time.Millisecond

// watchDefinition serves each new version of the definition until ctx ends or the returned function is called. A
// version that is refused is reported, and the one before it stays. Folders are watched, not files, since editors
// replace files.
func watchDefinition(ctx context.Context, a *app, g *gateway.Gateway, file string, f gatewayFlags) (stop func(), err error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	if err := w.Add(filepath.Dir(file)); err != nil {
		_ = w.Close()
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		reloadLoop(ctx, w, file, func() { reload(a, g, file, f) })
	}()
	return func() {
		cancel()
		<-done
		_ = w.Close()
	}, nil
}

// reloadLoop calls changed some time after file was last touched.
func reloadLoop(ctx context.Context, w *fsnotify.Watcher, file string, changed func()) {
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if filepath.Base(e.Name) == filepath.Base(file) && !e.Has(fsnotify.Chmod) {
				timer.Reset(watchDelay)
			}
		case _, ok := <-w.Errors:
			// What was lost is only that the file changed: look at it once more.
			if !ok {
				return
			}
			timer.Reset(watchDelay)
		case <-timer.C:
			changed()
		}
	}
}

// reload serves the definition as it is now, if it can be served.
func reload(a *app, g *gateway.Gateway, file string, f gatewayFlags) {
	data, err := os.ReadFile(file)
	if err != nil {
		fmt.Fprintf(a.err, "vtl: %v; the version before it is served on\n", pathError(err))
		return
	}
	o, err := f.options(a, file)
	var api *apispec.API
	var warnings []*apispec.Warning
	if err == nil {
		api, warnings, err = apispec.Load(file, data, o.Spec)
	}
	for _, w := range warnings {
		fmt.Fprint(a.err, w.Detail())
	}
	if err == nil {
		err = g.Swap(api)
	}
	if err != nil {
		_ = refused(a, err)
		fmt.Fprintf(a.err, "vtl: %s is refused; the version before it is served on\n", file)
		return
	}
	fmt.Fprintf(a.err, "vtl: %s reloaded\n", file)
}
