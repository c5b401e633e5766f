// A button that hands a link to the phone's own share sheet; where there is none, it copies the link.
const copy = async (text, beside) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const field = document.createElement("textarea") // over plain HTTP browsers have no clipboard
  field.value = text
  field.style.cssText = "position:fixed;opacity:0"
  beside.append(field)
  field.select()
  document.execCommand("copy")
  field.remove()
}

const sent = async (link) => {
  try {
    await navigator.share(link)
  } catch (error) {
    return error.name === "AbortError" // closed without sending, as one may
  }
  return true
}

export default function ({ data, parentElement }) {
  const { link, send, copy: copies, copied } = data
  const button = parentElement.querySelector("button") ?? document.createElement("button")
  button.className = "send"
  button.type = "button"
  button.textContent = navigator.share ? send : copies
  button.onclick = async () => {
    if (navigator.share && (await sent(link))) return
    await copy(link.url, parentElement)
    button.textContent = copied
    button.focus()
  }
  if (!button.isConnected) parentElement.append(button)
}
