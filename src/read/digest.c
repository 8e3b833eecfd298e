#include "read/digest.h"

#include <sys/types.h>
#include <sha2.h>

static Str hex(SHA2_CTX *context, size_t digits, Arena *a) {
    unsigned char bytes[SHA256_DIGEST_LENGTH];
    SHA256Final(bytes, context);
    char *out = arena_take(a, 1, digits + 1, 1);
    if (!out) return (Str){NULL, 0};
    for (size_t i = 0; i < digits; i++)
        out[i] = "0123456789abcdef"[i % 2 ? bytes[i / 2] & 15 : bytes[i / 2] >> 4];
    return (Str){out, digits};
}

StCode digest_make(Str raw, Str name, Arena *a, Str *sha256, Str *id, StErr *err) {
    SHA2_CTX context, named;
    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)raw.p, raw.n);
    named = context;
    SHA256Update(&named, (const uint8_t *)"", 1);
    if (name.n) SHA256Update(&named, (const uint8_t *)name.p, name.n);
    *sha256 = hex(&context, 64, a);
    *id = hex(&named, DIGEST_ID, a);
    TRY_MEM(sha256->p && id->p, err);
    return ST_OK;
}
