/* Where a mark stands, and finding it again in other records of the same lineage. */
#include "store/marks.h"

#include "story/spelling.h"

/* The words a record stands on: an actor's or place's name, else the text of its span. */
static Str quote_of(const Records *r, RecordKind kind, Ref ref) {
    if (kind == RECORD_ACTOR) return records_actor(r, ref)->name;
    if (kind == RECORD_PLACE) return records_place(r, ref)->name;
    return document_cut(&r->doc, records_head(r, kind, ref)->span);
}

static Str sentence_of(const Records *r, Span span) {
    uint32_t n = document_sentence_at(&r->doc, span.start);
    return n ? document_cut(&r->doc, r->doc.sentences.v[n - 1]) : S("");
}

StCode mark_place_of(const Records *r, RecordKind kind, Ref ref, Arena *a, MarkPlace *out) {
    *out = (MarkPlace){.key = store_key(&r->doc), .kind = WORD_OF(RECORD, kind), .ordinal = 1};
    if (kind == RECORD_DOCUMENT) {
        out->quote = r->doc.title.n ? r->doc.title : S("");
        out->sentence = S("");
        out->id = r->doc.id;
    } else {
        const RecordHead *head = records_head(r, kind, ref);
        out->quote = quote_of(r, kind, ref);
        out->sentence = sentence_of(r, head->span);
        out->id = head->id;
        for (Ref i = 1; i < ref; i++)
            out->ordinal += str_eq(quote_of(r, kind, i), out->quote) &&
                            str_eq(sentence_of(r, records_head(r, kind, i)->span), out->sentence);
    }
    Str *const texts[] = {&out->key, &out->quote, &out->sentence, &out->id};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = arena_copy(a, *texts[i]);
        if (!texts[i]->p) return ST_NOMEM;
    }
    return ST_OK;
}

/* The same words in the same sentence; of several the one at the same turn, else the last. */
static Ref find_exact(const MarkPlace *p, const Records *r, RecordKind kind, uint32_t n) {
    Ref found = 0;
    uint32_t turn = 0;
    for (Ref i = 1; i <= n && turn < p->ordinal; i++) {
        if (!str_eq(quote_of(r, kind, i), p->quote) ||
            !str_eq(sentence_of(r, records_head(r, kind, i)->span), p->sentence))
            continue;
        found = i;
        turn++;
    }
    return found;
}

static uint32_t overlap(Span a, Span b) {
    uint32_t start = a.start > b.start ? a.start : b.start, end = a.end < b.end ? a.end : b.end;
    return end > start ? end - start : 0;
}

/* The sentence is there, the record's words are cut otherwise: what overlaps them most. */
static Ref find_overlap(const MarkPlace *p, const Records *r, RecordKind kind, uint32_t n) {
    size_t at = p->sentence.n ? str_find(r->doc.text, p->sentence) : SIZE_MAX;
    size_t in = at == SIZE_MAX ? SIZE_MAX : str_find(p->sentence, p->quote);
    if (in == SIZE_MAX) return 0;
    Span words = {(uint32_t)(at + in), (uint32_t)(at + in + p->quote.n)};
    Ref found = 0;
    uint32_t most = 0;
    for (Ref i = 1; i <= n; i++) {
        uint32_t shared = overlap(records_head(r, kind, i)->span, words);
        if (shared <= most) continue;
        most = shared;
        found = i;
    }
    return found;
}

/* The sentence was rewritten: the only record of the kind on these words, or a mention of the name.
 */
static Ref find_words(const MarkPlace *p, const Records *r, RecordKind kind, uint32_t n) {
    Ref found = 0;
    for (Ref i = 1; i <= n; i++) {
        bool same = str_eq(quote_of(r, kind, i), p->quote);
        for (uint32_t k = 0; !same && kind == RECORD_ACTOR && k < r->actors.v[i - 1].mentions.n;
             k++)
            same = str_eq(document_cut(&r->doc, r->actors.v[i - 1].mentions.v[k].span), p->quote);
        if (!same) continue;
        if (found) return 0; /* which of them nobody knows */
        found = i;
    }
    return found;
}

/* ---- the sentence was edited, not rewritten */

