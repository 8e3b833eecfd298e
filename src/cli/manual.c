#include "cli/options.h"

typedef struct OptionText {
    const char *name;
    char letter;
    const char *arg, *help;
} OptionText;

static const OptionText texts[] = {
#define X(id, name, letter, arg, help) {name, letter, arg, help},
    OPTIONS(X)
#undef X
};

static unsigned options_of(const Command *c) {
    return c->options | OPT(HELP) | OPT(QUIET);
}

static void print_examples(FILE *out, const char *examples, const char *indent) {
    Str rest = str_of(examples), line;
    while (str_split(&rest, '\n', &line)) fprintf(out, "%s%.*s\n", indent, STR_ARG(line));
}

static const char about[] =
    "sitrep reads reports of a crisis and keeps the situation record: what happened,\n"
    "who did what to whom, where, when, how many, and who says so.\n";

static const char first_examples[] =
    "sitrep report news/               a situation report, nothing stored\n"
    "sitrep add news/ && sitrep report the same through a store\n"
    "sitrep show 3f9a2c1b7d.f120-135   the sentence behind a figure\n"
    "sitrep extract page.html          every record of one document";

void manual_help(FILE *out) {
    fprintf(out, "%s\nExamples:\n", about);
    print_examples(out, first_examples, "  ");
    fputs("\nCommands:\n", out);
    for (int i = 0; i < command_count; i++)
        fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].summary);
    fputs("\nsitrep COMMAND --help tells more of one; sitrep --version shows the version.\n"
          "Exit: 0 done, 1 failure, 2 usage, 3 some inputs could not be read, 4 nothing matched,\n"
          "5 a contradiction was found and asked for (report --fail-on contradiction).\n",
          out);
}

void manual_command(FILE *out, const Command *c) {
    fprintf(out, "sitrep %s %s\n%s\n\nExamples:\n", c->name, c->operands, c->summary);
    print_examples(out, c->examples, "  ");
    fputs("\nOptions:\n", out);
    for (int i = 0; i < OPT_COUNT; i++) {
        if (!(options_of(c) & (1u << i))) continue;
        char name[40];
        snprintf(name, sizeof name, "--%s%s%s", texts[i].name, texts[i].arg ? " " : "",
                 texts[i].arg ? texts[i].arg : "");
        char letter[5] = "    ";
        if (texts[i].letter) snprintf(letter, sizeof letter, "-%c, ", texts[i].letter);
        fprintf(out, "  %s%-18s %s\n", letter, name, texts[i].help);
    }
}

/* groff: a hyphen that is to stay one is written \-. */
static void print_groff(FILE *out, const char *s) {
    for (; *s; s++) {
        if (*s == '-')
            fputs("\\-", out);
        else if (*s == '\\')
            fputs("\\e", out);
        else
            fputc(*s, out);
    }
}

void manual_page(FILE *out) {
    fputs(".TH SITREP 1 \"\" \"sitrep " SITREP_VERSION "\" \"User Commands\"\n.SH NAME\n"
          "sitrep \\- keep the situation record of a crisis\n.SH SYNOPSIS\n"
          ".B sitrep\n.I COMMAND\n[\\fIOPTION\\fR]... [\\fIPATH\\fR]...\n.SH DESCRIPTION\n",
          out);
    print_groff(out, about);
    fputs(".SH EXAMPLES\n.nf\n", out);
    print_groff(out, first_examples);
    fputs("\n.fi\n.SH COMMANDS\n", out);
    for (int i = 0; i < command_count; i++) {
        fprintf(out, ".SS sitrep %s ", commands[i].name);
        print_groff(out, commands[i].operands);
        fputs("\n", out);
        print_groff(out, commands[i].summary);
        fputs("\n.PP\nOptions:", out);
        for (int o = 0; o < OPT_COUNT; o++)
            if (options_of(&commands[i]) & (1u << o)) {
                fputs(" \\fB\\-\\-", out);
                print_groff(out, texts[o].name);
                fputs("\\fR", out);
            }
        fputs("\n.PP\n.nf\n", out);
        print_groff(out, commands[i].examples);
        fputs("\n.fi\n", out);
    }
    fputs(".SH OPTIONS\n", out);
    for (int o = 0; o < OPT_COUNT; o++) {
        fputs(".TP\n\\fB\\-\\-", out);
        print_groff(out, texts[o].name);
        fprintf(out, "\\fR %s\n", texts[o].arg ? texts[o].arg : "");
        print_groff(out, texts[o].help);
        fputs("\n", out);
    }
    fputs(".SH EXIT STATUS\n0 done; 1 failure; 2 usage; 3 some inputs could not be read; 4 nothing "
          "matched; 5 a contradiction was found and asked for.\n.SH ENVIRONMENT\n"
          ".TP\n.B SITREP_STORE\nthe store, where \\-\\-store is not given\n"
          ".TP\n.B SITREP_DATA\nthe folder of sitrep.tables and sitrep.model\n"
          ".TP\n.B NO_COLOR\nset and not empty: no colours\n",
          out);
}

static void complete_bash(FILE *out) {
    fputs("# bash completion for sitrep\n_sitrep() {\n"
          "    local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} options=\n"
          "    if [ \"$COMP_CWORD\" = 1 ]; then\n        COMPREPLY=($(compgen -W '",
          out);
    for (int i = 0; i < command_count; i++) fprintf(out, "%s ", commands[i].name);
    fputs("--help --version' -- \"$word\"))\n        return\n    fi\n    case $command in\n", out);
    for (int i = 0; i < command_count; i++) {
        fprintf(out, "    %s) options='", commands[i].name);
        for (int o = 0; o < OPT_COUNT; o++)
            if (options_of(&commands[i]) & (1u << o)) fprintf(out, "--%s ", texts[o].name);
        fputs("' ;;\n", out);
    }
    fputs("    esac\n    case $word in\n"
          "    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
          "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
          "    esac\n}\ncomplete -o filenames -F _sitrep sitrep\n",
          out);
}

static void complete_zsh(FILE *out) {
    fputs("#compdef sitrep\n_sitrep() {\n    if (( CURRENT == 2 )); then\n        local -a all=(\n",
          out);
    for (int i = 0; i < command_count; i++)
        fprintf(out, "            '%s:%s'\n", commands[i].name, commands[i].summary);
    fputs(
        "        )\n        _describe command all\n        return\n    fi\n    case $words[2] in\n",
        out);
    for (int i = 0; i < command_count; i++) {
        fprintf(out, "    %s) _arguments", commands[i].name);
        for (int o = 0; o < OPT_COUNT; o++)
            if (options_of(&commands[i]) & (1u << o))
                fprintf(out, " '--%s%s'", texts[o].name, texts[o].arg ? "=:value:_files" : "");
        fputs(" '*:path:_files' ;;\n", out);
    }
    fputs("    esac\n}\n_sitrep \"$@\"\n", out);
}

bool manual_completion(FILE *out, const char *shell) {
    if (strcmp(shell, "bash") == 0)
        complete_bash(out);
    else if (strcmp(shell, "zsh") == 0)
        complete_zsh(out);
    else
        return false;
    return true;
}
