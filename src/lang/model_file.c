#include "lang/model_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool model_sound(const char *map, size_t bytes) {
    const ModelHead *h = (const void *)map;
    if (bytes < sizeof *h || h->magic != MODEL_MAGIC || h->version != MODEL_VERSION ||
        h->bytes != bytes)
        return false;
    for (int i = 0; i < MODEL_PARTS; i++)
        if (h->parts[i].at % MODEL_ALIGN || h->parts[i].at > bytes ||
            h->parts[i].bytes > bytes - h->parts[i].at)
            return false;
    return str_hash((Str){map + sizeof *h, bytes - sizeof *h}) == h->sum;
}

StCode model_open(const char *path, ModelFile *out, StErr *err) {
    *out = (ModelFile){0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return st_fail(err, ST_IO, 0, "%s cannot be opened", path);
    struct stat st;
    bool fits = fstat(fd, &st) == 0 && st.st_size > 0 && st.st_size <= MODEL_BYTES_MAX;
    void *map = fits ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    close(fd);
    if (map == MAP_FAILED) return st_fail(err, ST_IO, 0, "%s cannot be mapped", path);
    if (!model_sound(map, (size_t)st.st_size)) {
        munmap(map, (size_t)st.st_size);
        return st_fail(err, ST_BAD_FORMAT, 0, "%s is damaged or of another version", path);
    }
    *out = (ModelFile){map, (size_t)st.st_size};
    return ST_OK;
}

void model_close(ModelFile *m) {
    if (m->map) munmap((void *)(uintptr_t)m->map, m->bytes);
    *m = (ModelFile){0};
}

Str model_part(const ModelFile *m, ModelPart part) {
    const ModelHead *h = m->map;
    if (!h || !h->parts[part].bytes) return (Str){NULL, 0};
    return (Str){(const char *)m->map + h->parts[part].at, h->parts[part].bytes};
}
