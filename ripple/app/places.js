// Links to pages as a browser's user knows them: each leads somewhere also in a new tab, says whether one is
// there, and on the way back one finds the place that one left. What one reads stays under one's eyes.
const LINKS = ".st-key-pages a"
const ROW = "[class*=st-key-card-], [class*=st-key-mine-], [class*=st-key-review-]"
const ROLES = [[".st-key-pages", "navigation"], [ROW, "article"]] // by which a screen reader goes from one to the next
const KEY = /st-key-(?:card|mine|review)-\S+/
const HELD_MS = 15_000 // for so long a page may take to come
const left = new Map() // by address: how far down one was, and at which card
let wanted

const main = () => document.querySelector("[data-testid=stMain]")
const home = () => new URL(".", document.baseURI).href

// Streamlit leaves out where its first page is: in a new tab that would be the page one is on.
const mend = () => {
  for (const [parts, role] of ROLES) for (const part of document.querySelectorAll(parts)) part.role = role
  for (const link of document.querySelectorAll(LINKS)) {
    if (link.getAttribute("href") === "") link.href = home()
    const here = link.pathname === location.pathname
    if (here !== link.hasAttribute("aria-current"))
      here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current")
  }
}

const note = ({ target }) => {
  const page = main()
  if (!page || !(target instanceof Element)) return
  const row = target.closest(ROW)
  const key = row?.className.match(KEY)?.[0]
  left.set(location.href, { down: page.scrollTop, key, top: row?.getBoundingClientRect().top })
}

// Streamlit goes there in this tab, whichever key is held.
const click = (event) => {
  note(event)
  const opens = event.ctrlKey || event.metaKey || event.shiftKey
  if (opens && event.target.closest?.("a[href]")) event.stopImmediatePropagation()
}

const give_up = () => (wanted = undefined)

const find = () => {
  const page = main()
  if (!wanted || performance.now() > wanted.until) return give_up()
  const { down, key, top } = wanted
  const row = key && document.getElementsByClassName(key)[0]
  if (row) page.scrollTop += row.getBoundingClientRect().top - top
  else if (!key && page && page.scrollHeight - page.clientHeight >= down) page.scrollTop = down
  requestAnimationFrame(find)
}

const back = () => {
  const place = left.get(location.href)
  if (!place) return
  wanted = { ...place, until: performance.now() + HELD_MS }
  find()
}

// Most browsers hold what is read where it is while the page grows above it. Safari does not: so we do.
let read // on which page: the card at the upper edge, where it stands, and how far down one is

// A page that is drawn anew is too short for a moment: then one is farther up, and went nowhere.
const is_cut_short = ({ scrollTop, scrollHeight, clientHeight }) =>
  scrollTop < read.down && scrollTop + clientHeight >= scrollHeight - 1

const went_elsewhere = (page) =>
  location.pathname !== read.on || (page.scrollTop !== read.down && !is_cut_short(page))

const look = () => {
  const page = main()
  if (page && read && !went_elsewhere(page)) return
  const { top: edge, height } = page?.getBoundingClientRect() ?? { top: 0, height: 0 }
  const rows = page?.scrollTop ? [...document.querySelectorAll(ROW)] : []
  const row = rows.find((row) => row.getBoundingClientRect().bottom > edge)
  const top = row?.getBoundingClientRect().top
  // Farther down, and one looks at a picture.
  if (!(top < edge + height / 3)) read = undefined
  else read = { on: location.pathname, key: row.className.match(KEY)?.[0], top, down: page.scrollTop }
}

const held_by_the_browser = () =>
  CSS.supports("overflow-anchor", "auto") && getComputedStyle(main()).overflowAnchor !== "none"

const hold = () => {
  if (!read || wanted || held_by_the_browser()) return
  const page = main()
  if (went_elsewhere(page)) return look() // that is told only with the next frame
  const row = document.getElementsByClassName(read.key)[0]
  if (row) page.scrollTop += row.getBoundingClientRect().top - read.top
  read.down = page.scrollTop
}

addEventListener("scroll", look, true)
document.addEventListener("click", click, true)
for (const moves of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(moves, give_up, true)
addEventListener("popstate", back)
const changed = () => {
  mend()
  hold()
}
new MutationObserver(changed).observe(document.body, { childList: true, subtree: true, attributeFilter: ["href"] })

export default function () {
  mend()
}
