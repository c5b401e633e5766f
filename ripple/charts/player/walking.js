// Walking a pond: from act to act by keys or by buttons, for whoever does not see the picture or has no mouse. It
// is reckoned from the rows that the chart was sent, when somebody first walks, and nothing more is asked for.
//
// The picture takes the focus, as one thing: in it the keys walk, whatever they do elsewhere. Where one is has a ring
// and its words in the picture, and is said in one sentence.

const KEYS = {
  ArrowUp: "led", ArrowDown: "grew", ArrowLeft: "before", ArrowRight: "after",
  "Shift+ArrowUp": "start", "Shift+ArrowLeft": "earlier", "Shift+ArrowRight": "later",
  Home: "first", End: "newest", Enter: "read", Escape: "leave", " ": "again", "?": "keys",
}
const SIGNS = { led: "↑", grew: "↓", before: "←", after: "→", start: "⇧↑", earlier: "⇧←", later: "⇧→", read: "⏎" }
const BUTTONS = ["led", "grew", "before", "after", "start", "earlier", "later", "first", "newest", "read"]
const FOOT = 60 // pixels of the picture where the button stands by which one walks
const EDGE = 40 // pixels from the edge of the picture, within which one looks somewhere else
const AROUND = [0.25, 9] // how far a ring is around a drop, in node diameters; and how large it is at least, in pixels

// ---- where one can go

// How rows, as `tellable` has them, hang together: all in order of time, each by its path, what is under each path in
// this order (under none, the starts), and how many steps there are below each start.
function pathsOf(rows) {
  const inTime = [...rows].sort((one, other) => one.beat - other.beat)
  const byPath = new Map(), under = new Map(), steps = new Map()
  for (const row of inTime) {
    const above = pathAbove(row.path)
    byPath.set(row.path, row)
    if (!under.has(above)) under.set(above, [])
    under.get(above).push(row)
    steps.set(row.root, Math.max(row.step, steps.get(row.root) ?? 0))
  }
  return { inTime, byPath, under, steps }
}

// A path ends with a sign for each step from the start, any sign: "7/" is the start of "7/!" and of "7//".
function pathAbove(path) {
  return isStart(path) ? "" : path.slice(0, -1)
}

function isStart(path) {
  return path.indexOf("/") === path.length - 1
}

function neighbour(rows, row, way) {
  return rows[rows.indexOf(row) + way]
}

const MOVES = {
  led: ({ byPath }, { path }) => byPath.get(pathAbove(path)),
  grew: ({ under }, { path }) => under.get(path)?.[0],
  before: ({ under }, row) => neighbour(under.get(pathAbove(row.path)), row, -1),
  after: ({ under }, row) => neighbour(under.get(pathAbove(row.path)), row, 1),
  start: ({ byPath }, { path }) => (isStart(path) ? undefined : byPath.get(path.slice(0, path.indexOf("/") + 1))),
  earlier: ({ inTime }, row) => neighbour(inTime, row, -1),
  later: ({ inTime }, row) => neighbour(inTime, row, 1),
  first: ({ inTime }) => inTime[0],
  newest: ({ inTime }) => inTime.at(-1),
}

