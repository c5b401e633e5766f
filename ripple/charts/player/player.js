// The player under the pond. It plays, scrubs, zooms and filters without asking the server: all
// that the chart needs to know is told as text, in the hidden inputs of its parameters "player",
// "lit", "reading" and "news" (see ripple/charts/pond/chart.py). Above it stand touch.js and signs.js.

const SHORTEST_S = 6, LONGEST_S = 45, PER_BEAT_S = 0.8 // how long playing takes at normal speed
const COMING_S = 1.7 // how long one drop takes to come
const NEWS_BEATS = 0.25 // as near as two acts can be: what came before is settled while news comes
const CAPTION_MS = 1500 // each caption can be read for so long at least
const NEWS_MS = 3000, LETTER_MS = 55 // what just came stands for so long at least, and for each of its letters
const LIGHT_MS = 1400, STEPS_A_S = 16 // how long light runs out from a start, and how fast
const STEP_MS = 900 // between two steps where movement is not wanted
const SPEEDS = [0.5, 1, 2]
const NEAREST = 3 // half the height of the closest view, in node diameters
const still = matchMedia("(prefers-reduced-motion: reduce)")
const narrow = matchMedia("(max-width: 640px)") // as in player.css
const players = new WeakMap()
const formats = new Map() // of dates

export default function play({ data, parentElement }) {
  let player = players.get(parentElement)
  if (!player) players.set(parentElement, (player = new Player(parentElement)))
  player.take(data)
  const run = (player.run = {})
  return () => player.run === run && player.leave() // not where this run came too late (each_run.js)
}

class Player {
  now = null // the beat, null for today
  playing = false
  speed = 1
  view = null // where somebody zoomed or moved to; null follows the pond
  reach = null // how far the view reaches while playing; null as far as needed
  shown = null // the kinds that are not dimmed; null for all
  said = { caption: null, since: 0 }
  nth = 0 // how often something else was lit
  at = null // the root of the ripple that was opened, if one was
  back = null // the view to go back to from there
  chosenAt = null // the beat at which what is chosen was
  watched = false // whether what plays is the film that somebody asked for, and no news
  telling = null // the story, while it is told (telling.js)
  fresh = null // the caption of what just came, for as long as it takes to read
  fallen = null // and its drop, with its words beside it (fallen.js)

  constructor(root) {
    this.part = (name) => root.querySelector(`[data-part=${name}]`)
    this.part("play").onclick = () => {
      this.letGo()
      this.watched = true
      this.playing ? this.stay() : this.play()
    }
    this.part("tell").onclick = () => (this.telling ? this.goToday() : this.tell())
    this.part("back").onclick = () => this.telling.goTo(this.telling.place - 1)
    this.part("next").onclick = () => this.telling.goTo(this.telling.place + 1)
    this.part("scrub").oninput = (event) => this.scrubTo(Number(event.target.value))
    this.part("scrub").onkeydown = (event) => this.hop(event)
    this.part("today").onclick = () => this.goToday()
    this.part("speed").onclick = () => this.nextSpeed()
    this.part("nearer").onclick = () => this.zoom(1 / 1.5)
    this.part("farther").onclick = () => this.zoom(1.5)
    this.part("whole").onclick = () => this.lookAt(null)
    for (const [name, right, up] of [["up", 0, 1], ["left", -1, 0], ["down", 0, -1], ["right", 1, 0]])
      this.part(name).onclick = () => this.move(right, up)
    this.part("on").onclick = () => this.readOn()
    this.part("zoom").onkeydown = this.part("move").onkeydown = (event) => this.walk(event)
    this.walking = new Walking(this)
    this.sound = new Sound(this)
    this.hear = () => this.base && this.learn()
    document.addEventListener("pond news", this.hear)
    this.watch = new MutationObserver(() => this.pageChanged())
    this.watch.observe(document.body, { childList: true, subtree: true })
  }

  pageChanged() {
    if (!this.chart?.isConnected) this.findChart()
    this.walking.look()
  }

