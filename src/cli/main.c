#include "cli/cli_commands.h"
#include "cli/messages.h"
#include "cli/work.h"

#include <signal.h>

#define INPUT_OPTIONS OPT(FROM) | OPT(THREADS) | OPT(TABLES) | OPT(PUBLISHED)
#define ASK_OPTIONS                                                                                \
    OPT(STORE) | OPT(TABLES) | OPT(JSON) | OPT(STORY) | OPT(ACTOR) | OPT(MEASURE) | OPT(PLACE) |   \
        OPT(SINCE) | OPT(UNTIL)

const Command commands[] = {
    {"read", "[PATH...|-]", "documents: what is article and what is noise",
     "sitrep read page.html\nsitrep read --text page.html    the clean article",
     INPUT_OPTIONS | OPT(TEXT), 0, -1, command_read},
    {"parse", "[PATH...|-]", "sentences, tags and trees as CoNLL-U",
     "sitrep parse report.txt\nsitrep parse --from jsonl feed.jsonl", INPUT_OPTIONS, 0, -1,
     command_parse},
    {"extract", "[PATH...|-]", "documents and all their records as JSON lines",
     "sitrep extract report.txt\nsitrep extract --published 2023-09-20 report.txt", INPUT_OPTIONS,
     0, -1, command_extract},
    {"explain", "[PATH...|-]",
     "every record under its sentence, and the rows of the tables that made it",
     "sitrep explain report.txt\nsitrep explain --tables mine/ report.txt    is my row used?",
     INPUT_OPTIONS, 0, -1, command_explain},
    {"story", "[RECORDS...|-]", "many documents compared: facts, relations, disputes",
     "sitrep extract news/ | sitrep story -", OPT(TABLES), 0, -1, command_story},
    {"report", "[PATH...]", "a situation report, straight from files or (no path) from the store",
     "sitrep report news/\nsitrep report --format html --out report.html news/\n"
     "sitrep report --story s3f9a2c1b7d       one story of the store",
     INPUT_OPTIONS | OPT(STORE) | OPT(STORY) | OPT(FORMAT) | OPT(JSON) | OPT(SINCE) | OPT(ALL) |
         OPT(WIDTH) | OPT(OUT) | OPT(FAIL_ON),
     0, -1, command_report},
    {"add", "PATH...", "put documents into the store",
     "sitrep add news/\nsitrep add --meta sources.csv news/",
     INPUT_OPTIONS | OPT(STORE) | OPT(META), 1, -1, command_add},
    {"remove", "ID...", "take documents and all their revisions out of the store",
     "sitrep remove 3f9a2c1b7d", OPT(STORE), 1, -1, command_remove},
    {"set", "ID FIELD=VALUE...",
     "say what a document leaves out: outlet, title, published; shows what it moved",
     "sitrep set 3f9a2c1b7d published=2023-09-20 outlet=Reuters\n"
     "sitrep set 3f9a2c1b7d outlet=             take it back",
     OPT(STORE) | OPT(TABLES) | OPT(FORMAT) | OPT(JSON) | OPT(WIDTH), 2, -1, command_set},
    {"stories", "", "the stories of the store; with --story also why its reports are one",
     "sitrep stories\nsitrep stories --story s3f9a2c1b7d\n"
     "sitrep stories --regroup                   after many single additions",
     ASK_OPTIONS | OPT(REGROUP), 0, 0, command_stories},
    {"facts", "", "figures of one thing, a line each; --json: all who state them",
     "sitrep facts --measure killed\nsitrep facts --place Derna --since 2023-09-11", ASK_OPTIONS, 0,
     0, command_facts},
    {"claims", "", "who says what", "sitrep claims --actor Guterres", ASK_OPTIONS, 0, 0,
     command_claims},
    {"events", "", "who did what to whom", "sitrep events --place Stepanakert", ASK_OPTIONS, 0, 0,
     command_events},
    {"timeline", "", "what happened day by day", "sitrep timeline --since 2023-09-19", ASK_OPTIONS,
     0, 0, command_timeline},
    {"disputes", "", "what is disputed, and by whom", "sitrep disputes --json", ASK_OPTIONS, 0, 0,
     command_disputes},
    {"search", "WORDS...", "full-text search of the store",
     "sitrep search bridge collapse\nsitrep search '\"bridge collapse\"'", OPT(STORE) | OPT(JSON),
     1, -1, command_search},
    {"show", "ID...", "the sentence behind a record, with its words marked",
     "sitrep show 3f9a2c1b7d.f120-135\nsitrep show 3f9a2c1b7d       a document, sentences numbered\n"
     "sitrep show 4:20             what the report cites so, and the ids of what stands there",
     OPT(STORE) | OPT(TABLES) | OPT(STORY) | OPT(JSON), 1, -1, command_show},
    {"diff", "",
     "what is new, changed and gone since a day, or since a run (without --since: the runs)",
     "sitrep diff --since 2023-09-25\nsitrep diff\n"
     "sitrep diff --since 3 --story s3f9a2c1b7d --format md",
     OPT(STORE) | OPT(TABLES) | OPT(SINCE) | OPT(STORY) | OPT(FORMAT) | OPT(JSON) | OPT(WIDTH) |
         OPT(OUT) | OPT(ALL),
     0, 0, command_diff},
    {"review", "VERB [ID...]",
     "marks on records: accept, reject, merge, split, withdraw, list, import",
     "sitrep review accept 3f9a2c1b7d.f120-135 --by 'A. Analyst' --why 'checked with the ministry'\n"
     "sitrep review reject s3f9a2c1b7d.k0a1b2c3d --by 'A. Analyst' --why 'another flood'\n"
     "sitrep review merge ID ID... --by NAME --why TEXT    one actor, place, fact or story\n"
     "sitrep review split ID OTHER... --by NAME --why TEXT  OTHER is not of ID\n"
     "sitrep review withdraw 3\nsitrep review list\nsitrep review import marks.jsonl",
     OPT(STORE) | OPT(TABLES) | OPT(JSON) | OPT(BY) | OPT(WHY), 1, -1, command_review},
    {"export", "", "records for other programs: jsonl, csv, geojson",
     "sitrep export --out all.jsonl\nsitrep export --format csv --out tables/\n"
     "sitrep export --format geojson --out map.geojson",
     OPT(STORE) | OPT(TABLES) | OPT(FORMAT) | OPT(OUT), 0, 0, command_export},
    {"check-tables", "DIR...", "every fault in tables of your own, before --tables uses them",
     "sitrep check-tables mine/", 0, 1, -1, command_check_tables},
    {"gazetteer", "build FILE", "a larger gazetteer from a GeoNames dump, for --tables",
     "sitrep gazetteer build --out mine/world.tables allCountries.txt\n"
     "unzip -p allCountries.zip | sitrep gazetteer build --out mine/world.tables -\n"
     "sitrep report --tables mine/ news/",
     OPT(OUT), 2, 2, command_gazetteer},
};
const int command_count = sizeof commands / sizeof *commands;

