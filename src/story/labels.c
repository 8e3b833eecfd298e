#include "story/labels.h"

#include "base/utf8.h"
#include "story/compare.h"
#include "story/happening.h"

#include <inttypes.h>

/* Adds ", x" or x. */
static void add_part(Text *t, Str part) {
    if (!part.n) return;
    if (t->n) text_add_c(t, ", ");
    text_add(t, part);
}

static Str finished(const Text *t) {
    if (t->failed) return (Str){NULL, 0};
    return t->p ? text_str(t) : S("");
}

/* "crossed_border" → "crossed border" */
static Str spaced(Making *m, Str word) {
    Text t = {.arena = m->arena};
    for (size_t i = 0; i < word.n; i++)
        text_add_char(&t, word.p[i] == '_' || word.p[i] == '-' ? ' ' : word.p[i]);
    return finished(&t);
}

static Str or_spaced(Making *m, Str cell, Str word) {
    return cell.n ? cell : spaced(m, word);
}

/* More than one of a noun: "villages". */
static Str plural(Making *m, Str noun) {
    Str word = spaced(m, noun);
    if (word.n < 3 || word.p[word.n - 1] == 's') return word;
    char last = word.p[word.n - 1], before = word.p[word.n - 2];
    bool vowel = before == 'a' || before == 'e' || before == 'i' || before == 'o' || before == 'u';
    if (last == 'y' && !vowel) return arena_format(m->arena, "%.*sies", (int)word.n - 1, word.p);
    bool hisses = last == 'x' || last == 'z' || (last == 'h' && (before == 'c' || before == 's'));
    return arena_format(m->arena, "%.*s%s", STR_ARG(word), hisses ? "es" : "s");
}

/* A kind of thing, or the noun itself where it is of no kind. People are named by whom it was done
 * to, or not at all. */
static Str thing_label(Making *m, Str thing) {
    bool nothing = str_eq(thing, S("part")) || str_eq(thing, S("some")); /* of what is not said */
    if (!thing.n || nothing || str_eq(thing, S("person"))) return S("");
    Str label = happening_thing(m->tables, thing);
    return label.n ? label : plural(m, thing);
}

static Str counted_label(Making *m, const Item *i) {
    const Figure *f = making_figure(m, i);
    if (i->recipient) return making_entity_name(m, i->recipient);
    if (i->group.n) return or_spaced(m, making_cell(m, "en/groups", i->group, "label"), i->group);
    if (i->thing.n) return thing_label(m, i->thing);
    if (str_eq(f->unit, S("percent"))) return S("share");
    if (f->unit.n && !str_eq(f->unit, S("person")) && !str_eq(f->unit, S("item")))
        return str_eq(f->unit, f->measure) ? S("") : spaced(m, f->unit); /* "money, money" */
    return str_eq(f->unit, S("person")) ? S("people") : S("");
}

/* ", 19 Sep 2023", ", 2020", ", 18 Sep to 2 Oct 2023" */
static void add_period(Text *t, Days d) {
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int y, m, day, y2, m2, day2;
    if (!d.from || !d.to) return;
    day_split(d.from, &y, &m, &day);
    day_split(d.to, &y2, &m2, &day2);
    bool whole = day == 1 && day2 == days_in_month(y2, m2) && y == y2;
    if (whole && m == 1 && m2 == 12)
        text_format(t, ", %d", y);
    else if (whole && m == m2)
        text_format(t, ", %s %d", months[m - 1], y);
    else if (d.from == d.to)
        text_format(t, ", %d %s %d", day, months[m - 1], y);
    else {
        text_format(t, ", %d %s", day, months[m - 1]);
        if (y != y2) text_format(t, " %d", y);
        text_format(t, " to %d %s %d", day2, months[m2 - 1], y2);
    }
}

/* "to", "from" the place of a movement. */
static Str way_of(Making *m, const Item *i, Ref place, Span sentence, Span trigger) {
    const Records *r = m->docs.v[i->doc];
    return happening_way(m->tables, &r->doc, records_place(r, place), sentence, trigger);
}

/* "Armenia"; "to Armenia" of those who left, where the text tells. */
static Str figure_place(Making *m, const Item *i) {
    const Figure *f = making_figure(m, i);
    Str name = making_entity_name(m, i->place);
    if (!name.n || !str_eq(i->family, S("departure"))) return name;
    const Event *e = records_event(m->docs.v[i->doc], f->event);
    Ref place = f->place ? f->place : e ? e->place : 0;
    Str way = way_of(m, i, place, f->sentence, f->head.span);
    if (str_eq(way, S("in"))) /* who arrives in a country has gone to it */
        way = str_eq(i->measure, S("crossed_border")) ? S("to") : S("");
    return way.n ? arena_format(m->arena, "%.*s %.*s", STR_ARG(way), STR_ARG(name)) : name;
}

