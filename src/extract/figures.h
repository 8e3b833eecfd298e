/* The parts that figures are made of, for figures*.c alone: a Count is a number found in the text
 * on its way to being a Figure.
 *
 *   figures_scan.c     numbers
 *   figures_uncounted.c  what only looks like one
 *   figures_subject.c  subjects whose predicate is a number alone
 *   figures_phrase.c   what they count, and the words that bound them
 *   figures_measure.c  what happened to the counted: the words that measure
 *   figures_stand.c    where the counted stand from such a word
 *   figures_mention.c  counts without a number: "a peasant was killed", three names, "no troops"
 *   figures_person.c   what a mention tells of a person
 *   figures_victims.c  who is told of twice; victims summed where no number is written
 *   figures_bare.c     numbers that go on with what was counted before
 *   figures_register.c numbers that a list holds
 *   figures_asked.c    numbers that answer a question, or tell of a march
 *   figures_gaps.c     numbers that leave out all but who tells them or where they are of
 *   figures_lists.c    sums of lists: "his wife and four children"
 *   figures_labels.c   numbers that a label names: "Dead: 43", "injured 62", "21 dead (9 women)"
 *   figures_cells.c    numbers in tables: measure and place from the heads of column and row
 *   figures_relate.c   parts, wholes, shared measures
 *   figures_settle.c   what the whole document settles: shot and dead, totals, the rest
 *   figures_setting.c  the event a count belongs to, and its place
 *   figures_meant.c    scope, status
 *   figures_context.c  what is counted, times, voice: the record
 *   figures.c          the stage: sentence by sentence, then the document, then the records
 */
#ifndef SITREP_EXTRACT_FIGURES_H
#define SITREP_EXTRACT_FIGURES_H

#include "extract/clause.h"
#include "extract/extraction.h"
#include "extract/number.h"

enum {
    FIGURES_PHRASE_MAX = 14, /* tokens from a number to the noun it counts */
    FIGURES_AGE_MAX = 110,
    FIGURES_COLUMNS = 32, /* of a table */
    FIGURES_REACH = 14    /* tokens from a word that measures to its number: "the toll … to 30" */
};

typedef struct Count {
    TokenRange range;       /* the number with its quantifier: the record's span */
    uint32_t number, after; /* first token of the number and the one after it, quantifier apart */
    uint32_t phrase_end;    /* after the counted noun phrase */
    uint32_t head;          /* the counted noun; TOKEN_NONE where it is left out */
    uint32_t unit_row;      /* 1 + row of en/units */
    uint32_t measure_row;   /* 1 + row of en/measures */
    uint32_t trigger;       /* the word that measures; TOKEN_NONE */
    uint32_t rank;          /* of the measure, as in en/measure_kinds */
    Number value, low, high;
    Quantifier quantifier;
    Bounds bounds;
    CountedBy by;
    bool share; /* of a hundred */
    bool money;
    bool partitive; /* "seven of the nine": what stands behind "of" is the whole */
    bool all_but;   /* "all but three of the 46": the rest is meant */
    bool slot;      /* "the number of displaced families": its number stands elsewhere */
    bool asked;     /* "how many marched?": a slot whose number the answer gives */
    bool negated;   /* "were not killed" */
    bool weak;      /* the measure may be more: shot, and perhaps dead */
    bool several;   /* over more than one occurrence: "in four shootings" */
    bool dropped;
    uint32_t filler; /* of a slot that is a subject: the token of its number */
    uint32_t outer;  /* 1 + the count this one stands in: the nine of "seven of the nine" */
    uint32_t whole;  /* 1 + the count it is a part of */
    uint32_t
        same_as; /* 1 + the count that a number alone goes on with, of the same people or things */
    uint32_t base;   /* 1 + the count it is a share of */
    uint32_t column; /* 1 + its column in a table, and the place its row or column is of */
    Ref place;
    Ref figure;
} Count;
LIST_OF(Count, Counts);

/* The table that is being read. */
typedef struct CellTable {
    uint32_t heads[FIGURES_COLUMNS], row[FIGURES_COLUMNS]; /* 1 + the sentence of each cell */
    uint32_t column, end;                                  /* of the cell read last */
    uint32_t first, total; /* counts: the first not summed yet; 1 + the last of a row of totals */
    bool open, numbers;    /* in a table; the row has numbers */
} CellTable;

typedef struct FigureTables {
    const Table *numbers, *vague, *quantifiers, *units, *measures, *kinds, *labels, *cues;
    const Table *demonyms, *peoples; /* of the world */
} FigureTables;

