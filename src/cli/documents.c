/* sitrep read, parse, extract, explain: one document in, its text or records out. */
#include "cli/cli_commands.h"

#include "cli/work.h"
#include "lang/conllu.h"
#include "report/explain.h"

static bool is_article(BlockKind kind) {
    return kind == BLOCK_HEADLINE || kind == BLOCK_PARAGRAPH || kind == BLOCK_DATELINE ||
           kind == BLOCK_CELL;
}

/* Behind another cell of its row. */
static bool goes_on_in_row(const Document *d, uint32_t i) {
    if (!i || d->blocks.v[i].kind != BLOCK_CELL || d->blocks.v[i - 1].kind != BLOCK_CELL)
        return false;
    Str gap = document_cut(d, (Span){d->blocks.v[i - 1].span.end, d->blocks.v[i].span.start});
    return str_find_char(gap, '\n') == SIZE_MAX;
}

/* Blocks on lines of their own, a dateline before its paragraph, tabs between cells of a row. */
static StCode article_text(const Engine *engine, WorkItem *item, StErr *err) {
    (void)engine;
    (void)err;
    bool joined = true;
    for (uint32_t i = 0; i < item->doc.blocks.n; i++) {
        Block b = item->doc.blocks.v[i];
        if (!is_article(b.kind)) continue;
        if (goes_on_in_row(&item->doc, i))
            text_add_c(&item->out, "\t");
        else if (!joined)
            text_add_c(&item->out, "\n\n");
        text_add(&item->out, document_cut(&item->doc, b.span));
        joined = b.kind == BLOCK_DATELINE;
        if (joined) text_add_char(&item->out, ' ');
    }
    text_add_c(&item->out, "\n");
    return ST_OK;
}

static StCode read_record(const Engine *engine, WorkItem *item, StErr *err) {
    TRY(lang_parse(engine->lang, &item->doc, &item->arena, &item->parse, err));
    Records r = {.doc = item->doc};
    TRY_MEM(records_write_document(&r, &item->arena, &item->out) == ST_OK, err);
    return ST_OK;
}

static StCode parse_conllu(const Engine *engine, WorkItem *item, StErr *err) {
    TRY(lang_parse(engine->lang, &item->doc, &item->arena, &item->parse, err));
    TRY_MEM(conllu_write(&item->doc, &item->parse, &item->arena, &item->out) == ST_OK, err);
    return ST_OK;
}

static StCode extract_records(const Engine *engine, WorkItem *item, StErr *err) {
    TRY(work_extract(engine, item, err));
    TRY_MEM(records_write(&item->records, &item->arena, &item->out) == ST_OK, err);
    return ST_OK;
}

static StCode explain_records(const Engine *engine, WorkItem *item, StErr *err) {
    TRY(work_extract(engine, item, err));
    TRY_MEM(explain_write(&item->records, &item->arena, &item->out) == ST_OK, err);
    return ST_OK;
}

static int each_document(const Args *args,
                         StCode (*document)(const Engine *, WorkItem *, StErr *)) {
    Work w = {.document = document};
    int code = work_open(args, &w);
    if (code >= 0) return code;
    code = work_run(args, &w);
    work_close(&w);
    return code;
}

int command_read(const Args *args) {
    return each_document(args, given(args, OPT_TEXT) ? article_text : read_record);
}

int command_parse(const Args *args) {
    return each_document(args, parse_conllu);
}
int command_extract(const Args *args) {
    return each_document(args, extract_records);
}
int command_explain(const Args *args) {
    return each_document(args, explain_records);
}
