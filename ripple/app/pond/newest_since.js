// Tells the newest acts anew where some came alone, in place of what stands beside it, until that is drawn anew.
let place
document.addEventListener("small news", ({ detail }) => place?.isConnected && (place.innerHTML = detail.newest))

export default function ({ parentElement }) {
  place = parentElement.querySelector("[data-newest]") ?? parentElement.appendChild(document.createElement("div"))
  place.dataset.newest = ""
  place.replaceChildren()
}
