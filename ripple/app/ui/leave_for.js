// Sends the browser to one of the app's own routes, by a POST as a button of a form does.
export default function ({ data }) {
  const [way, group] = data.url.split("/")
  if (way === "leave") // nothing of theirs stays in this tab; half-typed words for other groups do
    for (const key of Object.keys(sessionStorage))
      if (key.includes(group) || !key.startsWith("ripple words of ")) sessionStorage.removeItem(key)
  const form = document.createElement("form")
  form.method = "post"
  form.action = data.url
  document.body.append(form)
  form.submit()
}
