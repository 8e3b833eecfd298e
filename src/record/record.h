/* The record contract as types: what one document says, as `sitrep extract` writes it.
 * docs/records.md explains every field; record_json.h turns these into JSON lines and back.
 *
 *   unit spans are bytes of the document's text (in JSON: code points); days as in base/date.h
 *   own  all of one document's records live in one arena and point only into it, into the
 *        document's own text, or into tables that outlive them
 *   ref  a Ref names a record of the same document: 1 is the first of its list, 0 is none
 *   zero a zeroed record is a valid one that knows nothing: text {NULL,0} is null, 0 the null enum
 */
#ifndef SITREP_RECORD_RECORD_H
#define SITREP_RECORD_RECORD_H

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"

typedef uint32_t Ref;
LIST_OF(Ref, Refs);

/* A number in thousandths, or none. */
typedef struct Number {
    int64_t milli;
    bool some;
} Number;

static inline Number number_of(int64_t whole) {
    return (Number){whole * 1000, true};
}

/* ---- closed vocabularies: the enum and its words in JSON; index 0 of those with NONE is null */

#define BLOCK_KINDS(X, P)                                                                          \
    X(P, HEADLINE, "headline")                                                                     \
    X(P, DATELINE, "dateline")                                                                     \
    X(P, BYLINE, "byline")                                                                         \
    X(P, CREDIT, "credit")                                                                         \
    X(P, CAPTION, "caption")                                                                       \
    X(P, PARAGRAPH, "paragraph")                                                                   \
    X(P, CELL, "cell")                                                                             \
    X(P, BOILERPLATE, "boilerplate")
#define PUBLISHED_BASES(X, P)                                                                      \
    X(P, STATED, "stated")                                                                         \
    X(P, META, "meta")                                                                             \
    X(P, URL, "url")                                                                               \
    X(P, INFERRED, "inferred")
#define ACTOR_KINDS(X, P)                                                                          \
    X(P, PERSON, "person")                                                                         \
    X(P, ORGANISATION, "organisation")                                                             \
    X(P, STATE, "state")                                                                           \
    X(P, GROUP, "group")                                                                           \
    X(P, POPULATION, "population")
#define MENTION_HOWS(X, P)                                                                         \
    X(P, NAME, "name")                                                                             \
    X(P, NOMINAL, "nominal")                                                                       \
    X(P, PRONOUN, "pronoun")                                                                       \
    X(P, METONYM, "metonym")
#define PRECISIONS(X, P)                                                                           \
    X(P, UNRESOLVED, "unresolved")                                                                 \
    X(P, POINT, "point")                                                                           \
    X(P, AREA, "area")                                                                             \
    X(P, COUNTRY, "country")
#define TIMEX_TYPES(X, P)                                                                          \
    X(P, DATE, "DATE")                                                                             \
    X(P, TIME, "TIME")                                                                             \
    X(P, DURATION, "DURATION")                                                                     \
    X(P, SET, "SET")
#define TIME_BASES(X, P)                                                                           \
    X(P, EXPLICIT, "explicit")                                                                     \
    X(P, RELATIVE, "relative")                                                                     \
    X(P, INFERRED, "inferred")
#define QUANTIFIERS(X, P)                                                                          \
    X(P, EXACT, "exact")                                                                           \
    X(P, MORE_THAN, "more_than")                                                                   \
    X(P, AT_LEAST, "at_least")                                                                     \
    X(P, NEARLY, "nearly")                                                                         \
    X(P, UP_TO, "up_to")                                                                           \
    X(P, LESS_THAN, "less_than")                                                                   \
    X(P, ABOUT, "about")                                                                           \
    X(P, BETWEEN, "between")                                                                       \
    X(P, VAGUE, "vague")                                                                           \
    X(P, NO, "none")
#define BOUNDS(X, P)                                                                               \
    X(P, STATED, "stated")                                                                         \
    X(P, RULE, "rule")
