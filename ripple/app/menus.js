// Streamlit leaves the focus where it was when a menu is opened by keyboard, so that nobody could
// choose there, and loses it when somebody chose. Hand it on to the first choice, and back: a dialog
// that opens then gives it back in turn when it closes. A click without a pointer counts no clicks.
let opened
const plain = (label) => label.replace(/\\([!-/:-@[-`{-~])|\*/g, "$1") // as it is shown, without Markdown
const soon = (does) => requestAnimationFrame(() => requestAnimationFrame(does))

const name_it = () => {
  for (const menu of document.querySelectorAll("[role=menu][aria-label], [role=dialog][aria-label]"))
    menu.setAttribute("aria-label", plain(menu.getAttribute("aria-label")))
}

export default function ({ parentElement }) {
  const hear = (event) => {
    const button = event.target.closest?.("[data-testid=stMenuButtonButton]")
    if (button) opened = button
    if (event.target.closest?.("[data-testid=stMenuButtonBody]")) opened?.focus()
    else if (button) soon(name_it)
    if (button && !event.detail)
      soon(() => document.querySelector("[data-testid=stMenuButtonBody] [role=menuitem]")?.focus())
  }
  return anew(parentElement, () => {
    document.addEventListener("click", hear, true)
    return () => document.removeEventListener("click", hear, true)
  })
}
