// The words of an act at its place in the picture, and a ring around its drop.

const BESIDE = 4 // pixels from a drop to where its name begins (ripple/charts/labels.py): so far out a ring leaves it whole
const PLATE_GAP = 14, PLATE_EDGE = 8, PLATE_RIGHT = 56 // pixels: from a drop, and from the edges; zoom is at the right

// What somebody wrote, for a sentence: a screen reader speaks it as that language sounds.
function inLanguage(words, lang = "") {
  const said = element("span", { lang })
  said.textContent = words
  return said
}

class Plate {
  // `theme` is an element that knows the colours of the page; so many pixels above the `foot` of a picture are kept free.
  constructor(theme, foot = PLATE_EDGE) {
    this.theme = theme
    this.foot = foot
    this.frame = element("figure", { "data-plate": "", "aria-hidden": "true" })
    this.who = this.frame.appendChild(element("figcaption", { dir: "auto" }))
    this.words = this.frame.appendChild(element("blockquote", { dir: "auto" }))
    this.ring = element("span", { "aria-hidden": "true" })
    this.hide()
  }

  end() {
    this.frame.remove()
    this.ring.remove()
  }

  hide() {
    this.frame.style.visibility = this.ring.style.visibility = "hidden"
  }

  // What somebody wrote is in their language; of what nobody knows which, `lang` is empty.
  write(who, words, lang = "") {
    this.who.textContent = who
    this.words.textContent = words
    this.words.lang = lang
  }

  // How high the words are in a picture, which they are laid into.
  height(chart) {
    if (this.frame.parentElement !== chart.parentElement) chart.parentElement.append(this.ring, this.frame)
    this.dress(chart)
    return this.frame.offsetHeight
  }

  dress({ clientWidth }) {
    if (this.dressed === clientWidth) return
    this.dressed = clientWidth
    const { color, backgroundColor } = colours(this.theme, this.frame)
    this.frame.style.cssText =
      "position:absolute;left:0;top:0;box-sizing:border-box;margin:0;padding:0.6em 0.9em;border-radius:14px;pointer-events:none;line-height:1.35;" +
      `width:max-content;max-width:min(24em, ${clientWidth - PLATE_EDGE - PLATE_RIGHT}px);overflow-wrap:anywhere;visibility:hidden;` +
      `font-size:${clamp(clientWidth / 52, 15, 30)}px;color:${color};background:color-mix(in srgb, ${backgroundColor} 90%, transparent);` +
      "box-shadow:0 4px 18px rgb(0 30 40 / 30%)"
    this.words.style.margin = 0
    this.who.style.cssText = "font-size:0.85em;font-weight:600"
    this.ring.style.cssText =
      `position:absolute;left:0;top:0;box-sizing:border-box;border-radius:50%;border:3px solid ${color};outline:1px solid ${backgroundColor};pointer-events:none;visibility:hidden;forced-color-adjust:none`
  }

  // Beside a drop of so many pixels, on the side away from the middle of the picture, where its ripple is; on the other
  // where only that has room.
  stand(chart, [x, y], radius) {
    const high = this.height(chart), wide = this.frame.offsetWidth
    const { clientWidth, clientHeight } = chart
    const above = y - radius - PLATE_GAP - high, below = y + radius + PLATE_GAP, foot = clientHeight - this.foot - high
    const sides = y < clientHeight / 2 - 1 ? [above, below] : [below, above]
    const beside = sides.find((top) => top >= PLATE_EDGE && top <= foot) ?? sides[0]
    const left = clamp(x - wide / 2, PLATE_EDGE, Math.max(PLATE_EDGE, clientWidth - PLATE_RIGHT - wide))
    const top = clamp(beside, PLATE_EDGE, Math.max(PLATE_EDGE, foot))
    this.frame.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
    this.ring.style.width = this.ring.style.height = `${2 * radius}px`
    this.ring.style.transform = `translate(${x - radius}px, ${y - radius}px)`
    this.frame.style.visibility = this.ring.style.visibility = "visible"
  }
}
