// Repeating timers in Go: each is armed anew from its own callback.
//
//	timers dispatch TIMERS SECONDS        every timer is due again after 1 ms: as many calls as the runtime can make
//	timers paced TIMERS SECONDS RATE      RATE calls a second in all, evenly spread over the timers and the time
//
// Prints one line of JSON: the calls that were made, and the seconds from the first timer to the end. The runtime
// uses as many threads as it likes; the CPU seconds are those of all of them.
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"
)

func cpuSeconds() float64 {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

func main() {
	paced := len(os.Args) == 5 && os.Args[1] == "paced"
	if !paced && !(len(os.Args) == 4 && os.Args[1] == "dispatch") {
		fmt.Fprintln(os.Stderr, "usage: timers dispatch TIMERS SECONDS | paced TIMERS SECONDS RATE")
		os.Exit(64)
	}
	number := func(i int) float64 {
		value, err := strconv.ParseFloat(os.Args[i], 64)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(64)
		}
		return value
	}
	count := int(number(2))
	length := time.Duration(number(3) * float64(time.Second))
	interval := time.Millisecond
	if paced {
		interval = time.Duration(float64(count) / number(4) * float64(time.Second))
	}

	var calls int64
	cpu, start := cpuSeconds(), time.Now()
	end := time.After(length)
	timers := make([]*time.Timer, count)
	for i := range timers {
		i, first := i, interval
		if paced {
			first = interval * time.Duration(i) / time.Duration(count)
		}
		// Armed for ever at first, so that the callback never runs before its timer is in its place.
		timers[i] = time.AfterFunc(1<<63-1, func() {
			atomic.AddInt64(&calls, 1)
			timers[i].Reset(interval)
		})
		timers[i].Reset(first)
	}
	<-end
	made, wall, used := atomic.LoadInt64(&calls), time.Since(start).Seconds(), cpuSeconds()-cpu
	fmt.Printf("{\"events\":%d,\"cpu\":%.6f,\"wall\":%.6f}\n", made, used, wall)
}
