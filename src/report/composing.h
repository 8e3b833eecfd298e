/* Shared by the parts that compose a report: where records stand, and how fields become words.
 *
 *   own  all in c->a
 *   err  a failed allocation sets c->failed; composing goes on with what it has and report_compose
 *        then fails as a whole
 */
#ifndef SITREP_REPORT_COMPOSING_H
#define SITREP_REPORT_COMPOSING_H

#include "know/word_lists.h"
#include "report/report_lines.h"

typedef struct Composing {
    const RecordsList *docs;
    const ReportOptions *options;
    const Story *story;
    Arena *a;
    Report *out;
    RecordIndex index;
    Map numbers;   /* document id → its number in the report */
    Map cited;     /* "3:12" → 1 + index into out->cited */
    Map entity_of; /* actor or place id → 1 + index into story->entities */
    Map dating_of; /* document id → 1 + index into story->datings */
    Map leader_of; /* id of a copy → 1 + index into story->copies */
    Map grown;     /* figure id → 1 when a later figure of its speaker is higher */
    Str heading;   /* the side whose lines are composed: its country is not said again */
    bool brief;    /* speakers without the channel they speak by */
    int year;      /* of the story's last day: left out of dates; 0 unknown */
    bool failed;
    Line lost; /* stands in for a line that could not be had */
} Composing;

/* `out` may gather lines or stay empty; false when memory is out. */
bool composing_begin(Composing *c, const RecordsList *docs, const ReportOptions *options, Arena *a,
                     Report *out);
/* Names and dates are this story's from now on. */
void composing_enter(Composing *c, const Story *s);

/* A new line; never NULL: when memory is out it is c->lost. */
Line *composing_line(Composing *c, LineKind kind, Str first);
/* Takes back a section's heading, the line at `heading`, when nothing has come below it. */
void composing_end_section(Composing *c, uint32_t heading);
void composing_cite(Composing *c, Line *line, Str record_id);
void composing_cite_all(Composing *c, Line *line, const Strs *record_ids);
/* The sentence of a byte of a document. */
void composing_cite_byte(Composing *c, Line *line, Str doc_id, uint32_t byte);
/* The sentence of a code point of a document. */
void composing_cite_point(Composing *c, Line *line, Str doc_id, int32_t point);

/* Whether a word, however it is written, is in a list of word_lists.tsv. */
bool composing_word_in(Composing *c, Str word, WordList list);
/* A copy tells nothing of its own. */
bool composing_is_copy(const Composing *c, Str doc_id);
/* "R4", 0 when the document is not in the report */
uint32_t composing_number(const Composing *c, Str doc_id);
/* Numbers as a report of these documents has them, instead of those of all; false: no memory. */
bool composing_number_as(Composing *c, const RecordsList *docs);
/* The document whose text it carries: its own id where it is no copy. */
Str composing_leader(const Composing *c, Str doc_id);
Days composing_published(const Composing *c, const Records *r, bool *worked_out);

/* "19 Sep", "19–21 Sep", "Feb 2023", "~29 Sep" when it was worked out; empty when unknown. */
Str words_of_days(Composing *c, Days days, bool worked_out);
/* 98500 is "98,500"; a sum or share keeps its part. */
Str words_of_number(Composing *c, Number n);
/* Made of the figure's fields: "more than 98,500"; the report's own words where it has no number.
 */
Str words_of_value(Composing *c, const Records *r, const Figure *f);
/* The figure as the report has it: "more than 98,500 ethnic Armenians". */
Str words_of_figure(Composing *c, const Records *r, const Figure *f);
/* From the least to the greatest number stated, as a label goes on: ": 4 to over 8"; empty where no
 * item states one. */
Str words_of_range(Composing *c, const Fact *fact);
/* The words around a figure, in quotation marks: "civilians were not harmed". */
Str words_of_phrase(Composing *c, const Records *r, const Figure *f);
/* Who says it: an actor's name, "unnamed reports", an outlet, "R4, no source given". */
Str words_of_speaker(Composing *c, const Records *r, Voice voice, Ref claim);
/* "It", "one of them": nobody, away from the sentence. */
bool words_are_pronoun(Composing *c, Str said);
/* "its Defense Ministry" away from its sentence is "Defense Ministry". */
Str words_without_owner(Composing *c, Str name);
/* Who gives a figure. */
Str words_of_counter(Composing *c, const Records *r, const Figure *f);
/* As at the beginning of a line: a first letter a to z is made A to Z. */
Str words_capital(Composing *c, Str s);
/* White space of any kind as one space. */
Str words_one_line(Composing *c, Str s);
/* A country's name, or its code where the tables do not have it. */
Str words_of_country(Composing *c, Str code);
/* What is said, in quotation marks, cut after so many words; with what is denied where a denial
 * only points to it. */
