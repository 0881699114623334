// Command oracle compares the engine with Apache Velocity 1.7 on generated templates.
//
//	go run ./conformance/oracle -n 20000 -seed 1 -out /tmp/found
//
// It exits with 1 when they disagree, with 2 when they cannot be compared. Disagreements are minimised, grouped,
// printed, and written as case files into the folder given.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/cases"
	"github.com/vtlkit/vtl/conformance/differential"
	"github.com/vtlkit/vtl/conformance/gen"
)

// settings are the flags.
type settings struct {
	n, from, workers, processes, minimise int
	seed                                  uint64
	dialect, style, out, engine           string
}

func main() {
	var s settings
	flag.IntVar(&s.n, "n", 2000, "templates for each dialect")
	flag.IntVar(&s.from, "from", 0, "number of the first template")
	flag.Uint64Var(&s.seed, "seed", 1, "seed of the generator")
	flag.StringVar(&s.dialect, "dialect", "both", "velocity, apigateway or both")
	flag.StringVar(&s.style, "style", "", "one style of templates only: "+strings.Join(gen.Styles(gen.APIGateway), ", "))
	flag.StringVar(&s.out, "out", "", "folder for the case files of disagreements")
	flag.StringVar(&s.engine, "engine", "", `engine to compare, a command of the line protocol; "" is ours in this process, "oracle" the oracle itself`)
	flag.IntVar(&s.workers, "workers", 16, "templates under way at once")
	flag.IntVar(&s.processes, "processes", 1, "oracle processes")
	flag.IntVar(&s.minimise, "minimise", 200, "disagreements to minimise for each dialect")
	flag.Parse()
	disagree, err := s.run(context.Background())
	switch {
	case err != nil:
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(2)
	case disagree:
		os.Exit(1)
	}
}

// run compares the engines in each dialect and tells whether they disagree.
func (s *settings) run(ctx context.Context) (disagree bool, err error) {
	reference, err := conformance.NewPool(s.processes, conformance.StartOracle)
	if err != nil {
		return false, err
	}
	defer func() { _ = reference.Close() }()
	second, err := conformance.NewPool(1, conformance.StartOracle)
	if err != nil {
		return false, err
	}
	defer func() { _ = second.Close() }()
	subject, err := s.subject()
	if err != nil {
		return false, err
	}
	dialects := []string{s.dialect}
	if s.dialect == "both" {
		dialects = []string{gen.Velocity, gen.APIGateway}
	}
	for _, dialect := range dialects {
		g, err := s.generator(dialect)
		if err != nil {
			return disagree, err
		}
		run := differential.Run{
			Reference: reference, Subject: subject, Second: second, Generator: g,
			From: s.from, Count: s.n, Workers: s.workers, MostMinimised: s.minimise, Keep: gen.KeepsPaths,
		}
		summary, err := run.Do(ctx)
		if err != nil {
			return disagree, err
		}
		disagree = disagree || summary.Disagreements > 0
		if err := s.report(dialect, summary); err != nil {
			return disagree, err
		}
	}
	return disagree, nil
}

func (s *settings) report(dialect string, summary *differential.Summary) error {
	fmt.Printf("# %s, seed %d\n", dialect, s.seed)
	if err := summary.WriteText(os.Stdout); err != nil {
		return err
	}
	if s.out == "" {
		return nil
	}
	return summary.WriteCases(s.out, fmt.Sprintf("%s-%d", dialect, s.seed), conformance.OracleName)
}

// generator returns the generator of a dialect. Its mutations start from the imported cases too.
func (s *settings) generator(dialect string) (*gen.Generator, error) {
	suite, err := conformance.Load(cases.FS)
	if err != nil {
		return nil, err
	}
	o := gen.Options{Seed: s.seed, Dialect: dialect, Style: s.style}
	for _, c := range suite.Cases {
		if c.Area != "velocity/reflection" && len(c.Template) < 1000 {
			o.Corpus = append(o.Corpus, c.Request)
		}
	}
	return gen.New(o), nil
}

// subject starts the engine to compare.
func (s *settings) subject() (conformance.Engine, error) {
	switch s.engine {
	case "":
		return conformance.Ours(), nil
	case "oracle":
		return conformance.NewPool(1, conformance.StartOracle)
	}
	return conformance.StartProcess("engine", strings.Fields(s.engine))
}
