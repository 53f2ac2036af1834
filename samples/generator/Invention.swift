/// The invented company: its teams, what they call, and what happens to them.
enum Invention {
    /// How one team uses one model.
    struct Workload {
        var team: String
        var campaign: String?
        var agent: String?
        var provider: String
        var model: String
        var service = "chat"
        var action: String
        /// Calls on an average weekday, in thousandths of all.
        var weight: Int
        /// Typical counts by name; each call draws around them.
        var counts: [(name: String, typical: Int)]
        var attributes: [(name: String, value: String)] = []
        /// The part of the input that is read from a cache, in percent.
        var cachedPercent = 0
        /// Typical latency in milliseconds.
        var latency: Int
        /// The first and last day it is there, counted from the first day; nil is always.
        var days: ClosedRange<Int>?
        /// Whether it works at night and at weekends as by day.
        var isSteady = false
    }

    static let workloads: [Workload] = [
        Workload(
            team: "search", agent: "re-ranker", provider: "anthropic", model: "claude-sonnet-4-5",
            action: "rerank",
            weight: 180, counts: [("input_tokens", 5200), ("output_tokens", 420)], cachedPercent: 60,
            latency: 2400),
        Workload(
            team: "support", agent: "copilot", provider: "openai", model: "gpt-5.1", action: "answer",
            weight: 170,
            counts: [("input_tokens", 3100), ("output_tokens", 620), ("reasoning_tokens", 240)],
            cachedPercent: 40,
            latency: 5200),
        Workload(
            team: "support", agent: "router", provider: "openai", model: "gpt-5-mini", action: "classify",
            weight: 210,
            counts: [("input_tokens", 640), ("output_tokens", 24)], latency: 700),
        Workload(
            team: "contracts", provider: "google", model: "gemini-2.5-pro", action: "extract", weight: 40,
            counts: [("input_tokens", 48_000), ("output_tokens", 2200), ("reasoning_tokens", 900)],
            latency: 14_000),
        Workload(
            team: "enrichment", agent: "ops-nightly-batch", provider: "google", model: "gemini-2.5-flash",
            action: "tag", weight: 150, counts: [("input_tokens", 1500), ("output_tokens", 160)],
            latency: 1100,
            isSteady: true),
        Workload(
            team: "sales", provider: "anthropic", model: "claude-haiku-4-5", action: "draft", weight: 90,
            counts: [("input_tokens", 1200), ("output_tokens", 380)], latency: 1600),
        Workload(
            team: "marketing", campaign: "autumn-2026", provider: "openai", model: "dall-e-3",
            service: "image",
            action: "generate", weight: 18, counts: [("images", 1)],
            attributes: [("image_size", "1024x1024"), ("image_quality", "hd")], latency: 12_000, days: 30...90
        ),
        Workload(
            team: "marketing", campaign: "autumn-2026-emea-b2b-video-teasers", provider: "google",
            model: "veo-3.1-generate-001",
            service: "video", action: "generate", weight: 3, counts: [("video_seconds", 8)],
            attributes: [("video_resolution", "720p"), ("video_audio", "true")], latency: 64_000,
            days: 40...75),
        Workload(
            team: "voice", provider: "openai", model: "whisper-1", service: "audio", action: "transcribe",
            weight: 30,
            counts: [("audio_seconds", 240)], latency: 9000),
        Workload(
            team: "search", agent: "indexer", provider: "openai", model: "text-embedding-3-small",
            service: "embedding",
            action: "embed", weight: 100, counts: [("input_tokens", 7800)], latency: 320, isSteady: true),
        Workload(
            team: "research", provider: "in-house", model: "house-model-preview", action: "try", weight: 9,
            counts: [("input_tokens", 900), ("output_tokens", 300)], latency: 3000, days: 50...70),
    ]

    /// One afternoon on which a batch job tried the dearest model again and again.
    static let incident = (
        day: 68, hours: 13...16, callsPerHour: 130, agent: "ops-nightly-batch", team: "enrichment"
    )

    /// Calls by hour of a weekday, in parts of a thousand.
    static let hours = [
        6, 4, 3, 3, 4, 8, 18, 38, 66, 82, 86, 80, 62, 74, 84, 82, 74, 58, 42, 34, 28, 24, 24, 16,
    ]
}
