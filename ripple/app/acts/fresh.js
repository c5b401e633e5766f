// Asks for the cards of acts that came alone, where somebody would see them, a moment after the first of some came.
const SOON_MS = 2000 // its drop has fallen into the picture by then
const SELDOM_MS = 10_000 // from one time to the next: cards that come one by one let nobody read
const NEAR = "200px" // above and below what is in sight
let place, ask, timer, asked = -SELDOM_MS
let told = 0, drawn = 0 // up to which version the page was told of acts, and has their cards

const look = () => {
  if (document.querySelector("[role=dialog]")) wait() // whoever writes in one is not disturbed
  else {
    asked = performance.now()
    ask()
  }
}
const wait = () => (timer = setTimeout(look, Math.max(SOON_MS, asked + SELDOM_MS - performance.now())))
const near = new IntersectionObserver(
  (entries) => {
    clearTimeout(timer)
    if (entries.at(-1).isIntersecting && told > drawn) wait()
  },
  { rootMargin: NEAR },
)
const hear = ({ detail }) => {
  const first = told <= drawn
  told = detail.seen
  if (first && place?.isConnected) watch()
}
const watch = () => {
  near.disconnect()
  near.observe(place) // which tells at once whether it is near
}
document.addEventListener("small news", hear)

export default function ({ data, parentElement, setTriggerValue }) {
  ask = () => setTriggerValue("came", true)
  place = parentElement
  told = Math.max(told, data.told)
  drawn = data.drawn
  watch()
}
