// Streamlit hears two letters alone wherever somebody is who does not write: `r` draws the page anew, and `c` offers to
// forget what it keeps. Whoever speaks to their computer, or slips, would lose their place (WCAG 2.2, 2.1.4). It
// listens at the document: these two come no farther than to the page in it.
export default function ({ parentElement }) {
  const hear = (event) => ["r", "c"].includes(event.key?.toLowerCase()) && event.stopPropagation()
  const page = document.documentElement
  return anew(parentElement, () => {
    page.addEventListener("keydown", hear)
    page.dataset.hears = "keys" // from now on
    return () => page.removeEventListener("keydown", hear)
  })
}
