#include "floor.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static int copy_schema(sqlite3 *from, sqlite3 *to) {
    sqlite3_stmt *query;
    // Tables first: an index or trigger needs its table.
    const char *sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
                      "ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, rowid";
    if (sqlite3_prepare_v2(from, sql, -1, &query, 0) != SQLITE_OK) return 0;
    int fine = 1;
    while (fine && sqlite3_step(query) == SQLITE_ROW)
        fine = sqlite3_exec(to, (const char *)sqlite3_column_text(query, 0), 0, 0, 0) == SQLITE_OK;
    sqlite3_finalize(query);
    return fine;
}

static double insert_rows(
    sqlite3 *from, sqlite3 *to, int batch, int limit, int *rows
) {
    sqlite3_stmt *query = 0, *insert = 0;
    char sql[8192];
    snprintf(sql, sizeof sql, "SELECT * FROM api_usage ORDER BY rowid LIMIT %d", limit);
    if (sqlite3_prepare_v2(from, sql, -1, &query, 0) != SQLITE_OK) return -1;
    int columns = sqlite3_column_count(query), count = 0, room = 1024;
    sqlite3_value **values = malloc(sizeof *values * columns * room);
    while (sqlite3_step(query) == SQLITE_ROW) {
        if (count == room) values = realloc(values, sizeof *values * columns * (room *= 2));
        for (int i = 0; i < columns; i++)
            values[count * columns + i] = sqlite3_value_dup(sqlite3_column_value(query, i));
        count++;
    }
    sqlite3_finalize(query);
    strcpy(sql, "INSERT INTO api_usage VALUES (?");
    for (int i = 1; i < columns; i++) strcat(sql, ", ?");
    strcat(sql, ") ON CONFLICT DO NOTHING");
    if (sqlite3_prepare_v3(to, sql, -1, SQLITE_PREPARE_PERSISTENT, &insert, 0) != SQLITE_OK) return -1;
    int fine = 1;
    double start = now();
    for (int row = 0; row < count && fine; row++) {
        if (row % batch == 0) fine = sqlite3_exec(to, "BEGIN IMMEDIATE", 0, 0, 0) == SQLITE_OK;
        for (int i = 0; i < columns; i++) {
            sqlite3_value *value = values[row * columns + i];
            switch (sqlite3_value_type(value)) {
            case SQLITE_INTEGER: sqlite3_bind_int64(insert, i + 1, sqlite3_value_int64(value)); break;
            case SQLITE_TEXT:
                sqlite3_bind_text(insert, i + 1, (const char *)sqlite3_value_text(value),
                                  sqlite3_value_bytes(value), SQLITE_STATIC);
                break;
            case SQLITE_BLOB:
                sqlite3_bind_blob(insert, i + 1, sqlite3_value_blob(value), sqlite3_value_bytes(value),
                                  SQLITE_STATIC);
                break;
            default: sqlite3_bind_null(insert, i + 1);
            }
        }
        fine = fine && sqlite3_step(insert) == SQLITE_DONE;
        sqlite3_reset(insert);
        if (row % batch == batch - 1 || row == count - 1)
            fine = fine && sqlite3_exec(to, "COMMIT", 0, 0, 0) == SQLITE_OK;
    }
    double seconds = now() - start;
    sqlite3_finalize(insert);
    for (int i = 0; i < count * columns; i++) sqlite3_value_free(values[i]);
    free(values);
    *rows = count;
    return fine ? seconds : -1;
}

double floor_insert(const char *ledger, const char *target, int batch, int limit, int *rows) {
    sqlite3 *from = 0, *to = 0;
    double seconds = -1;
    const char *pragmas = "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                          "PRAGMA cache_size = -16384; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON";
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(ledger, &from, SQLITE_OPEN_READONLY, 0) == SQLITE_OK &&
        sqlite3_open_v2(target, &to, flags, 0) == SQLITE_OK &&
        sqlite3_exec(to, pragmas, 0, 0, 0) == SQLITE_OK && copy_schema(from, to))
        seconds = insert_rows(from, to, batch, limit, rows);
    if (seconds < 0) fprintf(stderr, "%s\n", sqlite3_errmsg(to ? to : from));
    sqlite3_close(from);
    sqlite3_close(to);
    return seconds;
}
