// What fingers, a mouse and its wheel do to the picture.

const Pointer = (Part) => class extends Part {
  fingers = new Map()
  aimed = null // the place that was pressed while the picture plays, and so may move under the pointer

  // Turning the wheel scrolls the page; with Ctrl (or a pinch on a touchpad) it zooms.
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    this.zoom(Math.exp(event.deltaY * 0.004), this.place(event))
  }

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

  // Before the chart hears of it: what it lights is dark at first, but for the start.
  click(event) {
    if (this.moved) event.stopPropagation()
    else if (this.aimed && !this.aiming) this.aim(event)
    else if (this.chart.parentElement.style.cursor === "pointer") this.runLight()
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
}

function apart(one, other) {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1
}
