#include "extract/extraction.h"

StCode extract_actors(Extraction *x) {
    (void)x;
    return ST_OK;
}
