// Says once that a chart is drawn, or that it was waited for long enough: the words below it do not depend on it.
const PATIENCE_MS = 10_000

export default function ({ data, parentElement, setStateValue }) {
  return anew(parentElement, () => wait(data.chart, setStateValue))
}

function wait(chart, setStateValue) {
  const tell = () => setStateValue("drawn", true)
  const look = () => {
    if (!document.querySelector(`.st-key-${chart} canvas.marks`)) return
    leave()
    setTimeout(tell) // Vega draws on its canvas right after it has put it there
  }
  const leave = () => {
    watch.disconnect()
    clearTimeout(patience)
  }
  const patience = setTimeout(tell, PATIENCE_MS)
  const watch = new MutationObserver(look)
  watch.observe(document.body, { childList: true, subtree: true })
  look()
  return leave
}
