// The sound of a pond while somebody watches it grow: off until they ask for it, made in the browser, of no file. It
// only repeats what is seen and written, so that nobody misses anything without it.

const LANDS = 0.3 // how much of its coming has passed when a drop lands
const VOLUMES = [0.25, 0.5, 1]
const FADES_S = 0.02 // it is silent at once, but does not crack

class Sound {
  on = false
  volume = 1 // which of the VOLUMES
  instrument = null // while it plays
  heard = null // the beat up to which all was heard

  constructor(player) {
    this.player = player
    player.part("sound").onclick = () => this.turn({ on: !this.on })
    player.part("volume").onclick = () => this.turn({ volume: (this.volume + 1) % VOLUMES.length })
    document.addEventListener("visibilitychange", (this.hear = () => this.follow()))
  }

  end() {
    document.removeEventListener("visibilitychange", this.hear)
    this.rest()
  }

  turn(how) {
    Object.assign(this, how)
    this.instrument?.turn(VOLUMES[this.volume])
    this.label()
    this.follow()
    this.player.keep()
  }

  label() {
    const { part, data } = this.player, { texts } = data
    part("sound").hidden = !globalThis.AudioContext
    part("sound").lastElementChild.textContent = texts.sound
    part("sound").ariaLabel = texts.sound
    part("sound").title = texts.hear
    part("sound").ariaPressed = String(this.on)
    part("volume").hidden = !this.on
    part("volume").title = part("volume").ariaLabel = texts.volume
      .replace("{step}", this.volume + 1)
      .replace("{steps}", VOLUMES.length)
    part("volume").dataset.volume = this.volume
  }

  // It sounds while the film goes on that somebody asked for, and they see it; else nothing does.
  follow() {
    const { player } = this
    if (!this.on || !player.playing || !player.watched || document.hidden) return this.rest()
    this.instrument ??= new Instrument(VOLUMES[this.volume])
    const landed = player.now - LANDS * player.coming
    // A story says itself when its act is there.
    const waits = player.telling || this.heard === null || !viewOf(player.chart)
    const came = waits ? [] : between(this.acts(), this.heard, landed)
    this.heard = landed
    this.strike(came)
  }

  rest() {
    this.instrument?.end()
    this.instrument = this.heard = null
  }

  acts() {
    const { inOrder: things } = this.player.walking.known()
    if (this.known?.things !== things) this.known = { things, beats: things.map(({ beat }) => beat) }
    return this.known
  }

  // Of the acts that came; of a kind that is dimmed nothing is heard.
  strike(came) {
    const { shown, walking } = this.player
    const acts = shown ? came.filter(({ kind }) => shown.has(kind)) : came
    this.instrument?.strike(acts, (act) => parentOf(walking.known(), act))
  }
}

class Instrument {
  pace = SILENT

  constructor(volume) {
    this.context = new AudioContext()
    this.master = masterOf(this.context, volume)
  }

  turn(volume) {
    this.master.loudness.gain.setTargetAtTime(volume, this.context.currentTime, FADES_S)
  }

  // Where a browser lets nothing sound yet, nothing waits until it does.
  strike(acts, parentOf) {
    const { currentTime: now, state } = this.context
    if (state !== "running") return
    this.pace = paced(this.pace, acts, now)
    const { sounds } = this.pace
    if (sounds) for (const note of notesOf(sounds, parentOf(sounds))) sing(this.context, this.master.into, note, now)
  }

  end() {
    this.turn(0)
    setTimeout(() => this.context.close(), 5000 * FADES_S)
  }
}

// What all notes go through, so that nothing is ever too loud.
function masterOf(context, volume) {
  const into = new DynamicsCompressorNode(context, { threshold: -18, ratio: 6 })
  const loudness = new GainNode(context, { gain: volume })
  into.connect(loudness).connect(context.destination)
  return { into, loudness }
}

function sing(context, into, { frequency, voice, gain, after }, now) {
  const { partials, comes, goes } = VOICES[voice], at = now + after
  const wave = new PeriodicWave(context, { imag: [0, ...partials] })
  const sound = new OscillatorNode(context, { type: "custom", periodicWave: wave, frequency })
  const loudness = new GainNode(context, { gain: 0 })
  loudness.gain.setValueAtTime(0, at)
  loudness.gain.linearRampToValueAtTime(gain, at + comes)
  loudness.gain.setTargetAtTime(0, at + comes, goes / 5)
  sound.connect(loudness).connect(into)
  sound.start(at)
  sound.stop(at + comes + goes)
}