  leave() {
    this.endTelling()
    this.walking.end()
    this.pause()
    this.sound.end()
    clearTimeout(this.stale)
    this.fallen?.end()
    this.ending?.end()
    this.swell?.end()
    this.watch.disconnect()
    this.resized?.disconnect()
    document.removeEventListener("pond news", this.hear)
  }

  // What the server says once, of the picture as it was sent.
  take(data) {
    this.base = data
    this.learn()
  }

  // What the server says of the picture as it is now.
  learn() {
    const told = globalThis.pondNews?.[this.base.chart]
    const before = this.data?.pond === this.base.pond ? this.data : null
    const fits = told?.pond === this.base.pond && told.of === this.base.of // or it is news of what was before
    const news = fits ? told : kept(before ?? {})
    const { newBeats = [], newTimes = [], newCaptions = [], newPath, newTold } = news
    const { beats, times, captions } = this.base
    this.data = {
      ...this.base,
      ...news,
      beats: [...beats, ...newBeats],
      times: [...times, ...newTimes],
      captions: [...captions, ...newCaptions.filter(({ beat }) => !captions.some((known) => known.beat >= beat))],
    }
    Object.assign(this.data, { newPath, newTold })
    if (this.swell) this.swell.waters = this.data.waters
    if (!before) this.remember()
    if (JSON.stringify(this.data.chosen) !== JSON.stringify(before?.chosen)) this.choose(before)
    if (before && (this.data.reading ?? "") !== (before.reading ?? "")) this.bringIntoSight()
    this.setPace()
    this.label()
    if (JSON.stringify(legendOf(before)) !== JSON.stringify(legendOf(this.data))) this.legend()
    if (fits) this.goTo()
    this.walking.learn()
    const first = before?.beats.length === 0 && this.data.beats.length
    const came = before && (first || this.last() > this.last(before)) ? this.last() : null
    if (came !== null && this.now === null && !still.matches && !this.walking.row) this.tellNews(came)
    else this.show()
  }

  // What is chosen in a list below the picture lights in sight.
  choose(before) {
    if (before) this.endTelling()
    this.chosenAt = this.now
    if (before && this.data.chosen && !this.data.story) this.bringIntoSight()
  }

  // At once: a long smooth way is broken off where the page grows meanwhile, and what one reads is held.
  bringIntoSight() {
    this.chart?.scrollIntoView({ block: "nearest" })
  }

  // A ripple that was folded is looked at from nearby, and left again for where one came from. Within it
  // one looks around as one likes.
  goTo() {
    const { around, lit } = this.data
    const at = around ? lit.path.split("/")[0] : null
    if (at === this.at) return
    if (around) {
      if (this.at === null) this.back = { view: this.view }
      this.view = { x: around[0], y: around[1], wide: around[2], high: around[2] }
    } else {
      this.view = this.back?.view ?? null
      this.back = null
    }
    this.at = at
    this.keep()
  }

  // What others just shared comes in like any drop, while all the rest lies still. Its words are told from the first
  // moment on, and stand beside it when it has landed.
  tellNews(beat) {
    this.fallen?.end()
    this.fallen = null
    this.watched = false
    this.coming = NEWS_BEATS
    this.pace = NEWS_BEATS / COMING_S
    const { captions, newPath, newTold } = this.data, came = captions.at(-1)
    const told = came && Math.abs(came.beat - beat) < 0.01 // beats are told in thousandths
    clearTimeout(this.stale)
    this.fresh = told ? came : null
    if (told && newPath) this.fallen = new Fallen(this, came, newPath, newTold) // which says when it has landed
    else if (told) this.keepFresh(came)
    this.play(beat)
  }

  // From now on for as long as it takes to read.
  keepFresh(caption) {
    clearTimeout(this.stale)
    this.fresh = caption
    const letters = caption.said.length + caption.words.length
    this.stale = setTimeout(() => this.letGo(), Math.max(NEWS_MS, LETTER_MS * letters))
  }

  letGo() {
    clearTimeout(this.stale)
    this.fresh = null
    this.fallen?.end()
    this.fallen = null
    this.caption()
  }

