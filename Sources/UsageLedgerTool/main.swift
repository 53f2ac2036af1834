import Foundation
import UsageCommandLine

exit(runUsageLedger())
