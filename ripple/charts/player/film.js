// The film of a large pond. The chart would draw all of its acts for every frame; here it draws, every so often,
// what has settled, and what has not is drawn over it: the few drops, links and rings that are just coming. While the
// view widens, the chart is drawn as wide as it is going to be, and laid larger under the window until it is.

const MANY = 200 // moments in a pond's time from which on it is large
const SETTLES_MS = 400, SETTLES_MOST_MS = 1600 // from one picture of what has settled to the next
const DRAWING = 1 / 8 // of the time at most goes into these, as far as that lets them
const RING_STEP = 1.7 // from ring to ring, in node diameters (ripple/network/rings.py)
const NO_TIME = 1e-3 // beats that an act takes to come in the chart: here it has come before

class Film {
  told = null // the view that the chart was told last

  // `columns` are the names of a row's cells, `news` what became known after the chart was sent its rows
  // (ripple/charts/pond/news.py).
  constructor(chart, columns, news) {
    this.chart = chart
    this.news = news
    this.embed = chart.closest(".vega-embed")
    this.view = viewOf(chart)
    this.sheet = element("canvas", { "aria-hidden": "true", "data-film": "" })
    this.sheet.style.cssText = "position:absolute;inset:0;width:100%;height:100%;pointer-events:none"
    this.embed.append(this.sheet)
    this.embed.style.clipPath = "inset(0 round 20px)"
    chart.style.transformOrigin = "50% 50%"
    const rows = rowsOf(this.view.data("acts")[0].rows, news, columns)
    this.drops = inTime(rows.filter((row) => Number(row.beat) < 1e9).map(dropOf))
    this.rings = inTime(rows.flatMap(ringsOf))
  }

  end() {
    this.sheet.remove()
    this.embed.style.clipPath = this.chart.style.transform = ""
  }

  // Whether the chart is to draw what has settled: it was long ago, or another view is wanted.
  isDue(view) {
    const now = performance.now()
    this.took ??= now - this.since
    const same = this.told && ["x", "y", "wide", "high"].every((side) => this.told[side] === view[side])
    return !same || now - this.since > clamp(this.took / DRAWING, SETTLES_MS, SETTLES_MOST_MS)
  }

  tell(view, now) {
    this.told = { ...view }
    this.until = now
    this.since = performance.now()
    this.took = null // known at the next frame
  }

  cleared() {
    const { sheet, chart } = this, pen = sheet.getContext("2d")
    const [width, height] = [chart.clientWidth, chart.clientHeight].map((side) => Math.round(side * devicePixelRatio))
    if (sheet.width !== width || sheet.height !== height) Object.assign(sheet, { width, height })
    pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
    pen.clearRect(0, 0, width, height)
    return pen
  }

  // What has not settled in the chart, which is `drawn` with a diameter of so many pixels and seen with another.
  draw({ diameter, at }, { now, coming, drawn }) {
    const pen = this.cleared()
    this.chart.style.transform = diameter === drawn ? "" : `scale(${diameter / drawn})`
    const look = { pen, diameter, at, signal: (name) => this.view.signal(name) }
    for (const ring of between(this.rings, this.until, now)) drawRing(look, ring, (now - ring.beat) / coming)
    const young = between(this.drops, this.until, now)
    for (const drop of young) if (!drop.root) drawLink(look, drop, (now - drop.beat) / coming)
    for (const drop of young) drawDrop(look, drop, (now - drop.beat) / coming)
  }
}

const views = new WeakMap() // of charts

// Vega adds itself to the events that it is told; but not to each move that is one on nothing, as the one before, and
// not at once while it reckons. So it is asked before it is told anything else (`tellChart`).
function viewOf(chart) {
  const told = new PointerEvent("pointermove", { clientX: -1, clientY: -1 })
  if (!views.get(chart)) {
    chart.dispatchEvent(told)
    views.set(chart, told.dataflow)
  }
  return views.get(chart)
}

// The rows that hold now, each as an object.
function rowsOf(sent, news, columns) {
  const parse = (text) => Object.fromEntries(text.split("\u001f").map((cell, place) => [columns[place], cell]))
  const [gone, ...told] = news ? news.split("\u001e") : [""]
  const still = sent.split("\u001e").filter((text) => !gone.includes(`,${text.slice(0, text.indexOf("\u001f"))},`))
  return [...still, ...told].filter((text) => text.includes("\u001f")).map(parse)
}

