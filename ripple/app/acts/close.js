// Closes the dialog that this is in, once for each form that was `sent` from it. A dialog goes with a run of the
// whole page, or when somebody closes it; what was in it last is there for a moment when it is opened again.
let closed

export default function ({ data, parentElement }) {
  if (closed === data.sent) return
  closed = data.sent
  parentElement.closest("[role=dialog]")?.querySelector("[aria-label=Close]")?.click()
}
