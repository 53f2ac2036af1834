#pragma once
#include <stddef.h>

/// A file as it lies in `Templates`, compiled in by `#embed`.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} template_file;

/// How many files there are.
size_t template_file_count(void);

/// A file by its place in the list; the index must be below the count.
template_file template_file_at(size_t index);
