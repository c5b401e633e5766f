// Scrolls to where it stands, once.
export default function ({ parentElement }) {
  if (parentElement.dataset.seen) return
  parentElement.dataset.seen = "yes"
  parentElement.scrollIntoView({ block: "center" })
}
