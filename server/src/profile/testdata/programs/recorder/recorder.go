// Package recorder writes every kind of profile that the Go runtime has.
package recorder

import (
	"log"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strconv"
)

// Run records work into the folder named by the first argument, with the effort named by the second. While work runs,
// the CPU is profiled; it calls snapshot at the moment whose heap and goroutines are worth seeing.
func Run(work func(effort int, snapshot func())) {
	if len(os.Args) != 3 {
		log.Fatalf("usage: %s FOLDER EFFORT", os.Args[0])
	}
	folder := os.Args[1]
	effort, err := strconv.Atoi(os.Args[2])
	check(err)
	check(os.MkdirAll(folder, 0o755))

	runtime.MemProfileRate = 64 << 10
	runtime.SetMutexProfileFraction(1)
	runtime.SetBlockProfileRate(1)

	cpu, err := os.Create(filepath.Join(folder, "cpu.pb.gz"))
	check(err)
	check(pprof.StartCPUProfile(cpu))
	work(effort, func() {
		runtime.GC()
		for _, name := range []string{"heap", "allocs", "goroutine"} {
			write(folder, name)
		}
	})
	pprof.StopCPUProfile()
	check(cpu.Close())
	for _, name := range []string{"mutex", "block"} {
		write(folder, name)
	}
}

func write(folder, name string) {
	file, err := os.Create(filepath.Join(folder, name+".pb.gz"))
	check(err)
	check(pprof.Lookup(name).WriteTo(file, 0))
	check(file.Close())
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