typedef struct FigureScan {
    Extraction *x;
    const Parse *parse;
    FigureTables tables;
    /* per token: what the tables are asked with; the lemma of nouns and verbs, else the norm */
    Str *keys, *norms;
    uint32_t *key_tables; /* per token: which tables know its key */
    Counts counts;        /* of the whole document, by where they stand within each sentence */
    uint32_t first;       /* the sentence's first */
    uint32_t *count_at;   /* per token: 1 + the count whose phrase holds it */
    TokenRange sentence;
    CellTable table;
    bool several; /* the sentence counts occurrences, "four shootings" */
} FigureScan;

/* The columns of the tables, in their order. */
enum { QUANTIFIER_NAME = 1, QUANTIFIER_SIDE, QUANTIFIER_BOUNDS };
enum { VAGUE_LOW = 1, VAGUE_HIGH, VAGUE_SHARE };
enum { UNIT_NAME = 1, UNIT_CLASS, UNIT_GROUP, UNIT_EACH };
enum { MEASURE_NAME = 1, MEASURE_STANDS, MEASURE_OF, MEASURE_WEAK, MEASURE_WITH };
enum { KIND_UNIT = 1, KIND_SCOPE, KIND_SINGULAR, KIND_RANK };
enum { CUE_SAYS = 1 };

static inline bool figures_word(const FigureScan *f, uint32_t i, const char *word) {
    return i < f->sentence.end && str_eq(f->norms[i], str_of(word));
}
static inline bool figures_word_in(const FigureScan *f, uint32_t i, WordList list) {
    return i < f->sentence.end && token_in(&f->parse->tokens.v[i], list);
}
/* table_match from token i on, by keys and by norms. */
static inline Phrase figures_match_key(const FigureScan *f, const Table *t, uint32_t i,
                                       uint32_t n) {
    return n && table_may(t, f->key_tables[i]) ? table_match(t, &f->keys[i], n) : (Phrase){0};
}
static inline Phrase figures_match_norm(const FigureScan *f, const Table *t, uint32_t i,
                                        uint32_t n) {
    bool may = n && table_may(t, f->parse->tokens.v[i].norm_tables); /* a text may end with i */
    return may ? table_match(t, &f->norms[i], n) : (Phrase){0};
}
/* What it amounts to, at least: 0 for words without a number. */
static inline int64_t figures_most(const Count *c) {
    return c->value.some ? c->value.milli : c->low.some ? c->low.milli : 0;
}
/* The row of a measure in en/measure_kinds, 1 + row; and a cell of it. */
uint32_t figures_kind(const FigureScan *f, uint32_t measure_row);
Str figures_kind_cell(const FigureScan *f, uint32_t measure_row, int column);
uint32_t figures_rank(const FigureScan *f, uint32_t measure_row);
/* Whether a list parted by spaces holds a word. */
bool figures_list_has(Str list, Str word);

/* The unit of the noun at `head` of a phrase that begins at `first`: 1 + row of en/units. */
uint32_t figures_unit_of(const FigureScan *f, uint32_t first, uint32_t head);
/* "four men shot": what taggers take for a noun behind who suffered it. */
bool figures_shot_at(const FigureScan *f, uint32_t i);
/* Another word of the document may say more than the row does: "two were shot". */
bool figures_is_weak(const FigureScan *f, uint32_t measure_row);
/* Whether the words of a row of en/measures may measure what is counted. */
bool figures_may_measure(const FigureScan *f, const Count *c, uint32_t row);
bool figures_is_person(const FigureScan *f, uint32_t unit_row);
/* What a number counts, from its end on: sets head, unit, phrase_end, partitive. */
void figures_read_phrase(const FigureScan *f, Count *c, uint32_t end);
/* The same from token i on, which is no "of". */
void figures_read_nouns(const FigureScan *f, Count *c, uint32_t i, uint32_t end);
/* The words that bound it on either side. */
void figures_read_quantifier(const FigureScan *f, Count *c);
bool figures_read_between(FigureScan *f, Count *c, uint32_t end);
/* A cell of en/units, empty for row 0. */
Str figures_unit_cell(const FigureScan *f, uint32_t row, int column);
/* A new count on these tokens; NULL when out of memory. */
Count *figures_push(FigureScan *f, TokenRange range);
Count *figures_count_at(const FigureScan *f, uint32_t token);

