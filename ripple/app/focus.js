// Where the keyboard is once what it was at has gone: at what came of a deed, else at the title of the page that
// came. A browser would begin anew at the top, and who hears the page would hear nothing.
const CAME = ".st-key-pond_fallen, .st-key-undo button"
const HANDED_BACK_MS = 500 // a dialog or menu that closes has handed the focus back by then, also on a slow machine
let did, last, from_above, wanted

const is_lost = () => last && !last.isConnected && document.activeElement === document.body
const is_free = () => !document.querySelector("[role=dialog], [role=menu]")
const rests = () =>
  document.querySelector("[data-test-script-state=notRunning]") && !document.querySelector("[data-stale=true]")

const look = (late = false) => {
  if (!(wanted || is_lost()) || !is_free() || !rests()) return
  const came = wanted && document.querySelector(CAME)
  const to = came || (is_lost() && document.querySelector(".st-key-page h1"))
  if (!to) return // what came of the deed may be drawn a moment later
  if (from_above && !late) {
    setTimeout(look, HANDED_BACK_MS, true)
    return
  }
  wanted = false
  if (!to.matches("button")) to.tabIndex = -1
  to.focus({ preventScroll: !came }) // on the way back one finds one's place (places.js)
}

// Whoever does something else meanwhile stays where they are.
for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => (wanted = false), true)

// What closes hands the focus back by itself, a moment later.
const soon = () => requestAnimationFrame(() => requestAnimationFrame(() => look()))

document.addEventListener("focusin", ({ target }) => {
  last = target
  from_above = target.closest("[role=dialog], [role=menu]")
})
new MutationObserver(soon).observe(document.body, {
  childList: true,
  subtree: true,
  attributeFilter: ["data-stale", "data-test-script-state"],
})

export default function ({ data }) {
  wanted ||= did !== undefined && did !== data.did
  did = data.did
  soon()
}