#define COUNTED_BYS(X, P)                                                                          \
    X(P, NUMERAL, "numeral")                                                                       \
    X(P, WORD, "word")                                                                             \
    X(P, MENTION, "mention")                                                                       \
    X(P, LIST, "list")                                                                             \
    X(P, NEGATION, "negation")
#define SCOPES(X, P)                                                                               \
    X(P, NONE, NULL)                                                                               \
    X(P, INCIDENT, "incident")                                                                     \
    X(P, CUMULATIVE, "cumulative")                                                                 \
    X(P, STOCK, "stock")                                                                           \
    X(P, SHARE, "share")
#define AS_OF_BASES(X, P)                                                                          \
    X(P, NONE, NULL)                                                                               \
    X(P, STATED, "stated")                                                                         \
    X(P, SAID_ON, "said_on")                                                                       \
    X(P, PUBLISHED, "published")
#define STATUSES(X, P)                                                                             \
    X(P, ASSERTED, "asserted")                                                                     \
    X(P, DENIED, "denied")                                                                         \
    X(P, PROJECTED, "projected")                                                                   \
    X(P, HYPOTHETICAL, "hypothetical")
#define VOICES(X, P)                                                                               \
    X(P, OUTLET, "outlet")                                                                         \
    X(P, CLAIM, "claim")                                                                           \
    X(P, HEARSAY, "hearsay")
#define SOURCE_STATES(X, P)                                                                        \
    X(P, UNRESOLVED, "unresolved")                                                                 \
    X(P, NAMED, "named")                                                                           \
    X(P, UNNAMED, "unnamed")
#define QUOTES(X, P)                                                                               \
    X(P, INDIRECT, "indirect")                                                                     \
    X(P, DIRECT, "direct")                                                                         \
    X(P, MIXED, "mixed")
#define STANCES(X, P)                                                                              \
    X(P, ASSERT, "assert")                                                                         \
    X(P, ACCUSE, "accuse")                                                                         \
    X(P, DENY, "deny")                                                                             \
    X(P, REJECT, "reject")                                                                         \
    X(P, CONFIRM, "confirm")                                                                       \
    X(P, DEMAND, "demand")                                                                         \
    X(P, REQUEST, "request")                                                                       \
    X(P, PROMISE, "promise")                                                                       \
    X(P, THREATEN, "threaten")                                                                     \
    X(P, WARN, "warn")                                                                             \
    X(P, PRAISE, "praise")                                                                         \
    X(P, REGRET, "regret")                                                                         \
    X(P, ASK, "ask")
#define EVENT_CLASSES(X, P)                                                                        \
    X(P, AGREE, "AGREE")                                                                           \
    X(P, CONSULT, "CONSULT")                                                                       \
    X(P, SUPPORT, "SUPPORT")                                                                       \
    X(P, CONCEDE, "CONCEDE")                                                                       \
    X(P, COOPERATE, "COOPERATE")                                                                   \
    X(P, AID, "AID")                                                                               \
    X(P, RETREAT, "RETREAT")                                                                       \
    X(P, REQUEST, "REQUEST")                                                                       \
    X(P, ACCUSE, "ACCUSE")                                                                         \
    X(P, REJECT, "REJECT")                                                                         \
    X(P, THREATEN, "THREATEN")                                                                     \
    X(P, PROTEST, "PROTEST")                                                                       \
    X(P, SANCTION, "SANCTION")                                                                     \
    X(P, MOBILIZE, "MOBILIZE")                                                                     \
    X(P, COERCE, "COERCE")                                                                         \
    X(P, ASSAULT, "ASSAULT")                                                                       \
    X(P, DISPLACE, "DISPLACE")                                                                     \
    X(P, DISASTER, "DISASTER")                                                                     \
    X(P, CASUALTY, "CASUALTY")                                                                     \
    X(P, FINDING, "FINDING")                                                                       \
    X(P, NEED, "NEED")                                                                             \
    X(P, ACCESS, "ACCESS")
