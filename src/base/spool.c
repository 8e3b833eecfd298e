#include "base/spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int spool_file(const char *folder) {
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/sitrep-XXXXXX", folder ? folder : "/tmp");
    if (n < 0 || (size_t)n >= sizeof path) return -1;
    int file = mkstemp(path);
    if (file >= 0) unlink(path);
    return file;
}

bool spool_write(int file, const void *bytes, size_t n) {
    const char *p = bytes;
    while (n) {
        ssize_t done = write(file, p, n);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        p += done;
        n -= (size_t)done;
    }
    return true;
}

static StCode failed(StErr *err, const Spool *s) {
    return st_fail(err, ST_IO, 0, "a temporary file in %s: %s", s->folder ? s->folder : "/tmp",
                   strerror(errno));
}

static StCode flush(Spool *s, StErr *err) {
    if (!s->file) s->file = spool_file(s->folder) + 1;
    if (!s->file || !spool_write(s->file - 1, s->p, s->n)) return failed(err, s);
    s->written += s->n;
    s->n = 0;
    return ST_OK;
}

StCode spool_add(Spool *s, const void *bytes, size_t n, StErr *err) {
    if (s->n + n > SPOOL_MEMORY_MAX && s->n) TRY(flush(s, err));
    if (s->n + n > s->cap) {
        size_t cap = s->cap ? s->cap : 4096;
        while (cap < s->n + n) cap *= 2;
        char *p = realloc(s->p, cap);
        TRY_MEM(p, err);
        s->p = p;
        s->cap = cap;
    }
    if (n) memcpy(s->p + s->n, bytes, n);
    s->n += n;
    return ST_OK;
}

StCode spool_read(Spool *s, void *bytes, size_t n, size_t *got, StErr *err) {
    char *to = bytes;
    *got = 0;
    while (*got < n && s->read < s->written) {
        uint64_t left = s->written - s->read;
        size_t want = n - *got < left ? n - *got : (size_t)left;
        ssize_t done = pread(s->file - 1, to + *got, want, (off_t)s->read);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return failed(err, s);
        s->read += (uint64_t)done;
        *got += (size_t)done;
    }
    if (*got == n || s->read < s->written) return ST_OK;
    size_t at = (size_t)(s->read - s->written), part = s->n - at;
    if (part > n - *got) part = n - *got;
    if (part) memcpy(to + *got, s->p + at, part);
    s->read += part;
    *got += part;
    return ST_OK;
}

void spool_drop(Spool *s) {
    if (s->file) close(s->file - 1);
    free(s->p);
    *s = (Spool){.folder = s->folder};
}
