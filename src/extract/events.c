#include "extract/extraction.h"

StCode extract_events(Extraction *x) {
    (void)x;
    return ST_OK;
}
