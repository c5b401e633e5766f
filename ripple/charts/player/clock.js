// When: the beat that the pond stands at, and how it goes on from there: playing, scrubbed, by steps.

const SHORTEST_S = 6, LONGEST_S = 45, PER_BEAT_S = 0.8 // how long playing takes at normal speed
const COMING_S = 1.7 // how long one drop takes to come
const NEWS_BEATS = 0.25 // as near as two acts can be: what came before is settled while news comes
const STEP_MS = 900 // between two steps where movement is not wanted
const SPEEDS = [0.5, 1, 2]

const Clock = (Part) => class extends Part {
  now = null // the beat, null for today
  playing = false
  speed = 1
  watched = false // whether what plays is the film that somebody asked for, and no news

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
}