enum {
    NEAR_SHARE = 60,
    NEAR_LEAD = 15
}; /* per cent of the longer one's words, and more than others */

/* The record on the same words of the one sentence that is much like the old one. */
static Ref find_near(const MarkPlace *p, const Records *r, RecordKind kind, uint32_t n) {
    Ref found = 0;
    uint32_t best = 0, second = 0, turn = 0;
    Str sentence = S("");
    for (Ref i = 1; i <= n; i++) {
        if (!str_eq(quote_of(r, kind, i), p->quote)) continue;
        Str own = sentence_of(r, records_head(r, kind, i)->span);
        if (found && str_eq(own, sentence)) { /* another turn in the same sentence */
            if (turn++ < p->ordinal) found = i;
            continue;
        }
        uint32_t near = spelling_shared(own, p->sentence);
        if (near > second) second = near;
        if (near <= best) continue;
        second = best;
        best = near;
        found = i;
        sentence = own;
        turn = 1;
    }
    return best >= NEAR_SHARE && best >= second + NEAR_LEAD ? found : 0;
}

Str mark_place_find(const MarkPlace *p, const Records *r, Arena *a) {
    int kind = WORD_FIND(RECORD, p->kind);
    if (kind < 0) return (Str){NULL, 0};
    if (kind == RECORD_DOCUMENT) return arena_copy(a, r->doc.id);
    uint32_t n = records_list(r, (RecordKind)kind).n;
    Ref found = find_exact(p, r, (RecordKind)kind, n);
    if (!found && kind != RECORD_ACTOR && kind != RECORD_PLACE)
        found = find_overlap(p, r, (RecordKind)kind, n);
    if (!found) found = find_near(p, r, (RecordKind)kind, n);
    if (!found) found = find_words(p, r, (RecordKind)kind, n);
    return found ? records_head(r, (RecordKind)kind, found)->id : (Str){NULL, 0};
}

static StCode push_id(Arena *a, Strs *list, Str id) {
    Str *slot = list_push(a, list, Str);
    if (!slot) return ST_NOMEM;
    *slot = id;
    return ST_OK;
}

/* A pair or a split needs both its sides. */
static StCode put_review(const Mark *mark, Arena *a, Reviews *out) {
    Review review = {.mark = mark->number, .verdict = mark->verdict, .by = mark->by};
    bool two = false;
    for (uint32_t i = 0; i < mark->places.n; i++) {
        const MarkPlace *p = &mark->places.v[i];
        two |= p->side == 1;
        if (p->id.p) TRY(push_id(a, p->side ? &review.right : &review.left, p->id));
    }
    if (!review.left.n || (two && !review.right.n)) return ST_OK;
    Review *slot = list_push(a, &out->list, Review);
    if (!slot) return ST_NOMEM;
    *slot = review;
    return ST_OK;
}

/* What was accepted was what its sentence said: a statement or event whose sentence was edited is to
 * be read again. */
static bool holds(const Mark *mark, const MarkPlace *p, const Records *r) {
    bool told = str_eq(p->kind, WORD_OF(RECORD, RECORD_CLAIM)) ||
                str_eq(p->kind, WORD_OF(RECORD, RECORD_EVENT));
    return mark->verdict != VERDICT_ACCEPT || !told ||
           str_find(r->doc.text, p->sentence) != SIZE_MAX;
}

StCode marks_find(Marks *marks, const RecordsList *docs, Arena *a, Reviews *out) {
    *out = (Reviews){0};
    Map by_key = {.arena = a};
    for (uint32_t i = 0; marks->n && i < docs->n; i++)
        map_set(&by_key, store_key(&docs->v[i]->doc), i + 1);
    if (by_key.failed) return ST_NOMEM;
    for (uint32_t i = 0; i < marks->n; i++) {
        Mark *mark = &marks->v[i];
        for (uint32_t k = 0; k < mark->places.n; k++) {
            MarkPlace *p = &mark->places.v[k];
            uint32_t at = map_get(&by_key, p->key);
            bool there = at && holds(mark, p, docs->v[at - 1]);
            p->id = there ? mark_place_find(p, docs->v[at - 1], a) : (Str){NULL, 0};
        }
        if (!mark->withdrawn) TRY(put_review(mark, a, out));
    }
    return reviews_index(out, a);
}
