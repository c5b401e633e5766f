// Which keys walk a picture where, and the signs that stand for them.

const KEYS = {
  ArrowUp: "up", ArrowDown: "down", ArrowLeft: "before", ArrowRight: "after",
  "Shift+ArrowUp": "top", "Shift+ArrowLeft": "earlier", "Shift+ArrowRight": "later",
  Home: "first", End: "last", Enter: "read", Escape: "leave", " ": "again", "?": "keys",
}
const SIGNS = { up: "↑", down: "↓", before: "←", after: "→", top: "⇧↑", earlier: "⇧←", later: "⇧→", read: "⏎" }
const OTHER_WAY = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft", "←": "→", "→": "←" }

// `mirrored` is whether what comes next is to the left, as in what is read from the right.
function wayOf({ key, shiftKey, ctrlKey, metaKey, altKey }, mirrored = false) {
  if (ctrlKey || metaKey || altKey) return undefined
  const pressed = (mirrored && OTHER_WAY[key]) || key
  return KEYS[shiftKey && key.startsWith("Arrow") ? `Shift+${pressed}` : pressed]
}

function signOf(way, mirrored = false) {
  return (SIGNS[way] ?? "").replace(/[←→]/, (arrow) => (mirrored ? OTHER_WAY[arrow] : arrow))
}
