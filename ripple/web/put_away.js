// A page that the browser keeps for Back would show what was on it to whoever sits there next, also without a
// network. So it is emptied when it is put away, and loaded anew when it is taken out.
addEventListener("pagehide", ({ persisted }) => persisted && document.documentElement.replaceChildren())
addEventListener("pageshow", ({ persisted }) => persisted && location.reload())
