"""Learning from Reviews: records of safeguarding reviews in, a learning library out.

Read the modules in the order of the way through the house; each imports only from those before it:

    problems  what a message about bad input is, and how it is printed
    source    YAML files read strictly, with the line of every key
    records   what a record may hold (the one truth about fields)
    checks    the rules a record, and the whole library, must keep
    library   the records joined up: who refers to whom, and the counts
    measures  numbers about the records, printed by the check
    schemas   JSON Schemas and the field guide, made from the records
    views     what each page shows, as plain values
    pages     which pages there are, and their HTML from the templates
    stable_index  one order for what Pagefind writes
    search    the words people type, and the Pagefind index
    publishing  the whole site, put in place in one step
    commands  check, site and schemas in a terminal
"""
