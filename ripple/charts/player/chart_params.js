// Tells a chart the texts of its parameters, in the hidden inputs that these are bound to; and once
// more whenever the chart was built anew.

const tellers = new WeakMap()

export default function tell({ data, parentElement }) {
  const teller = tellers.get(parentElement) ?? { watch: new MutationObserver(() => say(teller.data)) }
  tellers.set(parentElement, teller)
  teller.data = data
  teller.watch.observe(document.body, { childList: true, subtree: true })
  say(data)
  return () => teller.watch.disconnect()
}

function say({ chart, texts }) {
  for (const [name, text] of Object.entries(texts)) {
    const input = document.querySelector(`.st-key-${chart} input[name=${name}]`)
    if (!input || input.value === text) continue
    input.value = text
    input.dispatchEvent(new Event("input"))
  }
}
