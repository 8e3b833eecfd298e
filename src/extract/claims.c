#include "extract/extraction.h"

StCode extract_claims(Extraction *x) {
    (void)x;
    return ST_OK;
}
