/* What the files claims*.c share: cues as the tables give them, and attributions being drawn up.
 *
 *   in   the Extraction, its quotations
 *   own  everything in the extraction's arena
 *   src  S. Pareti, "PARC 3.0" (2016) and PolNeAR (2018): source, cue, content and their extents
 */
#ifndef SITREP_EXTRACT_CLAIMS_PARTS_H
#define SITREP_EXTRACT_CLAIMS_PARTS_H

#include "extract/extraction.h"
#include "extract/quotes.h"

enum {
    CLAIM_WEIGHT_DRAWN = 12, /* percent: rarer constructions are not looked at */
    CLAIM_WEIGHT_MIN = 44,   /* more often an attribution than is lost by taking it for one */
    CLAIM_WEIGHT_SURE = 60,
    /* The same where the context is weighed, too: hundredths of a log-odd. Beliefs are rarer. */
    CLAIM_ODDS_MIN = -58,
    CLAIM_ODDS_MIN_THOUGHT = -75,
    CONTEXTS_MAX = 24,
    CONTEXT_BYTES = 40,
    CUE_GAP_MAX = 24, /* tokens between a cue and its content */
    ASIDE_MAX = 40    /* tokens of an aside between source and cue */
};

typedef enum CueWord { CUE_VERB, CUE_NOUN, CUE_ADJECTIVE } CueWord;
typedef enum Frame {
    FRAME_CLAUSE,
    FRAME_QUOTE,
    FRAME_OBJECT,
    FRAME_TO,
    FRAME_PP,
    FRAME_SET, /* a phrase of its own: according to X, X: … */
    FRAME_COUNT
} Frame;
typedef enum PersonRole {
    PERSON_NONE,
    PERSON_ADDRESSEE,
    PERSON_TARGET,
    PERSON_SUBJECT /* seem: nobody is the source, and the subject belongs to the content */
} PersonRole;

typedef struct CueTable {
    const Tables *tables;
    const Table *table;
    bool counting; /* every construction counts, however seldom it is an attribution */
    int word, stance, speech, frame[FRAME_COUNT], person, deed;
} CueTable;

typedef struct Cue {
    const CueTable *from;
    CueWord word;
    uint32_t row, head; /* row: 0 for a verb that the table has not */
    TokenRange range;   /* auxiliaries, particles; the verb of "is confident" */
    TokenRange apart;   /* what stands behind the object: "responsible" of "hold Iln responsible" */
    VerbGroup group;    /* of the verb, or of the verb before an adjective */
    Stance stance;
    bool speech, deed;
    PersonRole person;
} Cue;

LIST_OF(TokenRange, TokenRanges);

/* An attribution on its way to a Claim. */
typedef struct Draft {
    TokenRange cue, source;
    uint32_t cue_head;
    uint32_t source_head;       /* whose actor it is; TOKEN_NONE */
    uint32_t target, addressee; /* tokens, or TOKEN_NONE */
    uint32_t preposition;       /* of FRAME_PP, or TOKEN_NONE */
    TokenRanges content;
    Frame frame;
    uint32_t weight;  /* percent */
    uint32_t row;     /* of en/cues, 1 + row; 0 is another table's */
    uint32_t hearsay; /* of en/hearsay, 1 + row */
    Stance stance;
    bool speech, negated, dropped;
    bool unsaid;    /* asked, hoped or feared to be said, or said if something else happens */
    bool relative;  /* "which Oresk denies", "whom they call a traitor": in a clause of a noun's */
    bool speaks;    /* a main clause's own voice: neither participle, passive nor "when asked" */
    TokenRange via; /* a relay named beside the source */
    uint32_t order; /* in which it was drawn up */
} Draft;
LIST_OF(Draft, Drafts);

/* Where a draft stands, as en/cue_contexts names it: "speaker NNP", "relation advcl", "quoted". */
typedef struct Contexts {
    char text[CONTEXTS_MAX][CONTEXT_BYTES];
    uint32_t n;
} Contexts;

typedef struct Turns Turns; /* claims_transcript.c */

typedef struct Claiming {
    bool counting; /* set before claims_draft: draw up what is too rare as well, dropped */
    Extraction *x;
    const Parse *p;
    Quotations quotes;
    CueTable cues;
    const Table *hearsay, *contexts;
    int context_of[FRAME_COUNT]; /* columns of `contexts` */
    Drafts drafts;
    Turns *turns;
    Ref *cue_of;   /* per token: 1 + draft whose cue it heads */
    Ref *quote_of; /* per quotation: 1 + draft that has it as content */
    /* Of the cue whose content is being looked for: */
    Tense tense;
    bool opening; /* "Asked whether …, Iln left": it ends before a clause with its own subject */
    bool participle;  /* "calling it a farce and asking for help": the next participle is a cue */
    bool subordinate; /* "when he says …, …": the content ends with the clause */
} Claiming;

