// How the chart is found and told what to draw: as text, in the hidden inputs of its parameters "player", "lit",
// "lights", "reading" and "news" (ripple/charts/pond/chart.py). A large pond that plays is drawn by a film instead.

const LIGHT_MS = 1400, STEPS_A_S = 16 // how long light runs out from a start, and how fast

const ChartLink = (Part) => class extends Part {
  nth = 0 // how often something else was lit

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

  // A click lights a ripple from its start outwards.
  runLight(since = performance.now()) {
    if (still.matches) return
    cancelAnimationFrame(this.running)
    const passed = performance.now() - since
    this.say("lights", passed < LIGHT_MS ? String(0.5 + (passed * STEPS_A_S) / 1000) : "")
    if (passed < LIGHT_MS) this.running = requestAnimationFrame(() => this.runLight(since))
  }

  // A large pond is played as a film, unless it is read in another way than by its ripples.
  filmed() {
    const { beats, columns, reading, lit } = this.data
    return this.playing && !this.telling && !still.matches && columns && beats.length >= MANY && !this.shown && !reading && !lit
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
}

// A look at the pond, as its chart is told it (ripple/charts/pond/chart.py).
function spoken(now, fade, { x, y, wide, high }, kinds) {
  return [...[now, fade, x, y, wide, high].map((value) => Number(value.toFixed(4))), kinds].join(" ")
}
