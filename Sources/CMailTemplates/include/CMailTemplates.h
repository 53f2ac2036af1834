#pragma once
#include <stddef.h>

/// A file of the mail as it lies in `Templates/mail`, compiled in by `#embed`.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} mail_template_file;

/// How many files there are.
size_t mail_template_file_count(void);

/// A file by its place in the list; the index must be below the count.
mail_template_file mail_template_file_at(size_t index);
