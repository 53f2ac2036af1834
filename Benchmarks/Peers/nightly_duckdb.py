#!/usr/bin/env python3
"""The nightly job with DuckDB and matplotlib, over the calls of a ledger: daily sums as CSV and JSON, 8 PNG, a PDF.

    nightly_duckdb.py LEDGER FOLDER FIRST END      moments in microseconds since 1970

Written as a careful user would: one scan of the columns that are needed, everything else from what it brought.
"""
import datetime
import glob
import os
import sys

import duckdb
import duckdb_extension_sqlite_scanner as scanner
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plot
from matplotlib.backends.backend_pdf import PdfPages

LEDGER, FOLDER, FIRST, END = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
DAY = 86_400_000_000

os.makedirs(FOLDER, exist_ok=True)
database = duckdb.connect()
extension = glob.glob(os.path.dirname(scanner.__file__) + "/**/*.duckdb_extension", recursive=True)[0]
database.execute(f"LOAD '{extension}'")
database.execute(f"ATTACH '{LEDGER}' AS ledger (TYPE sqlite, READ_ONLY)")


def rows(sql):
    return database.execute(sql).fetchall()


database.execute(f"""
    CREATE TEMP TABLE calls AS
    SELECT occurred_at // {DAY} AS day, occurred_at // 3600000000 % 24 AS hour, provider, model, "user" AS person, team,
        sign, sign * input_tokens AS input, sign * output_tokens AS output, sign * cache_read_tokens AS cached,
        sign * images AS images, sign * total_cost AS cost, latency_ms, status
    FROM ledger.api_usage WHERE occurred_at >= {FIRST} AND occurred_at < {END}""")
database.execute("""
    CREATE TEMP TABLE daily AS
    SELECT day, provider, model, sum(sign) AS calls, sum(input) AS input, sum(output) AS output, sum(cached) AS cached,
        sum(cost) AS cost, sum(images) AS images, quantile_disc(latency_ms, [0.5, 0.95, 0.99]) AS latency,
        sum(sign) FILTER (WHERE status <> 'success') AS failed
    FROM calls GROUP BY ALL ORDER BY ALL""")
named = "SELECT make_timestamp(day * 86400000000)::DATE AS date, * EXCLUDE day FROM daily"
database.execute(f"COPY ({named}) TO '{FOLDER}/daily.csv' (FORMAT csv, HEADER)")
database.execute(f"COPY ({named}) TO '{FOLDER}/daily.json' (FORMAT json, ARRAY true)")

DOLLAR = 1e12
days = [row[0] for row in rows("SELECT DISTINCT day FROM daily ORDER BY 1")]
dates = [datetime.date(1970, 1, 1) + datetime.timedelta(day) for day in days]
place = {day: index for index, day in enumerate(days)}
top = [row[0] for row in rows("SELECT model FROM daily GROUP BY 1 ORDER BY sum(cost) DESC LIMIT 8")]
stacks = [[0.0] * len(days) for _ in range(len(top) + 1)]
for day, model, cost in rows("SELECT day, model, sum(cost) FROM daily GROUP BY ALL"):
    stacks[top.index(model) if model in top else len(top)][place[day]] += float(cost) / DOLLAR
totals = [sum(stack[index] for stack in stacks) for index in range(len(days))]
people = rows("SELECT person, sum(cost) FROM calls GROUP BY 1 ORDER BY 2 DESC LIMIT 15")
hours = rows("SELECT (day + 3) % 7, hour, sum(cost) FROM calls GROUP BY ALL")
waits = rows("SELECT quantile_disc(latency_ms, [0.5, 0.95, 0.99]) FROM calls GROUP BY day ORDER BY day")
faults = rows("SELECT 100.0 * avg((status <> 'success')::INT) FROM calls GROUP BY day ORDER BY day")
images = rows("SELECT sum(images) FROM calls GROUP BY day ORDER BY day")
moves = rows("""
    SELECT coalesce(team, '(none)'), sum(cost) FILTER (WHERE day * 2 >= (SELECT min(day) + max(day) FROM calls)),
        sum(cost) FILTER (WHERE day * 2 < (SELECT min(day) + max(day) FROM calls)) FROM calls GROUP BY 1""")

figures = []


def chart(name, title):
    figure, axes = plot.subplots(figsize=(16, 9), dpi=100)
    axes.set_title(title, fontsize=18, loc="left")
    axes.grid(alpha=0.3)
    figures.append((name, figure))
    return axes


axes = chart("daily", "Daily cost by model, US dollars")
axes.stackplot(dates, stacks, labels=top + ["other"])
axes.legend(loc="upper left", ncol=2)
axes = chart("burn-up", "Cumulative cost, US dollars")
sums = [sum(totals[:index + 1]) for index in range(len(totals))]
axes.plot(dates, sums)
axes = chart("movers", "Change by team, US dollars")
moves.sort(key=lambda row: float(row[1] or 0) - float(row[2] or 0))
axes.barh([row[0] for row in moves], [float((row[1] or 0) - (row[2] or 0)) / DOLLAR for row in moves])
axes = chart("ranking", "Largest users, US dollars")
axes.bar_label(
    axes.barh([str(row[0]) for row in people[::-1]], [float(row[1]) / DOLLAR for row in people[::-1]]), fmt="$%.0f")
axes = chart("heatmap", "Cost by hour and weekday, US dollars")
grid = [[0.0] * 24 for _ in range(7)]
for weekday, hour, cost in hours:
    grid[weekday][hour] = float(cost) / DOLLAR
axes.grid(False)
figures[-1][1].colorbar(axes.imshow(grid, aspect="auto"))
axes = chart("latency", "Latency p50, p95, p99, ms")
for index, name in enumerate(["p50", "p95", "p99"]):
    axes.plot(dates, [wait[0][index] if wait[0] else None for wait in waits], label=name)
axes.legend()
axes = chart("errors", "Failed calls, %")
axes.plot(dates, [fault[0] for fault in faults])
axes = chart("media", "Images")
axes.bar(dates, [float(image[0] or 0) for image in images])
for name, figure in figures:
    figure.savefig(f"{FOLDER}/{name}.png")
with PdfPages(f"{FOLDER}/report.pdf") as pages:
    for _, figure in figures:
        pages.savefig(figure)
