#include "record/record_drop.h"

#include "record/fields.h"

typedef struct Dropping {
    Arena *a;
    Ref *to[RECORD_COUNT]; /* of each record the ref in the copy, 0 when it is left out */
} Dropping;

/* What every LIST_OF looks like. */
typedef struct AnyList {
    char *v;
    uint32_t n;
} AnyList;

bool records_have_any(const Records *r, const Map *ids) {
    for (int k = RECORD_ACTOR; k < RECORD_COUNT; k++)
        for (Ref i = 1; i <= records_list(r, (RecordKind)k).n; i++)
            if (map_get(ids, records_head(r, (RecordKind)k, i)->id)) return true;
    return false;
}

static Ref ref_to(const Dropping *d, RecordKind kind, Ref ref) {
    return ref && d->to[kind] ? d->to[kind][ref - 1] : ref;
}

static bool claim_dropped(const Dropping *d, Ref claim) {
    return claim && !ref_to(d, RECORD_CLAIM, claim);
}

/* Numbers what stays; claims come before what they say. */
static StCode number_kept(Dropping *d, const Records *r, const Map *ids, uint32_t *dropped) {
    static const RecordKind order[] = {RECORD_ACTOR, RECORD_PLACE,  RECORD_TIME,
                                       RECORD_CLAIM, RECORD_FIGURE, RECORD_EVENT};
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        RecordKind kind = order[k];
        uint32_t n = records_list(r, kind).n;
        Ref *to = arena_new(d->a, Ref, n), next = 0;
        if (!to) return ST_NOMEM;
        for (Ref i = 1; i <= n; i++) {
            bool gone = map_get(ids, records_head(r, kind, i)->id) != 0;
            if (kind == RECORD_FIGURE) gone = gone || claim_dropped(d, r->figures.v[i - 1].claim);
            if (kind == RECORD_EVENT) gone = gone || claim_dropped(d, r->events.v[i - 1].claim);
            to[i - 1] = gone ? 0 : ++next;
        }
        *dropped += n - next;
        d->to[kind] = to;
    }
    return ST_OK;
}

static StCode remap_refs(Dropping *d, RecordKind kind, Refs *list) {
    Ref *v = arena_new(d->a, Ref, list->n);
    if (!v) return ST_NOMEM;
    uint32_t n = 0;
    for (uint32_t i = 0; i < list->n; i++) {
        Ref ref = ref_to(d, kind, list->v[i]);
        if (ref) v[n++] = ref;
    }
    *list = (Refs){v, n};
    return ST_OK;
}

static StCode remap_abouts(Dropping *d, Abouts *list) {
    About *v = arena_new(d->a, About, list->n);
    if (!v) return ST_NOMEM;
    uint32_t n = 0;
    for (uint32_t i = 0; i < list->n; i++) {
        Ref ref = ref_to(d, list->v[i].kind, list->v[i].ref);
        if (ref) v[n++] = (About){list->v[i].kind, ref};
    }
    *list = (Abouts){v, n};
    return ST_OK;
}

static StCode remap_fields(Dropping *d, const Fields *fields, char *base);

/* Copies `n` structs of `fields`, so that the original stays as it is, and turns their refs. */
static StCode remap_copies(Dropping *d, const Fields *fields, char **v, uint32_t n) {
    char *copy = arena_take(d->a, fields->size, n, fields->align);
    if (!copy) return ST_NOMEM;
    if (n) memcpy(copy, *v, fields->size * n);
    *v = copy;
    for (uint32_t i = 0; i < n; i++) TRY(remap_fields(d, fields, copy + i * fields->size));
    return ST_OK;
}

static StCode remap_field(Dropping *d, const Field *f, char *base) {
    void *at = base + f->offset;
    switch (f->type) {
    case FIELD_REF: *(Ref *)at = ref_to(d, f->kind, *(Ref *)at); return ST_OK;
    case FIELD_ANCHOR: *(Ref *)at = ref_to(d, RECORD_TIME, *(Ref *)at); return ST_OK;
    case FIELD_REFS: return remap_refs(d, f->kind, at);
    case FIELD_ABOUTS: return remap_abouts(d, at);
    case FIELD_OBJECT: {
        char *object;
        memcpy(&object, at, sizeof object);
        if (!object) return ST_OK;
        TRY(remap_copies(d, f->sub, &object, 1));
        memcpy(at, &object, sizeof object);
        return ST_OK;
    }
    case FIELD_OBJECTS: {
        AnyList *list = at;
        return list->n ? remap_copies(d, f->sub, &list->v, list->n) : ST_OK;
    }
    default: return ST_OK;
    }
}

static StCode remap_fields(Dropping *d, const Fields *fields, char *base) {
    for (uint32_t i = 0; i < fields->n; i++) TRY(remap_field(d, &fields->v[i], base));
    return ST_OK;
}

/* A time that hangs on one left out hangs on nothing. */
static void loosen_times(const Dropping *d, Times *times) {
    for (uint32_t i = 0; i < times->n; i++) {
        Relative *r = times->v[i].relative;
        if (r && r->anchor && !ref_to(d, RECORD_TIME, r->anchor)) times->v[i].relative = NULL;
    }
}

static StCode copy_list(Dropping *d, const Records *r, RecordKind kind, AnyList *out) {
    RecordList list = records_list(r, kind);
    const Fields *fields = &record_fields[kind];
    out->v = arena_take(d->a, list.size, list.n, fields->align);
    if (!out->v) return ST_NOMEM;
    out->n = 0;
    for (uint32_t i = 0; i < list.n; i++)
        if (d->to[kind][i])
            memcpy(out->v + out->n++ * list.size, list.v + i * list.size, list.size);
    if (kind == RECORD_TIME) loosen_times(d, (Times *)(void *)out);
    for (uint32_t i = 0; i < out->n; i++) TRY(remap_fields(d, fields, out->v + i * list.size));
    return ST_OK;
}

StCode records_without(const Records *r, const Map *ids, Arena *a, Records *out,
                       uint32_t *dropped) {
    Dropping d = {.a = a};
    *out = *r;
    *dropped = 0;
    TRY(number_kept(&d, r, ids, dropped));
    void *lists[RECORD_COUNT] = {
        [RECORD_ACTOR] = &out->actors, [RECORD_PLACE] = &out->places,
        [RECORD_TIME] = &out->times,   [RECORD_FIGURE] = &out->figures,
        [RECORD_CLAIM] = &out->claims, [RECORD_EVENT] = &out->events,
    };
    for (int k = RECORD_ACTOR; k < RECORD_COUNT; k++)
        TRY(copy_list(&d, r, (RecordKind)k, lists[k]));
    return ST_OK;
}