function wayOf({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return undefined
  return KEYS[shiftKey && key.startsWith("Arrow") ? `Shift+${key}` : key]
}

// ---- what is said there

// What is filled in is never looked through for more to fill in.
function filled(text, parts) {
  return text.replace(/\{(\w+)\}/g, (_, name) => parts[name])
}

// What somebody typed keeps its own writing direction.
function isolated(text) {
  return `\u2068${text}\u2069`
}

// Which of a text's forms goes with a number: told for the first two hundred, after which every language repeats itself.
function counted({ forms, which }, count) {
  return forms[which[count < 200 ? count : 100 + (count % 100)]].replace("{count}", count)
}

function sentenceOf(row, { under, steps }, texts) {
  const beside = under.get(pathAbove(row.path)), grew = under.get(row.path)?.length ?? 0
  const unnamed = row.kind === "unnamed"
  const form = row.folded ? "fold" : row.step ? (beside.length > 1 ? "beside" : "step") : grew ? "start" : "alone"
  const parts = {
    who: unnamed ? texts.unnamed : isolated(row.name),
    words: unnamed ? texts.gone : isolated(row.words),
    folded: row.folded,
    step: row.step,
    steps: steps.get(row.root),
    nth: beside.indexOf(row) + 1,
    count: beside.length,
    grew: grew ? counted(texts.grew, grew) : texts.none,
    far: counted(texts.far, steps.get(row.root)),
  }
  return filled(texts.said[form], parts)
}

// Why one cannot go this way.
function edgeOf(way, row, { under }, texts) {
  const alone = under.get(pathAbove(row.path)).length === 1
  return texts.edge[alone && (way === "before" || way === "after") ? "alone" : way]
}

// ---- walking

class Walking {
  row = null // where one is
  last = null // the act where one was last
  lit = null // the act that was lit last
  awaited = null // the act that was asked for, until the page has it
  toRead = null // the act whose story is on the way

  constructor(player) {
    this.player = player
    this.plate = new Plate(player.part("play"), FOOT)
    player.part("walk").onclick = () => (player.part("ways").hidden ? this.open() : this.close())
    document.addEventListener("keydown", (this.hear = (event) => this.comesBack(event)), true)
    this.resized = new ResizeObserver(() => this.show())
  }

  end() {
    document.removeEventListener("keydown", this.hear, true)
    this.resized.disconnect()
    this.plate.end()
  }

  offered() {
    const { columns, empty } = this.player.data
    return Boolean(columns) && !empty
  }

  // The texts of the buttons, and what a screen reader is told of the picture.
  label() {
    const { part, data } = this.player, texts = data.walk
    part("walk").hidden = !this.offered()
    if (!this.offered()) return
    part("walk").textContent = texts.walk
    part("walk").title = texts.title
    part("ways").setAttribute("aria-label", texts.title)
    if (part("ways").dataset.said !== texts.title) this.makeButtons(texts)
    if (this.embed) this.dress(texts)
  }

  makeButtons({ title, ways }) {
    const { part } = this.player
    part("ways").dataset.said = title
    part("ways").replaceChildren(...BUTTONS.map((way) => {
      const button = element("button", { type: "button", "data-part": `walk-${way}` })
      const key = element("kbd", { "aria-hidden": "true" })
      key.textContent = SIGNS[way] ?? ""
      button.append(key, ways[way])
      button.onclick = () => this.go(way)
      return button
    }))
  }

  takeUp(embed) {
    this.resized.disconnect()
    this.resized.observe((this.embed = embed))
    this.label()
  }

  // The picture takes the focus, once there is an act in it, and says what it is and which keys it knows.
  dress({ pond, keys }) {
    const { embed, player } = this, id = `${player.data.chart}-keys`
    const told = embed.querySelector(`#${id}`) ?? embed.appendChild(element("span", { id, hidden: "" }))
    told.textContent = keys
    const says = { role: "application", tabindex: "0", "aria-label": filled(pond, player.data), "aria-describedby": id }
    for (const [name, value] of Object.entries(says)) embed.setAttribute(name, value)
    embed.removeAttribute("aria-roledescription") // Vega's, in English
    embed.onkeydown = (event) => this.key(event)
    embed.onfocus = ({ relatedTarget }) => this.comes(relatedTarget)
    embed.onblur = () => player.show()
  }

  paths() {
    const { columns, news } = this.player.data
    const sent = viewOf(this.player.chart).data("acts")[0].rows
    if (this.known?.sent !== sent || this.known.news !== news) {
      const rows = rowsOf(sent, news, columns).map(tellable).filter(({ beat }) => beat < 1e9)
      this.known = { sent, news, byAct: new Map(rows.map((row) => [row.i, row])), ...pathsOf(rows) }
    }
    return this.known
  }

  key(event) {
    const way = wayOf(event)
    if (!way || !this.offered() || (way === "leave" && !this.row)) return
    event.preventDefault()
    event.stopPropagation() // of a story that is told, and of the whole screen
    this.go(way)
  }

  go(way) {
    this.toRead = this.awaited = null
    if (way === "keys") return this.say(this.player.data.walk.keys)
    if (way === "leave") return this.leave()
    if (!this.row) {
      this.begin()
      if (!this.row || (way !== "first" && way !== "newest")) return
    }
    if (way === "again") this.say(...this.sentence())
    else if (way === "read") this.read()
    else this.move(way)
  }

  move(way) {
    const paths = this.paths(), there = MOVES[way](paths, this.row)
    if (there) this.arrive(there)
    else this.say(edgeOf(way, this.row, paths, this.player.data.walk))
  }

  // Today, where one was last or is looking: at the act that a story tells, or that is lit.
  begin() {
    const { player } = this, { now, view, at, telling } = player
    const tells = telling?.stops[telling.place]?.i
    if (telling || now !== null) player.goToday()
    const { byAct, inTime } = this.paths()
    this.from = { now: telling ? null : now, view, at }
    const row = byAct.get(tells) ?? byAct.get(player.data.lit?.i) ?? byAct.get(this.last) ?? inTime[0]
    if (row) this.arrive(row) // a chart may not have its first act yet
  }

  arrive(row) {
    const { unnamed } = this.player.data.walk
    this.row = row
    this.last = row.i
    this.plate.write(row.who || unnamed, row.words, row.lang)
    this.bringIntoSight()
    this.player.show()
    this.say(...this.sentence())
  }

  sentence() {
    const { walk } = this.player.data
    return [sentenceOf(this.row, this.paths(), walk), isolated(this.row.words), this.row.lang]
  }

  // The same sentence again is said again only where it is another one. What somebody `wrote` in it is in their
  // language.
  say(sentence, wrote = "", lang = "") {
    const told = this.player.part("told"), again = told.textContent === sentence ? "\u00a0" : ""
    const place = wrote ? sentence.lastIndexOf(wrote) : -1
    if (place < 0) told.textContent = sentence + again
    else told.replaceChildren(sentence.slice(0, place), inLanguage(wrote, lang), sentence.slice(place + wrote.length) + again)
  }

  bringIntoSight() {
    const { player, row } = this, { clientWidth, clientHeight } = player.chart
    if (!player.view) return
    const [x, y] = player.inView().at(row.x, row.y)
    const seen = x > EDGE && y > EDGE && x < clientWidth - EDGE && y < clientHeight - EDGE
    if (!seen) player.lookAt({ ...player.view, x: row.x, y: row.y })
  }

  // The ring and the words are there while one walks: by keys in the picture, or by the buttons.
  show() {
    const { player, row, plate } = this
    if (row && (player.now !== null || player.telling)) this.row = null
    const walks = this.embed?.matches(":focus") || !player.part("ways").hidden
    if (!this.row || !walks || !player.chart?.isConnected) return plate.hide()
    const { at, diameter } = player.inView()
    plate.stand(player.chart, at(row.x, row.y), Math.max(AROUND[1], diameter * (row.radius + AROUND[0])))
  }

  open() {
    const { part } = this.player
    part("ways").hidden = false
    part("walk").ariaExpanded = "true"
    this.row ? this.arrive(this.row) : this.begin()
  }

  close() {
    const { part } = this.player
    part("ways").hidden = true
    part("walk").ariaExpanded = "false"
    if (this.row) this.leave()
  }

  // To where one was, on the page as in the pond.
  leave() {
    const { player, from } = this
    this.row = null
    player.part("told").textContent = ""
    if (player.at === from.at) Object.assign(player, { now: from.now, view: from.view })
    player.show()
    player.keep()
    if (!this.embed.matches(":focus")) return
    this.cameFrom?.focus()
    if (this.embed.matches(":focus")) player.part("walk").focus()
  }

  // Somebody comes back to the picture by keys: they are where they were.
  comes(from) {
    if (from && !from.closest("[data-told]")) this.cameFrom = from
    if (!this.row) return
    this.player.show()
    if (this.embed.matches(":focus-visible")) this.say(...this.sentence())
  }

  // ---- the story of an act

  // The act is clicked: a fold opens, and of any other act the page tells the story, where one reads on.
  read() {
    const { player, row } = this
    if (player.data.lit?.i === row.i) return this.goToStory(row.i)
    this.awaited = row.i
    const { x, y } = player.box(), [right, down] = player.inView().at(row.x, row.y)
    const place = { clientX: x + right, clientY: y + down, bubbles: true }
    player.moved = false
    for (const press of ["mousedown", "mouseup", "click"]) player.chart.dispatchEvent(new MouseEvent(press, place))
  }

  // What the server says of the picture may have changed what is in it, and what is lit.
  learn() {
    const lit = this.player.data.lit?.i ?? null, other = lit !== this.lit
    this.lit = lit
    if (!this.row || !this.player.chart?.isConnected) return
    const { byAct } = this.paths(), folded = this.row.folded
    this.row = (other && byAct.get(lit)) || byAct.get(this.row.i) || null
    if (this.awaited === null || this.awaited !== lit) return
    this.awaited = null
    if (folded && this.row && !this.row.folded) this.arrive(this.row)
    else this.goToStory(lit)
  }

  goToStory(act) {
    const story = document.querySelector(`[data-told="${act}"]`)
    this.toRead = story ? null : act
    if (!story) return
    story.tabIndex = -1
    story.focus()
  }

  // Once more, as the page has changed.
  look() {
    if (this.toRead !== null) this.goToStory(this.toRead)
  }

  // From the story back to where it was read.
  comesBack(event) {
    if (event.key !== "Escape" || !this.row || !event.target.closest?.("[data-told]")) return
    event.preventDefault()
    event.stopPropagation()
    this.embed.focus()
  }
}
