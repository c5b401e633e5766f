// Asks about once a second whether there is news, while the page is in sight, and lets the page look where there is.
// It is short, because it is sent with whatever it is told.
const EVERY_MS = 1000, AGAIN_MS = 2000, NEWS = 205, NOT_HERE = 200

let end = () => {} // what asks since the last time that the page was told where to

export default function ({ data, setTriggerValue }) {
  end()
  let timer, ended
  const later = (ms) => {
    clearTimeout(timer)
    timer = setTimeout(look, ms * (0.85 + Math.random() * 0.2))
  }
  const look = async () => {
    if (document.hidden) return
    const status = await fetch(data.url).then((answer) => answer.status, () => 0)
    if (ended) return
    const waits = document.querySelector("[role=dialog]") // it would lose what is being typed
    const news = status === NOT_HERE || (status === NEWS && !waits)
    if (news) setTriggerValue("news", true)
    later(news ? AGAIN_MS : EVERY_MS)
  }
  const seen = () => later(0)
  document.addEventListener("visibilitychange", seen)
  later(EVERY_MS)
  return (end = () => {
    ended = true
    clearTimeout(timer)
    document.removeEventListener("visibilitychange", seen)
  })
}
