#include "extract/figures_person.h"

#include "extract/names.h"

enum {
    CHUNK_MAX = 12, /* words of a description */
    AGE_MOST = 120,
    MONTHS = 12
};

static Sex sex_of(Str cell) {
    return cell.n == 0 ? SEX_ANY : cell.p[0] == 'm' ? SEX_MAN : SEX_WOMAN;
}

/* A person's name without title, also one that no record is made of; empty for "a Vask High School
 * student". */
static TokenRange name_of(const FigureScan *f, uint32_t head, uint32_t unit) {
    const Names *names = f->x->names;
    uint32_t name = names ? names->name_at[head] : 0;
    const Name *known = name ? &names->list.v[name - 1] : NULL;
    /* "Vask boy" is a boy, whatever the name */
    bool noun = unit && f->parse->tokens.v[head].upos == UPOS_NOUN;
    if (known)
        return known->type == NAME_PERSON && !noun ? (TokenRange){known->first, known->end}
                                                   : (TokenRange){head, head};
    if (f->parse->tokens.v[head].upos != UPOS_PROPN || unit) return (TokenRange){head, head};
    TokenRange r = figures_mention_range(f, head);
    while (r.first < r.end && f->parse->tokens.v[r.first].upos != UPOS_PROPN) r.first++;
    return r;
}

static void read_age(uint64_t years, Person *p) {
    if (years > AGE_MOST) return;
    p->from = p->to = (uint32_t)years;
}

/* "the 23-year-old man", "Mark Orm, 23," */
static void read_ages(const FigureScan *f, TokenRange r, Person *p) {
    uint64_t years;
    uint32_t from =
        r.first > f->sentence.first + CHUNK_MAX ? r.first - CHUNK_MAX : f->sentence.first;
    for (uint32_t i = r.end; i > from; i--) {
        if (i <= r.first && !figures_word(f, i - 1, "-") && !figures_word(f, i, "-")) break;
        uint32_t number = figures_age_first(f, i - 1);
        if (number == TOKEN_NONE) continue;
        bool full = figures_word(f, i - 2, "year") || figures_word(f, i - 3, "year") ||
                    figures_word(f, i - 2, "years");
        bool months = str_starts(f->norms[i - 2], S("month")) || figures_word(f, i - 3, "month");
        if (str_to_u64(f->norms[number], &years))
            read_age(full ? years : months ? years / MONTHS : 0, p);
        return;
    }
    if (figures_word(f, r.end, ",") && r.end + 1 < f->sentence.end &&
        (r.end + 2 >= f->sentence.end || token_is_punct(&f->parse->tokens.v[r.end + 2]) ||
         figures_word(f, r.end + 2, "of")) &&
        str_to_u64(f->norms[r.end + 1], &years))
        read_age(years, p);
}

/* Offices that one person does not change within a report. */
static Str office_of(const FigureScan *f, uint32_t unit) {
    static const char *const offices[] = {"military",   "police",        "combatant", "journalist",
                                          "clergy",     "health_worker", "suspect",   "student",
                                          "aid_worker", "prisoner",      "protester", "official"};
    Str group = figures_unit_cell(f, unit, UNIT_GROUP);
    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++)
        if (str_eq(group, str_of(offices[i]))) return group;
    return S("");
}

bool person_is_pronoun(const FigureScan *f, uint32_t i) {
    return f->parse->tokens.v[i].xpos == XPOS_PRP || f->parse->tokens.v[i].xpos == XPOS_PRPS;
}

Person person_read(const FigureScan *f, const PersonTables *t, uint32_t head, uint32_t unit) {
    Person p = {.to = AGE_MOST};
    TokenRange r = figures_mention_range(f, head);
    if (person_is_pronoun(f, head)) {
        bool woman = str_starts(f->norms[head], S("he")) && str_starts(f->norms[head], S("her"));
        p.sex = woman || figures_word(f, head, "she") ? SEX_WOMAN : SEX_MAN;
        return p;
    }
    p.name = name_of(f, head, unit);
    if (range_some(p.name)) {
        p.named = f->x->actor_at[head];
        uint32_t row = table_find(t->given, f->norms[p.name.first], 0);
        if (row) p.sex = sex_of(table_cell(t->given, row - 1, 1));
    }
    for (uint32_t i = r.first; i < r.end; i++) {
        Phrase m = table_match(t->words, &f->keys[i], r.end - i);
        if (!m.row || (i + m.words != r.end && !range_some(p.name))) continue;
        p.sex = sex_of(table_cell(t->words, m.row - 1, 1));
        uint64_t from, to;
        if (str_to_u64(table_cell(t->words, m.row - 1, 2), &from)) p.from = (uint32_t)from;
        if (str_to_u64(table_cell(t->words, m.row - 1, 3), &to)) p.to = (uint32_t)to;
        break;
    }
    read_ages(f, r, &p);
    p.group = office_of(f, unit);
    if (!range_some(p.name)) p.noun = f->keys[head];
    return p;
}

Way person_read_way(const FigureScan *f, uint32_t head, uint32_t unit) {
    TokenRange r = figures_mention_range(f, head);
    bool the = figures_word(f, r.first, "the"); /* "the fifth man" is whoever was told of before */
    const Token *first = &f->parse->tokens.v[r.first];
    if (person_is_pronoun(f, head)) return WAY_PRONOUN;
    for (uint32_t i = r.first; i <= head && !the; i++)
        if (figures_word_in(f, i, LIST_OTHER_PERSON)) return WAY_OTHER;
    if (range_some(name_of(f, head, unit))) return WAY_NAME;
    bool definite = the || figures_word(f, r.first, "this") || figures_word(f, r.first, "that") ||
                    first->xpos == XPOS_PRPS;
    return definite ? WAY_DEFINITE : WAY_INDEFINITE;
}

bool person_agrees(const Person *a, const Person *b) {
    if (a->held != b->held) return false;
    if (a->sex && b->sex && a->sex != b->sex) return false;
    if (a->group.n && b->group.n && !str_eq(a->group, b->group)) return false;
    return a->from <= b->to && b->from <= a->to;
}

void person_learn(Person *p, const Person *more) {
    if (!p->sex) p->sex = more->sex;
    if (!p->group.n) p->group = more->group;
    if (!p->named) p->named = more->named;
    if (!p->noun.n) p->noun = more->noun;
    if (more->name.end - more->name.first > p->name.end - p->name.first) p->name = more->name;
    if (more->from > p->from) p->from = more->from;
    if (more->to < p->to) p->to = more->to;
}

uint32_t person_likeness(const Person *a, const Person *b) {
    bool noun = a->noun.n && str_eq(a->noun, b->noun);
    bool age = a->from == a->to && b->from == b->to && a->from == b->from;
    return (noun ? 1u : 0) + (age ? 1u : 0);
}

/* "Msgr Romero" and "Oscar Romero": every word of the shorter is in the longer. */
bool person_same_name(const FigureScan *f, TokenRange a, TokenRange b) {
    if (a.end - a.first > b.end - b.first) return person_same_name(f, b, a);
    for (uint32_t i = a.first; i < a.end; i++) {
        bool there = false;
        for (uint32_t k = b.first; k < b.end; k++)
            there = there || str_eq(f->norms[i], f->norms[k]);
        if (!there) return false;
    }
    return range_some(a);
}
