// The story of a pond: one act at a time, its words at its place for as long as they take to read, and the view
// goes to the ripple that grows. Quiet times take no longer than that view. Without movement it jumps.

const GO_S = 0.9 // how long the view takes to the next ripple
const LANDS_S = GO_S + 0.3 * COMING_S // when a drop has landed, and its words stand there
const SETTLES_S = GO_S + COMING_S
const TOLD_MOST = 80 // acts in one story; of more, the one in each stretch of them that grew most
const NEAR = [14, 36] // pixels of a node's diameter: in the widest view of a story, and in the nearest

class Telling {
  place = 0 // of the stop that is told
  passed = 0 // seconds since the one before was left
  closing = false // whether all is told, and the view goes to the whole pond

  constructor(player) {
    this.player = player
    const { columns, news } = player.data
    const rows = rowsOf(viewOf(player.chart).data("acts")[0].rows, news, columns).map(tellable)
    this.rows = rows.filter(({ beat }) => beat < 1e9).sort((one, other) => one.beat - other.beat)
    this.byPath = new Map(this.rows.map((row) => [row.path, row]))
    this.stops = stopsOf(this.rows.filter(({ kind }) => !player.shown || player.shown.has(kind)))
    this.plate = new Plate(player.part("play"))
    this.camera = player.seen()
    document.addEventListener("keydown", (this.hear = (event) => this.key(event)))
  }

  start() {
    const { now } = this.player
    this.player.now ??= -NEWS_BEATS
    this.goTo(now === null ? 0 : this.lastAt(now))
    this.goOn()
    this.before = performance.now()
    this.frame = requestAnimationFrame((at) => this.draw(at))
  }

  end() {
    cancelAnimationFrame(this.frame)
    document.removeEventListener("keydown", this.hear)
    this.player.part("told").textContent = ""
    this.plate.end()
  }

  lastAt(beat) {
    return Math.max(0, count(this.stops.map((stop) => stop.beat), beat + 1e-6) - 1)
  }

  goOn() {
    this.player.playing = true
    this.player.show()
  }

  // A step is shown to its end also while the story rests: then it waits there.
  rest() {
    this.player.playing = false
    this.player.show()
  }

  goTo(place) {
    if (place >= this.stops.length) return this.close()
    this.place = Math.max(0, place)
    this.closing = false
    const stop = this.stops[this.place]
    this.plate.write(stop.who || this.player.data.texts.unnamed, stop.words, stop.lang)
    this.leaveFor(stop.beat, this.viewOf(stop))
    this.running = false
  }

  leaveFor(beat, view) {
    this.from = { beat: this.player.now, view: this.camera }
    this.to = { beat, view }
    this.passed = 0
    this.said = false
  }

  close() {
    this.closing = true
    this.leaveFor(this.player.now, this.player.wholeView())
  }

  draw(at) {
    // A tab that was hidden goes on where it was.
    this.pass(Math.min(0.1, Math.max(0, at - this.before) / 1000))
    this.before = at
    if (this.player.telling === this) this.frame = requestAnimationFrame((next) => this.draw(next))
  }

  pass(seconds) {
    if (still.matches) this.passed = Math.max(this.passed, this.closing ? GO_S : SETTLES_S)
    if (this.player.playing || this.passed < SETTLES_S) this.passed += seconds * this.player.speed
    const { from, to, passed, player } = this
    const gone = smooth(passed / GO_S)
    this.camera = viewBetween(from.view, to.view, gone)
    player.now = from.beat + (to.beat - from.beat) * gone
    if (!this.closing) player.now += NEWS_BEATS * clamp((passed - GO_S) / COMING_S, 0, 1)
    if (!this.closing && passed >= GO_S) this.runLight()
    if (!this.closing && passed >= LANDS_S) this.say()
    player.show()
    if (this.closing ? passed >= GO_S : player.playing && passed >= LANDS_S + this.readS()) this.onward()
  }

  onward() {
    if (this.closing) this.player.finish()
    else this.goTo(this.place + 1)
  }

  // How long the words of this stop take to read.
  readS() {
    const { who, words } = this.stops[this.place]
    const rest = still.matches ? SETTLES_S - LANDS_S : 0 // it stands there at once
    return rest + Math.max(NEWS_MS, LETTER_MS * (who.length + words.length)) / 1000
  }

