// Puts the keyboard on what is to be answered next: the button that was pressed has gone, or goes now.
export default function ({ data, parentElement }) {
  const card = parentElement.closest("[role=dialog]")?.querySelector(".st-key-one_by_one")
  if (!card || card.dataset.of === data.of) return
  card.dataset.of = data.of
  card.tabIndex = -1
  requestAnimationFrame(() => card.focus())
}
