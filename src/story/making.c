#include "story/making.h"

#include <inttypes.h>

Str making_id(Making *m, char kind, Str content) {
    uint32_t hash = (uint32_t)(str_hash(content) >> 32);
    Str id = arena_format(m->arena, "%.*s.%c%08" PRIx32, STR_ARG(m->story->id), kind, hash);
    uint32_t *times = id.p ? map_at(&m->ids, id) : NULL;
    if (!times) return (Str){NULL, 0};
    if (++*times > 1) id = arena_format(m->arena, "%.*s.%" PRIu32, STR_ARG(id), *times);
    return id;
}

StCode making_push(Making *m, Strs *list, Str s) {
    Str *slot = list_push(m->arena, list, Str);
    TRY_MEM(slot, m->err);
    *slot = s;
    return ST_OK;
}

StCode making_push_once(Making *m, Strs *list, Str s) {
    for (uint32_t i = 0; i < list->n; i++)
        if (str_eq(list->v[i], s)) return ST_OK;
    return making_push(m, list, s);
}

uint32_t making_actor(const Making *m, uint32_t doc, Ref actor) {
    return actor && actor <= m->docs.v[doc]->actors.n ? m->actor_at[doc][actor - 1] : 0;
}

uint32_t making_place(const Making *m, uint32_t doc, Ref place) {
    return place && place <= m->docs.v[doc]->places.n ? m->place_at[doc][place - 1] : 0;
}

uint32_t making_side(const Making *m, uint32_t entity) {
    return entity ? m->entities[entity - 1].side : 0;
}

Str making_entity_name(const Making *m, uint32_t entity) {
    return entity ? m->story->entities.v[entity - 1].name : (Str){NULL, 0};
}

Str making_side_name(const Making *m, uint32_t side) {
    return side ? m->story->sides.v[side - 1].name : (Str){NULL, 0};
}

Str making_side_id(const Making *m, uint32_t side) {
    return side ? m->story->sides.v[side - 1].id : (Str){NULL, 0};
}

const Figure *making_figure(const Making *m, const Item *i) {
    return i->kind == RECORD_FIGURE ? records_figure(m->docs.v[i->doc], i->ref) : NULL;
}

const Event *making_event(const Making *m, const Item *i) {
    return i->kind == RECORD_EVENT ? records_event(m->docs.v[i->doc], i->ref) : NULL;
}

const Claim *making_claim(const Making *m, const Item *i) {
    return i->kind == RECORD_CLAIM ? records_claim(m->docs.v[i->doc], i->ref) : NULL;
}

uint32_t making_item(const Making *m, uint32_t doc, RecordKind kind, Ref ref) {
    const RecordHead *head = records_head(m->docs.v[doc], kind, ref);
    return head ? map_get(&m->item_at, head->id) : 0;
}

Str making_cell(const Making *m, const char *table, Str key, const char *column) {
    const Table *t = tables_get(m->tables, table);
    char folded[TABLE_KEY_MAX];
    if (!t || !key.n || key.n > sizeof folded) return S("");
    for (size_t i = 0; i < key.n; i++) /* keys are words of closed lists and lemmas */
        folded[i] = (char)(key.p[i] >= 'A' && key.p[i] <= 'Z' ? key.p[i] + 32 : key.p[i]);
    uint32_t row = table_find(t, (Str){folded, key.n}, 0);
    return row ? table_cell(t, row - 1, table_column(t, column)) : S("");
}
