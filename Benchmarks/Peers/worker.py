"""One peer in a process of its own: reads commands from standard input, one a line, and answers each on a line.

    cost CASE          the cost of a case as the peer states it, or `none`
    time CASE HOW      CPU nanoseconds a cost, with the name looked up (`named`) or the price chosen before (`chosen`)
    names              CPU nanoseconds a name of OpenRouter that was never looked up before, and how many
    sum                a million costs of 0.00037215 added up as the peer hands them out
    memory             the most memory held so far, in KiB
"""
import datetime
import json
import os
import sys
import time

START_WALL, START_CPU = time.perf_counter_ns(), time.process_time_ns()
HERE = os.path.dirname(os.path.abspath(__file__))
AT = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.timezone.utc)


class LiteLLM:
    """`cost_per_token` with the provider given, as its proxy calls it; images by its own image calculator."""

    def __init__(self):
        os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # the catalogue that comes with it: no network
        import litellm
        from litellm.cost_calculator import default_image_cost_calculator
        self.library, self.image = litellm, default_image_cost_calculator

    def named(self, case):
        model, usage = case["peers"]["litellm"], case["usage"]
        provider = self.library.model_cost[model]["litellm_provider"]
        if "images" in usage:
            arguments = dict(model=model, custom_llm_provider=provider, quality=usage["image_quality"],
                             n=usage["images"], size=usage["image_size"])
            return lambda: self.image(**arguments)
        arguments = dict(
            model=model, custom_llm_provider=provider, prompt_tokens=usage.get("input_tokens", 0),
            completion_tokens=usage.get("output_tokens", 0),
            cache_read_input_tokens=usage.get("cache_read_tokens", 0),
            cache_creation_input_tokens=usage.get("cache_write_tokens", 0))
        price = self.library.cost_per_token
        return lambda: sum(price(**arguments))

    def look_up(self, name):
        self.library.get_model_info(model="openrouter/" + name)

    total = staticmethod(lambda count: sum_of(count, 2481 * 1.5e-07))


class GenAIPrices:
    """`calc_price` with the provider given; chosen before: `calc_price` of the model it found."""

    def __init__(self):
        import genai_prices
        from genai_prices import data_snapshot
        self.library, self.snapshot = genai_prices, data_snapshot.get_snapshot()

    def parts(self, case):
        provider, model = case["peers"]["genai-prices"].split(":", 1)
        usage = case["usage"]
        return provider, model, self.library.Usage(
            input_tokens=usage.get("input_tokens"), output_tokens=usage.get("output_tokens"),
            cache_read_tokens=usage.get("cache_read_tokens"), cache_write_tokens=usage.get("cache_write_tokens"))

    def named(self, case):
        provider, model, usage = self.parts(case)
        price = self.library.calc_price
        return lambda: price(
            usage, model, provider_id=provider, genai_request_timestamp=AT).total_price

    def chosen(self, case):
        provider, model, usage = self.parts(case)
        provider, model = self.snapshot.find_provider_model(model, None, provider, None)
        return lambda: model.calc_price(usage, provider, genai_request_timestamp=AT).total_price

    def look_up(self, name):
        self.snapshot.find_provider_model(name, None, "openrouter", None)

    @staticmethod
    def total(count):
        from decimal import Decimal
        return sum_of(count, Decimal("0.00037215"))


class Tokencost:
    """`calculate_cost_by_tokens` for input, cached input and output: no other classes."""

    def __init__(self):
        import tokencost
        self.library = tokencost

    def named(self, case):
        model, usage = case["peers"]["tokencost"], case["usage"]
        price = self.library.calculate_cost_by_tokens
        cached = usage.get("cache_read_tokens", 0)
        counts = [(usage.get("input_tokens", 0) - cached, "input"), (usage.get("output_tokens", 0), "output")]
        if cached:
            counts.append((cached, "cached"))
        return lambda: sum(price(count, model, kind) for count, kind in counts)

    @staticmethod
    def total(count):
        from decimal import Decimal
        return sum_of(count, Decimal("0.00037215"))


def sum_of(count, amount):
    total = 0
    for _ in range(count):
        total += amount
    return total


def time_of(body):
    """CPU nanoseconds a call, over about 60 ms of calls."""
    count = 1
    while True:
        start = time.thread_time_ns()
        for _ in range(count):
            body()
        spent = time.thread_time_ns() - start
        if spent > 60_000_000:
            return spent / count
        count = max(count * 2, int(count * 70_000_000 / max(spent, 1_000)))


def first_names(peer):
    with open(os.path.join(HERE, "../../Sources/UsagePricing/Catalogue/openrouter.json")) as file:
        names = [model["id"] for model in json.load(file)["models"]]
    found, spent, look_up = 0, 0, peer.look_up
    for name in names:
        start = time.thread_time_ns()
        try:
            look_up(name)
        except Exception:
            continue  # a model that this peer does not have
        spent += time.thread_time_ns() - start
        found += 1
    return f"{spent / found} {found}"


def peak_memory():
    with open("/proc/self/status") as file:
        return next(line.split()[1] for line in file if line.startswith("VmHWM:"))


def main():
    with open(os.path.join(HERE, "cases.json")) as file:
        cases = json.load(file)
    name = sys.argv[1]
    peer = {"litellm": LiteLLM, "genai-prices": GenAIPrices, "tokencost": Tokencost}[name]()
    peer.named(cases[0])()
    wall, cpu = time.perf_counter_ns() - START_WALL, time.process_time_ns() - START_CPU
    print(wall, cpu, flush=True)
    for line in sys.stdin:
        words = line.split()
        try:
            if words[0] == "memory":
                answer = peak_memory()
            elif words[0] == "sum":
                answer = peer.total(1_000_000)
            elif words[0] == "names":
                answer = first_names(peer)
            else:
                body = getattr(peer, words[2] if words[0] == "time" else "named")(cases[int(words[1])])
                cost = body()
                answer = time_of(body) if words[0] == "time" else format(cost, "f") if name != "litellm" else cost
        except Exception:  # the peer has no such case
            answer = "none"
        print(answer, flush=True)


main()
