#include "read/language.h"

#include "base/utf8.h"
#include "read/words.h"

#include <libexttextcat/textcat.h>
#include <pthread.h>

enum {
    WORDS_MAX = 400,
    LANGUAGES_MAX = 32,
    SHARE_MIN = 14,  /* of 100 words, function words of the language */
    WORDS_TOLD = 12, /* letter statistics of fewer Latin words tell nothing */
    STATISTICS_LOOK = 1500
};

/* Function words counted by language. */
typedef struct Tally {
    Str lang[LANGUAGES_MAX];
    uint32_t count[LANGUAGES_MAX], n;
} Tally;

static void tally_add(Tally *t, Str lang) {
    uint32_t i = 0;
    while (i < t->n && !str_eq(t->lang[i], lang)) i++;
    if (i == LANGUAGES_MAX) return;
    if (i == t->n) t->lang[t->n++] = lang;
    t->count[i]++;
}

static uint32_t tally_of(const Tally *t, Str lang) {
    for (uint32_t i = 0; i < t->n; i++)
        if (str_eq(t->lang[i], lang)) return t->count[i];
    return 0;
}

/* The language of most function words; of two with as many, English, else the table's first. */
static Str by_function_words(const Reading *r, const Words *w) {
    const Table *table = tables_get(r->tables, "world/stopwords");
    int lang = table_column(table, "lang");
    Tally t = {0};
    for (uint32_t i = 0; i < w->n; i++)
        for (uint32_t row = 0; (row = table_find(table, w->norm[i], row));)
            tally_add(&t, table_cell(table, row - 1, lang));
    Str best = S("en");
    for (uint32_t i = 0; i < t.n; i++)
        if (t.count[i] > tally_of(&t, best)) best = t.lang[i];
    uint32_t most = tally_of(&t, best);
    bool told = w->n < 8 ? most >= 1 && str_eq(best, S("en")) : most * 100 >= w->n * SHARE_MIN;
    return told && most ? best : (Str){NULL, 0};
}

/* ---- letter statistics */

#ifdef SITREP_TEXTCAT_DATA
static pthread_mutex_t textcat_lock = PTHREAD_MUTEX_INITIALIZER;
static void *textcat; /* one for the process: loading takes longer than asking */
static bool textcat_tried;

/* Names are "en--utf8", "zh-CN-utf8". */
static StCode name_code(Reading *r, const char *name, Str *out) {
    size_t n = strcspn(name, "-");
    if (n < 2 || n > 3) return ST_OK;
    bool scots = strncmp(name, "sco", n) == 0; /* taken for English that is short and plain */
    *out = scots ? S("en") : arena_copy(r->arena, (Str){name, n});
    TRY_MEM(out->p, r->err);
    return ST_OK;
}

static StCode ask_textcat(Reading *r, Str text, Str *out) {
    StCode code = ST_OK;
    pthread_mutex_lock(&textcat_lock);
    if (!textcat_tried)
        textcat = special_textcat_Init(SITREP_TEXTCAT_DATA "/fpdb.conf", SITREP_TEXTCAT_DATA "/");
    textcat_tried = true;
    candidate_t *found = textcat ? textcat_GetClassifyFullOutput(textcat) : NULL;
    if (found) {
        if (textcat_ClassifyFull(textcat, text.p, text.n, found) > 0)
            code = name_code(r, found[0].name, out);
        textcat_ReleaseClassifyFullOutput(textcat, found);
    }
    pthread_mutex_unlock(&textcat_lock);
    return code;
}
#else
static StCode ask_textcat(Reading *r, Str text, Str *out) {
    (void)r;
    (void)text;
    (void)out;
    return ST_OK;
}
#endif

static Str front(Str text, size_t n) {
    if (text.n > n) text.n = utf8_valid_until((Str){text.p, n});
    return text;
}

StCode language_find(Reading *r, Str text, Str *out) {
    *out = (Str){NULL, 0};
    text = front(text, LANGUAGE_LOOK);
    Words w;
    if (!words_split(r->arena, text, (Span){0, (uint32_t)text.n}, WORDS_MAX, &w))
        return st_fail(r->err, ST_NOMEM, 0, "out of memory");
    *out = by_function_words(r, &w);
    if (out->p) return ST_OK;
    size_t ascii = 0;
    for (size_t i = 0; i < text.n; i++) ascii += (unsigned char)text.p[i] < 0x80;
    if (ascii * 10 > text.n * 7 && w.n < WORDS_TOLD) return ST_OK;
    return ask_textcat(r, front(text, STATISTICS_LOOK), out);
}
