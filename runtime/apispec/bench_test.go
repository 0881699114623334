package apispec

import (
	"os"
	"path/filepath"
	"testing"
)

// benchFiles are the definitions that are measured: YAML, JSON, and one made of single resources.
var benchFiles = []string{"orders.yaml", "pets.swagger.json", "books.template.yaml"}

// BenchmarkLoad measures loading.
func BenchmarkLoad(b *testing.B) {
	for _, name := range benchFiles {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, _, err := Load(name, data, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkExport measures writing in all forms.
func BenchmarkExport(b *testing.B) {
	data, err := os.ReadFile(filepath.Join("testdata", benchFiles[0]))
	if err != nil {
		b.Fatal(err)
	}
	api, _, err := Load("", data, Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, form := range exportForms {
		b.Run(form.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Export(api, form.opts)
			}
		})
	}
}