Str label_period(Making *m, Days days) {
    Text t = {.arena = m->arena};
    add_period(&t, days);
    return finished(&t);
}

Str label_figure(Making *m, const Item *i) {
    Text t = {.arena = m->arena};
    add_part(&t,
             or_spaced(m, making_cell(m, "en/measure_families", i->measure, "label"), i->measure));
    add_part(&t, counted_label(m, i));
    add_part(&t, figure_place(m, i));
    if (i->scope == SCOPE_INCIDENT) add_period(&t, i->window);
    /* a toll of all that happened is not one of its incidents; of those who left all are told */
    if (i->scope == SCOPE_CUMULATIVE && str_eq(i->family, S("harm")))
        add_part(&t, S("total so far"));
    return finished(&t);
}

static Happening happening_at(const Making *m, const Item *i) {
    return happening_of(&m->docs.v[i->doc]->doc, making_event(m, i));
}

Str label_event_noun(Making *m, const Item *i) {
    Happening h = happening_at(m, i);
    return happening_noun(m->tables, &h, m->arena);
}

uint32_t label_event_weight(Making *m, const Item *i) {
    Happening h = happening_at(m, i);
    return happening_weight(m->tables, &h, m->arena);
}

/* "The Ministry" inside a line is "Ministry", "A volunteer" is "a volunteer". */
static Str inside_line(Making *m, Str name) {
    if (str_starts(name, S("The ")) || str_starts(name, S("the "))) return str_from(name, 4);
    bool article = str_starts(name, S("A ")) || str_starts(name, S("An "));
    return article ? arena_format(m->arena, "a%.*s", (int)name.n - 1, name.p + 1) : name;
}

/* An actor's name in a label; a description only when it is a plain one ("pro-government
 * fighters"), not "the leaders" or "at least 21 people". */
Str label_actor(Making *m, uint32_t entity) {
    if (!entity) return S("");
    Str name = making_entity_name(m, entity);
    const EntityInfo *info = &m->entities[entity - 1];
    if (info->known.n) return name;
    if (info->named && info->actor_kind != ACTOR_POPULATION) return inside_line(m, name);
    Str rest = name, first;
    bool digit = false;
    for (size_t i = 0; i < name.n; i++) digit |= name.p[i] >= '0' && name.p[i] <= '9';
    if (digit || !str_split(&rest, ' ', &first)) return S("");
    const Table *common = tables_get(m->tables, "en/common_words");
    Str folded = utf8_fold(m->arena, first);
    return common && table_find(common, folded, 0) ? S("") : inside_line(m, name);
}

/* "Five were arrested": that their own state did it goes without saying. */
static bool goes_without_saying(const Making *m, const Item *i) {
    const EntityInfo *doer = i->agent ? &m->entities[i->agent - 1] : NULL;
    return doer && i->class == CLASS_COERCE && str_eq(i->mode, S("arrest")) &&
           doer->actor_kind == ACTOR_STATE && doer->country.n && str_eq(doer->country, i->country);
}

/* "Northland and Southland" of what two sides did to each other or together. */
static Str label_doers(Making *m, const Item *i, const Event *e) {
    if (goes_without_saying(m, i)) return S("");
    Str first = label_actor(m, i->agent);
    uint32_t side = making_side(m, i->agent);
    for (uint32_t k = 1; first.n && side && !i->recipient && k < e->agents.n; k++) {
        uint32_t other = making_actor(m, i->doc, e->agents.v[k].actor);
        Str second =
            making_side(m, other) && making_side(m, other) != side ? label_actor(m, other) : S("");
        if (second.n)
            return arena_format(m->arena, "%.*s and %.*s", STR_ARG(first), STR_ARG(second));
    }
    return first;
}

/* "Killed in clashes": who fought there is not told. */
static bool is_no_fighter(Making *m, const Item *i) {
    const EntityInfo *whom = i->recipient ? &m->entities[i->recipient - 1] : NULL;
    return whom && i->class == CLASS_ASSAULT && !i->agent &&
           (whom->actor_kind == ACTOR_PERSON || whom->actor_kind == ACTOR_POPULATION) &&
           str_eq(label_event_noun(m, i), S("fighting"));
}

Str label_event(Making *m, const Item *i) {
    const Event *e = making_event(m, i);
    Happening h = happening_at(m, i);
    h.polarity = e->polarity;
    h.modality = i->ahead ? MODALITY_PLANNED : e->modality;
    h.agent = label_doers(m, i, e);
    h.recipient = is_no_fighter(m, i) ? S("") : label_actor(m, i->recipient);
    /* soldiers are sent to a post, and not with it */
    h.thing = i->class == CLASS_MOBILIZE ? S("") : thing_label(m, i->thing);
    h.place = making_entity_name(m, i->place);
    h.way = way_of(m, i, e->place, e->sentence, e->head.span);
    return happening_words(m->tables, &h, m->arena);
}

