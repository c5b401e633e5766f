// Lets the dialog that it is in begin with the keyboard in its first field.
export default function ({ parentElement }) {
  const dialog = parentElement.closest("[role=dialog]")
  if (dialog.dataset.began) return
  dialog.dataset.began = "yes"
  const look = () => { // the script of the field may still be on the way
    const field = dialog.querySelector("input:not([type=hidden]), textarea")
    if (field) field.focus()
    else if (dialog.isConnected) requestAnimationFrame(look)
  }
  look()
}