/* Is the number read at token i one of a name, an age, an address, a note? */
bool figures_counts_nothing(const FigureScan *f, uint32_t i, const NumberRead *r);
StCode figures_scan_sentence(FigureScan *f);
/* A slot on each subject of which a number alone is said. */
StCode figures_scan_subjects(FigureScan *f);
StCode figures_measure_sentence(FigureScan *f);
/* How many persons a noun, name, pronoun or age stands for without a number: 0 when that is not
 * known. Sets the row of en/units, 0 for none. */
uint32_t figures_persons(const FigureScan *f, uint32_t i, uint32_t *unit);
/* The number of "six-year-old" by its last word; TOKEN_NONE when it is no age. */
uint32_t figures_age_first(const FigureScan *f, uint32_t old);
/* The words that speak of a person: the noun chunk, or the age with its article. */
TokenRange figures_mention_range(const FigureScan *f, uint32_t head);
/* A word that measures, without a number where it looked for one: answers whether it made one. */
StCode figures_mention(FigureScan *f, uint32_t row, TokenRange trigger, uint32_t patient);
/* The uncounted members of lists that a count stands in. */
StCode figures_add_members(FigureScan *f);
/* The sum of a list in which a number is written; of one that repeats the number before it, the
 * parts. */
StCode figures_sum_lists(FigureScan *f);
/* The measure of one count is another's, too. */
void figures_inherit(Count *c, const Count *from);
/* A number alone counts what the count at `before` (1 + its place) counts. */
void figures_go_on(FigureScan *f, Count *c, uint32_t before);
/* The measures of numbers that stand behind a label, and of those in brackets. */
void figures_read_labels(FigureScan *f);
/* The row that names what is counted in the longest phrase right before `end`, which begins at *first;
 * 0 for none. `dash`: participles do, too, as before a dash or above a column. */
uint32_t figures_name_before(const FigureScan *f, uint32_t end, bool dash, uint32_t *first);
/* What the heads of a table say of the numbers of a cell, which is f->sentence. */
void figures_read_cell(FigureScan *f, uint32_t sentence);
/* Parts and wholes, words of change, weak measures: what one sentence or the document settles. */
void figures_relate_sentence(FigureScan *f);
/* Numbers behind a teller or a place alone go on with the number before them. */
void figures_carry_gaps(FigureScan *f);
/* Somebody who may tell a number. */
bool figures_is_teller(const FigureScan *f, uint32_t i);
/* "Oresk 300,": no number of a name. */
bool figures_is_place_number(const FigureScan *f, uint32_t at, uint32_t after);
void figures_carry_bare(FigureScan *f);
bool figures_ends_clause(const FigureScan *f, uint32_t i);
/* A register that the sentence told of before. */
bool figures_has_register(const FigureScan *f, uint32_t before);
/* A number that a register holds; `after` is the token behind what it counts. */
bool figures_is_registered(const FigureScan *f, const Count *c, uint32_t after);
/* 1 + the question that the next sentences answer, where one was asked shortly before; 0. */
uint32_t figures_asked_before(const FigureScan *f, uint32_t index);
/* A number that opens its sentence and is all that somebody says. */
bool figures_is_answer(const FigureScan *f, const Count *c);
/* What a number alone is of where nothing was counted before: a march that was told of. */
bool figures_carry_topic(FigureScan *f, Count *c);
/* The same for an answer whose question (1 + its slot) does not say what happened to those counted:
 * whether there is no more to take from it. */
bool figures_carry_asked(FigureScan *f, Count *c, uint32_t asked);
void figures_carry_parts(FigureScan *f);
StCode figures_settle(FigureScan *f);
/* Which mentions are one victim; the sum of the victims where no number is written. */
StCode figures_victims(FigureScan *f);
StCode figures_sum_victims(FigureScan *f);
/* The event a count belongs to, and how it is meant; f->sentence is the count's. */
Ref figures_event_of(const FigureScan *f, const Count *c);
Status figures_status_of(const FigureScan *f, const Count *c);
Scope figures_scope_of(const FigureScan *f, const Count *c);
/* "In four shootings two died and, in all, nine were hurt": totals told together are totals both. */
void figures_spread_totals(FigureScan *f);
/* Put forward as fact, of one occurrence that is no history; f->sentence is the count's. */
bool figures_is_news(const FigureScan *f, const Count *c);
/* All that a record holds besides its numbers. */
StCode figures_context(FigureScan *f, const Count *c, Figure *out);

#endif