/* 98500000 → "98,500"; thousandths only where there are any. */
static void add_number(Text *t, int64_t milli) {
    char digits[24];
    uint64_t whole = (uint64_t)(milli < 0 ? -milli : milli) / 1000;
    int n = snprintf(digits, sizeof digits, "%" PRIu64, whole);
    if (milli < 0) text_add_char(t, '-');
    for (int i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0) text_add_char(t, ',');
        text_add_char(t, digits[i]);
    }
    unsigned rest = (unsigned)((milli < 0 ? -milli : milli) % 1000);
    if (!rest) return;
    snprintf(digits, sizeof digits, ".%03u", rest);
    size_t len = strlen(digits);
    while (digits[len - 1] == '0') len--;
    text_add(t, (Str){digits, len});
}

Str label_value(Making *m, const Figure *f) {
    static const char *const words[QUANT_COUNT] = {
        [QUANT_MORE_THAN] = "more than ",  [QUANT_AT_LEAST] = "at least ",
        [QUANT_NEARLY] = "nearly ",        [QUANT_UP_TO] = "up to ",
        [QUANT_LESS_THAN] = "fewer than ", [QUANT_ABOUT] = "about ",
    };
    Text t = {.arena = m->arena};
    if (figure_is_none(f)) return S("none");
    if (f->value.some) {
        if (words[f->quantifier]) text_add_c(&t, words[f->quantifier]);
        add_number(&t, f->value.milli);
    } else if (f->low.some && f->high.some) {
        add_number(&t, f->low.milli);
        text_add_c(&t, " to ");
        add_number(&t, f->high.milli);
    } else if (f->low.some || f->high.some) {
        text_add_c(&t, f->low.some ? "at least " : "at most ");
        add_number(&t, f->low.some ? f->low.milli : f->high.milli);
    } else
        text_add_c(&t, "some");
    if (str_eq(f->unit, S("percent"))) text_add_c(&t, " %");
    return finished(&t);
}

/* ---- questions */

static Str field_value(Making *m, Str name, const Item *i) {
    if (str_eq(name, S("place"))) return making_entity_name(m, i->place);
    if (str_eq(name, S("recipient"))) return making_entity_name(m, i->recipient);
    if (str_eq(name, S("population"))) {
        bool counts = i->kind == RECORD_FIGURE && !str_eq(i->unit, S("percent"));
        Str whom = counts ? counted_label(m, i) : S("");
        return str_eq(whom, S("people")) ? S("") : whom; /* goes without saying */
    }
    if (str_eq(name, S("label"))) return i->kind == RECORD_EVENT ? label_event(m, i) : S("");
    return S("");
}

/* Copies a piece of the template with its fields; false when one of them is empty. */
static bool fill_piece(Making *m, Str piece, const Item *i, Text *out) {
    bool full = true;
    for (size_t at = 0; at < piece.n;) {
        size_t close = piece.p[at] == '{' ? str_find_char(str_from(piece, at), '}') : SIZE_MAX;
        if (close == SIZE_MAX) {
            text_add_char(out, piece.p[at++]);
            continue;
        }
        Str value = field_value(m, (Str){piece.p + at + 1, close - 1}, i);
        full &= value.n > 0;
        text_add(out, value);
        at += close + 1;
    }
    return full;
}

static Str fill_question(Making *m, Str template, const Item *i) {
    Text t = {.arena = m->arena};
    while (template.n && !t.failed) {
        size_t open = str_find_char(template, '[');
        size_t plain = open == SIZE_MAX ? template.n : open;
        fill_piece(m, (Str){template.p, plain}, i, &t);
        template = str_from(template, plain);
        size_t close = str_find_char(template, ']');
        if (close == SIZE_MAX) continue;
        size_t before = t.n;
        if (!fill_piece(m, (Str){template.p + 1, close - 1}, i, &t)) t.n = before;
        template = str_from(template, close + 1);
    }
    return finished(&t);
}

Str label_question_row(Making *m, Str matter, Str detail, const Item *i) {
    Str key = arena_format(m->arena, "%.*s %.*s", STR_ARG(matter), STR_ARG(detail));
    if (!key.p) return key;
    Str row = detail.n ? making_cell(m, "en/questions", key, "question") : S("");
    if (!row.n) row = making_cell(m, "en/questions", matter, "question");
    return row.n ? fill_question(m, row, i) : S("");
}

Str label_question(Making *m, Str matter, Str detail, const Item *i) {
    Str question = label_question_row(m, matter, detail, i);
    if (question.n || !question.p) return question;
    Str label = i->kind == RECORD_FIGURE  ? label_figure(m, i)
                : i->kind == RECORD_EVENT ? label_event(m, i)
                                          : spaced(m, matter);
    const char *ask =
        i->kind == RECORD_FIGURE ? "How many: " : ""; /* "… stranded, people, Oresk?" */
    return arena_format(m->arena, "%s%.*s?", ask, STR_ARG(label));
}