static void on_interrupt(int signal_number) {
    atomic_store(&work_stop, true);
    signal(signal_number, SIG_DFL); /* a second one ends it at once */
}

/* For the build: the man page and the completions. */
static int build_output(const char *what) {
    if (strcmp(what, "--manual-page") == 0) {
        manual_page(stdout);
        return EXIT_DONE;
    }
    if (strncmp(what, "--completion=", 13) == 0 && manual_completion(stdout, what + 13))
        return EXIT_DONE;
    return -1;
}

static const Command *command_of(const char *name) {
    for (int i = 0; i < command_count; i++)
        if (strcmp(name, commands[i].name) == 0) return &commands[i];
    say_error("no such command: %s (see sitrep --help)", name);
    return NULL;
}

/* "sitrep help", "sitrep help add" */
static int help(const char *name) {
    const Command *command = name ? command_of(name) : NULL;
    if (command)
        manual_command(stdout, command);
    else if (!name)
        manual_help(stdout);
    return command || !name ? EXIT_DONE : EXIT_USAGE;
}

int main(int argc, char **argv) {
    signal(SIGINT, on_interrupt);
    signal(SIGTERM, on_interrupt);
    signal(SIGPIPE, SIG_IGN);
    if (argc < 2) {
        manual_help(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) return help(NULL);
    if (strcmp(argv[1], "help") == 0) return help(argv[2]);
    if (strcmp(argv[1], "--version") == 0) {
        puts("sitrep " SITREP_VERSION);
        return EXIT_DONE;
    }
    int made = build_output(argv[1]);
    if (made >= 0) return made;
    const Command *command = command_of(argv[1]);
    if (!command) return EXIT_USAGE;
    Args args;
    int code = options_parse(command, argc - 1, argv + 1, &args);
    return code >= 0 ? code : command->run(&args);
}
