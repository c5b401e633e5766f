// Keeps what was chosen in a form beside its words (drafts.js, which also lets it go), and gives it to the form
// that stands in its place after a reload: that one has another nonce.
export default function ({ data: { owner, form, nonce, chosen }, setTriggerValue }) {
  const key = "ripple words of " + owner
  const all = JSON.parse(sessionStorage.getItem(key) ?? "{}")
  const [, name, nth] = `choices-${form.replace(/[^\w-]/g, "-")}`.match(/(.*)-(\d+)$/)
  const kept = all[name]
  const comes_back = kept && kept.nonce !== nonce
  all[name] = { nth, nonce, chosen: comes_back ? kept.chosen : chosen }
  sessionStorage.setItem(key, JSON.stringify(all))
  if (comes_back) setTriggerValue("kept", kept.chosen)
}
