// Hears clicks on acts in a list: the page then shows that act, without loading anew. What opens
// another tab, and every click where no script runs, stays an ordinary link.
export default function ({ data, parentElement, setTriggerValue }) {
  const hear = (event) => {
    const link = event.target.closest?.(`.st-key-${data.list} a[data-act]`)
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    setTriggerValue("act", link.dataset.act)
  }
  return anew(parentElement, () => {
    document.addEventListener("click", hear)
    return () => document.removeEventListener("click", hear)
  })
}
