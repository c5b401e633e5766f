// ---- the page of a keepsake: what stands above is the player, the same as in the app

const part = (id) => document.getElementById(id)
const { charts, acts, view, told } = JSON.parse(part("pond").textContent)
const rows = acts.i.map((i) => Object.fromEntries(Object.entries(acts).map(([name, all]) => [name, all[i]])))
const night = matchMedia("(prefers-color-scheme: dark)")
let drawn

async function draw() {
  const before = drawn
  const chart = { ...charts[night.matches ? "dark" : "light"], width: part("water").clientWidth }
  const datasets = { acts: rows, view: [{ ...view }] } // a copy: the chart writes numbers of its own into it
  // `ast`: the policy of this page lets nothing be run that was put together from texts.
  drawn = (await vegaEmbed(part("water"), { ...chart, datasets }, { ast: true, actions: false })).view
  drawn.addEventListener("click", clicked)
  before?.finalize()
}

// A click on the picture lights by itself; what the list had lit goes out.
async function clicked() {
  await drawn.data("view", [{ ...view }]).runAsync()
  tell(drawn.signal("clicked"))
}

// Tell the story of an act under the picture.
function tell(i) {
  const story = part(`act-${i}`)?.cloneNode(true)
  story?.removeAttribute("id")
  part("picked").hidden = !story
  part("picked").replaceChildren(...(story ? [story] : []))
}

// Light an act's ripple, for whoever comes from the list.
function light(i) {
  const row = rows.find((each) => each.i === i)
  if (row) {
    const { path, beat } = row
    drawn.data("view", [{ ...view, i, path, beat, answered: drawn.signal("clicked") }]).run()
  }
  tell(i)
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
