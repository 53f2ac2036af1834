import Foundation

/// Time that this thread has computed for: other work on the machine does not count.
enum Clock {
    static func cpuNanoseconds() -> Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    static func wallNanoseconds() -> Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    /// CPU nanoseconds a call, over about 60 ms of calls.
    static func nanoseconds(_ body: () -> Void) -> Double {
        var count = 1
        while true {
            let start = cpuNanoseconds()
            for _ in 0..<count { body() }
            let spent = cpuNanoseconds() - start
            if spent > 60_000_000 { return Double(spent) / Double(count) }
            count = max(count * 2, count * 70_000_000 / max(spent, 1_000))
        }
    }
}
