// Walking a picture: from act to act of a pond, or from person to person, by keys or by buttons, for whoever does not
// see it or has no mouse. It is reckoned from what the chart was sent, when somebody first walks, and nothing more is
// asked for. Where one can go and what is said there is each picture's own (pond_walk.js, people_walk.js).
//
// The picture takes the focus, as one thing: in it the keys walk, whatever they do elsewhere. Where one is has a ring
// and its words in the picture, and is said in one sentence.

const ALWAYS = ["leave", "again", "keys"] // what the keys do in every picture, without a button
const FOOT = 60 // pixels of the picture where the button stands by which one walks
const EDGE = 40 // pixels from the edge of the picture, within which one looks somewhere else
const AROUND = [0.25, 9] // how far a ring is around a drop, in node diameters; and how large it is at least, in pixels

// ---- what all walks share

function placeIn(rows, { i }) {
  return rows.findIndex((row) => row.i === i)
}

function neighbour(rows, row, way) {
  return rows[placeIn(rows, row) + way]
}

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
    const { walk, empty } = this.player.data
    return Boolean(walk) && !empty
  }

  get walk() {
    return WALKS[this.player.data.walk.of]
  }

  // Whether what comes next is to the left.
  mirrored() {
    return this.walk.reads && getComputedStyle(this.embed ?? document.documentElement).direction === "rtl"
  }

  // The texts of the buttons, and what a screen reader is told of the picture.
  label() {
    const { part, data } = this.player, texts = data.walk
    part("walk").hidden = !this.offered() || data.beats.length === 1 // the keys serve a single act too
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
    part("ways").dir = this.walk.reads ? "" : "ltr" // as the arrows on them point
    part("ways").replaceChildren(...Object.keys(ways).map((way) => {
      const button = element("button", { type: "button", "data-part": `walk-${way}` })
      const key = element("kbd", { "aria-hidden": "true" })
      key.textContent = signOf(way, this.mirrored())
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
  dress({ picture, keys }) {
    const { embed, player } = this, id = `${player.data.chart}-keys`
    const told = embed.querySelector(`#${id}`) ?? embed.appendChild(element("span", { id, hidden: "" }))
    told.textContent = keys
    const says = { role: "application", tabindex: "0", "aria-label": filled(picture, player.data), "aria-describedby": id }
    for (const [name, value] of Object.entries(says)) embed.setAttribute(name, value)
    embed.removeAttribute("aria-roledescription") // Vega's, in English
    embed.onkeydown = (event) => this.key(event)
    embed.onfocus = ({ relatedTarget }) => this.comes(relatedTarget)
    embed.onblur = () => player.show()
  }

  // All that is in the picture: in order, and by index.
  known() {
    return (this.knew = this.walk.known(this.player, this.knew))
  }

  key(event) {
    if (!this.offered()) return
    const way = wayOf(event, this.mirrored())
    if (!(way in this.player.data.walk.ways || ALWAYS.includes(way)) || (way === "leave" && !this.row)) return
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
      if (!this.row || (way !== "first" && way !== "last")) return
    }
    if (way === "again") this.say(...this.sentence())
    else if (way === "read") this.read()
    else this.move(way)
  }

  move(way) {
    const known = this.known(), there = this.walk.moves[way](known, this.row)
    if (there) this.arrive(there)
    else this.say(this.walk.edge(way, this.row, known, this.player.data.walk))
  }

  // Today, where one was last or is looking: at the act that a story tells, or that is lit.
  begin() {
    const { player } = this, { now, view, at, telling } = player
    const tells = telling?.stops[telling.place]?.i
    if (telling || now !== null) player.goToday()
    const { byIndex, inOrder } = this.known()
    this.from = { now: telling ? null : now, view, at }
    const row = byIndex.get(tells) ?? byIndex.get(player.data.lit?.i) ?? byIndex.get(this.last) ?? inOrder[0]
    if (row) this.arrive(row) // a chart may not have its first act yet
  }

  arrive(row) {
    this.row = row
    this.last = row.i
    this.plate.write(...this.walk.written(row, this.known(), this.player.data))
    this.bringIntoSight()
    this.player.show()
    this.say(...this.sentence())
  }

  sentence() {
    const { row } = this // a person wrote nothing
    return [this.walk.sentence(row, this.known(), this.player.data), row.words && isolated(row.words), row.lang]
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
    const { byIndex } = this.known(), { i, folded, from } = this.row
    const row = (other && byIndex.get(lit)) || byIndex.get(i) || null
    this.row = row?.i === i ? { ...row, from } : row
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
