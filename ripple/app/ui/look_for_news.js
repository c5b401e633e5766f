// Asks whether there is news, while the page is in sight: the answer comes once there is, or after a while. What is
// nothing but acts is told in the answer, and to the page by an event; of all else the page is drawn anew. It is
// short, because it is sent with whatever it is told.
const EVERY_MS = 1400, AGAIN_MS = 2000, NOTHING = 204, NEWS = 205, NOT_HERE = 200
let end = () => {} // what asks since the last time that the page was told where to
let told = {} // where to ask and since when, as the page was told last
let seen // up to which version it knows by now what came

const ask = async (url, { signal }) => {
  try {
    const answer = await fetch(url, { signal })
    return { status: answer.status, said: await answer.text() }
  } catch {
    return {} // away, or on its way
  }
}

export default function ({ data, setTriggerValue }) {
  end()
  let timer, asking
  if (data.url !== told.url || data.seen !== told.seen) seen = data.seen
  told = data
  const later = (ms) => {
    clearTimeout(timer)
    timer = setTimeout(look, ms * (0.85 + Math.random() * 0.2))
  }
  const look = async () => {
    if (document.hidden) return
    const mine = (asking = new AbortController())
    const { status, said } = await ask(`${data.url}&seen=${seen}&wait`, mine)
    if (mine.signal.aborted) return
    const waits = document.querySelector("[role=dialog]") // it would lose what is being typed
    const news = !said && (status === NOT_HERE || (status === NEWS && !waits))
    if (said) hear(JSON.parse(said))
    if (news) setTriggerValue("news", true)
    later(said || status === NOTHING ? EVERY_MS : AGAIN_MS)
  }
  const hear = (detail) => {
    seen = detail.seen
    document.dispatchEvent(new CustomEvent("small news", { detail }))
  }
  const again = () => {
    asking?.abort()
    later(0)
  }
  document.addEventListener("visibilitychange", again)
  later(EVERY_MS)
  return (end = () => {
    asking?.abort()
    clearTimeout(timer)
    document.removeEventListener("visibilitychange", again)
  })
}
