#pragma once
#include <stddef.h>

// One price file, as it stands in Sources/UsagePricing/Catalogue.
struct price_file {
    const char *provider;
    const unsigned char *bytes;
    size_t size;
};

// The number of price files.
size_t price_file_count(void);

// The price file at an index below the count.
struct price_file price_file_at(size_t index);
