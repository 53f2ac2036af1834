#pragma once
#include <stddef.h>

/// A file of provider rules as it lies in `Sources/UsageCapture/Rules`, compiled in by `#embed`.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} capture_rule_file;

/// How many rule files there are.
size_t capture_rule_file_count(void);

/// A rule file by its place in the list; the index must be below the count.
capture_rule_file capture_rule_file_at(size_t index);
