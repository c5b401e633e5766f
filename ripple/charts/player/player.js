// The player under the pond. It plays, scrubs, zooms and filters without asking the server. Here stand its parts
// together, what the server tells it, and what it keeps; each part has a file: clock.js, camera.js, pointer.js,
// captions.js, legend.js, chart_link.js. They are one module, and one object: a part uses what the others have.

const still = matchMedia("(prefers-reduced-motion: reduce)")
const players = new WeakMap()
const ABOVE = 72 // pixels that stay in sight above a drop whose story is read
const BELOW = 40 // and below that of somebody, for their name

export default function play({ data, parentElement }) {
  let player = players.get(parentElement)
  if (!player) players.set(parentElement, (player = new Player(parentElement)))
  player.take(data)
  const run = (player.run = {})
  return () => player.run === run && player.leave() // not where this run came too late (each_run.js)
}

class Player extends Clock(Camera(Pointer(Captions(Legend(ChartLink(Object)))))) {
  at = null // the root of the ripple that was opened, if one was
  back = null // the view to go back to from there
  telling = null // the story, while it is told (telling.js)
  fallen = null // the drop of what just came, with its words beside it (fallen.js)

  constructor(root) {
    super()
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
    if (before && this.data.chosen && JSON.stringify(this.data.chosen) !== JSON.stringify(before.chosen)) this.clearOfStory()
    this.walking.learn()
    const first = before?.beats.length === 0 && this.data.beats.length
    const came = before && (first || this.last() > this.last(before)) ? this.last() : null
    if (came !== null && this.now === null && !this.walking.row) this.tellNews(came)
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

  // In a hand a story lies over the foot of the picture: its ripple, or whom somebody was with, is scrolled out from
  // under it, as far as its drop stays in sight.
  clearOfStory() {
    const covered = parseFloat(getComputedStyle(this.part("caption")).scrollMarginBottom)
    const { lit, water } = this.data, seen = this.inView()
    if (!covered || !lit || !seen) return
    const { y: top, height } = this.box(), down = ({ x, y }) => seen.at(x, y)[1]
    const they = water ? [lit] : withCompany(lit.i, this.walking.known())
    if (!they.length) return
    const low = water ? down({ x: water[0], y: water[1] }) + water[2] * seen.diameter : Math.max(...they.map(down)) + BELOW
    const foot = Math.min(height, low), drop = down(they[0])
    const hidden = Math.min(top + foot - innerHeight + covered, top + drop - ABOVE)
    if (hidden > 0) this.chart.closest("[data-testid=stMain]")?.scrollBy(0, hidden)
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
    if (!still.matches) {
      this.coming = NEWS_BEATS
      this.pace = NEWS_BEATS / COMING_S
    }
    const { captions, newPath, newTold } = this.data, came = captions.at(-1)
    const told = came && Math.abs(came.beat - beat) < 0.01 // beats are told in thousandths
    clearTimeout(this.stale)
    this.fresh = told ? came : null
    if (told && newPath) this.fallen = new Fallen(this, came, newPath, newTold) // which says when it has landed
    else if (told) this.keepFresh(came)
    if (still.matches) this.show() // it is there already
    else this.play(beat)
  }

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
    this.part("caption").classList.toggle("unseen", this.data.empty) // the still water says it already
    this.walking.label()
    this.sound.label()
    this.part("months").replaceChildren(...months(beats, times, this.end(), (ms, style) => this.date(ms, style)))
  }

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
function kept({ lit, water, answered, chosen, reading, colours }) {
  return { lit, water, answered, chosen, reading, colours }
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
