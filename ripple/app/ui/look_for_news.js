// Asks about once a second whether there is news, while the page is in sight, and half as often where for long there
// was none. What is nothing but acts is told in the answer, and to the page by an event; of all else the page is drawn
// anew. It is short, because it is sent with whatever it is told.
const EVERY_MS = 1000, AGAIN_MS = 2000, LONG = 60, NEWS = 205, NOT_HERE = 200
let end = () => {} // what asks since the last time that the page was told where to

const ask = async (url) => {
  try {
    const answer = await fetch(url)
    return { status: answer.status, told: await answer.text() }
  } catch {
    return {} // away, or on its way
  }
}

export default function ({ data, setTriggerValue }) {
  end()
  let timer, ended, seen = data.seen
  let nothing = 0 // how often there was
  const later = (ms) => {
    clearTimeout(timer)
    timer = setTimeout(look, ms * (0.85 + Math.random() * 0.2))
  }
  const look = async () => {
    if (document.hidden) return
    const { status, told } = await ask(`${data.url}&seen=${seen}`)
    if (ended) return
    const waits = document.querySelector("[role=dialog]") // it would lose what is being typed
    const news = !told && (status === NOT_HERE || (status === NEWS && !waits))
    if (told) hear(JSON.parse(told))
    if (news) setTriggerValue("news", true)
    nothing = news || told ? 0 : nothing + 1
    later(news || nothing > LONG ? AGAIN_MS : EVERY_MS)
  }
  const hear = (detail) => {
    seen = detail.seen
    document.dispatchEvent(new CustomEvent("small news", { detail }))
  }
  const again = () => later((nothing = 0))
  document.addEventListener("visibilitychange", again)
  later(EVERY_MS)
  return (end = () => {
    ended = true
    clearTimeout(timer)
    document.removeEventListener("visibilitychange", again)
  })
}