#define MODALITIES(X, P)                                                                           \
    X(P, ACTUAL, "actual")                                                                         \
    X(P, PLANNED, "planned")                                                                       \
    X(P, DEMANDED, "demanded")                                                                     \
    X(P, POSSIBLE, "possible")                                                                     \
    X(P, HYPOTHETICAL, "hypothetical")
#define POLARITIES(X, P)                                                                           \
    X(P, POSITIVE, "positive")                                                                     \
    X(P, NEGATIVE, "negative")
#define EVENT_PRECISIONS(X, P)                                                                     \
    X(P, NONE, NULL)                                                                               \
    X(P, DAY, "day")                                                                               \
    X(P, WEEK, "week")                                                                             \
    X(P, MONTH, "month")                                                                           \
    X(P, YEAR, "year")                                                                             \
    X(P, PERIOD, "period")

/* The kinds of record of one document. */
#define RECORD_KINDS(X, P)                                                                         \
    X(P, DOCUMENT, "document")                                                                     \
    X(P, ACTOR, "actor")                                                                           \
    X(P, PLACE, "place")                                                                           \
    X(P, TIME, "time")                                                                             \
    X(P, FIGURE, "figure")                                                                         \
    X(P, CLAIM, "claim")                                                                           \
    X(P, EVENT, "event")

