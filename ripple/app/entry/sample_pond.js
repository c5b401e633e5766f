// A pond to look at only; drawn anew it would begin anew.
export default function ({ data, parentElement }) {
  const water = parentElement.querySelector(".pond") ?? document.createElement("div")
  water.className = "pond"
  water.role = "img"
  water.style.background = `radial-gradient(circle at 46% 40%, ${data.deep})`
  water.ariaLabel = data.alt
  if (water.dataset.look !== data.look) water.innerHTML = data.pond
  water.dataset.look = data.look
  parentElement.append(water)
}
