"""Files that a host is given to bring in: cells that would like to be more, workbooks that would like to fill
the memory or read what is none of theirs, and an import that is begun or taken back by whom it is not for."""

from __future__ import annotations

import csv
import io
import resource
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from html import escape

from ripple.actions.files.bringing import bring_in, look, open_file, to_mend
from ripple.actions.files.foreign.reading import as_guessed
from ripple.actions.files.foreign.tables import PACKED_LIMIT
from ripple.actions.files.foreign.workbooks import CPU_S
from ripple.actions.files.importing import undo_import
from ripple.actions.joining import new_id, start_group
from ripple.app.group.bringing import SHOWN
from ripple.domain.errors import ImportRefused, NotAllowed
from ripple.domain.import_errors import NoUndo
from ripple.live import Groups
from ripple.store import open_store
from tests.attack.stage import now
from tests.attack.table import Attack, stopped
from tests.attack.words import PAYLOADS, kept, nowhere_more_than_words
from tests.attack.world import Person, World

FAMILY = "imported"
NAMES = list(PAYLOADS)
SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
RUN = "HYPERLINK(1)"
SOON_S = 3  # to start another process, and to unpack as much as may be
MANIFEST = "application/vnd.oasis.opendocument.spreadsheet"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ANOTHERS = "file:///etc/passwd"  # whose first line says "root:"


# --- Cells, as they are looked at, and as they are taken along ---


def are_looked_at_as_words(names: Sequence[str], world: World) -> None:
    """A host looks at rows with payloads as words, as teller and as a person, beside a column called so."""
    host = world.stranger("Hildegard")
    host.starts(f"Look Lane {NAMES.index(names[0])}")
    cells = {name: kept(PAYLOADS[name]) for name in names}
    table = io.StringIO()
    columns = ["Kindness", "Date", "Name", "To whom", f"{cells[names[0]]} col"]
    rows = [[f"{cell} w", "2026-11-03", f"{cell} by", f"{cell} to", "x"] for cell in cells.values()]
    csv.writer(table).writerows([columns, *rows])
    with host.tab() as tab:
        tab.open("group").type("Or paste lines, one act each", table.getvalue()).run()
        stopped(f"{escape(cells[names[0]])} w" in tab.says, "nothing is looked at, so nothing was tried")
        seen = list(tab.texts())
        tab.press(f"Bring in {len(names)} {'act' if len(names) == 1 else 'acts'}")
        stopped("came in" in tab.says, "nothing came in")
        seen += [*tab.texts(), *tab.open("").texts()]
    for cell in cells.values():
        for where in ("w", "by", "to", "col"):
            nowhere_more_than_words(f"{cell} {where}", seen)


def runs_in_what_is_mended(place: str, world: World) -> None:
    """A formula in a row that cannot come in, or as the name of a column: in the file that is taken along."""
    for sign in SIGNS:
        formula = f"{sign}{RUN}"
        rows = {
            "a cell": [["Date", "Kindness", "Name"], ["some day", "x" * 2_001, formula]],
            "the words": [["Date", "Kindness", "Name"], ["some day", formula, "Ada"]],
            "behind a semicolon": [["Date", "Kindness", "Name"], ["some day", f"a;{formula}", "Ada"]],
            "on a second line": [["Date", "Kindness", "Name"], ["some day", f"a\n{formula}", "Ada"]],
            "the name of a column": [["Date", "Kindness", formula], ["some day", "soup", "x"]],
        }[place]
        table = io.StringIO()
        csv.writer(table).writerows(rows)
        with closing(open_store("memory:")) as log:
            groups = Groups(log)
            live = groups.group(start_group(groups, "Brook", "June", nonce=new_id(), now=now()).group)
            opened = open_file(table.getvalue().encode())
            sifted = look(live, opened, as_guessed(opened.table), now=now())
        mend = to_mend(opened.table, sifted.problems).decode("utf-8-sig")
        stopped(RUN in mend, "it is not in the file, so nothing was tried")
        for separator in ",;\t|":
            cells = [cell for row in csv.reader(io.StringIO(mend), delimiter=separator) for cell in row]
            runs = [cell for cell in cells if cell.strip(" ").startswith(SIGNS)]
            stopped(not runs, f"where {separator!r} separates: {runs[:1]}")


