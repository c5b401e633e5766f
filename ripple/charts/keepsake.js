// ---- the page of a keepsake: what stands above is the player, the same as in the app

const part = (id) => document.getElementById(id)
const { charts, acts, folds, view, told } = JSON.parse(part("pond").textContent)
const rows = acts.i.map((_, row) => Object.fromEntries(Object.entries(acts).map(([name, all]) => [name, all[row]])))
// As the chart is told its rows (ripple/charts/news.py).
const text = rows.map((row) => Object.values(row).join("\u001f")).join("\u001e")
const night = matchMedia("(prefers-color-scheme: dark)")
let drawn

async function draw() {
  const before = drawn
  const chart = { ...charts[night.matches ? "dark" : "light"], width: part("water").clientWidth }
  const datasets = { acts: [{ rows: text }], view: [{ ...view }] } // a copy: the chart writes numbers of its own into it
  // `ast`: the policy of this page lets nothing be run that was put together from texts.
  drawn = (await vegaEmbed(part("water"), { ...chart, datasets }, { ast: true, actions: false })).view
  drawn.addEventListener("click", clicked)
  before?.finalize()
}

// A click on the picture lights by itself; what the list had lit goes out. All that a fold holds is told.
async function clicked() {
  lit(null)
  await drawn.runAsync()
  const i = drawn.signal("clicked")
  const held = Object.keys(folds).filter((act) => folds[act] === i)
  tell(held.length ? held : [i], rows.find((row) => row.i === i)?.folded)
}

// Say to the player which row is lit, as the app does (ripple/charts/news.js).
function lit(row) {
  const { chart, pond } = told
  globalThis.pondNews = { [chart]: { chart, pond, lit: row, answered: row ? drawn.signal("clicked") : -1 } }
  document.dispatchEvent(new Event("pond news"))
}

// Tell the stories of acts under the picture, and how many they are together; which of these two is read
// out, as they change.
function tell(some, counted = "") {
  const stories = some.map((i) => part(`act-${i}`)?.cloneNode(true)).filter(Boolean)
  for (const story of stories) story.removeAttribute("id")
  part("picked").hidden = !stories.length
  part("picked").ariaLive = counted ? "off" : "polite"
  part("picked").querySelector("p").textContent = counted
  part("picked").querySelector("ol").replaceChildren(...stories)
  part("picked").scrollTop = 0
}

// Light an act's ripple, for whoever comes from the list; what is too much to be drawn lights as a whole.
function light(i) {
  lit(rows.find((each) => each.i === (folds[i] ?? i)))
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