  last(data = this.data) {
    return data.beats.at(-1) ?? 0
  }

  end() {
    return this.last() + this.coming
  }

  // How many beats a second go by, and how many of them one drop takes to come.
  setPace() {
    if (this.telling) return (this.coming = NEWS_BEATS)
    const seconds = Math.min(LONGEST_S, Math.max(SHORTEST_S, this.last() * PER_BEAT_S))
    this.pace = (Math.max(1, this.last()) / seconds) * this.speed
    this.coming = COMING_S * this.pace
  }

  // ---- time

  play(from = this.now ?? -0.3 * this.coming) {
    if (this.telling) return this.telling.goOn()
    this.ending?.end()
    this.now = from
    this.playing = true
    this.reach ??= this.needed()
    this.before = performance.now()
    this.said.since = 0
    if (still.matches) this.steps = setInterval(() => this.tick(this.nextStep()), STEP_MS)
    else this.frame = requestAnimationFrame((at) => this.draw(at))
    this.show()
  }

  // Stay here: as `pause`, and the button offers to go on.
  stay() {
    if (this.telling) return this.telling.rest()
    this.pause()
    this.show()
  }

  // One act at a time: on from where the pond is, or from its first act.
  tell() {
    this.letGo()
    this.pause()
    this.ending?.end()
    this.watched = true
    this.telling = new Telling(this)
    this.setPace()
    this.label()
    this.telling.start()
    this.part("play").focus() // which rests it, while the other one would end it
  }

  endTelling() {
    if (!this.telling) return
    this.telling.end()
    this.telling = null
    this.playing = false
    this.setPace()
    this.label()
    this.show()
  }

  pause() {
    this.playing = false
    this.reach = null
    this.sound.rest()
    this.endFilm()
    clearInterval(this.steps)
    cancelAnimationFrame(this.frame)
    this.keep()
  }

  draw(at) {
    // A tab that was hidden goes on where it was.
    const passed = Math.min(0.1, Math.max(0, at - this.before) / 1000)
    this.before = at
    this.widen(passed)
    this.tick(this.now + passed * this.pace)
    if (this.playing) this.frame = requestAnimationFrame((next) => this.draw(next))
  }

  // The view widens softly, and rests once no pixel would move: while it does not, each frame draws every act.
  widen(passed) {
    const needed = this.needed()
    this.reach = this.reach.map((reach, side) => {
      const left = (needed[side] - reach) * Math.exp(-3 * passed)
      return Math.abs(left) < reach / 1000 ? needed[side] : needed[side] - left
    })
  }

  // What is pointed at has to lie where the chart has it.
  widenAtOnce() {
    this.reach = this.needed()
    this.show()
  }

  tick(beat) {
    if (beat >= this.end()) return this.finish()
    this.now = beat
    this.show()
  }

  // A film that somebody asked for ends with the words that all of this grew from.
  finish() {
    this.goToday()
    const { quotation } = this.data
    if (this.watched && quotation) this.ending = new Ending(this.chart.parentElement, quotation, this.part("play"))
  }

  // Without movement: the next act, settled; in a large pond a few at once.
  nextStep() {
    const settled = this.now - this.coming
    const next = this.data.beats.filter((beat) => beat > settled + 1e-6)
    const stride = Math.ceil(this.data.beats.length / 60)
    return next.length ? next[Math.min(stride, next.length) - 1] + this.coming : this.end()
  }

  scrubTo(beat) {
    if (this.telling) return this.telling.scrubTo(beat)
    this.letGo()
    this.pause()
    this.now = beat >= this.end() ? null : beat
    this.show()
    this.keep()
  }

