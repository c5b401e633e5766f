// Streamlit runs a component's script again whenever it is told something else, and calls what a run handed back only
// when the component leaves the page, or when that run came too late. So each run ends what the one before began.

const begun = new WeakMap() // by a component's place in the page: how to end what its last run began

// Begin something in a place where it may stand already. What `begin` hands back ends it: once, and no later one.
function anew(place, begin) {
  begun.get(place)?.()
  let end = begin()
  const once = () => {
    end?.()
    end = null
  }
  begun.set(place, once)
  return once
}
