// The water moves: a soft ring runs out from each start, in its own time; and light runs along a ripple to an
// act that has just come. It is drawn over the chart, which would have to draw all of its marks for each frame.
// Only while somebody can see it, and never where movement is not wanted.

const FRAME_MS = 160, SOON_MS = 30 // from one picture to the next: of rings as soft and slow as these; of light
const PERIOD_S = 12 // from one ring of a start to its next
const CREST = [[2.4, 0.05, 1, 2], [0.5, 0.25, 3, 8]] // a ring: how bright, how thick in diameters, least and most pixels
const RUN_MS = 160, REST_MS = 1200 // light takes so long for each step, and rests where it arrives

class Swell {
  waters = [] // [x, y, how far, the beat from which on] of each
  light = null // a path on the water, from its start, and since when light runs along it

  // `look` tells what is in view: how many pixels a diameter is, and where a place is on the screen.
  constructor(embed, look) {
    this.look = look
    this.sheet = element("canvas", { "aria-hidden": "true" })
    this.sheet.style.cssText = "position:absolute;inset:0;width:100%;height:100%;pointer-events:none"
    embed.append(this.sheet)
    this.seen = new IntersectionObserver(([entry]) => this.wake((this.inSight = entry.isIntersecting)))
    this.seen.observe(this.sheet)
    document.addEventListener("visibilitychange", (this.hear = () => this.wake()))
    still.addEventListener("change", this.hear)
  }

  end() {
    this.seen.disconnect()
    document.removeEventListener("visibilitychange", this.hear)
    still.removeEventListener("change", this.hear)
    clearTimeout(this.timer)
    this.sheet.remove()
  }

  moves() {
    return this.inSight && !document.hidden && !still.matches && this.sheet.isConnected
  }

  wake() {
    clearTimeout(this.timer)
    if (this.moves()) this.timer = setTimeout(() => requestAnimationFrame(() => this.draw()), this.light ? SOON_MS : FRAME_MS)
    else this.clear()
  }

  clear() {
    const { width, height } = this.sheet
    this.sheet.getContext("2d").clearRect(0, 0, width, height)
  }

  run(path) {
    this.light = { path, since: performance.now() }
    this.wake()
  }

  draw() {
    const { clientWidth, clientHeight } = this.sheet
    if (this.sheet.width !== clientWidth || this.sheet.height !== clientHeight)
      Object.assign(this.sheet, { width: clientWidth, height: clientHeight })
    this.clear()
    const pen = this.sheet.getContext("2d"), view = this.look()
    if (view) {
      this.drawRings(pen, view)
      this.drawLight(pen, view)
    }
    this.wake()
  }

  drawRings(pen, { diameter, at, now, only, faint }) {
    const time = performance.now() / 1000 / PERIOD_S
    pen.strokeStyle = "#fff"
    this.waters.forEach(([x, y, wide, beat, root], place) => {
      if (beat > now || (only !== null && root !== only)) return
      const part = (time + place * 0.618) % 1
      const [right, down] = at(x, y)
      const shines = faint * Math.sin(Math.PI * part) ** 2
      pen.beginPath()
      pen.arc(right, down, diameter * (0.5 + (wide - 0.5) * part), 0, 7)
      for (const [strength, thick, ...within] of CREST) {
        pen.globalAlpha = strength * shines
        pen.lineWidth = clamp(diameter * thick, ...within)
        pen.stroke()
      }
    })
    pen.globalAlpha = 1
  }

  // A bright spot with a tail, from the start of a ripple to the act that came.
  drawLight(pen, { diameter, at }) {
    if (!this.light) return
    const { path, since } = this.light
    const steps = path.length - 1, passed = performance.now() - since
    const arrives = RUN_MS * steps
    if (passed > arrives + REST_MS) return (this.light = null)
    const gone = Math.min(steps, passed / RUN_MS), whole = Math.floor(gone)
    const points = path.slice(0, whole + 1)
    if (whole < steps) points.push([0, 1].map((side) => path[whole][side] + (path[whole + 1][side] - path[whole][side]) * (gone - whole)))
    pen.globalAlpha = passed > arrives ? 1 - (passed - arrives) / REST_MS : 1
    pen.strokeStyle = pen.fillStyle = pen.shadowColor = "#fffbe6"
    Object.assign(pen, { lineWidth: Math.max(2, diameter * 0.14), lineCap: "round", lineJoin: "round", shadowBlur: 14 })
    pen.beginPath()
    for (const [x, y] of points) pen.lineTo(...at(x, y))
    pen.stroke()
    pen.beginPath()
    pen.arc(...at(...points.at(-1)), Math.max(3, diameter * 0.22), 0, 7)
    pen.fill()
    Object.assign(pen, { globalAlpha: 1, shadowBlur: 0 })
  }
}
