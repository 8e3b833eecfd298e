/* IN SHORT: what mainly happened. What one party did is one line, as all reports tell it: made of
 * fields, citing what it rests on; what only one party says is told as what it says, and where it is
 * in dispute who did it, so is that.
 */
#include "report/deeds.h"

#include "story/happening.h"

#include <stdlib.h>

enum { WEIGHT_CRISIS = 4 }; /* of event_labels.tsv: what makes a crisis */
enum { SHORT_DEEDS = 5, CITES_MAX = 6 };

static int by_score(const void *a, const void *b) {
    const Deed *x = *(Deed *const *)a, *y = *(Deed *const *)b;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    if (x->outlet != y->outlet) return x->outlet ? -1 : 1; /* before what a party says */
    if (x->events.n != y->events.n) return x->events.n > y->events.n ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

static int by_day(const void *a, const void *b) {
    const Deed *x = *(Deed *const *)a, *y = *(Deed *const *)b;
    Day p = x->days.from ? x->days.from : INT32_MAX, q = y->days.from ? y->days.from : INT32_MAX;
    return p != q ? (p < q ? -1 : 1) : by_score(a, b);
}

/* What the title says before its colon. */
static Str title_place(const Composing *c) {
    size_t colon = str_find(c->story->title, S(": "));
    return colon == SIZE_MAX ? S("") : (Str){c->story->title.p, colon};
}

/* The closest place that most of those share who name one, or the most of several, or that of the
 * story; else the country. */
static Str deed_place(const Deed *deed, Str story) {
    uint32_t all = deed->places.all + deed->countries.all;
    Str close = names_top(&deed->places, all);
    Str most = close.n ? close : names_most(&deed->places, S(""));
    uint32_t times = names_times(&deed->places, most), own = names_times(&deed->places, story);
    if (!close.n && own && own == times) close = story;
    if (!close.n && deed->places.all > 2 && times * 3 >= all) close = most;
    if (!close.n && own) close = story;
    return close.n || deed->places.n ? close : names_top(&deed->countries, deed->events.n);
}

/* "territory"; "territory and military posts" where the reports tell of two. */
static Str deed_things(Composing *c, const Deed *deed) {
    const Names *things = &deed->things;
    if (things->n == 2 && !deed->anonymous && things->all * 4 >= deed->events.n)
        return composing_format(c, "%.*s and %.*s", STR_ARG(things->v[1]), STR_ARG(things->v[0]));
    /* one report's detail is not what a party's deed hit */
    return names_top(things, deed->anonymous ? deed->events.n : deed->events.n * 2);
}

/* By name where most of its events have one. */
static Str deed_doer(const Deed *deed) {
    Str name = names_top(&deed->doers, deed->events.n);
    return name.n ? name : deed->who;
}

static Str deed_words(Composing *c, const Deed *deed) {
    uint32_t all = deed->events.n;
    bool vague = deed->class == CLASS_DISASTER || deed->class == CLASS_COERCE;
    bool upheaval = deed->class == CLASS_COERCE && deed->anonymous; /* nobody's thing is taken */
    Str nothing = deed->class == CLASS_DISASTER ? S("disaster") : S("coercion");
    Happening h = {
        .class = deed->class,
        .mode = names_top(&deed->modes, all * 2),
        .trigger = vague ? names_most(&deed->nouns, nothing) : names_top(&deed->nouns, 0),
        .agent = deed->class == CLASS_DISPLACE ? names_top(&deed->people, 0) : deed_doer(deed),
        .recipient = upheaval ? S("") : names_top(&deed->recipients, all * 2),
        .thing = upheaval ? S("") : deed_things(c, deed),
        .place = deed_place(deed, title_place(c))};
    Str from = names_top(&deed->origins, 0), to = names_top(&deed->goals, 0);
    if (from.n || to.n) {
        h.way = from.n ? S("from") : S("to");
        h.place = from.n ? from : to;
    }
    if (deed->class == CLASS_DISPLACE && !h.agent.n) h.agent = S("people");
    if (str_eq(h.mode, S("-"))) h.mode = S("");
    if (str_eq(h.recipient, h.agent)) h.recipient = S("");
    /* "Northland attacked": better one report's detail than neither whom nor where */
    bool nowhere = !h.place.n || str_eq(h.place, h.agent);
    if (!upheaval && !h.recipient.n && !h.thing.n && nowhere)
        h.thing = names_top(&deed->things, all);
    Str words = happening_words(c->options->tables, &h, c->a);
    c->failed = c->failed || !words.p;
    if (from.n && to.n) words = composing_format(c, "%.*s to %.*s", STR_ARG(words), STR_ARG(to));
    return words_capital(c, words);
}

/* "Attack": neither who nor whom nor where; the title says so much. */
static bool says_nothing(const Deed *deed, Str words) {
    bool plain = deed->anonymous || deed->class == CLASS_DISASTER;
    return plain && str_find_char(words, ' ') == SIZE_MAX;
}

/* Whether others deny the deed, or charge its accusers with it: an event of it, or the claim that
 * tells of it, stands in a dispute. */
static bool is_disputed(Composing *c, const Deed *deed) {
    Strs told = {0};
    for (uint32_t i = 0; i < deed->events.n; i++) {
        Found f = record_index_find(&c->index, deed->events.v[i]);
        const Event *e = f.records ? records_event(f.records, f.ref) : NULL;
        const Claim *said = e ? records_claim(f.records, e->claim) : NULL;
        deeds_push_once(c, &told, deed->events.v[i]);
        if (said) deeds_push_once(c, &told, said->head.id);
    }
    for (uint32_t i = 0; i < c->story->disputes.n; i++) {
        const Dispute *d = &c->story->disputes.v[i];
        bool blamed = d->status == DISPUTE_DENIED || d->status == DISPUTE_ACCUSED_ON_BOTH_SIDES;
        for (uint32_t p = 0; d->status == DISPUTE_CONTRADICTION && p < d->positions.n; p++)
            blamed |= str_eq(d->positions.v[p].position, S("back"));
        for (uint32_t p = 0; blamed && p < d->positions.n; p++)
            for (uint32_t k = 0; k < d->positions.v[p].items.n; k++)
                if (deeds_has(&told, d->positions.v[p].items.v[k])) return true;
    }
    return false;
}

static void deed_bullet(Composing *c, const Deed *deed) {
    Text t = {.arena = c->a};
    Str when = deed->class == CLASS_DISPLACE ? S("") : words_of_days(c, deed->days, false);
    bool blamed =
        !deed->outlet && !deed->anonymous && deed->who.n && deed->speaker.n && is_disputed(c, deed);
    Deed nobodys = *deed; /* who did it is what they quarrel about */
    nobodys.who = S("");
    nobodys.doers.n = 0;
    Str words = deed_words(c, blamed ? &nobodys : deed);
    if (says_nothing(deed, words)) return;
    text_add(&t, words);
    if (when.n) text_format(&t, ", %.*s", STR_ARG(when));
    if (blamed)
        text_format(&t, "; by %.*s according to %.*s, which is disputed", STR_ARG(deed_doer(deed)),
                    STR_ARG(deed->speaker));
    else if (!deed->outlet && deed->speaker.n)
        text_format(&t, ", according to %.*s%s", STR_ARG(deed->speaker),
                    deed->several ? " and others" : "");
    c->failed = c->failed || t.failed;
    Line *line = composing_line(c, LINE_BULLET, text_str(&t));
    for (uint32_t i = 0; i < deed->events.n && i < CITES_MAX; i++)
        composing_cite(c, line, deed->events.v[i]);
}

/* An end or a fall is told once, by whoever writes on the day, and it is what a crisis turns on. */
static bool turns_crisis(const Composing *c, const Deed *deed) {
    enum { FEW_ENOUGH = 12 };
    Str mode = names_top(&deed->modes, 0), noun = names_top(&deed->nouns, 0);
    bool turn = (deed->class == CLASS_RETREAT &&
                 (str_eq(mode, S("disarm")) || str_eq(mode, S("ceasefire")))) ||
                str_eq(noun, S("coup"));
    return turn && deed->outlet && c->story->independent <= FEW_ENOUGH;
}

/* Told by one report of many it is hardly the main thing. */
static bool is_told_enough(const Composing *c, const Deed *deed) {
    enum { FEW_REPORTS = 4, WEIGHS = 3 };
    if (!deed->done) return false;
    bool weighs = deed->score >= WEIGHS;
    return deed->docs.n > 1 || turns_crisis(c, deed) ||
           (c->story->independent < FEW_REPORTS && deed->outlet && weighs);
}

/* Who did it is told by some: what others tell of it without a name is the same. So is what nobody
 * tells more closely than by its country beside what has a place. */
static bool is_told_by_name(const Deeds *deeds, const Deed *deed) {
    bool upheaval = deed->class == CLASS_COERCE;
    for (uint32_t i = 0; deed->anonymous && !upheaval && i < deeds->n; i++) {
        const Deed *other = deeds->v[i];
        if (other->class != deed->class || other == deed) continue;
        if (!other->anonymous || (other->places.n && !deed->places.n)) return true;
    }
    return false;
}

/* Of a kind that makes a crisis; a visit does not. */
static bool makes_crisis(const Deed *deed) {
    return deed->done && deed->weight >= WEIGHT_CRISIS;
}

/* Reports that tell of a class in any of its deeds, those of one place and day or of another. */
static uint32_t reports_of_class(Composing *c, const Deeds *deeds, EventClass class) {
    Strs docs = {0};
    for (uint32_t i = 0; i < deeds->n; i++)
        for (uint32_t k = 0; deeds->v[i]->class == class && k < deeds->v[i]->docs.n; k++)
            deeds_push_once(c, &docs, deeds->v[i]->docs.v[k]);
    return docs.n;
}

/* The heaviest of its class, of which every single deed has one teller, and the class several. */
static bool stands_for_class(Composing *c, const Deeds *deeds, uint32_t at) {
    if (deeds->v[at]->class == CLASS_RETREAT) return false; /* one man's is no other's */
    for (uint32_t i = 0; i < deeds->n; i++) {
        bool same = deeds->v[i]->class == deeds->v[at]->class;
        if (same && (i < at || is_told_enough(c, deeds->v[i]))) return false;
    }
    return makes_crisis(deeds->v[at]) && reports_of_class(c, deeds, deeds->v[at]->class) > 1;
}

/* Those told enough, the weightiest first; where none is, what weighs most. */
static void choose_deeds(Composing *c, Deeds *deeds) {
    qsort(deeds->v, deeds->n, sizeof *deeds->v, by_score);
    bool *told = arena_new(c->a, bool, deeds->n);
    if (!told) {
        c->failed = true;
        return;
    }
    for (uint32_t i = 0; i < deeds->n; i++)
        told[i] = is_told_enough(c, deeds->v[i]) || stands_for_class(c, deeds, i);
    uint32_t n = 0;
    for (uint32_t i = 0; i < deeds->n; i++)
        if (told[i]) deeds->v[n++] = deeds->v[i];
    if (!n) n = makes_crisis(deeds->v[0]);
    deeds->n = n;
    n = 0;
    for (uint32_t i = 0; i < deeds->n; i++) {
        bool known = is_told_by_name(deeds, deeds->v[i]);
        if (!known) deeds->v[n++] = deeds->v[i];
    }
    deeds->n = n;
}

void compose_short_deeds(Composing *c, bool counted) {
    Deeds deeds = deeds_gather(c);
    uint32_t n = 0;
    for (uint32_t i = 0; i < deeds.n; i++)
        if (!counted || deeds.v[i]->class != CLASS_DISPLACE) deeds.v[n++] = deeds.v[i];
    deeds.n = n;
    if (n) choose_deeds(c, &deeds);
    if (!deeds.n) return;
    if (deeds.n > SHORT_DEEDS) deeds.n = SHORT_DEEDS;
    qsort(deeds.v, deeds.n, sizeof *deeds.v, by_day);
    for (uint32_t i = 0; i < deeds.n; i++) deed_bullet(c, deeds.v[i]);
}
