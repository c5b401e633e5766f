// Says before all else whether somebody left a pond otherwise than it begins: then no glimpse of it is shown first.
for (const [key, kept] of Object.entries(sessionStorage)) {
  if (!key.startsWith("pond ")) continue
  const { now, view, shown } = JSON.parse(kept)
  if (now !== null || view || shown) document.documentElement.dataset.pondLeft = ""
}