  // Along the ripple, from its start to the act that comes.
  runLight() {
    if (this.running) return
    this.running = true
    const { path } = this.stops[this.place]
    const led = [...path].map((_, place) => this.byPath.get(path.slice(0, place + 1))).filter(Boolean)
    if (led.length > 1) this.player.swell?.run(led.slice(-40).map(({ x, y }) => [x, y]))
  }

  // What stands at the act is told to who does not see it too.
  say() {
    if (this.said) return
    this.said = true
    const { who, words } = this.plate
    this.player.part("told").replaceChildren(who.textContent, " ", inLanguage(words.textContent, words.lang))
    if (this.player.playing) this.player.sound.strike([this.stops[this.place]])
  }

  // Over the picture as it is seen now.
  show() {
    if (this.closing || this.passed < LANDS_S) return this.plate.hide()
    const { x, y, radius } = this.stops[this.place]
    const { at, diameter } = this.player.inView()
    this.plate.stand(this.player.chart, at(x, y), diameter * radius + BESIDE)
  }

  // Where somebody wants to look meanwhile; nothing for all of the pond. The story waits.
  hold(view) {
    this.camera = this.from.view = this.to.view = view ?? this.player.wholeView()
    this.rest()
  }

  scrubTo(beat) {
    this.goTo(this.lastAt(beat))
    this.passed = SETTLES_S
    this.rest()
  }

  // The ripple of an act as far as it has grown, around its start; of one that is too large, where the act is. There
  // is room for the words above and below.
  viewOf({ x, y, path, beat, root, wide }) {
    const { player } = this, { clientWidth, clientHeight } = player.chart
    const start = this.byPath.get(path.slice(0, path.indexOf("/") + 1)) ?? { x, y }
    const grown = this.rows.filter((row) => row.root === root && row.beat <= beat)
    const far = Math.max(wide, ...grown.map((row) => Math.hypot(row.x - start.x, row.y - start.y) + 1))
    const aside = clientWidth / 2 - PLATE_RIGHT
    const above = Math.max(40, clientHeight / 2 - this.plate.height(player.chart) - 2 * PLATE_GAP)
    const diameter = clamp(Math.min(aside, above) / far, ...NEAR)
    const [right, up] = player.tall() ? [y - start.y, x - start.x] : [x - start.x, y - start.y]
    const beyond = (way, room) => Math.sign(way) * Math.max(0, Math.abs(way) - room / diameter)
    const to = player.step(beyond(right, aside), beyond(up, above))
    const [across, high] = [clientWidth, clientHeight].map((side) => side / 2 / diameter)
    const half = player.step(across, high)
    return { x: start.x + to.x, y: start.y + to.y, wide: half.x, high: half.y }
  }

  // Where somebody writes, keys are letters.
  key(event) {
    if (event.composedPath()[0].matches?.("input:not([type=range]), textarea, select, [contenteditable]")) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const does = {
      ArrowRight: () => this.goTo(Math.min(this.place + 1, this.stops.length - 1)),
      ArrowLeft: () => this.goTo(this.place - 1),
      Escape: () => this.player.goToday(),
    }[event.key]
    if (!does) return
    event.preventDefault()
    does()
  }
}

// ---- what is told

function tellable({ i, x, y, path, beat, radius, grow, wide, size, generation, kind, who, words, lang, folded }) {
  const of = { i: +i, x: +x, y: +y, beat: +beat, size: +size, radius: +radius + Number(grow), wide: folded ? +wide : 0 }
  const told = { kind, name: who, who: folded ? `${who} · ${folded}` : who, words, lang, folded }
  return { ...of, ...told, path, root: path.slice(0, path.indexOf("/")), step: +generation }
}

// Each of these rows, which are in order of time; or the largest of each stretch of them.
function stopsOf(rows) {
  const stretch = Math.ceil(rows.length / TOLD_MOST)
  const stretches = Array.from({ length: Math.ceil(rows.length / stretch) || 0 }, (_, n) => rows.slice(n * stretch, (n + 1) * stretch))
  return stretches.map((some) => some.reduce((most, row) => (row.size > most.size ? row : most)))
}

// ---- how the view goes

function smooth(part) {
  const at = clamp(part, 0, 1)
  return at * at * (3 - 2 * at)
}

// It grows by factors, so that it seems to go at one speed.
function viewBetween(from, to, part) {
  const along = (side) => from[side] + (to[side] - from[side]) * part
  const by = (side) => from[side] * (to[side] / from[side]) ** part
  return { x: along("x"), y: along("y"), wide: by("wide"), high: by("high") }
}
