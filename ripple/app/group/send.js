// A button that hands a link to the phone's own share sheet; where there is none, it copies the link. Where the
// browser lets it do neither, a sentence says how to copy the link by hand.
const sent = async (link) => {
  try {
    await navigator.share(link)
  } catch (error) {
    return error.name === "AbortError" // closed without sending, as one may
  }
  return true
}

const copied = (text) => navigator.clipboard.writeText(text).then(() => true, () => false) // ripple/web/copying.js

export default function ({ data, parentElement }) {
  const { link, send, copy, done, refused } = data
  const button = parentElement.querySelector("button") ?? document.createElement("button")
  const notice = parentElement.querySelector("p") ?? document.createElement("p")
  button.className = "send"
  button.type = "button"
  const begin = () => {
    button.textContent = navigator.share ? send : copy
    notice.textContent = ""
  }
  begin()
  notice.role = "status"
  button.onclick = async () => {
    begin()
    if (navigator.share && (await sent(link))) return
    if (await copied(link.url)) button.textContent = done
    else notice.textContent = refused
    button.focus()
  }
  if (!button.isConnected) parentElement.append(button, notice)
}
