#include "extract/extraction.h"

StCode extract_links(Extraction *x) {
    (void)x;
    return ST_OK;
}
