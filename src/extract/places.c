#include "extract/extraction.h"

StCode extract_places(Extraction *x) {
    (void)x;
    return ST_OK;
}
