// Where: what of the water is in view, and how near. A view is its middle, and half its width and height, in node
// diameters.

const NEAREST = 3 // half the height of the closest view, in node diameters

const Camera = (Part) => class extends Part {
  view = null // where somebody zoomed or moved to; null follows the pond
  reach = null // how far the view reaches while playing; null as far as needed

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

  // Nearer is offered while something has no room for its words, or is drawn as a part of something.
  offerZoom() {
    const { empty, ample } = this.data
    const far = this.chart?.isConnected && this.diameter(this.wholeView()) < ample[this.tall() ? 1 : 0]
    this.part("zoom").hidden = empty || !(far || this.view || this.telling)
  }
}