  // The arrow keys go from act to act.
  hop(event) {
    if (this.telling) return // which has these keys
    const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key]
    if (!way) return
    event.preventDefault()
    const at = this.now === null ? this.last() : this.now - this.coming
    const stops = way > 0 ? this.data.beats : [...this.data.beats].reverse()
    const next = stops.find((beat) => (beat - at) * way > 1e-6)
    this.scrubTo(next === undefined ? (way > 0 ? this.end() : 0) : next + this.coming)
  }

  goToday() {
    this.endTelling()
    this.pause()
    this.now = null
    this.setPace()
    this.show()
    this.keep()
  }

  nextSpeed() {
    this.speed = SPEEDS[(SPEEDS.indexOf(this.speed) + 1) % SPEEDS.length]
    this.setPace()
    this.label()
    this.show()
    this.keep()
  }

  // ---- the view

  // A large pond is played as a film, unless it is read in another way than by its ripples.
  filmed() {
    const { beats, columns, reading, lit } = this.data
    return this.playing && !this.telling && !still.matches && columns && beats.length >= MANY && !this.shown && !reading && !lit
  }

  // How far the view has to reach for what has come and is about to: half its width, and half its height.
  needed() {
    const { views } = this.data
    if (this.now === null) return this.wholeReach()
    return views[Math.max(1, count(views.map(([beat]) => beat), this.now + this.coming / 2)) - 1].slice(1)
  }

  // What is looked at: the place somebody went to, or else the pond, as it widens.
  seen([wide, high] = this.reach ?? this.needed()) {
    return this.telling?.camera ?? this.view ?? { x: 0, y: 0, wide, high }
  }

  // Of people, who stand elsewhere in a tall picture, another than in a wide one.
  wholeReach() {
    const { reach, tallReach } = this.data
    return tallReach && this.chart && this.tall() ? tallReach : reach
  }

  wholeView([wide, high] = this.wholeReach()) {
    return { x: 0, y: 0, wide, high }
  }

  setView(view) {
    if (this.telling) this.telling.hold(view)
    else this.view = view
  }

  // Where the chart lies in the window, however large it is laid there.
  box() {
    const { clientWidth: width, clientHeight: height } = this.chart
    const { x, y } = this.chart.parentElement.getBoundingClientRect()
    return { x, y, width, height }
  }

  // Whether x and y are exchanged, as in every picture of a pond that is taller than wide.
  tall() {
    const { clientWidth, clientHeight } = this.chart
    return clientHeight > clientWidth
  }

  // How many pixels a node's diameter has in a view.
  diameter({ wide, high } = this.seen()) {
    const { clientWidth: width, clientHeight: height } = this.chart
    const [across, up] = this.tall() ? [high, wide] : [wide, high]
    return Math.min(width / (2 * across), height / (2 * up))
  }

  // A step on the screen, to the right and up, as one on the water.
  step(right, up) {
    return this.tall() ? { x: up, y: right } : { x: right, y: up }
  }

  lookAt(view) {
    this.setView(view)
    this.show()
    this.keep()
  }

  // By a factor, around a place that stays where it is (the middle, when not said).
  zoom(factor, at) {
    const view = this.seen()
    const high = Math.min(this.wholeReach()[1] * 1.5, Math.max(NEAREST, view.high * factor))
    const by = 1 - high / view.high
    const x = view.x + ((at?.x ?? view.x) - view.x) * by
    const y = view.y + ((at?.y ?? view.y) - view.y) * by
    this.lookAt({ x, y, wide: view.wide * (1 - by), high })
  }

  // By a part of what is in view, for those who do not drag.
  move(right, up) {
    const view = this.seen()
    const part = Math.min(view.wide, view.high) * 0.4
    const { x, y } = this.step(right * part, up * part)
    this.lookAt({ ...view, x: view.x + x, y: view.y + y })
  }

  // The same by the arrow keys, for whoever is at these buttons.
  walk(event) {
    const way = { ArrowUp: "up", ArrowLeft: "left", ArrowDown: "down", ArrowRight: "right" }[event.key]
    if (!way || this.view === null) return
    event.preventDefault()
    this.part(way).click()
  }

  // A point of the screen as a place on the water.
  place(event) {
    const box = this.box()
    const view = this.seen()
    const diameters = 1 / this.diameter(view)
    const right = (event.clientX - box.x - box.width / 2) * diameters
    const up = (box.y + box.height / 2 - event.clientY) * diameters
    const { x, y } = this.step(right, up)
    return { x: view.x + x, y: view.y + y, diameters, view }
  }

  // ---- the chart

  findChart() {
    const form = document.querySelector(`.st-key-${this.data.chart} form:has(input[name=player])`)
    const embed = form?.closest(".vega-embed")
    this.chart = embed?.querySelector("canvas, svg")
    if (!this.chart) return
    this.form = form
    form.hidden = true
    embed.style.touchAction = "pan-y"
    embed.onwheel = (event) => this.wheel(event)
    embed.onpointerdown = (event) => this.grab(event)
    embed.onpointermove = (event) => this.drag(event)
    embed.onpointerup = embed.onpointercancel = (event) => this.drop(event)
    embed.addEventListener("click", (event) => this.click(event), true)
    this.swell?.end()
    this.swell = this.data.rest ? null : new Swell(embed, () => (this.film ? null : this.inView()))
    if (this.swell) this.swell.waters = this.data.waters
    this.walking.takeUp(embed)
    this.resized?.disconnect()
    this.resized = new ResizeObserver(() => this.offerZoom())
    this.resized.observe(this.chart)
    this.show()
  }

  // What is in view, for the water that moves on it.
  inView() {
    if (!this.chart?.isConnected) return null
    const { clientWidth: width, clientHeight: height } = this.chart
    const { x, y } = this.seen()
    const tall = this.tall(), diameter = this.diameter()
    const at = (there, up) => {
      const [right, above] = tall ? [up - y, there - x] : [there - x, up - y]
      return [width / 2 + right * diameter, height / 2 - above * diameter]
    }
    const { path } = this.data.lit ?? {} // people have none
    const only = path ? Number(path.split("/")[0]) : null
    return { diameter, at, only, now: this.now ?? Infinity, faint: this.shown || this.data.reading ? 0.05 : 0.16 }
  }

  // Before the chart hears of it: what it lights is dark at first, but for the start.
  click(event) {
    if (this.moved) event.stopPropagation()
    else if (this.aimed && !this.aiming) this.aim(event)
    else if (this.chart.parentElement.style.cursor === "pointer") this.runLight()
  }

  // A click lights a ripple from its start outwards.
  runLight(since = performance.now()) {
    if (still.matches) return
    cancelAnimationFrame(this.running)
    const passed = performance.now() - since
    this.say("lights", passed < LIGHT_MS ? String(0.5 + (passed * STEPS_A_S) / 1000) : "")
    if (passed < LIGHT_MS) this.running = requestAnimationFrame(() => this.runLight(since))
  }

  // Turning the wheel scrolls the page; with Ctrl (or a pinch on a touchpad) it zooms.
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    this.zoom(Math.exp(event.deltaY * 0.004), this.place(event))
  }

  fingers = new Map()

  aimed = null // the place that was pressed while the picture plays, and so may move under the pointer

  grab(event) {
    if (this.aiming) return
    this.aimed = this.playing ? this.place(event) : null
    if (this.film) this.widenAtOnce()
    this.fingers.set(event.pointerId, event)
    this.moved = false
  }

  // One mouse or two fingers move the water; one finger scrolls the page.
  drag(event) {
    const before = this.fingers.get(event.pointerId)
    if (!before || (event.pointerType !== "mouse" && this.fingers.size < 2)) return
    const far = Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY)
    if (!this.moved && far < 4) return
    this.moved = true
    const others = [...this.fingers.values()].filter((finger) => finger !== before)
    const { diameters, view } = this.place(event)
    const part = diameters / this.fingers.size
    const { x, y } = this.step((before.clientX - event.clientX) * part, (event.clientY - before.clientY) * part)
    this.setView({ ...view, x: view.x + x, y: view.y + y })
    this.fingers.set(event.pointerId, event)
    if (others.length) this.zoom(apart(others[0], before) / apart(others[0], event), this.place(others[0]))
    this.show()
  }

  drop(event) {
    this.fingers.delete(event.pointerId)
    this.keep()
  }

  // Vega clicks what lay under the last move of the pointer, as the chart was drawn then. While it plays, the place
  // that was pressed may lie elsewhere by now: the chart gets the whole click again, there.
  aim(event) {
    event.stopPropagation()
    if (this.film) this.widenAtOnce()
    const [right, down] = this.inView().at(this.aimed.x, this.aimed.y), { x, y } = this.box()
    const { pointerId, pointerType } = event
    const at = { bubbles: true, isPrimary: true, pointerId, pointerType, clientX: x + right, clientY: y + down }
    this.aiming = true
    for (const name of ["pointermove", "pointerdown", "pointerup", "click"])
      this.chart.dispatchEvent(new PointerEvent(name, at))
    this.aiming = false
    this.aimed = null
  }

  // ---- what is seen

  show() {
    this.tellChart()
    this.telling?.show()
    this.fallen?.show()
    this.walking.show()
    this.sound.follow()
    const { part } = this
    const end = this.end()
    part("scrub").max = end
    part("scrub").value = this.now ?? end
    part("scrub").style.setProperty("--done", `${(100 * Math.max(0, this.now ?? end)) / (end || 1)}%`)
    const day = this.day(), { playing, view } = this
    if (day !== part("day").textContent) {
      part("scrub").setAttribute("aria-valuetext", day)
      part("day").textContent = day
    }
    if (String(playing) !== part("play").dataset.playing) {
      part("play").setAttribute("aria-label", playing ? this.data.texts.pause : this.data.texts.play)
      part("play").dataset.playing = playing
    }
    part("today").disabled = this.now === null
    part("move").hidden = view === null
    part("whole").disabled = view === null && !this.telling
    this.offerZoom()
    this.caption()
  }

  // Nearer is offered while something has no room for its words, or is drawn as a part of something.
  offerZoom() {
    const { empty, ample } = this.data
    const far = this.chart?.isConnected && this.diameter(this.wholeView()) < ample[this.tall() ? 1 : 0]
    this.part("zoom").hidden = empty || !(far || this.view || this.telling)
  }

  tellChart() {
    if (!this.chart?.isConnected) return this.findChart()
    viewOf(this.chart)
    const { answered = "", news = "", reading = "" } = this.data
    const lit = this.telling ? null : this.data.lit
    this.say("news", news)
    this.say("reading", reading)
    const lights = this.say("lit", lit ? [answered, lit.i, lit.beat, lit.path].join(" ") : `${answered} -1 0 `)
    if (lights) this.say("nth", String(++this.nth))
    if (this.filmed()) return this.drawFilm()
    this.endFilm()
    const { now, view, shown } = this
    const whole = now === null && !view && !shown && String(this.data.reach) === String(this.base.reach)
    const kinds = shown ? `,${[...shown].join()},` : "*"
    this.say("player", whole ? "" : spoken(now ?? 1e9, this.coming, this.seen(), kinds))
  }

  // The chart is told what has settled in the view that is widened to; the film draws the rest of the frame.
  drawFilm() {
    const view = this.seen(this.needed())
    if (this.film?.news !== this.data.news) this.endFilm()
    this.film ??= new Film(this.chart, this.data.columns, this.data.news)
    if (this.film.isDue(view)) {
      this.film.tell(view, this.now - this.coming)
      this.say("player", spoken(this.now - this.coming, NO_TIME, view, "*"))
    }
    this.film.draw(this.inView(), { now: this.now, coming: this.coming, drawn: this.diameter(view) })
  }

  endFilm() {
    this.film?.end()
    this.film = null
  }

  say(name, text) {
    const input = this.form.querySelector(`input[name=${name}]`)
    if (!input || input.value === text) return false
    input.value = text
    return input.dispatchEvent(new Event("input"))
  }

  // The act whose drop came last, as far as there is one.
  came() {
    if (this.now === null) return this.data.beats.length - 1
    return count(this.data.beats, this.now - 0.25 * this.coming) - 1
  }

  day() {
    const { times, today = Date.now() } = this.data
    const ms = this.now === null ? today : times[Math.max(0, this.came())]
    return this.date(ms, { day: "numeric", month: narrow.matches ? "short" : "long", year: "numeric" })
  }

  date(ms, style) {
    const { language } = this.data
    const wanted = JSON.stringify([language, style])
    // Making one takes a browser as long as a thousand uses of it.
    if (!formats.has(wanted)) formats.set(wanted, new Intl.DateTimeFormat(language, style))
    return formats.get(wanted).format(ms)
  }

  // What was chosen, while the pond rests; else what came, one thing at a time, each long enough to be read.
  caption() {
    if (this.telling) return this.tellPlace()
    const { chosen } = this.data
    if (this.fresh && !(chosen && !this.playing)) return this.tellFresh()
    const told = !this.playing && (this.now === null || this.now === this.chosenAt) ? chosen : null
    this.part("on").hidden = !told || !this.data.story
    if (told) this.tellChosen(told)
    else this.tellCame()
  }

  tellChosen({ who, at, words, lang }) {
    this.said = { caption: null, since: 0 }
    const name = element("bdi", { dir: "auto" })
    name.textContent = who || this.data.texts.unnamed
    const day = at === undefined ? "" : ` · ${this.date(at, { day: "numeric", month: "long", year: "numeric" })}`
    this.write([name, day], words, lang)
  }

  tellFresh() {
    this.part("on").hidden = true
    this.said = { caption: this.fresh, since: performance.now() }
    this.write([this.dated(this.fresh)], this.fresh.words, this.fresh.lang)
  }

  // Its words stand in the picture.
  tellPlace() {
    const { place, stops } = this.telling
    const nth = this.data.texts.nth.replace("{place}", place + 1).replace("{count}", stops.length)
    this.part("on").hidden = true
    this.write([`${nth} · ${this.day()}`], "")
  }

  dated(caption) {
    return `${this.date(caption.at, { weekday: "long", day: "numeric", month: "long" })}: ${caption.said}`
  }

  tellCame() {
    const { captions, summary } = this.data
    const came = this.now === null ? 0 : count(captions.map((each) => each.beat), this.now - 0.25 * this.coming)
    const next = captions[came - 1] ?? null
    const read = performance.now() - this.said.since > CAPTION_MS
    if (this.playing && next && !read) return
    if (next !== this.said.caption) this.said = { caption: next, since: performance.now() }
    this.write([next ? this.dated(next) : this.now === null ? summary : ""], next?.words, next?.lang)
  }

  // The same again is not written: while it plays, the page would be laid out for every frame.
  write(head, words = "", lang = "") {
    const [bold, below] = this.part("caption").children
    const said = head.map((part) => part.textContent ?? part).join("")
    if (said === bold.textContent && words === below.textContent && lang === below.lang) return
    bold.replaceChildren(...head)
    below.textContent = words
    below.lang = lang
  }

  // To the whole story of what was chosen, which on a phone is below.
  readOn() {
    const behavior = still.matches ? "auto" : "smooth"
    document.querySelector(this.data.story).scrollIntoView({ behavior, block: "start" })
  }

  label() {
    const { texts, beats, times } = this.data
    for (const name of ["today", "nearer", "farther", "whole", "scrub", "up", "left", "down", "right", "back", "next", "tell"]) {
      this.part(name).setAttribute("aria-label", texts[name])
      this.part(name).title = texts[name]
    }
    this.part("today").lastElementChild.textContent = texts.today
    this.part("on").textContent = `${texts.on} ↓`
    this.part("speed").textContent = `${this.speed}×`.replace("0.5", "½")
    this.part("speed").title = texts.speed
    this.part("bar").hidden = beats.length < 2
    this.part("tell").lastElementChild.textContent = texts.story
    this.part("tell").ariaPressed = String(Boolean(this.telling))
    this.part("back").hidden = this.part("next").hidden = !this.telling
    this.part("today").hidden = this.part("day").hidden = Boolean(this.telling)
    this.part("legend").hidden = this.data.empty
    this.walking.label()
    this.sound.label()
    this.part("months").replaceChildren(...months(beats, times, this.end(), (ms, style) => this.date(ms, style)))
  }

  // ---- the legend, which filters too

  legend() {
    const { kinds, ways, steps, colours, others, texts } = this.data
    if (kinds.length < 2) this.shown = null // there is nothing to tell apart
    const look = (kind) => drop(colours === "kinds" ? kind : { ...kind, colour: "none", ink: "currentColor" })
    const chips = kinds.length < 2 ? kinds.map((kind) => sign(look(kind), kind.name)) : kinds.map((kind) => {
      const chip = element("button", { type: "button", title: texts.only })
      chip.append(look(kind), kind.name)
      chip.ariaPressed = String(Boolean(this.shown?.has(kind.kind)))
      chip.dataset.faint = Boolean(this.shown && !this.shown.has(kind.kind))
      chip.onclick = () => this.hold(kind.kind)
      return chip
    })
    const depths = (colours === "steps" ? steps : []).map((step) => sign(drop(step), step.name))
    const lines = ways.map(({ how, name }) => sign(line(how), name))
    const lead = element("span", { class: "lead" })
    lead.textContent = kinds.length < 2 ? "" : texts.show
    this.part("legend").replaceChildren(lead, ...chips, ...depths, ...lines, ...others.map((each) => sign(ring(each.sign), each.name)))
  }

  // Hold on to a kind while the others are dimmed; all of them, when the last one is let go.
  hold(kind) {
    const shown = new Set(this.shown ?? [])
    if (!shown.delete(kind)) shown.add(kind)
    this.shown = shown.size ? shown : null
    this.legend()
    this.show()
    this.keep()
  }

  // ---- over page changes and reloads

  keep() {
    const { now, speed, view, shown, at, back, sound } = this
    const hears = { on: sound.on, volume: sound.volume }
    const kept = JSON.stringify({ now, speed, view, shown: shown && [...shown], at, back, hears })
    sessionStorage.setItem(`pond ${this.data.pond}`, kept)
    if (now !== null || view || shown) document.documentElement.dataset.pondLeft = ""
  }

  remember() {
    const kept = JSON.parse(sessionStorage.getItem(`pond ${this.data.pond}`) ?? "{}")
    if (kept.view && !kept.view.wide) kept.view = kept.back = kept.at = null // kept by an earlier version
    const { now = null, speed = 1, view = null, shown = null, at = null, back = null, hears = {} } = kept
    Object.assign(this, { now, speed, view, shown: shown && new Set(shown), at, back })
    Object.assign(this.sound, hears)
    if (this.now > this.end()) this.now = null
  }
}

// ---- small things

// What holds of the news of a picture for the one that comes after it.
function kept({ lit, answered, chosen, reading, colours }) {
  return { lit, answered, chosen, reading, colours }
}

// A look at the pond, as its chart is told it (ripple/charts/pond/chart.py).
function spoken(now, fade, { x, y, wide, high }, kinds) {
  return [...[now, fade, x, y, wide, high].map((value) => Number(value.toFixed(4))), kinds].join(" ")
}

function legendOf(data) {
  return [data?.kinds, data?.ways, data?.steps, data?.colours, data?.others]
}

function apart(one, other) {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1
}

// How many of the sorted numbers are not above a limit.
function count(sorted, limit) {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] <= limit) low = middle + 1
    else high = middle
  }
  return low
}

// Where months begin along the bar, as far as there is room.
function months(beats, times, end, date) {
  const marks = []
  let before = -1, last = ""
  times.forEach((ms, index) => {
    const month = date(ms, { month: "short" })
    const part = (beats[index] / end) * 100
    if (month !== last && part - before > 9 && part < 93) {
      const mark = element("span")
      mark.textContent = month
      mark.style.left = `${part}%`
      marks.push(mark)
      before = part
    }
    last = month
  })
  return marks
}
