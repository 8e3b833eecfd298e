#include "read/filetype.h"

#define PDF_ADVICE     "a PDF: take the text out first, for example with pdftotext"
#define OFFICE_ADVICE  "an office document: save it as plain text or HTML first"
#define IMAGE_ADVICE   "an image: sitrep reads text only"
#define MEDIA_ADVICE   "sound or video: sitrep reads text only"
#define ARCHIVE_ADVICE "an archive or compressed file: unpack it first"
#define PROGRAM_ADVICE "a program or database, not text"
#define DATA_ADVICE    "data or code, not a report: use plain text, HTML or JSON lines"
#define FEED_ADVICE    "XML: save the articles as HTML, plain text or JSON lines first"

typedef struct NameRow {
    const char *endings; /* parted by '|' */
    InputKind kind;
    const char *advice;
} NameRow;

static const NameRow name_rows[] = {
    {"txt|text|md|markdown|asc", INPUT_TEXT, NULL},
    {"html|htm|xhtml|shtml|php|asp|aspx|jsp", INPUT_HTML, NULL},
    {"jsonl|ndjson|jl", INPUT_JSONL, NULL},
    {"pdf|ps|eps|djvu", INPUT_AUTO, PDF_ADVICE},
    {"doc|docx|odt|rtf|epub|mobi|xls|xlsx|ods|ppt|pptx|odp|pages|numbers", INPUT_AUTO,
     OFFICE_ADVICE},
    {"jpg|jpeg|png|gif|webp|bmp|tif|tiff|svg|ico|heic|avif", INPUT_AUTO, IMAGE_ADVICE},
    {"mp3|mp4|m4a|m4v|mov|avi|mkv|webm|ogg|opus|wav|flac", INPUT_AUTO, MEDIA_ADVICE},
    {"zip|gz|tgz|bz2|xz|zst|7z|rar|tar|warc|wacz|mht|mhtml|eml|mbox|msg", INPUT_AUTO,
     ARCHIVE_ADVICE},
    {"rss|atom|xml|rdf", INPUT_AUTO, FEED_ADVICE},
    {"db|sqlite|sqlite3|exe|dll|so|o|a|bin|class|jar|wasm|pyc", INPUT_AUTO, PROGRAM_ADVICE},
    {"csv|tsv|json|yaml|yml|toml|ini|css|js|ts|mjs|c|h|py|sh|rb|pl|go|rs|java|sql|log|tables",
     INPUT_AUTO, DATA_ADVICE},
};

FileType filetype_of_name(Str path) {
    size_t dot = path.n;
    while (dot > 0 && path.p[dot - 1] != '.' && path.p[dot - 1] != '/') dot--;
    if (dot < 2 || path.p[dot - 1] == '/' || path.p[dot - 2] == '/') return (FileType){0};
    Str ending = str_from(path, dot);
    for (size_t i = 0; i < sizeof name_rows / sizeof *name_rows; i++) {
        Str rest = str_of(name_rows[i].endings), one;
        while (str_split(&rest, '|', &one))
            if (str_eq_nocase(one, ending))
                return (FileType){name_rows[i].kind, name_rows[i].advice};
    }
    return (FileType){0};
}

typedef struct SignatureRow {
    Str bytes;
    const char *advice;
} SignatureRow;

static const SignatureRow signature_rows[] = {
    {STR("%PDF-"), PDF_ADVICE},
    {STR("%!PS"), PDF_ADVICE},
    {STR("{\\rtf"), OFFICE_ADVICE},
    {STR("\xD0\xCF\x11\xE0"), OFFICE_ADVICE},
    {STR("PK\x03\x04"),
     "a DOCX, ODT, EPUB or ZIP file: save it as plain text or HTML, or unpack it"},
    {STR("\x89PNG"), IMAGE_ADVICE},
    {STR("\xFF\xD8\xFF"), IMAGE_ADVICE},
    {STR("GIF8"), IMAGE_ADVICE},
    {STR("II*\0"), IMAGE_ADVICE},
    {STR("MM\0*"), IMAGE_ADVICE},
    {STR("RIFF"), MEDIA_ADVICE},
    {STR("OggS"), MEDIA_ADVICE},
    {STR("ID3"), MEDIA_ADVICE},
    {STR("\x1F\x8B"), ARCHIVE_ADVICE},
    {STR("BZh9"), ARCHIVE_ADVICE},
    {STR("\xFD"
         "7zXZ"),
     ARCHIVE_ADVICE},
    {STR("\x28\xB5\x2F\xFD"), ARCHIVE_ADVICE},
    {STR("7z\xBC\xAF"), ARCHIVE_ADVICE},
    {STR("Rar!"), ARCHIVE_ADVICE},
    {STR("WARC/1."), ARCHIVE_ADVICE},
    {STR("\x7F"
         "ELF"),
     PROGRAM_ADVICE},
    {STR("SQLite format 3"), PROGRAM_ADVICE},
    {STR("<?xml"), FEED_ADVICE}, /* unless it goes on as XHTML */
    {STR("<rss"), FEED_ADVICE},
    {STR("<feed"), FEED_ADVICE},
};

/* Does a page begin here? Any of these, after comments and white space. */
static bool looks_like_html(Str head) {
    static const Str openings[] = {STR("<!doctype html"), STR("<html"),  STR("<head"),
                                   STR("<body"),          STR("<meta "), STR("<title"),
                                   STR("<article")};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        size_t at = str_find_nocase(head, openings[i]);
        /* plain text may speak of tags: a page has nothing but markup before them */
        if (at != SIZE_MAX && (at == 0 || head.p[0] == '<')) return true;
    }
    return false;
}

FileType filetype_of_bytes(Str bytes) {
    if (bytes.n > FILETYPE_LOOK) bytes.n = FILETYPE_LOOK;
    if (str_starts(bytes, S("\xEF\xBB\xBF"))) bytes = str_from(bytes, 3);
    Str head = str_trim(bytes);
    if (looks_like_html(head)) return (FileType){INPUT_HTML, NULL};
    for (size_t i = 0; i < sizeof signature_rows / sizeof *signature_rows; i++)
        if (str_starts(bytes, signature_rows[i].bytes) ||
            (signature_rows[i].bytes.p[0] == '<' && str_starts(head, signature_rows[i].bytes)))
            return (FileType){INPUT_AUTO, signature_rows[i].advice};
    if (head.n > 1 && head.p[0] == '{' && str_trim(str_from(head, 1)).p[0] == '"')
        return (FileType){INPUT_JSONL, NULL};
    return (FileType){0};
}