#define ENUM_ITEM(P, name, word) P##_##name,
#define DECLARE_ENUM(Type, P, LIST)                                                                \
    typedef enum Type { LIST(ENUM_ITEM, P) P##_COUNT } Type;                                       \
    extern const char *const P##_words[P##_COUNT];

DECLARE_ENUM(BlockKind, BLOCK, BLOCK_KINDS)
DECLARE_ENUM(PublishedBasis, PUBLISHED, PUBLISHED_BASES)
DECLARE_ENUM(ActorKind, ACTOR, ACTOR_KINDS)
DECLARE_ENUM(MentionHow, HOW, MENTION_HOWS)
DECLARE_ENUM(Precision, PRECISION, PRECISIONS)
DECLARE_ENUM(TimexType, TIMEX, TIMEX_TYPES)
DECLARE_ENUM(TimeBasis, TIME_BASIS, TIME_BASES)
DECLARE_ENUM(Quantifier, QUANT, QUANTIFIERS)
DECLARE_ENUM(Bounds, BOUND, BOUNDS)
DECLARE_ENUM(CountedBy, COUNTED, COUNTED_BYS)
DECLARE_ENUM(Scope, SCOPE, SCOPES)
DECLARE_ENUM(AsOfBasis, AS_OF, AS_OF_BASES)
DECLARE_ENUM(Status, STATUS, STATUSES)
DECLARE_ENUM(Voice, VOICE, VOICES)
DECLARE_ENUM(SourceState, SOURCE, SOURCE_STATES)
DECLARE_ENUM(Quote, QUOTE, QUOTES)
DECLARE_ENUM(Stance, STANCE, STANCES)
DECLARE_ENUM(EventClass, CLASS, EVENT_CLASSES)
DECLARE_ENUM(Modality, MODALITY, MODALITIES)
DECLARE_ENUM(Polarity, POLARITY, POLARITIES)
DECLARE_ENUM(EventPrecision, WHEN, EVENT_PRECISIONS)
DECLARE_ENUM(RecordKind, RECORD, RECORD_KINDS)
/* ---- the records */

/* A row of a table that had a part in a record, for `sitrep explain`; written nowhere else. */
struct Table;
typedef struct MadeRow {
    const struct Table *table;
    uint32_t row; /* 1 + row; 0 none */
} MadeRow;
enum { MADE_ROWS_MAX = 3 };

/* What every record but the document begins with. `span` is the place its id is made from; for
 * figures, times and events it is also their start and end. */
typedef struct RecordHead {
    Str id;
    Span span;
    MadeRow made[MADE_ROWS_MAX];
} RecordHead;

/* Notes a row; those beyond MADE_ROWS_MAX are forgotten, as is row 0. */
static inline void head_made(RecordHead *h, const struct Table *table, uint32_t row) {
    for (uint32_t i = 0; table && row && i < MADE_ROWS_MAX; i++) {
        if (h->made[i].row) continue;
        h->made[i] = (MadeRow){table, row};
        return;
    }
}

typedef struct Block {
    BlockKind kind;
    Span span;
} Block;
LIST_OF(Block, Blocks);

typedef struct Published {
    Days days;
    PublishedBasis basis;
    uint32_t probability; /* per mille */
    Spans evidence;
} Published;

/* text[text_start …+length] is raw[raw_start …+length]; lengths in bytes of the text */
typedef struct SourceRun {
    uint32_t text_start, raw_start, length;
} SourceRun;
LIST_OF(SourceRun, SourceMap);

typedef struct Document {
    Str id, source_id, uri, sha256, outlet, title, byline;
    Strs agencies;
    Str lang;             /* ISO 639-1 */
    Published *published; /* or NULL */
    bool truncated;
    Str text;
    Blocks blocks;   /* in text order, never overlapping; what no block holds is white space */
    Spans sentences; /* in text order, the whole text, noise included */
    SourceMap source_map;
} Document;

typedef struct Mention {
    Span span;
    MentionHow how;
} Mention;
LIST_OF(Mention, Mentions);

typedef struct Actor {
    RecordHead head;
    Str name;
    ActorKind kind;
    Str country; /* ISO 3166-1 alpha-3 */
    Strs sectors;
    Str title;
    Ref represents; /* actor */
    Str known;
    Mentions mentions;
} Actor;

typedef struct Place {
    RecordHead head;
    Str name, known;
    uint32_t geonames; /* 0 is none */
    int32_t lat, lon;  /* millionths of a degree */
    bool located;      /* lat and lon are known */
    Str country, admin1, feature;
    Precision precision;
    bool disputed;
    Spans mentions;
} Place;

/* How a relative time hangs on its anchor: anchor + offset units, then the weekday (1 Monday … 7,
 * 0 none) next in the offset's direction; with offset 0 the last one up to and on that day. */
typedef struct Relative {
    Ref anchor; /* time; 0 is the day of publication */
    Str unit;   /* day, week, month, year, … */
    int32_t offset;
    int32_t weekday;
} Relative;

typedef struct Time {
    RecordHead head;
    TimexType timex;
    Str value; /* TIMEX3 */
    Days days;
    TimeBasis basis;
    Relative *relative; /* or NULL */
} Time;

typedef struct Population {
    Str text, country;
    Strs groups; /* civilian, child, woman, military, … */
} Population;

typedef struct AsOf {
    Days days;
    AsOfBasis basis;
} AsOf;

typedef struct Figure {
    RecordHead head;
    Span sentence;
    Str measure;
    Number value, low, high;
    Quantifier quantifier;
    Bounds bounds;
    CountedBy counted_by;
    Str unit, counted;
    Population *population; /* or NULL */
    Ref part_of, share_of;  /* figures */
    Scope scope;
    Ref place;
    AsOf *as_of;  /* or NULL */
    Days *period; /* or NULL */
    Ref event;
    Status status;
    Voice voice;
    Ref claim;
} Figure;

typedef struct ClaimSource {
    Span span;
    Ref actor;
    SourceState state;
} ClaimSource;

typedef struct Via {
    Ref actor;
    Span span;
    Str channel;
} Via;
LIST_OF(Via, Vias);

/* Events and figures inside a claim, as one list of ids in JSON. */
typedef struct About {
    RecordKind kind;
    Ref ref;
} About;
LIST_OF(About, Abouts);

typedef struct Claim {
    RecordHead head;
    Span sentence;
    ClaimSource *source; /* or NULL */
    Span cue;            /* none: null */
    Spans content;
    Quote quote;
    bool speech;
    Stance stance;
    Ref target, addressee; /* actors */
    Vias via;
    Days *said_on; /* or NULL */
    Abouts about;
    Refs answers; /* claims */
} Claim;

typedef struct Role {
    Ref actor; /* 0: a thing, or nobody in the tables */
    Span span;
} Role;
LIST_OF(Role, Roles);

typedef struct Object {
    Str kind;
    Span span;
} Object;
LIST_OF(Object, Objects);

typedef struct EventTime {
    Days days;
    EventPrecision precision;
} EventTime;

typedef struct Event {
    RecordHead head;
    Span sentence;
    EventClass class;
    Str mode;
    Strs context, sector;
    Str cameo;
    Roles agents, recipients;
    Objects objects;
    Span instrument; /* none: null */
    Ref place;
    EventTime *time; /* or NULL */
    Modality modality;
    Polarity polarity;
    bool background;
    Refs figures;
    Ref claim;
} Event;

LIST_OF(Actor, Actors);
LIST_OF(Place, Places);
LIST_OF(Time, Times);
LIST_OF(Figure, Figures);
LIST_OF(Claim, Claims);
LIST_OF(Event, Events);

/* All of one document. */
typedef struct Records {
    Document doc;
    Actors actors;
    Places places;
    Times times;
    Figures figures;
    Claims claims;
    Events events;
} Records;

/* The list of one kind (not RECORD_DOCUMENT) as bytes: element i is at v + i * size. */
typedef struct RecordList {
    char *v;
    uint32_t n;
    size_t size;
} RecordList;
RecordList records_list(const Records *r, RecordKind kind);
/* The head of a record, NULL for ref 0 and for one past the end. */
RecordHead *records_head(const Records *r, RecordKind kind, Ref ref);

/* Typed access; NULL for 0. */
static inline Actor *records_actor(const Records *r, Ref ref) {
    return ref ? &r->actors.v[ref - 1] : NULL;
}
static inline Place *records_place(const Records *r, Ref ref) {
    return ref ? &r->places.v[ref - 1] : NULL;
}
static inline Time *records_time(const Records *r, Ref ref) {
    return ref ? &r->times.v[ref - 1] : NULL;
}
static inline Figure *records_figure(const Records *r, Ref ref) {
    return ref ? &r->figures.v[ref - 1] : NULL;
}
static inline Claim *records_claim(const Records *r, Ref ref) {
    return ref ? &r->claims.v[ref - 1] : NULL;
}
static inline Event *records_event(const Records *r, Ref ref) {
    return ref ? &r->events.v[ref - 1] : NULL;
}

/* Index of the sentence that holds the byte, counted from 1; 0 when none does. */
uint32_t document_sentence_at(const Document *d, uint32_t byte);
/* Its span; nothing where the byte is in none. */
Span document_sentence_span(const Document *d, uint32_t byte);
/* Whether the span stands in a headline, which tells again what the text tells. */
bool document_in_headline(const Document *d, Span span);
/* The text of a span. */
static inline Str document_cut(const Document *d, Span s) {
    return str_cut(d->text, s);
}

/* "Its intention to go on": what the words inside tell is not said by whose intention it is. */
static inline bool claim_intends(const Document *d, const Claim *c) {
    return !c->speech && c->content.n && str_starts(document_cut(d, c->content.v[0]), S("to "));
}

/* The word of an enum value, {NULL,0} for a null one; and back: the index, or -1. */
#define WORD_OF(PREFIX, value) str_of(PREFIX##_words[value])
#define WORD_FIND(PREFIX, s)   word_find(PREFIX##_words, PREFIX##_COUNT, (s))
int word_find(const char *const *words, int n, Str s);

#endif
