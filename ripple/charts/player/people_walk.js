// Walking the people: by name, or along the lines to whom somebody shared a kindness with, the strongest first.

// Everybody in order of their names and by index, and to whom the lines from each lead, the broadest first.
function companyOf(people, links, language) {
  const { compare } = new Intl.Collator(language)
  const inOrder = [...people].sort((one, other) => compare(one.name, other.name) || one.i - other.i)
  const byIndex = new Map(inOrder.map((person) => [person.i, person]))
  const company = new Map(inOrder.map(({ i }) => [i, []]))
  for (const { a, b, broad, said } of links) {
    company.get(a).push({ i: b, broad, said })
    company.get(b).push({ i: a, broad, said })
  }
  const nth = new Map(inOrder.map(({ i }, place) => [i, place]))
  for (const lines of company.values()) lines.sort((one, other) => other.broad - one.broad || nth.get(one.i) - nth.get(other.i))
  return { inOrder, byIndex, company }
}

// Somebody, and then whom they share a line with; nobody where they are not drawn.
function withCompany(who, { byIndex, company }) {
  return byIndex.has(who) ? [who, ...company.get(who).map(({ i }) => i)].map((i) => byIndex.get(i)) : []
}

// Those whom one can go to from side to side: whoever is linked to the one that one came `from`, or else everybody.
function besides({ inOrder, byIndex, company }, { from }) {
  return from ? company.get(from.i).map(({ i }) => ({ ...byIndex.get(i), from })) : inOrder
}

const PEOPLE_MOVES = {
  up: (_known, { from }) => from,
  down: (known, row) => besides(known, { from: row })[0],
  before: (known, row) => neighbour(besides(known, row), row, -1),
  after: (known, row) => neighbour(besides(known, row), row, 1),
  earlier: ({ inOrder }, row) => neighbour(inOrder, row, -1),
  later: ({ inOrder }, row) => neighbour(inOrder, row, 1),
  first: ({ inOrder }) => inOrder[0],
  last: ({ inOrder }) => inOrder.at(-1),
}

// To how many somebody is linked or, where one came along a line, who of the two was kind to whom.
function lineOf(row, { company }, { walk, language }) {
  const lines = company.get(row.i)
  const line = lines.find(({ i }) => i === row.from?.i)
  if (line) return new Intl.ListFormat(language).format(line.said.split("\n"))
  return lines.length ? counted(walk.linked, lines.length) : walk.none
}

function personSentence(row, known, data) {
  const beside = besides(known, row)
  return filled(data.walk.said[row.from ? "linked" : "named"], {
    who: isolated(row.name),
    other: row.from && isolated(row.from.name),
    nth: placeIn(beside, row) + 1,
    count: beside.length,
    line: lineOf(row, known, data),
  })
}

// Names stand in the order in which one reads: where that is from the right, the next one is to the left.
const PEOPLE_WALK = {
  reads: true,
  known({ chart, data: { language } }) {
    const [people, links] = ["people", "links"].map((name) => viewOf(chart).data(name))
    const [x, y] = chart.clientHeight > chart.clientWidth ? ["tall_east", "tall_north"] : ["east", "north"]
    const placed = people.map((one) => ({ i: one.i, x: one[x], y: one[y], name: one.name, radius: 0.5 }))
    return companyOf(placed, links, language)
  },
  moves: PEOPLE_MOVES,
  sentence: personSentence,
  edge: (way, _row, _known, { edge }) => edge[way],
  written: (row, known, data) => [row.name, lineOf(row, known, data)],
}

const WALKS = { pond: POND_WALK, people: PEOPLE_WALK }
