/* A page as blocks of text with what can be measured of them, and the elements that hold them.
 *
 *   in   a parsed page
 *   out  blocks in document order: the text of a paragraph, list item, cell …, white space closed
 *        up; elements in document order with the blocks below them
 *   own  everything in the tree's scratch arena
 */
#ifndef SITREP_READ_HTML_BLOCKS_H
#define SITREP_READ_HTML_BLOCKS_H

#include "read/html_hints.h"

typedef struct HtmlElement {
    const GumboNode *node;
    uint32_t parent;     /* index; the root is its own */
    uint32_t first, end; /* blocks */
    uint32_t last;       /* one past the last element below */
    unsigned own;        /* hints of its own */
    unsigned hints;      /* those that hold for its text, once html_choose has handed them down */
    bool noise_tag;      /* inside nav, footer, aside … */
    int64_t score;       /* of its blocks, for choosing the article */
} HtmlElement;
LIST_OF(HtmlElement, HtmlElements);

typedef struct HtmlBlock {
    uint32_t element; /* the block-level element it stands in */
    Span text;        /* in HtmlBlocks.text */
    uint32_t links;   /* bytes of it inside links */
    uint32_t bold;    /* inside <b>, <strong> */
    /* of a table of data its elements and the column from 0; 0, 0 elsewhere: html_tables.h */
    uint32_t table, row, column;
    unsigned hints; /* that hold for most of it */
    bool noise_tag;
    bool drop;
} HtmlBlock;
LIST_OF(HtmlBlock, HtmlBlockList);

typedef struct HtmlBlocks {
    HtmlElements elements;
    HtmlBlockList blocks;
    Text text;
    SourceMap map; /* text → page */
} HtmlBlocks;

StCode html_blocks_collect(Reading *r, HtmlTree *tree, HtmlBlocks *out);

#endif
