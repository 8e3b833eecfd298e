/* A page parsed by gumbo, its nodes as one row in the order of the page.
 *
 *   in   UTF-8 HTML, at most HTML_BYTES_MAX
 *   out  elements in document order, each with the end of its subtree, so that no walk recurses
 *   own  a scratch arena of its own; html_tree_drop frees all of it
 *   err  ST_LIMIT nested deeper than HTML_DEPTH_MAX, larger than HTML_BYTES_MAX, or a tree that
 *        takes more than HTML_MEMORY times the page; ST_NOMEM
 *   note gumbo looks through the open elements at every tag: the depth is bounded before it runs,
 *        so that time grows with the page and not with its square
 */
#ifndef SITREP_READ_HTML_TREE_H
#define SITREP_READ_HTML_TREE_H

#include <gumbo.h>

#include "read/reading.h"

enum { HTML_BYTES_MAX = 16 << 20, HTML_DEPTH_MAX = 1024, HTML_MEMORY = 256 };

typedef struct HtmlTree {
    Arena scratch;
    Str page;
    const GumboNode *root;
} HtmlTree;

StCode html_tree_parse(Str page, HtmlTree *out, StErr *err);
void html_tree_drop(HtmlTree *t);

/* The children of an element or document; NULL for text. */
const GumboVector *html_children(const GumboNode *n);
/* The node after `n` in document order, not below `n` when `over`; NULL at the end of `root`. */
const GumboNode *html_next(const GumboNode *n, const GumboNode *root, bool over);

bool html_is(const GumboNode *n, GumboTag tag);
/* An attribute's value; {NULL,0} where there is none. */
Str html_attribute(const GumboNode *n, const char *name);
/* The text below `n`, white space closed up; at most `most` bytes. */
Str html_text(const GumboNode *n, Arena *a, size_t most);

#endif
