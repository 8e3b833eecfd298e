#include "record/record.h"

#define ENUM_WORD(P, name, word) word,
#define DEFINE_WORDS(P, LIST)    const char *const P##_words[P##_COUNT] = {LIST(ENUM_WORD, P)};
DEFINE_WORDS(BLOCK, BLOCK_KINDS)
DEFINE_WORDS(PUBLISHED, PUBLISHED_BASES)
DEFINE_WORDS(ACTOR, ACTOR_KINDS)
DEFINE_WORDS(HOW, MENTION_HOWS)
DEFINE_WORDS(PRECISION, PRECISIONS)
DEFINE_WORDS(TIMEX, TIMEX_TYPES)
DEFINE_WORDS(TIME_BASIS, TIME_BASES)
DEFINE_WORDS(QUANT, QUANTIFIERS)
DEFINE_WORDS(BOUND, BOUNDS)
DEFINE_WORDS(COUNTED, COUNTED_BYS)
DEFINE_WORDS(SCOPE, SCOPES)
DEFINE_WORDS(AS_OF, AS_OF_BASES)
DEFINE_WORDS(STATUS, STATUSES)
DEFINE_WORDS(VOICE, VOICES)
DEFINE_WORDS(SOURCE, SOURCE_STATES)
DEFINE_WORDS(QUOTE, QUOTES)
DEFINE_WORDS(STANCE, STANCES)
DEFINE_WORDS(CLASS, EVENT_CLASSES)
DEFINE_WORDS(MODALITY, MODALITIES)
DEFINE_WORDS(POLARITY, POLARITIES)
DEFINE_WORDS(WHEN, EVENT_PRECISIONS)
DEFINE_WORDS(RECORD, RECORD_KINDS)

RecordList records_list(const Records *r, RecordKind kind) {
    switch (kind) {
    case RECORD_ACTOR: return (RecordList){(char *)r->actors.v, r->actors.n, sizeof(Actor)};
    case RECORD_PLACE: return (RecordList){(char *)r->places.v, r->places.n, sizeof(Place)};
    case RECORD_TIME: return (RecordList){(char *)r->times.v, r->times.n, sizeof(Time)};
    case RECORD_FIGURE: return (RecordList){(char *)r->figures.v, r->figures.n, sizeof(Figure)};
    case RECORD_CLAIM: return (RecordList){(char *)r->claims.v, r->claims.n, sizeof(Claim)};
    case RECORD_EVENT: return (RecordList){(char *)r->events.v, r->events.n, sizeof(Event)};
    case RECORD_DOCUMENT:
    case RECORD_COUNT: break;
    }
    return (RecordList){NULL, 0, 0};
}

RecordHead *records_head(const Records *r, RecordKind kind, Ref ref) {
    RecordList list = records_list(r, kind);
    return ref && ref <= list.n ? (RecordHead *)(void *)(list.v + (ref - 1) * list.size) : NULL;
}

uint32_t document_sentence_at(const Document *d, uint32_t byte) {
    uint32_t low = 0, high = d->sentences.n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (d->sentences.v[mid].end <= byte)
            low = mid + 1;
        else
            high = mid;
    }
    return low < d->sentences.n && d->sentences.v[low].start <= byte ? low + 1 : 0;
}

Span document_sentence_span(const Document *d, uint32_t byte) {
    uint32_t at = document_sentence_at(d, byte);
    return at ? d->sentences.v[at - 1] : (Span){0, 0};
}

bool document_in_headline(const Document *d, Span span) {
    for (uint32_t i = 0; i < d->blocks.n && d->blocks.v[i].span.start <= span.start; i++)
        if (d->blocks.v[i].kind == BLOCK_HEADLINE && span_has(d->blocks.v[i].span, span))
            return true;
    return false;
}

int word_find(const char *const *words, int n, Str s) {
    for (int i = 0; i < n; i++)
        if (words[i] && str_is(s, words[i])) return i;
    return -1;
}
