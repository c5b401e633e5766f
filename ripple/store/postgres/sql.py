"""What the log says to the database. Lists are sent in binary (`%b`): as text psycopg takes far longer."""

# Counts the group's versions up and stores the entries under them, in one statement: its row is locked until
# both are there. Nothing where the group has no row, is gone, or is not at the version that is asked for.
_APPEND = """
    with counted as (
        update ripple_groups set version = version + %(count)s
        where id = %(group)s and not gone and version = coalesce(%(after)s, version)
        returning version
    ), stored as (
        insert into ripple_entries (group_id, version, id, document)
        select %(group)s, counted.version - %(count)s + entry.place, entry.id, entry.document::json
        from counted, {entries} entry (id, document, place)
    )
    select version from counted
"""
# A single one, as people post them, has a statement of its own: two lists would cost a post a tenth more.
APPEND_ONE = _APPEND.format(entries="(values (%(id)s::text, %(document)s::text, 1))")
APPEND = _APPEND.format(entries="unnest(%(ids)b::text[], %(documents)b::text[]) with ordinality")
BEGIN = "insert into ripple_groups (id) values (%(group)s) on conflict do nothing"
HOLD = "select version, gone from ripple_groups where id = %(group)s for update"
KNOWN = "select id from ripple_entries where group_id = %(group)s and id = any(%(ids)b)"
AMONG = """
    select version, document::text from ripple_entries
    where group_id = %(group)s and id = any(%(ids)b) order by version
"""

# A row for each entry, the version of the newest beside it; one without an entry where there is nothing new.
SINCE = """
    select counted.version, entry.version, entry.document::text
    from ripple_groups counted
    left join ripple_entries entry on entry.group_id = counted.id and entry.version > %(after)s
    where counted.id = %(group)s
    order by entry.version
"""
# The newest version, the id of its entry, and that of the entry which was the newest when it was last asked.
NEWEST = """
    select counted.version, newest.id, known.id
    from ripple_groups counted
    left join ripple_entries newest on newest.group_id = counted.id and newest.version = counted.version
    left join ripple_entries known on known.group_id = counted.id and known.version = %(known)s
    where counted.id = %(group)s
"""
VERSIONS = "select id, version from ripple_groups where id = any(%b)"
STAMP = "select version, erased from ripple_groups where id = %(group)s"
GROUPS = "select id from ripple_groups where version > 0 order by id"

REPLACE = """
    update ripple_entries set document = %(document)s::json
    where group_id = %(group)s and version = %(version)s
"""
ERASED = "update ripple_groups set erased = erased + 1 where id = %(group)s"
END = "update ripple_groups set version = 0, gone = true, erased = erased + 1 where id = %(group)s"
DROP_ENTRIES = "delete from ripple_entries where group_id = %(group)s"
TIDY = "vacuum ripple_entries"
REWRITE = "vacuum full ripple_entries"
SIZE = "select pg_total_relation_size('ripple_entries')"

REMEMBER = "update ripple_store set note = %s"
REMEMBERED = "select note from ripple_store"

LISTEN = "listen ripple"
NOTIFY = "select pg_notify('ripple', news) from unnest(%b::text[]) news"
