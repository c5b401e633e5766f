// What is told below the picture: what was chosen, what just came, or what came last; and the day.

const CAPTION_MS = 1500 // each caption can be read for so long at least
const NEWS_MS = 3000, LETTER_MS = 55 // what just came stands for so long at least, and for each of its letters
const narrow = matchMedia("(max-width: 640px)") // as in player.css
const formats = new Map() // of dates

const Captions = (Part) => class extends Part {
  said = { caption: null, since: 0 }
  chosenAt = null // the beat at which what is chosen was
  fresh = null // the caption of what just came, for as long as it takes to read

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
}