# --- Workbooks ---


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_xml", ".xml"), content)
    return out.getvalue()


def ods(rows: str, doctype: str = "") -> bytes:
    content = (
        f'<?xml version="1.0"?>{doctype}<o:document-content xmlns:o="{OFFICE}:office:1.0" '
        f'xmlns:t="{OFFICE}:table:1.0" xmlns:x="{OFFICE}:text:1.0"><o:body><o:spreadsheet><t:table>'
        f"{rows}</t:table></o:spreadsheet></o:body></o:document-content>"
    )
    return packed(mimetype=MANIFEST.encode(), content_xml=content.encode())


def xlsx(rows: str, doctype: str = "") -> bytes:
    head = f'<?xml version="1.0"?>{doctype}'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Override PartName="/xl/workbook.xml" '
        f'ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{BOOKS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook xmlns="{MAIN}" xmlns:r="{BOOKS}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{links}"><Relationship Id="r1" '
        f'Type="{BOOKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{MAIN}"><sheetData>{rows}'
        "</sheetData></worksheet>",
    }
    return packed(**{name: content.encode() for name, content in files.items()})


def laughs() -> str:
    """Ten entities, each ten times the one before."""
    more = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha ha ha ha">{more}]>'


def from_outside(where: str) -> str:
    return f'<!DOCTYPE x [<!ENTITY l9 SYSTEM "{where}">]>'


ODS_CELL = "<t:table-row><t:table-cell><x:p>{}</x:p></t:table-cell></t:table-row>"
XLSX_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'
TOO_MUCH = PACKED_LIMIT * 2

# None of these fills the memory, takes long or tells what lies on the machine; most are no table.
WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "XLSX: a sheet of 100 MB": lambda: xlsx(XLSX_CELL.format("x" * TOO_MUCH)),
    "XLSX: as many rows as fit": lambda: xlsx('<row><c t="inlineStr"><is><t>a</t></is></c></row>' * 800_000),
    "XLSX: as many cells as fit": lambda: xlsx("<row>" + "<c><v>1</v></c>" * 3_000_000 + "</row>"),
    "XLSX: a row of number one billion": lambda: xlsx('<row r="1000000000"><c r="XFD9"><v>1</v></c></row>'),
    "XLSX: entities in entities": lambda: xlsx(XLSX_CELL.format("&l9;"), laughs()),
    "XLSX: an entity of a file": lambda: xlsx(XLSX_CELL.format("&l9;"), from_outside(ANOTHERS)),
    "XLSX: depth without end": lambda: xlsx("<row>" * 2_000_000),
    "ODS: a table of 100 MB": lambda: ods(ODS_CELL.format("x" * TOO_MUCH)),
    "ODS: as many rows as fit": lambda: ods(ODS_CELL.format("a") * 550_000),
    "ODS: a cell a billion times": lambda: ods(
        '<t:table-row t:number-rows-repeated="1000000000"><t:table-cell '
        't:number-columns-repeated="1000000000"><x:p>a</x:p></t:table-cell></t:table-row>'
    ),
    "ODS: a cell less than no times": lambda: ods(
        '<t:table-row><t:table-cell t:number-columns-repeated="-9"><x:p>a</x:p></t:table-cell></t:table-row>'
    ),
    "ODS: spaces a billion times": lambda: ods(ODS_CELL.format('<x:s x:c="1000000000"/>' * 1_000 + "a")),
    "ODS: entities in entities": lambda: ods(ODS_CELL.format("&l9;"), laughs()),
    "ODS: an entity of a file": lambda: ods(ODS_CELL.format("&l9;"), from_outside(ANOTHERS)),
    "ODS: an entity from elsewhere": lambda: ods(
        ODS_CELL.format("&l9;"), from_outside("http://127.0.0.1:9/x")
    ),
    "ODS: depth without end": lambda: ods("<t:table-row>" * 2_000_000),
    "a ZIP in a ZIP": lambda: packed(a_xml=b"", inner=ods(ODS_CELL.format("x" * TOO_MUCH))),
    "a packed table of 100 MB": lambda: packed(**{"posts.csv": b"a" * TOO_MUCH}),
    "twenty thousand files": lambda: packed(**{f"{n}.txt": b"" for n in range(20_000)}),
    "a path that leads elsewhere": lambda: packed(**{"../../../../etc/passwd.csv": b"id,text\n1,a\n"}),
    "half of a workbook": lambda: xlsx(XLSX_CELL.format("soup"))[:-200],
}


