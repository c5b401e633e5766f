// Where a browser has no clipboard that a page may write to (over plain HTTP: `http://pc.local`, the usual way in
// a class), or refuses it, text is copied the way from before there was one. Rejects where that fails too.
{
  const { clipboard } = navigator
  const write = clipboard?.writeText.bind(clipboard)
  const copyBySelecting = (text) => {
    const field = document.createElement("textarea")
    const near = document.activeElement
    field.value = text
    field.readOnly = true
    field.style.position = "fixed"
    field.style.opacity = 0
    ;(near?.parentElement ?? document.body).append(field)
    field.select()
    const copied = document.execCommand("copy")
    field.remove()
    near?.focus()
    if (!copied) throw new Error("nothing was copied")
  }
  const writeText = async (text) => {
    try {
      await write(text)
    } catch {
      copyBySelecting(text)
    }
  }
  if (clipboard) clipboard.writeText = writeText
  else Object.defineProperty(navigator, "clipboard", { value: { writeText } })
}
