// The signs of the legend, each drawn as it is in the picture.

function element(name, attributes = {}) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

function drawing(content, width = 20) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  for (const [key, value] of Object.entries({ viewBox: `0 0 ${width} 20`, width, height: 20, "aria-hidden": true }))
    svg.setAttribute(key, value)
  for (const [name, attributes] of content) {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", name)
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value)
    svg.append(shape)
  }
  return svg
}

function drop({ colour, sign, ink }) {
  return drawing([
    ["circle", { cx: 10, cy: 10, r: 9, fill: colour, class: "rim" }],
    ["path", { d: sign ?? "", fill: ink, transform: "translate(10 10) scale(4.6)" }],
  ])
}

function line(how) {
  const dash = { reading: "5 5", card: "0.1 5" }[how] ?? "none"
  const thick = how === "card" ? 3.4 : 2
  const style = { "stroke-dasharray": dash, "stroke-width": thick, "stroke-linecap": "round" }
  return drawing([["path", { d: "M2,12Q16,5,30,12", class: "line", fill: "none", ...style }]], 32)
}

function ring(name) {
  const circle = (r, extra) => ["circle", { cx: 10, cy: 10, r, ...extra }]
  if (name === "many") return drawing([circle(9, { class: "many" }), circle(5, { class: "core" })])
  if (name === "rings") return drawing([circle(9, { class: "outer" }), circle(5.5, { class: "inner" }), circle(2.5, { class: "core" })])
  if (name === "water") return drawing([circle(9, { class: "inner" }), circle(5.5, { class: "inner" })])
  return drawing([circle(7, { class: "rim inner" })])
}

function sign(picture, name) {
  const made = element("span", { class: "sign" })
  made.append(picture, name)
  return made
}
