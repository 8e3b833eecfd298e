/* Bytes of unknown encoding → UTF-8.
 *
 *   in   the bytes of one file
 *   out  valid UTF-8 without its byte-order mark. UTF-8 comes back as a slice of `bytes`; UTF-16
 *        with a mark and Windows-1252 are converted into the arena. `notice` says what was done
 *        to bytes that were not UTF-8, and is empty otherwise.
 *   err  ST_NOT_FOUND empty; ST_BAD_TEXT binary, or an encoding that is none of these
 *   note UTF-8 in which a few bytes are broken keeps the rest: each broken run becomes U+FFFD
 *   src  WHATWG Encoding Standard (index windows-1252); RFC 2781
 */
#ifndef SITREP_READ_ENCODING_H
#define SITREP_READ_ENCODING_H

#include "base/arena.h"
#include "base/err.h"

StCode encoding_decode(Str bytes, Arena *a, Str *out, Str *notice, StErr *err);

#endif
