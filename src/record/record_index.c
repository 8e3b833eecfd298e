#include "record/record_index.h"

static StCode index_add(RecordIndex *x, Arena *a, Str id, Found found) {
    Found *slot = list_push(a, x, Found);
    if (!slot) return ST_NOMEM;
    *slot = found;
    map_set(&x->map, id, x->n);
    return x->map.failed ? ST_NOMEM : ST_OK;
}

StCode record_index_make(const RecordsList *docs, Arena *a, RecordIndex *out) {
    *out = (RecordIndex){.map = {.arena = a}};
    for (uint32_t d = 0; d < docs->n; d++) {
        const Records *r = docs->v[d];
        TRY(index_add(out, a, r->doc.id, (Found){r, RECORD_DOCUMENT, 0}));
        for (int k = RECORD_ACTOR; k < RECORD_COUNT; k++)
            for (Ref i = 1; i <= records_list(r, (RecordKind)k).n; i++)
                TRY(index_add(out, a, records_head(r, (RecordKind)k, i)->id,
                              (Found){r, (RecordKind)k, i}));
    }
    return ST_OK;
}

Found record_index_find(const RecordIndex *index, Str id) {
    uint32_t at = map_get(&index->map, id);
    return at ? index->v[at - 1] : (Found){NULL, RECORD_DOCUMENT, 0};
}
