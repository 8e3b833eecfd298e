/* What every document's records promise, checked over the table of fields (record/fields.h), so
 * that a field added there is checked too. For unit tests and fuzz targets.
 *
 *   out  NULL, or the name of the first field that breaks a promise
 */
#ifndef SITREP_TESTS_RECORD_PROMISES_H
#define SITREP_TESTS_RECORD_PROMISES_H

#include "base/map.h"
#include "base/utf8.h"
#include "record/fields.h"

typedef struct Promises {
    const Records *r;
    const char *broken;
} Promises;

static inline void promise(Promises *p, bool kept, const char *field) {
    if (!kept && !p->broken) p->broken = field ? field : "from, to, start or end";
}

static inline bool on_boundary(Str text, uint32_t at) {
    return at == text.n || (at < text.n && ((unsigned char)text.p[at] & 0xC0) != 0x80);
}

static inline bool span_kept(const Promises *p, Span s) {
    Str text = p->r->doc.text;
    return s.start <= s.end && on_boundary(text, s.start) && on_boundary(text, s.end);
}

static inline bool days_kept(Days d) {
    bool ordered = !d.from || !d.to || d.from <= d.to;
    return d.from >= 0 && d.to >= 0 && d.from <= DAY_MAX && d.to <= DAY_MAX && ordered;
}

static inline bool ref_kept(const Promises *p, RecordKind kind, Ref ref) {
    return !ref || records_head(p->r, kind, ref);
}

static inline bool list_kept(const Promises *p, const Field *f, const void *at) {
    bool kept = true;
    if (f->type == FIELD_SPANS)
        for (uint32_t i = 0; i < ((const Spans *)at)->n; i++)
            kept = kept && span_kept(p, ((const Spans *)at)->v[i]);
    if (f->type == FIELD_STRS)
        for (uint32_t i = 0; i < ((const Strs *)at)->n; i++) {
            Str s = ((const Strs *)at)->v[i];
            kept = kept && utf8_valid_until(s) == s.n;
        }
    if (f->type == FIELD_REFS)
        for (uint32_t i = 0; i < ((const Refs *)at)->n; i++) {
            Ref ref = ((const Refs *)at)->v[i];
            kept = kept && ref && ref_kept(p, f->kind, ref);
        }
    if (f->type == FIELD_ABOUTS)
        for (uint32_t i = 0; i < ((const Abouts *)at)->n; i++) {
            About about = ((const Abouts *)at)->v[i];
            kept = kept && about.ref && ref_kept(p, about.kind, about.ref);
        }
    return kept;
}

static inline bool value_kept(const Promises *p, const Field *f, const void *at) {
    switch (f->type) {
    case FIELD_START_END:
    case FIELD_SPAN:
    case FIELD_SPAN_OBJECT: return span_kept(p, *(const Span *)at);
    case FIELD_ID:
    case FIELD_STR: return utf8_valid_until(*(const Str *)at) == ((const Str *)at)->n;
    case FIELD_ENUM: return *(const unsigned *)at < (unsigned)f->word_count;
    case FIELD_WEEKDAY: return *(const int32_t *)at >= 0 && *(const int32_t *)at <= 7;
    case FIELD_DAYS: return days_kept(*(const Days *)at);
    case FIELD_DAYS_OBJECT: return !*(Days *const *)at || days_kept(**(Days *const *)at);
    case FIELD_ANCHOR: return ref_kept(p, RECORD_TIME, *(const Ref *)at);
    case FIELD_REF: return ref_kept(p, f->kind, *(const Ref *)at);
    default: return list_kept(p, f, at);
    }
}

/* Objects lie at most two deep. NOLINTNEXTLINE(misc-no-recursion) */
static inline void check_fields(Promises *p, const Fields *fields, const char *at) {
    for (uint32_t i = 0; i < fields->n; i++) {
        const Field *f = &fields->v[i];
        const void *member = at + f->offset;
        promise(p, value_kept(p, f, member), f->name);
        if (f->type == FIELD_OBJECT && *(char *const *)member)
            check_fields(p, f->sub, *(char *const *)member);
        if (f->type != FIELD_OBJECTS) continue;
        const Strs *list = member; /* begins as every LIST_OF does */
        const char *v = (const char *)(const void *)list->v;
        for (uint32_t k = 0; k < list->n; k++) check_fields(p, f->sub, v + k * f->sub->size);
    }
}

/* Sentences and blocks in text order, without overlap, none empty. */
static inline void check_order(Promises *p) {
    const Document *d = &p->r->doc;
    uint32_t floor = 0;
    for (uint32_t i = 0; i < d->sentences.n; floor = d->sentences.v[i++].end)
        promise(p, d->sentences.v[i].start >= floor && span_some(d->sentences.v[i]), "sentences");
    floor = 0;
    for (uint32_t i = 0; i < d->blocks.n; floor = d->blocks.v[i++].span.end)
        promise(p, d->blocks.v[i].span.start >= floor && span_some(d->blocks.v[i].span), "blocks");
}

static inline void check_id(Promises *p, Map *seen, const RecordHead *head) {
    uint32_t *times = head->id.n ? map_at(seen, head->id) : NULL;
    promise(p, times && !(*times)++, "id");
    promise(p, span_kept(p, head->span), "the span of an id");
}

static inline const char *records_broken(const Records *r, Arena *a) {
    Promises p = {.r = r};
    Map seen = {.arena = a};
    check_order(&p);
    check_fields(&p, &record_fields[RECORD_DOCUMENT], (const char *)&r->doc);
    for (int k = RECORD_ACTOR; k < RECORD_COUNT; k++) {
        RecordList list = records_list(r, (RecordKind)k);
        for (uint32_t i = 0; i < list.n; i++) {
            check_fields(&p, &record_fields[k], list.v + i * list.size);
            check_id(&p, &seen, records_head(r, (RecordKind)k, i + 1));
        }
    }
    return p.broken;
}

#endif
