// Keeps the words of an act while they are typed: else a reload loses them, for Streamlit has them in the
// field until it is left, and then for as long as the connection's session lives. With them it keeps whether
// the name is left out: who was shy before the reload does not sign after it unawares. Members who were chosen
// beside a field of names come back as names in it. Kept in this tab alone; they go with it, when they were sent, and when their
// owner is signed out. A page that stays open while somebody else signs in would bring its fields along, as when the
// server was started anew: it is loaded anew.
const KEPT = "ripple words of "
const SWITCH = "[class*=st-key-unsigned-] input"
const NAMES = ":is([class*=st-key-givers-], [class*=st-key-receivers-]) input"
const FIELDS = `[class*=st-key-text-] textarea, ${NAMES}, ${SWITCH}`
const NAME = /st-key-((?:text|givers|receivers|unsigned)-\S*)-(\d+)(?:\s|$)/ // and how many forms were sent before it
const before = new Map() // the last number seen under a name, since the page was loaded
const met = new WeakSet()
const turned = new WeakMap() // switch -> how it was when that was kept
const chips = new WeakMap() // field of names -> who was chosen beside it when that was kept
const noted = new Set() // the fields that were kept since the page was loaded: who was chosen beside them still is
const whose = new Map() // group -> the member that this page was loaded for
let owner

const all = () => JSON.parse(sessionStorage.getItem(KEPT + owner) ?? "{}")
const keep = (words) => sessionStorage.setItem(KEPT + owner, JSON.stringify(words))
const about = (field) => field.closest("[class*=st-key-]")?.className.match(NAME)?.slice(1) ?? []

const said = (field) => (field.matches(SWITCH) ? field.checked : field.value)

const chosen = (field) =>
  [...(field.closest("[class*=st-key-named-]")?.querySelectorAll("[aria-pressed=true], [data-tag]") ?? [])].map(
    (chip) => chip.getAttribute("aria-label") ?? chip.textContent,
  )

const note = (field) => {
  const [name, nth] = about(field)
  if (!name) return
  noted.add(name)
  keep({ ...all(), [name]: { nth, words: said(field), chosen: chosen(field) } })
}

const hear = ({ target }) => owner && target.matches(FIELDS) && note(target)

const show = (field) => {
  const [name, nth] = about(field)
  const { [name]: kept, ...others } = all()
  const sent = Number(nth) > before.get(name) // what was under that name before this form
  before.set(name, Number(nth))
  if (kept && sent) return keep(others)
  const words = kept && with_chosen(field, kept, noted.has(name) ? [] : kept.chosen)
  if (kept && words !== said(field)) field.matches(SWITCH) ? field.click() : type(field, words)
}

// What was kept, and the names of those who were chosen beside the field and are so no more.
const with_chosen = (field, { words }, before = []) => {
  const lost = before.filter((name) => !chosen(field).includes(name))
  return lost.length ? [words, ...lost].filter(Boolean).join(", ") : words
}

// As if somebody typed it and went on: React hears of a value that its own setter did not set.
const type = (field, words) => {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, words)
  field.dispatchEvent(new Event("input", { bubbles: true }))
  setTimeout(() => field.dispatchEvent(new FocusEvent("focusout", { bubbles: true })))
}

const is_another = (each) => {
  const [group, member] = each.split(" ")
  if (!whose.has(group)) whose.set(group, member)
  return whose.get(group) !== member
}

const look = () => {
  if (!owner) return
  for (const field of document.querySelectorAll(FIELDS))
    if (!met.has(field)) {
      met.add(field)
      show(field)
    }
  for (const field of document.querySelectorAll(SWITCH)) watch(field)
  for (const field of document.querySelectorAll(NAMES)) watch_chips(field)
}

// Nor that somebody was chosen.
const watch_chips = (field) => {
  const now = chosen(field).join()
  const before = chips.get(field)
  chips.set(field, now)
  if (before === undefined || before === now) return
  looked_for = ""
  note(field)
}

// What somebody types into a list of members goes when they leave it. No member may have that name: it is kept as any.
const FINDER = "[class*=st-key-named-] [data-testid=stMultiSelect] input"
let looked_for = ""

const look_for = ({ target }) => {
  if (target.matches(FINDER)) looked_for = target.value.trim()
}

const keep_looked_for = ({ target, isTrusted }) => {
  if (!isTrusted) return // the list says so of itself, while the keyboard stays where it is
  const field = looked_for && target.matches(FINDER) && target.closest("[class*=st-key-named-]").querySelector(NAMES)
  if (field) type(field, [field.value, looked_for].filter(Boolean).join(", "))
  looked_for = ""
}

// No event tells that a switch was turned.
const watch = (field) => {
  if (field.checked === Boolean(turned.get(field))) return
  turned.set(field, field.checked)
  note(field)
}

// Who leaves a field by a tap on the way to another page stays where they are: Streamlit sends first where
// to go, and then the words, from the page before. So the tap waits until the words are on their way.
const SENT_MS = 100
let left = -Infinity

const go = (event) => {
  const link = event.target.closest?.("[data-testid=stPageLink-NavLink]")
  if (!link || event.timeStamp - left > SENT_MS || event.ctrlKey || event.metaKey || event.shiftKey) return
  left = -Infinity
  event.preventDefault()
  event.stopImmediatePropagation()
  setTimeout(() => link.click(), SENT_MS)
}

document.addEventListener("focusout", ({ target, timeStamp }) => target.matches(FIELDS) && (left = timeStamp))
document.addEventListener("click", go, true)
document.addEventListener("input", hear)
document.addEventListener("input", look_for)
document.addEventListener("focusout", keep_looked_for)
document.addEventListener("keydown", ({ key }) => key === "Escape" && (looked_for = ""), true)
new MutationObserver(look).observe(document.body, { childList: true, subtree: true })

export default function ({ data: { here, owners, sent } }) {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(KEPT) && !owners.includes(key.slice(KEPT.length))) sessionStorage.removeItem(key)
  if (owners.some(is_another)) return location.reload()
  owner = here
  if (!owner) return
  const form = sent?.replace(/[^\w-]/g, "-")
  const is_sent = ([name, { nth }]) => `${name}-${nth}`.replace(/^[a-z]+-/, "") === form
  keep(Object.fromEntries(Object.entries(all()).filter((one) => !is_sent(one))))
  look()
}