Str words_of_content(Composing *c, const Records *r, const Claim *claim, unsigned words);
/* What follows the speaker: " accused Northland: “…”"; ": “…”" of what is only said. */
Str words_of_statement(Composing *c, const Records *r, const Claim *claim, unsigned words);
/* The claim that a denial only points to ("denied the allegations"); NULL when it says itself what
 * it denies. */
const Claim *statement_denied(const Records *r, const Claim *claim);
/* Whether a claim is told on its own: not what is only asked for, what somebody bare is quoted with
 * inside another's words, or a relay of what is told itself. */
bool statement_stands(Composing *c, const Records *r, const Claim *claim);
/* Who is asked to order something has not ordered it: the claim of who asks, for one inside it. */
Ref statement_outermost(const Records *r, Ref claim);
/* The part of its sentence that tells of an event, in quotation marks. */
Str words_of_part(Composing *c, const Records *r, const Event *e);
/* "Northland shelled Oresk", from class, mode, roles. */
Str words_of_event(Composing *c, const Records *r, const Event *e);
/* How much a crisis is told by it. */
uint32_t words_event_weight(Composing *c, const Records *r, const Event *e);
/* "shelling"; "floods" of a disaster */
Str words_of_noun(Composing *c, const Records *r, const Event *e);
/* When a figure or claim holds. */
Str words_of_figure_day(Composing *c, const Records *r, const Figure *f);
Str words_of_claim_day(Composing *c, const Records *r, const Claim *claim);
/* Whether a fact stands among the key figures: of a kind that is right often enough, asserted, and
 * of more than one held. */
bool composing_is_key_figure(Composing *c, const Fact *fact);
/* "accused on both sides" */
const char *dispute_status_words(DisputeStatus status);
typedef struct DatedItem {
    Day day; /* it holds for, 0 unknown */
    uint32_t place;
    Str id;
} DatedItem;
LIST_OF(DatedItem, DatedItems);

/* Adds figures by their ids; all of `out` by day, those without one last. */
void composing_date_items(Composing *c, const Strs *items, DatedItems *out);

/* The label of the fact that an item is of; empty where it is of none. */
Str composing_label_of(const Composing *c, Str id);
/* The name of an actor across the story's documents; its own where it is in no entity. */
Str composing_actor_name(const Composing *c, const Actor *actor);
const Entity *composing_entity(const Composing *c, Str id);

Str composing_format(Composing *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The sections, each its own file. */
void compose_short(Composing *c); /* compose_short.c: in short */
/* Its lines of what mainly happened; `counted`: a line of figures tells who moved. */
void compose_short_deeds(Composing *c, bool counted); /* compose_deeds.c, from deeds.c */
void compose_short_need(Composing *c);                /* compose_needs.c: what is lacking */
void compose_short_ahead(Composing *c);               /* compose_timeline.c: what is to come */
void compose_figures(Composing *c);                   /* compose_figures.c: key figures */

/* The figures told in short, one of each measure. */
enum { SHORT_FIGURES = 4 };
typedef struct ShortFacts {
    const Fact *v[SHORT_FIGURES];
    Str measures[SHORT_FIGURES];
    uint32_t n;
} ShortFacts;
void choose_short_facts(Composing *c, ShortFacts *out);
void compose_short_figures(Composing *c, const ShortFacts *facts);
void compose_causes(Composing *c);   /* compose_causes.c: what set it off */
void compose_disputes(Composing *c); /* compose_disputes.c: disputed */
void compose_gaps(Composing *c);     /* compose_gaps.c: not known */
void compose_claims(Composing *c);   /* compose_claims.c: who says what */
void compose_needs(Composing *c);    /* compose_needs.c: needs and access */
void compose_timeline(Composing *c); /* compose_timeline.c */
void compose_sources(Composing *c);  /* compose_sources.c: dates, sources */

#endif
