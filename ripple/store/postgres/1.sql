-- Version 1. Each file of this folder leads from one version to the next; `schema.py` runs those that a database
-- has not had, in one transaction.

create table ripple_store (
    one boolean primary key default true check (one),  -- a single row
    version integer not null,                          -- of this schema
    documents integer not null,                        -- of the entries' documents, as the app upgrades them
    note text not null default ''                      -- the app's own, about what is due when; may be lost
);

-- The counter of each group's versions: who counts it up holds its row until the entries are stored, so that
-- versions are 1, 2, 3, ... in the order of commits. An identity column has gaps, and followers miss entries.
create table ripple_groups (
    id text collate "C" primary key,
    version bigint not null default 0,     -- of its newest entry
    erased bigint not null default 0,      -- how often words of it were erased
    gone boolean not null default false    -- deleted for good; nothing but this is left of it
) with (fillfactor = 50);                  -- a row that is counted up stays on its page

create table ripple_entries (
    group_id text collate "C" not null,
    version bigint not null,
    id text collate "C" not null,          -- made by whoever appends it: a retry stores nothing twice
    document json not null,                -- as it was written: no key is moved, no number changed
    primary key (group_id, version),
    unique (group_id, id)
);