StCode claims_open(Claiming *c, Extraction *x);

/* The cue at a token, and whether there is one. */
bool cue_at(const CueTable *t, const Parse *p, uint32_t token, Cue *out);
/* The same for a word that the tagger took for a noun where only a verb can stand: "“…,” he notes".
 */
bool cue_as_verb(const CueTable *t, const Parse *p, uint32_t token, Cue *out);
/* Any verb beside a quotation: "“…,” Iln began". */
void cue_bare(const CueTable *t, const Parse *p, uint32_t token, Cue *out);
void cue_table_open(const Tables *tables, CueTable *out);
/* "…, declared yesterday before the press | the head | of the fund, Iln.": who says by a verb behind
 * its clause all that stands before, where a day or a place parts them; TOKEN_NONE. */
uint32_t cue_speaker_closing(const Parse *p, const Cue *cue);
/* Whether a construction of this weight is passed over. */
bool cue_too_rare(const Claiming *c, uint32_t weight);
/* Percent of such constructions that are attributions. */
uint32_t cue_weight(const Cue *cue, Frame frame);
/* The same for a phrase that a preposition opens. */
uint32_t cue_weight_pp(const Cue *cue, Str preposition);

/* Whether a cue that may be a blow is one: "rebels attacked the post", not "attacked the plan". */
bool cue_is_deed(const Claiming *c, const Cue *cue, uint32_t source_head, TokenRange content);

/* Adds a draft; its content is pushed by the caller. NULL when out of memory. */
Draft *draft_new(Claiming *c, const Cue *cue, Frame frame, uint32_t weight);
bool draft_content(Claiming *c, Draft *d, TokenRange r);

/* Sources: the subject, or who a passive names with "by"; sets range and head. Of a quotation the
 * words beside the verb are asked first. */
void source_of_verb(const Claiming *c, const Cue *cue, bool of_quote, TokenRange *range,
                    uint32_t *head);
/* The genitive or by-phrase of a noun; what "made his claim" shares with its verb. */
void source_of_noun(const Claiming *c, const Cue *cue, TokenRange *range, uint32_t *head);

/* "The claim | of the rebels that …": behind a noun, who made it; not "news of an attack that". */
bool source_is_of_noun(const Claiming *c, uint32_t of, uint32_t end);

/* The verb of "quoted Iln as saying", asked at "saying"; TOKEN_NONE. */
uint32_t claims_quoting_verb(const Claiming *c, uint32_t cue);

/* Who speaks by a cue that is a verb, as a token of the phrase that names him; TOKEN_NONE. */
uint32_t claims_speaker(const Claiming *c, const Cue *cue, bool near_first);

/* "…, adding that": a participle without a subject of its own. */
bool is_participle(const Claiming *c, const Cue *cue);
/* "Denying the report, Iln left", "While denying it, …": the subject follows. */
bool is_opening_participle(const Claiming *c, const Cue *cue);

/* Where a content that begins at `start` ends: as a clause, or as a noun phrase and what hangs on
 * it. Neither goes beyond the sentence, unless a quotation that it opens does. */
uint32_t content_clause_end(const Claiming *c, uint32_t start);
/* An infinitive also ends before a finite verb or a clause with a subject of its own. */
uint32_t content_infinitive_end(const Claiming *c, uint32_t start, uint32_t end);
uint32_t content_phrase_end(const Claiming *c, uint32_t start);
/* "Its claim that the dam held surprised Oresk", "those calling for calm were few": a content that
 * ends before the verb whose subject its cue is or hangs on. */
uint32_t content_before_main(const Claiming *c, uint32_t cue, uint32_t start, uint32_t end);
/* The same of a phrase or infinitive, as words see it: "farmers angry at what they saw as neglect |
 * blocked". */
uint32_t content_before_outer(const Claiming *c, uint32_t cue, uint32_t start, uint32_t end);
/* Whether a quotation right after the token may stand apart from what is before it: colon, bracket,
 * dash. */
bool content_is_set_apart(const Token *before);
/* Past adverbs, times and places, "in a statement", "to reporters". */
uint32_t content_skip_adverbials(const Claiming *c, uint32_t from, uint32_t end);
/* Whether a clause with a subject and a finite verb begins here. */
bool content_is_clause(const Claiming *c, uint32_t start, uint32_t end);
/* Where a fronted content begins that runs up to `before`: past a bracket or a dash that is open
 * there.
 */
