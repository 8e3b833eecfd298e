#include "story/labels.h"

#include "base/utf8.h"
#include "story/compare.h"

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

static Str counted_label(Making *m, const Item *i) {
    const Figure *f = making_figure(m, i);
    if (i->group.n) return or_spaced(m, making_cell(m, "en/groups", i->group, "label"), i->group);
    if (i->thing.n) return spaced(m, i->thing);
    if (str_eq(f->unit, S("percent"))) return S("share");
    if (f->unit.n && !str_eq(f->unit, S("person")) && !str_eq(f->unit, S("item")))
        return spaced(m, f->unit);
    return str_eq(f->unit, S("person")) ? S("people") : S("");
}

static void add_period(Text *t, Days d) {
    char from[11], to[11];
    if (!d.from || !d.to) return;
    day_format(d.from, from);
    day_format(d.to, to);
    text_format(t, d.from == d.to ? ", %s" : ", %s to %s", from, to);
}

Str label_figure(Making *m, const Item *i) {
    Text t = {.arena = m->arena};
    add_part(&t,
             or_spaced(m, making_cell(m, "en/measure_families", i->measure, "label"), i->measure));
    add_part(&t, counted_label(m, i));
    add_part(&t, making_entity_name(m, i->place));
    if (i->scope == SCOPE_INCIDENT) add_period(&t, i->window);
    return finished(&t);
}

static Str event_cell(Making *m, EventClass class, Str mode, const char *column) {
    Str word = WORD_OF(CLASS, class);
    if (mode.n) {
        Str key = arena_format(m->arena, "%.*s %.*s", STR_ARG(word), STR_ARG(mode));
        Str cell = key.p ? making_cell(m, "en/event_labels", key, column) : key;
        if (!cell.p || cell.n) return cell;
    }
    return making_cell(m, "en/event_labels", word, column);
}

Str label_event_noun(Making *m, EventClass class, Str mode) {
    Str noun = event_cell(m, class, mode, "noun");
    return noun.n ? noun : spaced(m, WORD_OF(CLASS, class));
}

/* An actor's name in a label; a description only when it is a plain one ("pro-government
 * fighters"), not "the leaders" or "at least 21 people". */
static Str actor_label(Making *m, uint32_t entity) {
    if (!entity) return S("");
    Str name = making_entity_name(m, entity);
    const EntityInfo *info = &m->entities[entity - 1];
    if (info->known.n || (info->named && info->actor_kind != ACTOR_POPULATION)) return name;
    Str rest = name, first;
    bool digit = false;
    for (size_t i = 0; i < name.n; i++) digit |= name.p[i] >= '0' && name.p[i] <= '9';
    if (digit || !str_split(&rest, ' ', &first)) return S("");
    const Table *common = tables_get(m->tables, "en/common_words");
    Str folded = utf8_fold(m->arena, first);
    return common && table_find(common, folded, 0) ? S("") : name;
}

Str label_event(Making *m, const Item *i) {
    const Event *e = making_event(m, i);
    Text t = {.arena = m->arena};
    Str agent = actor_label(m, i->agent), recipient = actor_label(m, i->recipient);
    if (e->polarity == POLARITY_NEGATIVE) text_add_c(&t, "no ");
    text_add(&t, label_event_noun(m, i->class, i->mode));
    if (agent.n || recipient.n) text_add_c(&t, ": ");
    text_add(&t, agent);
    if (recipient.n) text_add_c(&t, agent.n ? " → " : "→ ");
    text_add(&t, recipient);
    if (!recipient.n && i->thing.n && !str_eq(i->thing, S("person"))) {
        text_add_c(&t, agent.n ? " → " : ": → ");
        text_add(&t, spaced(m, i->thing));
    }
    if (!str_eq(making_entity_name(m, i->place), recipient))
        add_part(&t, making_entity_name(m, i->place));
    if (e->modality != MODALITY_ACTUAL) text_format(&t, " (%s)", MODALITY_words[e->modality]);
    return finished(&t);
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
    if (str_eq(name, S("population")))
        return i->kind == RECORD_FIGURE ? counted_label(m, i) : S("");
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

Str label_question(Making *m, Str matter, Str detail, const Item *i) {
    Str key = arena_format(m->arena, "%.*s %.*s", STR_ARG(matter), STR_ARG(detail));
    if (!key.p) return key;
    Str row = detail.n ? making_cell(m, "en/questions", key, "question") : S("");
    if (!row.n) row = making_cell(m, "en/questions", matter, "question");
    if (row.n) return fill_question(m, row, i);
    Str label = i->kind == RECORD_FIGURE  ? label_figure(m, i)
                : i->kind == RECORD_EVENT ? label_event(m, i)
                                          : spaced(m, matter);
    return arena_format(m->arena, "%.*s?", STR_ARG(label));
}
