// Says what calls cost, records three and prints the sum:
//
//     swift run Quickstart quickstart.sqlite
//
// Run it twice: the calls have keys of their own, so that the second run adds nothing.

import UsageLedger

let morning = try Instant("2026-10-01T09:30:00Z")

// What calls cost, without any ledger: text, an image, a video, a recording.
let prices = PriceBook.builtIn
let costs = [
    ("text", prices.cost(ofText: "gpt-4o", input: 1_200, output: 350, at: morning)),
    ("image", prices.cost(ofImages: "dall-e-3", size: "1024x1024", quality: "hd", at: morning)),
    ("video", prices.cost(ofVideo: "runway/gen4_turbo", seconds: 10, at: morning)),
    ("sound", prices.cost(ofAudio: "whisper-1", seconds: 90, at: morning)),
    ("unknown", prices.cost(ofText: "openai/gpt-4p", input: 900, at: morning)),
]
for (what, cost) in costs {
    switch cost {
    case .priced(let cost): print(what, cost.total, "USD at", cost.price.priceID)
    case .unpriced(let reason): print(what, "has no price:", reason)
    }
}

let ledger = try Ledger(path: CommandLine.arguments.dropFirst().first ?? "quickstart.sqlite")

// A chat whose prompt came from the cache for the most part; counts are inclusive.
var chat = UsageEvent(
    occurredAt: morning, provider: Provider(named: "openai"), model: "gpt-4o",
    usage: try Usage([.inputTokens: 1_200, .cacheReadTokens: 1_024, .outputTokens: 350]),
    attribution: Attribution(user: "ada", team: "support"))
chat.idempotencyKey = "quickstart-chat"

// An image, whose price depends on its size and quality.
var image = UsageEvent(
    occurredAt: morning.adding(seconds: 60), provider: Provider(named: "openai"), model: "dall-e-3",
    usage: try Usage([.images: 1], attributes: [.imageSize: "1024x1024", .imageQuality: "hd"]),
    attribution: Attribution(user: "ada", team: "marketing"))
image.idempotencyKey = "quickstart-image"

// A model that no price list knows: recorded all the same, and never taken for free.
var unknown = UsageEvent(
    occurredAt: morning.adding(seconds: 120), provider: Provider(named: "in-house"), model: "house-model",
    usage: try Usage([.inputTokens: 900, .outputTokens: 100]))
unknown.idempotencyKey = "quickstart-unknown"

for event in [chat, image, unknown] {
    let receipt = try ledger.record(event)
    print("recorded", event.call.requestedModel, receipt.id)
}

let table = try ledger.answer(Query(groups: [.provider, .model], order: .cost))
print(
    "total", table.total.cost, "USD in", table.total.calls, "calls,", table.total.unpricedCallCount,
    "unpriced")
