private import Glibc

/// Makes a file that may not grow an error rather than a signal, as every program does that writes files for others.
func ignoreFileLimits() { _ = signal(SIGXFSZ, SIG_IGN) }
