// The last frame of a film that was watched to its end: the words that the app grew from, over the picture, for as
// long as they take to read, or until somebody does something.
const COMES_MS = 1200

class Ending {
  // The words come in the quotation marks of their language. `theme` is an element that knows the colours of the page.
  constructor(embed, [words, author], theme) {
    const { color, backgroundColor, fontSize } = colours(theme, embed)
    this.frame = element("figure", { "data-ending": "" })
    this.frame.style.cssText =
      "position:absolute;inset:0;margin:0;padding:8%;display:grid;place-content:center;gap:0.6em;text-align:center;" +
      `pointer-events:none;border-radius:20px;line-height:1.4;font-size:${fontSize}px;color:${color};` +
      `background:color-mix(in srgb, ${backgroundColor} 82%, transparent)`
    const said = element("blockquote"), by = element("figcaption")
    said.style.margin = 0
    said.textContent = words
    by.style.fontSize = "0.7em"
    by.textContent = author
    this.frame.append(said, by)
    embed.append(this.frame)
    if (!still.matches) this.frame.animate({ opacity: [0, 1] }, COMES_MS)
    this.timer = setTimeout(() => this.end(), COMES_MS + Math.max(NEWS_MS, LETTER_MS * words.length))
    this.over = new AbortController()
    for (const act of ["pointerdown", "keydown"])
      document.addEventListener(act, () => this.end(), { capture: true, signal: this.over.signal })
  }

  end() {
    clearTimeout(this.timer)
    this.over.abort()
    this.frame.remove()
  }
}

function colours(theme, embed) {
  const known = (name) => getComputedStyle(theme).getPropertyValue(`--st-${name}-color`)
  const fontSize = clamp(embed.clientWidth / 30, 17, 44)
  return { color: known("text"), backgroundColor: known("background"), fontSize }
}
