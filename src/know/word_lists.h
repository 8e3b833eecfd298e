/* Closed lists of words that a mechanism asks for by name: prepositions before a place, verbs of
 * saying, words that count. Their words are rows of en/word_lists; here is only what they are for.
 *
 *   in   the table en/word_lists: words, the list they are in
 *   out  for a word, the set of all lists it is in, so that each question after that is one bit
 *   own  the Tables own the lists
 *   err  opening or laying tables fails with ST_BAD_FORMAT for a row of a list that no mechanism
 *        asks for
 *   note safe from any number of threads; a list without rows holds no word
 */
#ifndef SITREP_KNOW_WORD_LISTS_H
#define SITREP_KNOW_WORD_LISTS_H

#include "know/tables.h"

#define WORD_LISTS(X)                                                                              \
    X(AUXILIARY, "auxiliary")                                                                      \
    X(TOLD_OWNER, "told_owner")                                                                    \
    X(TOLD_PRONOUN, "told_pronoun")                                                                \
    X(TOLD_NOBODY, "told_nobody")                                                                  \
    X(HIS_OR_HER, "his_or_her")                                                                    \
    X(TOLD_VERB, "told_verb")                                                                      \
    X(NAME_SHORT, "name_short")                                                                    \
    X(EITHER_FORCE, "either_force")                                                                \
    X(TOLD_LEAD, "told_lead")                                                                      \
    X(TOLD_TAIL, "told_tail")                                                                      \
    X(RELATIVE_LINK, "relative_link")                                                              \
    X(NAME_SMALL, "name_small")                                                                    \
    X(LOST_PERSON, "lost_person")                                                                  \
    X(CHUNK_PREPOSITION, "chunk_preposition")                                                      \
    X(DATE_LABEL, "date_label")                                                                    \
    X(HOUR_UNIT, "hour_unit")                                                                      \
    X(DAY_NAME, "day_name")                                                                        \
    X(NUMBER_OPENER, "number_opener")                                                              \
    X(COUNT_BOUND, "count_bound")                                                                  \
    X(REGISTER, "register")                                                                        \
    X(HOLDING, "holding")                                                                          \
    X(OWN_UNIT, "own_unit")                                                                        \
    X(HOLDING_PASSED, "holding_passed")                                                            \
    X(OUR, "our")                                                                                  \
    X(NEEDS_NO_OBJECT, "needs_no_object")                                                          \
    X(DONE_TO_PEOPLE, "done_to_people")                                                            \
    X(TITLE_OWNER, "title_owner")                                                                  \
    X(FORMER, "former")                                                                            \
    X(STATE_LOCATIVE, "state_locative")                                                            \
    X(STATE_COPULA, "state_copula")                                                                \
    X(STATE_PATIENT, "state_patient")                                                              \
    X(STATE_UNDERGOES, "state_undergoes")                                                          \
    X(NAME_WHERE, "name_where")                                                                    \
    X(NAME_SIDE, "name_side")                                                                      \
    X(UNCASED_WHERE, "uncased_where")                                                              \
    X(PLACE_LEAD, "place_lead")                                                                    \
    X(PLACE_PEOPLE, "place_people")                                                                \
    X(PERSON_DEED, "person_deed")                                                                  \
    X(NAME_PARTICLE, "name_particle")                                                              \
    X(PLACE_SIDE, "place_side")                                                                    \
    X(STREET_CUT, "street_cut")                                                                    \
    X(LOUD_KIND, "loud_kind")                                                                      \
    X(LOUD_OWN, "loud_own")                                                                        \
    X(NAME_DIVISION, "name_division")                                                              \
    X(KIND_BEFORE, "kind_before")                                                                  \
    X(LOUD_KIND_BEFORE, "loud_kind_before")                                                        \
    X(PARTY_LETTER, "party_letter")                                                                \
    X(ROAD, "road")                                                                                \
    X(CUE_UNSAID, "cue_unsaid")                                                                    \
    X(ANY_SPEAKER, "any_speaker")                                                                  \
    X(CUE_ACCEPTS, "cue_accepts")                                                                  \
    X(POINTS_BACK, "points_back")                                                                  \
    X(CUE_REJECTS, "cue_rejects")                                                                  \
    X(ARTICLE, "article")                                                                          \
    X(COUNTING, "counting")                                                                        \
    X(DENIED_DEED, "denied_deed")                                                                  \
    X(OF_MORE, "of_more")                                                                          \
    X(ON_TOP, "on_top")                                                                            \
    X(RATE_EACH, "rate_each")                                                                      \
    X(RATE_TIME, "rate_time")                                                                      \
    X(RATE_WORD, "rate_word")                                                                      \
    X(TIME_FROM, "time_from")                                                                      \
    X(TIME_LONG, "time_long")                                                                      \
    X(CLEFT, "cleft")                                                                              \
    X(EXTENT, "extent")                                                                            \
    X(WEEK_LONG, "week_long")                                                                      \
    X(RATE, "rate")                                                                                \
    X(LEVEL_UNIT, "level_unit")                                                                    \
    X(AT_FIRST, "at_first")                                                                        \
    X(OWN_EYES, "own_eyes")                                                                        \
    X(UNIT_WORD, "unit_word")                                                                      \
    X(YEAR_LONG, "year_long")                                                                      \
    X(BEFORE_THIS, "before_this")                                                                  \
    X(OF_SOME, "of_some")                                                                          \
    X(THERE_WHERE, "there_where")                                                                  \
    X(THERE_PEOPLE, "there_people")                                                                \
    X(NAME_INSIDE, "name_inside")                                                                  \
    X(SETTLED_AFTER, "settled_after")                                                              \
    X(SETTLED_BEFORE, "settled_before")                                                            \
    X(SETTLED_LEAD, "settled_lead")                                                                \
    X(MONTH_LEAD, "month_lead")                                                                    \
    X(MONTH_TAIL, "month_tail")                                                                    \
    X(SEASON_LEAD, "season_lead")                                                                  \
    X(SOON_TAIL, "soon_tail")                                                                      \
    X(ZONE_LEAD, "zone_lead")                                                                      \
    X(PEOPLE_JOINT, "people_joint")                                                                \
    X(BODY_JOINT, "body_joint")                                                                    \
    X(OWNER_PATH, "owner_path")                                                                    \
    X(BODY_ACT, "body_act")                                                                        \
    X(MAN, "man")                                                                                  \
    X(WOMAN, "woman")                                                                              \
    X(THING, "thing")                                                                              \
    X(ONE_PERSON, "one_person")                                                                    \
    X(ACCUSING, "accusing")                                                                        \
    X(REBUTTAL, "rebuttal")                                                                        \
    X(CONTRAST, "contrast")                                                                        \
    X(CLAUSE_OUTSIDE, "clause_outside")                                                            \
    X(SAYING_DAY, "saying_day")                                                                    \
    X(ADVERBIAL_LEAD, "adverbial_lead")                                                            \
    X(MANNER, "manner")                                                                            \
    X(OBJECT_PRONOUN, "object_pronoun")                                                            \
    X(LINKING, "linking")                                                                          \
    X(CONTENT_PREPOSITION, "content_preposition")                                                  \
    X(CASUALTY, "casualty")                                                                        \
    X(CUE_TAIL, "cue_tail")                                                                        \
    X(RELAYING, "relaying")                                                                        \
    X(SENDING, "sending")                                                                          \
    X(CHANNEL_LEAD, "channel_lead")                                                                \
    X(PHRASE_OF_PLACE, "phrase_of_place")                                                          \
    X(SAID_THING, "said_thing")                                                                    \
    X(COUNTED_PEOPLE, "counted_people")                                                            \
    X(SUBORDINATOR, "subordinator")                                                                \
    X(LOCATED, "located")                                                                          \
    X(POINTING, "pointing")                                                                        \
    X(OTHER_HAPPENING, "other_happening")                                                          \
    X(VOWING, "vowing")                                                                            \
    X(VAGUE_COUNT, "vague_count")                                                                  \
    X(CROWD, "crowd")                                                                              \
    X(DEFINITE, "definite")                                                                        \
    X(LOCATIVE, "locative")                                                                        \
    X(PLACE_RELATION, "place_relation")                                                            \
    X(DISTANCE, "distance")                                                                        \
    X(PLACE_PART, "place_part")                                                                    \
    X(COUNT_OPENER, "count_opener")                                                                \
    X(BUILDING_PART, "building_part")                                                              \
    X(OWN_SIDE, "own_side")                                                                        \
    X(EMPTY_PRONOUN, "empty_pronoun")                                                              \
    X(MEMBERSHIP_JOINT, "membership_joint")                                                        \
    X(MEMBER, "member")                                                                            \
    X(CONDITIONAL, "conditional")                                                                  \
    X(NEGATIVE, "negative")                                                                        \
    X(DUTY, "duty")                                                                                \
    X(CHANCE, "chance")                                                                            \
    X(YET_TO_COME, "yet_to_come")                                                                  \
    X(COPULA, "copula")                                                                            \
    X(AIM, "aim")                                                                                  \
    X(AIM_DONE, "aim_done")                                                                        \
    X(RANK, "rank")                                                                                \
    X(STANDS_IN, "stands_in")                                                                      \
    X(QUANTIFIER_WORD, "quantifier_word")                                                          \
    X(CLAUSE_END, "clause_end")                                                                    \
    X(BE, "be")                                                                                    \
    X(TOLL_SUBJECT, "toll_subject")                                                                \
    X(TABLE_TOTAL, "table_total")                                                                  \
    X(ELLIPSIS, "ellipsis")                                                                        \
    X(STRETCH_LEAD, "stretch_lead")                                                                \
    X(SUBJECT_DEFINITE, "subject_definite")                                                        \
    X(SUBJECT_NUMBERS, "subject_numbers")                                                          \
    X(GAP_OPENER, "gap_opener")                                                                    \
    X(TELLER, "teller")                                                                            \
    X(BEFORE_NOUN, "before_noun")                                                                  \
    X(FIGURE_PUT, "figure_put")                                                                    \
    X(DEAD_BODY, "dead_body")                                                                      \
    X(SAME_NUMBER, "same_number")                                                                  \
    X(FIGURE_FOR, "figure_for")                                                                    \
    X(QUOTE_MARK, "quote_mark")                                                                    \
    X(GAP_CASE, "gap_case")                                                                        \
    X(INVOCATION, "invocation")                                                                    \
    X(FIRST_PERSON, "first_person")                                                                \
    X(SECOND_PERSON, "second_person")                                                              \
    X(ANSWERER, "answerer")                                                                        \
    X(INTERVIEWER, "interviewer")                                                                  \
    X(SINGLE, "single")                                                                            \
    X(WITHDRAWING, "withdrawing")                                                                  \
    X(CLAUSE_OR_NOUN, "clause_or_noun")                                                            \
    X(GIVES_NUMBER, "gives_number")                                                                \
    X(NUMBER_GIVEN_BY, "number_given_by")                                                          \
    X(COUNT_NAME, "count_name")                                                                    \
    X(COLLECTIVE, "collective")                                                                    \
    X(AGE_SPAN, "age_span")                                                                        \
    X(OTHER_PERSON, "other_person")                                                                \
    X(FIGURE_FILLER, "figure_filler")                                                              \
    X(HURT_HOW, "hurt_how")                                                                        \
    X(COMPANY, "company")                                                                          \
    X(TOLL_APART, "toll_apart")                                                                    \
    X(BECOMES_CAPTIVE, "becomes_captive")                                                          \
    X(SINGULAR_AUXILIARY, "singular_auxiliary")                                                    \
    X(AGE_TAIL, "age_tail")                                                                        \
    X(NAME_LINK, "name_link")                                                                      \
    X(PRONOUN_ONE, "pronoun_one")                                                                  \
    X(COMBAT, "combat")                                                                            \
    X(REPEATED, "repeated")                                                                        \
    X(TOWN_NOUN, "town_noun")                                                                      \
    X(LOCAL_TELLER, "local_teller")                                                                \
    X(PAST_ALIKE, "past_alike")                                                                    \
    X(PLACED_IN, "placed_in")                                                                      \
    X(NAME_OPENER, "name_opener")                                                                  \
    X(NAME_FRONT, "name_front")                                                                    \
    X(NAME_OF, "name_of")                                                                          \
    X(NAME_THE, "name_the")                                                                        \
    X(QUARTER, "quarter")                                                                          \
    X(LOUD_QUARTER, "loud_quarter")                                                                \
    X(LISTED_LEAD, "listed_lead")                                                                  \
    X(PAST_DEEDS, "past_deeds")                                                                    \
    X(LANDFORM, "landform")                                                                        \
    X(DISTANCE_FAR, "distance_far")                                                                \
    X(NAMED_AFTER, "named_after")                                                                  \
    X(DAYS, "days")                                                                                \
    X(YEARS, "years")                                                                              \
    X(COMPARING, "comparing")                                                                      \
    X(COMPARING_WITH, "comparing_with")                                                            \
    X(PUBLIC_BODY, "public_body")                                                                  \
    X(ACCOUNT_PERSONAL, "account_personal")                                                        \
    X(ACCOUNT_DENIAL, "account_denial")                                                            \
    X(CLAUSE_BREAK, "clause_break")                                                                \
    X(ACCOUNT_AUXILIARY, "account_auxiliary")                                                      \
    X(NO_SUBJECT, "no_subject")                                                                    \
    X(ANY_SUBJECT, "any_subject")                                                                  \
    X(ACCOUNT_COPULA, "account_copula")                                                            \
    X(COPULA_PARTED, "copula_parted")                                                              \
    X(DENIED_CLAUSE, "denied_clause")                                                              \
    X(STATEMENT_ASKS, "statement_asks")                                                            \
    X(STATE_REACHES, "state_reaches")                                                              \
    X(COMPLEMENT_LEAD, "complement_lead")                                                          \
    X(ANOTHER_ONE, "another_one")                                                                  \
    X(PARTIAL_COUNT, "partial_count")                                                              \
    X(ACCOUNT_PREPOSITION, "account_preposition")                                                  \
    X(OBJECT_PASSED, "object_passed")                                                              \
    X(NOT_ONE, "not_one")                                                                          \
    X(GRANTS, "grants")                                                                            \
    X(OF_WHOLE, "of_whole")                                                                        \
    X(CLEFT_LINK, "cleft_link")                                                                    \
    X(VAGUE_DOER, "vague_doer")                                                                    \
    X(SPOKEN_FOR, "spoken_for")                                                                    \
    X(SPEAKER_ONE, "speaker_one")                                                                  \
    X(OF_HIM, "of_him")                                                                            \
    X(OF_HER, "of_her")                                                                            \
    X(SPEAKER_MANY, "speaker_many")                                                                \
    X(UNREAL_INFINITIVE, "unreal_infinitive")                                                      \
    X(STATEMENT_IDLE, "statement_idle")                                                            \
    X(TRACE_WORD, "trace_word")                                                                    \
    X(GONE_BEHIND, "gone_behind")                                                                  \
    X(NEGATION_PASSED, "negation_passed")                                                          \
    X(ENDS_PRONOUN, "ends_pronoun")                                                                \
    X(SUBJECT_PRONOUN, "subject_pronoun")                                                          \
    X(SUPPOSING, "supposing")                                                                      \
    X(POINTS_ALONE, "points_alone")                                                                \
    X(POINTS_OPENER, "points_opener")                                                              \
    X(ASKED, "asked")                                                                              \
    X(ASKED_OPENER, "asked_opener")                                                                \
    X(REBUTTAL_OPENER, "rebuttal_opener")                                                          \
    X(ALIBI_TIME, "alibi_time")                                                                    \
    X(ALIBI_PLACE, "alibi_place")                                                                  \
    X(REBUTTAL_MOOD, "rebuttal_mood")                                                              \
    X(OBJECT_GERUND, "object_gerund")                                                              \
    X(CALLED, "called")                                                                            \
    X(BODY_PART, "body_part")                                                                      \
    X(NAMING, "naming")                                                                            \
    X(SAYING_WISH, "saying_wish")                                                                  \
    X(ISSUED_BY, "issued_by")                                                                      \
    X(FIRST_PLURAL, "first_plural")                                                                \
    X(DEED_UNDONE, "deed_undone")                                                                  \
    X(DEED_SO_FAR, "deed_so_far")                                                                  \
    X(ANY_PEOPLE, "any_people")                                                                    \
    X(NEGATIVE_JOINT, "negative_joint")                                                            \
    X(REBUTTED, "rebutted")                                                                        \
    X(REBUTTED_THING, "rebutted_thing")                                                            \
    X(BEGAN_IT, "began_it")                                                                        \
    X(KINDNESS, "kindness")                                                                        \
    X(WILLED_MISHAP, "willed_mishap")                                                              \
    X(WHOSE, "whose")                                                                              \
    X(YES_OR_NO, "yes_or_no")                                                                      \
    X(THING_TOLD, "thing_told")                                                                    \
    X(THING_NARROWED, "thing_narrowed")                                                            \
    X(THING_IDLE, "thing_idle")                                                                    \
    X(THING_UNREAL, "thing_unreal")                                                                \
    X(THING_WHOSE, "thing_whose")                                                                  \
    X(TIME_NOUN, "time_noun")                                                                      \
    X(NO_TIME, "no_time")

typedef enum WordList {
#define X(list, name) LIST_##list,
    WORD_LISTS(X)
#undef X
        WORD_LIST_COUNT
} WordList;

typedef struct WordSet {
    uint64_t bits[(WORD_LIST_COUNT + 63) / 64];
} WordSet;

/* For tables.c, which reads them once when tables are opened or laid over others. */
StCode word_lists_open(const Tables *t, WordLists **out, StErr *err);
void word_lists_close(WordLists *l);

/* The lists that a folded word is in; NULL for none, also where `l` is NULL. */
const WordSet *word_lists_of(const WordLists *l, Str word);

static inline bool word_set_has(const WordSet *s, WordList list) {
    return s && s->bits[list / 64] >> list % 64 & 1;
}

/* The same at once, for a word that is asked one question. */
static inline bool word_is_in(const Tables *t, Str word, WordList list) {
    return word_set_has(word_lists_of(tables_word_lists(t), word), list);
}

#endif
