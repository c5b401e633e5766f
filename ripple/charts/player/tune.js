// How a pond sounds: an act is a note, and softly before it comes the note of the act that it was inspired by. What is
// here knows no browser, and sound.js plays it. How it is mapped is told in docs/how-it-sounds.md.

const SCALE = [0, 2, 4, 7, 9] // semitones above its first note: five of which no two ever clash
const LOWEST_HZ = 196, OCTAVES = 3 // the note of a start, and how far up from it all others lie
const LOUD = { start: 0.14, step: 0.12, parent: 0.04 } // of 1, which all that sounds together never reaches
const ANSWERS_S = 0.09 // the note of an act comes so long after that of its parent
const NOTES_A_SECOND = 10 // at most; an act has two of them
const GAP_S = 2 / NOTES_A_SECOND

// A gentle voice for each kind: how strong its partials are, how many seconds it takes to be loudest, and then to be
// gone. What has no kind, and what is not shown, sounds like a drop.
const VOICES = {
  "": { partials: [1], comes: 0.01, goes: 0.9 },
  inspire: { partials: [1, 0, 0.3, 0, 0.12], comes: 0.02, goes: 1.5 },
  express: { partials: [1, 0.45, 0.25, 0.1], comes: 0.06, goes: 1.1 },
  massage: { partials: [1, 0.15], comes: 0.14, goes: 1.3 },
  support: { partials: [1, 0, 0, 0.35], comes: 0.005, goes: 0.8 },
  hug: { partials: [1, 0.5, 0.12], comes: 0.18, goes: 1.4 },
  pet: { partials: [1, 0.3, 0, 0.15, 0.05], comes: 0.005, goes: 0.6 },
  music: { partials: [1, 0, 0.2, 0, 0, 0.15], comes: 0.005, goes: 1.4 },
  smile: { partials: [1, 0.1, 0.05], comes: 0.04, goes: 0.7 },
}

function voiceOf(kind) {
  return VOICES[kind] ? kind : ""
}

// Each step is one note higher; after the highest it begins again, as many octaves lower as there are.
function pitchOf(step) {
  const nth = step % (SCALE.length * OCTAVES)
  return LOWEST_HZ * 2 ** (Math.floor(nth / SCALE.length) + SCALE[nth % SCALE.length] / 12)
}

// What is heard of an act, as `tellable` has it, and of its parent, where it has one. `after` is in seconds.
function notesOf(act, parent) {
  const own = { frequency: pitchOf(act.step), voice: voiceOf(act.kind), gain: act.step ? LOUD.step : LOUD.start, after: 0 }
  if (!parent) return [own]
  const led = { frequency: pitchOf(parent.step), voice: voiceOf(parent.kind), gain: LOUD.parent, after: 0 }
  return [led, { ...own, after: ANSWERS_S }]
}

// However fast it plays, there is time between two acts: of those that `came` meanwhile and before, the one that grew
// most is to sound. `since` is when one last did, and `at` is now, in seconds.
const SILENT = { waiting: [], since: -Infinity, sounds: null }

function paced({ waiting, since }, came, at) {
  const all = [...waiting, ...came]
  if (!all.length || at - since < GAP_S) return { waiting: all, since, sounds: null }
  return { waiting: [], since: at, sounds: all.reduce((most, act) => (act.size > most.size ? act : most)) }
}