function dropOf({ x, y, mid_x, mid_y, root, beat, radius, grow, hue, kind, how }) {
  const of = { x: +x, y: +y, mid_x: +mid_x, mid_y: +mid_y, beat: +beat, radius: +radius, grow: +grow }
  return { ...of, root: root === "1", hue: Number(hue), kind, how }
}

function ringsOf({ x, y, hue, rings }) {
  const told = rings ? rings.split(";").map((ring) => ring.split(" ").map(Number)) : []
  return told.map(([radius, beat, strength]) => ({ x: +x, y: +y, hue: +hue, radius, beat, strength }))
}

function inTime(things) {
  things.sort((one, other) => one.beat - other.beat)
  return { things, beats: things.map(({ beat }) => beat) }
}

function between({ things, beats }, after, until) {
  return things.slice(count(beats, after), count(beats, until))
}

// As in ripple/charts/marks.py: from 0 to 1, quick first, then gentle.
function eased(part, start, length) {
  return 1 - (1 - clamp((part - start) / length, 0, 1)) ** 3
}

function clamp(value, least, most) {
  return Math.min(most, Math.max(least, value))
}

// As `ripple.charts.water_rings` draws a ring that comes.
function drawRing({ pen, diameter, at, signal }, { x, y, hue, radius, strength }, part) {
  const come = eased(part, 0, 0.8)
  pen.globalAlpha = 0.75 * strength * come
  pen.lineWidth = clamp(diameter * 0.06, 0.5, 1.6)
  pen.strokeStyle = signal("ring_hues")[hue]
  circle(pen, at(x, y), diameter * Math.max(0, radius - RING_STEP * (1 - come)))
  pen.stroke()
}

// As `ripple.charts.pond.chart` draws the way from the parent.
function drawLink({ pen, diameter, at, signal }, { x, y, mid_x, mid_y, hue, how }, part) {
  const [[left, top], [right, down]] = [at(2 * mid_x - x, 2 * mid_y - y), at(x, y)]
  const way = eased(part, 0, 0.6), wide = (right - left) * way, high = (down - top) * way
  const thin = Math.min(1, (3 * diameter) / Math.hypot(right - left, down - top))
  const [dash, gap] = { reading: [0.28, 0.24], card: [0.01, 0.22] }[how] ?? []
  pen.globalAlpha = 1
  pen.lineWidth = clamp(diameter * 0.085, 0.7, 3) * Math.max(0.35, thin) * (how === "card" ? 1.7 : 1)
  pen.lineCap = "round"
  pen.strokeStyle = signal("hue_lines")[hue]
  pen.setLineDash(dash ? [diameter * dash, diameter * gap] : [])
  pen.beginPath()
  pen.moveTo(left, top)
  pen.quadraticCurveTo(left + wide / 2 + high * 0.05, top + high / 2 - wide * 0.05, left + wide, top + high)
  pen.stroke()
  pen.setLineDash([])
}

// As there: the drop lands, and a ring runs out from it. Of a drop of many acts the chart draws all but this ring.
function drawDrop({ pen, diameter, at, signal }, { x, y, radius, grow, hue, kind }, part) {
  const place = at(x, y)
  if (!grow) {
    pen.globalAlpha = 1
    pen.fillStyle = kind === "unnamed" ? signal("unnamed") : signal("hues")[hue]
    pen.strokeStyle = signal("rim") || signal("hue_lines")[hue]
    pen.lineWidth = clamp(diameter * 0.07, 0, 2.4)
    circle(pen, place, diameter * radius * eased(part, 0.25, 0.4))
    pen.fill()
    pen.stroke()
  }
  pen.globalAlpha = eased(part, 0.25, 0.15) * (1 - clamp((part - 0.3) / 0.65, 0, 1))
  pen.strokeStyle = signal("light")
  pen.lineWidth = clamp(diameter * 0.07, 1, 2.4)
  circle(pen, place, diameter * (0.5 + 2.4 * eased(part, 0.3, 0.7)))
  pen.stroke()
}

function circle(pen, [x, y], radius) {
  pen.beginPath()
  pen.arc(x, y, radius, 0, 7)
}
