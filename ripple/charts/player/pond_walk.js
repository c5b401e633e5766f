// Walking a pond: from act to act.

// How rows, as `tellable` has them, hang together: all in order of time, each by its index and by its path, what is under
// each path in this order (under none, the starts), and how many steps there are below each start.
function pathsOf(rows) {
  const inOrder = [...rows].sort((one, other) => one.beat - other.beat)
  const byPath = new Map(), under = new Map(), steps = new Map()
  for (const row of inOrder) {
    const above = pathAbove(row.path)
    byPath.set(row.path, row)
    if (!under.has(above)) under.set(above, [])
    under.get(above).push(row)
    steps.set(row.root, Math.max(row.step, steps.get(row.root) ?? 0))
  }
  return { inOrder, byIndex: new Map(rows.map((row) => [row.i, row])), byPath, under, steps }
}

// A path ends with a sign for each step from the start, any sign: "7/" is the start of "7/!" and of "7//".
function pathAbove(path) {
  return isStart(path) ? "" : path.slice(0, -1)
}

function isStart(path) {
  return path.indexOf("/") === path.length - 1
}

function parentOf({ byPath }, { path }) {
  return byPath.get(pathAbove(path))
}

const POND_MOVES = {
  up: parentOf,
  down: ({ under }, { path }) => under.get(path)?.[0],
  before: ({ under }, row) => neighbour(under.get(pathAbove(row.path)), row, -1),
  after: ({ under }, row) => neighbour(under.get(pathAbove(row.path)), row, 1),
  top: ({ byPath }, { path }) => (isStart(path) ? undefined : byPath.get(path.slice(0, path.indexOf("/") + 1))),
  earlier: ({ inOrder }, row) => neighbour(inOrder, row, -1),
  later: ({ inOrder }, row) => neighbour(inOrder, row, 1),
  first: ({ inOrder }) => inOrder[0],
  last: ({ inOrder }) => inOrder.at(-1),
}

function actSentence(row, { under, steps }, { walk: texts }) {
  const beside = under.get(pathAbove(row.path)), grew = under.get(row.path)?.length ?? 0
  const unnamed = row.kind === "unnamed"
  const form = row.folded ? "fold" : row.step ? (beside.length > 1 ? "beside" : "step") : grew ? "start" : "alone"
  const parts = {
    who: unnamed ? texts.unnamed : isolated(row.name),
    words: unnamed ? texts.gone : isolated(row.words),
    folded: row.folded,
    step: row.step,
    steps: steps.get(row.root),
    nth: placeIn(beside, row) + 1,
    count: beside.length,
    grew: grew ? counted(texts.grew, grew) : texts.none,
    far: counted(texts.far, steps.get(row.root)),
  }
  return filled(texts.said[form], parts)
}

// Why one cannot go this way.
function actEdge(way, row, { under }, texts) {
  const alone = under.get(pathAbove(row.path)).length === 1
  return texts.edge[alone && (way === "before" || way === "after") ? "alone" : way]
}

// Left and right are earlier and later, also where one reads from the right: the bar of time below the picture runs
// from left to right in every language, and the picture is not mirrored either.
const POND_WALK = {
  reads: false,
  known({ chart, data: { columns, news } }, before) {
    const sent = viewOf(chart).data("acts")[0].rows
    if (before?.sent === sent && before.news === news) return before
    return { sent, news, ...pathsOf(rowsOf(sent, news, columns).map(tellable).filter(({ beat }) => beat < 1e9)) }
  },
  moves: POND_MOVES,
  sentence: actSentence,
  edge: actEdge,
  written: ({ who, words, lang }, _known, { walk }) => [who || walk.unnamed, words, lang],
}
