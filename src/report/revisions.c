#include "report/revisions.h"

static const RecordKind kinds[] = {RECORD_FIGURE, RECORD_CLAIM, RECORD_EVENT};
enum { KINDS = sizeof kinds / sizeof *kinds };

bool revisions_of_one(const Document *a, const Document *b) {
    if (a->source_id.n || b->source_id.n) return str_eq(a->source_id, b->source_id);
    return a->uri.n && str_eq(a->uri, b->uri);
}

/* Kind, sentence and words; of several on the same words each its turn. */
static Str key_of(const Document *d, RecordKind kind, Span span, Map *turns, Arena *a) {
    uint32_t n = document_sentence_at(d, span.start);
    Str sentence = n ? document_cut(d, d->sentences.v[n - 1]) : S("");
    Str words = arena_format(a, "%d %.*s\n%.*s", (int)kind, STR_ARG(sentence),
                             STR_ARG(document_cut(d, span)));
    uint32_t *turn = words.p ? map_at(turns, words) : NULL;
    if (!turn) return (Str){NULL, 0};
    return arena_format(a, "%u %.*s", ++*turn, STR_ARG(words));
}

static bool match_documents(const Records *before, const Records *now, Arena *a, RevisedList *out) {
    Map at = {.arena = a}, turns = {.arena = a}, turns_now = {.arena = a};
    for (int k = 0; k < KINDS; k++) {
        at = (Map){.arena = a};
        for (Ref i = 1; i <= records_list(before, kinds[k]).n; i++) {
            Span span = records_head(before, kinds[k], i)->span;
            Str key = key_of(&before->doc, kinds[k], span, &turns, a);
            if (!key.p) return false;
            map_set(&at, key, i);
        }
        for (Ref i = 1; i <= records_list(now, kinds[k]).n; i++) {
            const RecordHead *head = records_head(now, kinds[k], i);
            Str key = key_of(&now->doc, kinds[k], head->span, &turns_now, a);
            if (!key.p) return false;
            uint32_t old = map_get(&at, key);
            if (!old) continue;
            Revised *slot = list_push(a, out, Revised);
            if (!slot) return false;
            *slot = (Revised){records_head(before, kinds[k], old)->id, head->id};
        }
        if (at.failed) return false;
    }
    return true;
}

bool revisions_match(const RecordsList *before, const RecordsList *now, Arena *a,
                     RevisedList *out) {
    for (uint32_t i = 0; i < now->n; i++)
        for (uint32_t k = 0; k < before->n; k++) {
            const Document *d = &now->v[i]->doc, *old = &before->v[k]->doc;
            bool revised = revisions_of_one(d, old) && !str_eq(d->id, old->id);
            if (revised && !match_documents(before->v[k], now->v[i], a, out)) return false;
        }
    return true;
}
