#pragma once
#include <stddef.h>

// One file, as it stands in Sources/UsagePricing/Catalogue.
struct price_file {
    const char *provider;
    const unsigned char *bytes;
    size_t size;
};

// The number of price files.
size_t price_file_count(void);

// The price file at an index below the count.
struct price_file price_file_at(size_t index);

// The number of files beside the price files: what the lists differ on, the facts kept by hand, the lists' names.
size_t price_note_count(void);

// The file at an index below that count; its name stands where a price file has the provider.
struct price_file price_note_at(size_t index);
