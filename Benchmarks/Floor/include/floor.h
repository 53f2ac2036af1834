#pragma once

/// Writes the rows of a ledger's `api_usage` into a new file of the same schema, triggers and pragmas, as a bare loop of
/// bind and step in transactions of `batch` rows; returns the seconds from the first `BEGIN` to the last `COMMIT`, or a
/// negative number on failure. `limit` rows at most; how many there were goes to `rows`.
double floor_insert(const char *ledger, const char *target, int batch, int limit, int *rows);