def cpu_s() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def opens_soon_and_tells_nothing(name: str, world: World) -> None:
    data, began, told = WORKBOOKS[name](), cpu_s(), ""
    try:
        told = str([row.cells for row in open_file(data).table.rows[:100]])
    except ImportRefused as refused:
        told = "".join(problem.reason for problem in refused.problems)
    took = cpu_s() - began
    stopped(took < CPU_S + SOON_S, f"the processor worked for {took:.0f} s")
    stopped("root:" not in told, "it told what lies on the machine")
    stopped(len(told) < 1_000_000, f"{len(told)} characters came of it")


# --- Whose group, and whose import ---


def undo_elsewhere(world: World) -> None:
    """A host of one group names the import of another: what is not in theirs is not found."""
    with world.groups() as groups:
        elm, maple = groups.group(world.elm), groups.group(world.maple)
        opened = open_file(b"held the door\n")
        host = maple.history.hosts[0].id
        bring_in(
            maple, host, look(maple, opened, as_guessed(opened.table, otherwise=now()), now=now()), now=now()
        )
        brought = next(maple.history.imports.undoable(now())).id
        before = maple.version
        for group, who, refusal in (
            (elm, elm.history.hosts[0].id, NoUndo),
            (maple, elm.history.hosts[0].id, NotAllowed),
            (maple, "", NotAllowed),
        ):
            try:
                undo_import(group, who, brought, now=now())
            except refusal:
                continue
            stopped(False, f"{who!r} took it back")
        stopped(maple.catch_up() == before, "something happened")
        undo_import(maple, host, brought, now=now())


def into_anothers_group(world: World) -> None:
    """A host of one group says so of another, in its address and to its socket."""
    eve: Person = world.eve
    with world.group(world.maple) as live:
        before = live.version
    with eve.tab(f"group={world.maple}") as tab:
        tab.open("group")
        if tab.has("Or paste lines, one act each"):
            tab.type("Or paste lines, one act each", "held another's door").run()
            if tab.has("Bring in 1 act"):
                tab.press("Bring in 1 act")
    with world.group(world.maple) as live:
        stopped(live.version == before, "it came in")


def attacks() -> Iterator[Attack]:
    for at in range(0, len(NAMES), SHOWN):  # as many as are looked at together
        names = NAMES[at : at + SHOWN]
        yield Attack(FAMILY, f"looked at: {', '.join(names)}", partial(are_looked_at_as_words, names))
    for place in ("a cell", "the words", "behind a semicolon", "on a second line", "the name of a column"):
        yield Attack(FAMILY, f"a formula to mend: {place}", partial(runs_in_what_is_mended, place))
    for name in WORKBOOKS:
        yield Attack(FAMILY, name, partial(opens_soon_and_tells_nothing, name))
    yield Attack(FAMILY, "take back what another group brought in", undo_elsewhere)
    yield Attack(FAMILY, "bring in to another's group", into_anothers_group)
