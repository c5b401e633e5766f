// The page goes on in another language, which the browser keeps for a year.
const A_YEAR_S = 365 * 24 * 3600

export default function ({ data: { lang, dir, name, chosen } }) {
  Object.assign(document.documentElement, { lang, dir })
  const secure = location.protocol === "https:" ? "; Secure" : ""
  document.cookie = `${name}=${chosen}; Path=/; Max-Age=${A_YEAR_S}; SameSite=Lax${secure}`
}
