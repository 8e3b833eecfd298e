#include "extract/extraction.h"

StCode extract_times(Extraction *x) {
    (void)x;
    return ST_OK;
}
