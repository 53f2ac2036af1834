import CMemory
import Foundation
import UsageCommandLine

// A picture's pixels take six megabytes, a few of them more than all the rest of a report.
cmemory_return_buffers(1 << 20)
exit(runUsageLedger())