uint32_t content_aside_start(const Claiming *c, uint32_t start, uint32_t before);
TokenRange content_trim(const Parse *p, TokenRange r);
/* Past a quotation that opens at the token; the token itself where none does. */
uint32_t content_past_quote(const Claiming *c, uint32_t i);
/* Whether a clause with a subject of its own begins here, after "and" and adverbs. */
bool content_opens_own_clause(const Claiming *c, uint32_t i, uint32_t end);
/* A dash between phrases, not a hyphen inside a word. */
bool content_is_dash(const Token *t);

/* Makes a quotation, by its index, content of a draft. */
StCode quotation_give(Claiming *c, uint32_t quotation, Ref draft, TokenRange content);

/* The passes, in their order. */
StCode claims_of_quotes(Claiming *c);
StCode claims_of_verb(Claiming *c, const Cue *cue);
StCode claims_of_noun(Claiming *c, const Cue *cue);
StCode claims_of_adjective(Claiming *c, const Cue *cue);
/* According to X, reportedly, in X's view; how many tokens it took. */
StCode claims_of_phrase(Claiming *c, uint32_t token, uint32_t *taken);
StCode claims_of_colon(Claiming *c, uint32_t sentence);
/* Talk written down: "DE PACE: I closed at noon" (claims_transcript.c). Found before all else, so that a
 * name and a colon there is nothing but whose turn it is; told when other cues are weighed. */
StCode claims_find_turns(Claiming *c);
bool claims_turn_at(const Claiming *c, uint32_t lead);
bool claims_in_turn(const Claiming *c, uint32_t token);
StCode claims_of_transcript(Claiming *c);
StCode claims_of_loose_quotes(Claiming *c);
/* Numbers that a sentence gives a second teller without a verb (claims_gapped.c). */
StCode claims_of_gapped(Claiming *c, uint32_t sentence);
/* Who puts, raises or lowers a count to a number (claims_counts.c). */
StCode claims_of_counts(Claiming *c, uint32_t sentence);
/* What a body's own paper says and nobody in it (claims_issuer.c). */
StCode claims_of_issuer(Claiming *c);
/* A claim of a sentence that nobody in it says; none where somebody does. */
StCode claims_tell_sentence(Claiming *c, const Sentence *s, TokenRange who, uint32_t head);
/* "confirmed it and said: “…”": a quotation's cue that shares its source with a cue before it, when
 * these are known. */
void claims_share_sources(Claiming *c);
/* Marks what is told of as not said (yet): "asked the court to order …". */
StCode claims_mark_unsaid(Claiming *c);
/* Drops what is more likely no attribution where it stands. */
StCode claims_weigh(Claiming *c);
/* "issued a warning of famine": the noun says it, the verb only that it was said. */
bool claims_said_by_noun(const Claiming *c, const Draft *outer, const Draft *noun);
/* "wishes to state that the road is open": so it is stated. */
bool claims_said_by_wishing(const Claiming *c, const Draft *outer, const Draft *inner);
StCode claims_settle(Claiming *c); /* drops what others say better */
/* Per token, 1 + the innermost draft whose content holds it. */
StCode claims_cover(Claiming *c, Ref *cover);
/* Whether an actor is a newspaper, a broadcaster, an agency. */
bool claims_is_media(const Claiming *c, Ref actor);
/* Who passes a claim on and through what; fills claim->via. */
StCode claims_relay(Claiming *c, const Draft *d, const Ref *cover, Claim *claim);
/* "called the accusation absurd", "said the reports were false": a rejection in other words. */
bool claims_rebuts(const Claiming *c, const Draft *d);
/* "The company, asked by us: …": the words of a sentence before a colon that name who answers; empty
 * where nobody is asked. */
TokenRange claims_asked_before(const Claiming *c, TokenRange sentence, uint32_t colon);
/* Fills the answers of the document's claims, whose drafts these are. */
StCode claims_answer(Claiming *c, Draft *const *drafts, uint32_t n);
/* All passes: the drafts that are left are the document's attributions. */
StCode claims_draft(Claiming *c, Extraction *x);

/* "who", "which", "that" of a relative clause. */
static inline bool is_relative_word(const Token *t) {
    return t->xpos == XPOS_WDT || t->xpos == XPOS_WP ||
           (str_eq(t->norm, S("that")) && t->xpos != XPOS_DT && t->xpos != XPOS_NN);
}

#endif
