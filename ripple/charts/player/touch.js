// What a press on a picture means, of a finger as of a mouse.
//
// A finger comes and goes without having moved, and a page may slide under a mouse that rests; Vega, which looks
// for what is below a pointer when that moves, would take the tap for one on nothing (vega/vega#4173). So each
// press is told as a move before; and after a tap no finger points there any more, to be told what it is.
const FINGER = 16 // pixels around a drop in which a finger still means it: of the smallest drops, 44 across
let touched = null // the move that told of a finger; Vega has added what it found there, as `item`

function tellTouch({ target, pointerType, clientX, clientY }) {
  touched = null
  if (pointerType === "mouse" || !isPicture(target)) return
  touched = new PointerEvent("pointermove", { clientX, clientY })
  target.dispatchEvent(touched)
  target.dispatchEvent(new PointerEvent("pointerout"))
}

function tellPress({ target, clientX, clientY }) {
  if (isPicture(target)) target.dispatchEvent(new PointerEvent("pointermove", meant(target, clientX, clientY)))
}

function tellLift({ target, pointerType }) {
  if (pointerType !== "mouse" && isPicture(target)) target.dispatchEvent(new PointerEvent("pointerout"))
}

document.addEventListener("pointerdown", tellTouch, true)
document.addEventListener("mousedown", tellPress, true)
document.addEventListener("click", tellLift)

// The place that a press means: that of the mouse, or of the nearest that can be clicked where a finger was.
function meant(canvas, clientX, clientY) {
  const box = canvas.getBoundingClientRect()
  const drops = touched?.item ? clickable(touched.item) : []
  let meant = { clientX, clientY }, least = FINGER
  for (const { x, y, size, strokeWidth } of drops) {
    const place = { clientX: box.x + x, clientY: box.y + y }
    const far = apart(place, { clientX, clientY }) - (Math.sqrt(size) + strokeWidth) / 2
    if (far < least) [meant, least] = [place, far]
  }
  return meant
}

// What can be clicked in the picture of which this is an item; nothing else, where the item itself can be.
function clickable(item) {
  if (item.cursor === "pointer") return []
  return item.mark.group.items.flatMap(({ items }) => items).filter(({ cursor }) => cursor === "pointer")
}

function isPicture(target) {
  return target.matches?.("canvas.marks")
}
