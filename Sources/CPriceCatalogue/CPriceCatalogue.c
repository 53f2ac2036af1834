#include "CPriceCatalogue.h"
