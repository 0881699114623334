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
// version that is refused is reported, and the one before it stays.
func watchDefinition(ctx context.Context, a *app, g *gateway.Gateway, file string, f gatewayFlags) (stop func(), err error) {
	return watchFiles(ctx, []string{file}, func(string) { reload(a, g, file, f) }, func() {})
}

// watchFiles calls first, once the files are watched, and then changed with the name of each file some time after it
// was last touched, until ctx ends or the returned function is called. Folders are watched, not files, since editors
// replace files.
func watchFiles(ctx context.Context, files []string, changed func(name string), first func()) (stop func(), err error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, file := range files {
		names[filepath.Clean(file)] = file
		if err := w.Add(filepath.Dir(file)); err != nil {
			_ = w.Close()
			return nil, err
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		first()
		watchLoop(ctx, w, names, changed)
	}()
	return func() {
		cancel()
		<-done
		_ = w.Close()
	}, nil
}

// watchLoop calls changed for the files in names, by their clean paths, until ctx ends.
func watchLoop(ctx context.Context, w *fsnotify.Watcher, names map[string]string, changed func(name string)) {
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	defer timer.Stop()
	var touched string
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if name := names[filepath.Clean(e.Name)]; name != "" && !e.Has(fsnotify.Chmod) {
				touched = name
				timer.Reset(watchDelay)
			}
		case _, ok := <-w.Errors:
			// What was lost is only that a file changed: look at them once more.
			if !ok {
				return
			}
			touched = "something"
			timer.Reset(watchDelay)
		case <-timer.C:
			changed(touched)
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
