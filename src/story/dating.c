/* When the documents were published: as they say themselves. */
#include "story/making.h"

StCode story_date_documents(Making *m) {
    for (uint32_t d = 0; d < m->docs.n; d++) {
        const Published *p = m->docs.v[d]->doc.published;
        if (p) m->days[d] = p->days;
    }
    return ST_OK;
}
