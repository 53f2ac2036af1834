#include "CCaptureRules.h"
