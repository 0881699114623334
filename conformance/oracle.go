package conformance

import (
	"errors"
	"os"
	"path/filepath"
)

// OracleName is the name known differences give to Apache Velocity 1.7.
const OracleName = "velocity-1.7"

// ErrNoShared means that the folder with the oracle and the material that is not part of this repository was not
// found.
var ErrNoShared = errors.New("the shared folder was not found: set VTL_SHARED to its path")

// Shared returns the path of a file or folder of the shared material: below the folder that the environment
// variable VTL_SHARED names, else below a folder "shared" beside the repository.
func Shared(parts ...string) (string, error) {
	root := os.Getenv("VTL_SHARED")
	if root == "" {
		root = besideRepository()
	}
	if root == "" {
		return "", ErrNoShared
	}
	name := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(name); err != nil {
		return "", errors.Join(ErrNoShared, err)
	}
	return name, nil
}

// besideRepository looks for the shared folder beside the working directory and each folder above it.
func besideRepository() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for {
		sibling := filepath.Join(filepath.Dir(dir), "shared")
		if _, err := os.Stat(filepath.Join(sibling, "oracle")); err == nil {
			return sibling
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
		dir = filepath.Dir(dir)
	}
}

// StartOracle runs Apache Velocity 1.7 as an engine. It needs Java and the shared folder.
func StartOracle() (*Process, error) {
	run, err := Shared("oracle", "run")
	if err != nil {
		return nil, err
	}
	return StartProcess(OracleName, []string{run})
}
