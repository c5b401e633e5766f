// ---- the page of a keepsake: what stands above is the player, the same as in the app

const part = (id) => document.getElementById(id)
const { charts, acts, folds, opened, view, told } = JSON.parse(part("pond").textContent)
const rows = acts.i.map((_, row) => Object.fromEntries(Object.entries(acts).map(([name, all]) => [name, all[row]])))
// As the chart is told its rows (ripple/charts/pond/news.py).
const text = rows.map((row) => Object.values(row).join("\u001f")).join("\u001e")
const night = matchMedia("(prefers-color-scheme: dark)")
let drawn
let open = null // the fold that is opened in its place

async function draw() {
  const before = drawn
  const chart = { ...charts[night.matches ? "dark" : "light"], width: part("water").clientWidth }
  const datasets = { acts: [{ rows: text }], view: [{ ...view }] } // a copy: the chart writes numbers of its own into it
  // `ast`: the policy of this page lets nothing be run that was put together from texts.
  drawn = (await vegaEmbed(part("water"), { ...chart, datasets }, { ast: true, actions: false })).view
  drawn.addEventListener("click", clicked)
  before?.finalize()
}

// A click on a fold tells all that it holds, and opens it; any other tells one act.
async function clicked() {
  await drawn.runAsync()
  const i = drawn.signal("clicked")
  const folded = i !== open && rows.find((row) => row.i === i)?.folded
  tell(folded ? Object.keys(folds).filter((act) => folds[act] === i) : [i], folded || "")
  show(i < 0 ? null : rowOf(i))
}

// The row of an act: as it is drawn or, where its fold can be opened, as it is in there.
function rowOf(i) {
  const within = opened[folds[i]]?.news.split("\u001e").map((row) => row.split("\u001f")) ?? []
  const cells = within.find(([own], place) => place && Number(own) === i)
  if (!cells) return rows.find((row) => row.i === (folds[i] ?? i))
  return { ...Object.fromEntries(Object.keys(acts).map((name, place) => [name, cells[place]])), i }
}

// Say to the player which row is lit, and in which fold, as the app does (ripple/charts/player/news.js).
function show(row) {
  const { chart, pond } = told
  const fold = row && opened[folds[row.i]]
  open = fold ? folds[row.i] : null
  const { news = "", around } = fold ?? {}
  const answered = drawn.signal("click")
  globalThis.pondNews = { [chart]: { chart, pond, lit: row, chosen: row, answered, news, around } }
  document.dispatchEvent(new Event("pond news"))
}

// Tell the stories of acts under the picture, and how many they are together; which of these two is read
// out, as they change. Whoever walks by keys reads on there.
function tell(some, counted = "") {
  const stories = some.map((i) => part(`act-${i}`)?.cloneNode(true)).filter(Boolean)
  for (const story of stories) {
    story.dataset.told = story.id.slice("act-".length) // for whoever comes by keys (ripple/charts/player/walking.js)
    story.removeAttribute("id")
  }
  part("picked").hidden = !stories.length
  part("picked").ariaLive = counted || part("water").matches(":focus-visible") ? "off" : "polite"
  part("picked").querySelector("p").textContent = counted
  part("picked").querySelector("ol").replaceChildren(...stories)
  part("picked").scrollTop = 0
}

// Light an act's ripple, for whoever comes from the list; what is too much to be drawn lights as a whole.
function light(i) {
  show(rowOf(i))
  tell([i])
  part("water").scrollIntoView({ block: "center" })
}

document.addEventListener("click", ({ target }) => {
  const act = target.closest("[data-act]")
  if (act) light(Number(act.dataset.act))
})
night.addEventListener("change", draw)
new ResizeObserver(() => drawn?.width(part("water").clientWidth).run()).observe(part("water"))
await draw()
play({ data: told, parentElement: part("player").shadowRoot })
