// Tells a chart the texts of its parameters, in the hidden inputs that these are bound to; and once
// more whenever the chart was built anew.

export default function tell({ data, parentElement }) {
  say(data)
  return anew(parentElement, () => {
    const watch = new MutationObserver(() => say(data))
    watch.observe(document.body, { childList: true, subtree: true })
    return () => watch.disconnect()
  })
}

function say({ chart, texts }) {
  for (const [name, text] of Object.entries(texts)) {
    const input = document.querySelector(`.st-key-${chart} input[name=${name}]`)
    if (!input || input.value === text) continue
    input.value = text
    input.dispatchEvent(new Event("input"))
  }
}
