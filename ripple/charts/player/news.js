// Hands on what became known since the picture was sent, and which act is lit, to the player of its chart
// (ripple/charts/player/player.js). It is small, because whatever a component is told is sent with its script.

export default function tell({ data }) {
  globalThis.pondNews = { ...globalThis.pondNews, [data.chart]: data }
  document.dispatchEvent(new Event("pond news"))
}

// Of acts that came alone nothing else is told anew.
document.addEventListener("small news", ({ detail: { pond } }) =>
  tell({ data: { ...globalThis.pondNews[pond.chart], ...pond } }),
)
