// The player's parts are one module in a page; a test takes some of them, and the names that it asks for.

import { readFileSync } from "node:fs"

export async function exported(files, names) {
  const of = (file) => readFileSync(new URL(`../../../ripple/charts/player/${file}`, import.meta.url), "utf8")
  const source = `${files.map(of).join("\n")}\nexport { ${names} }`
  return import(`data:text/javascript,${encodeURIComponent(source)}`)
}
