// How acts become notes, as `node --test` runs it; test_in_node.py calls it.

import assert from "node:assert/strict"
import test from "node:test"
import { exported } from "./module.mjs"

const { VOICES, NOTES_A_SECOND, SILENT, notesOf, paced, pitchOf } = await exported(
  ["tune.js"],
  "VOICES, NOTES_A_SECOND, SILENT, notesOf, paced, pitchOf",
)
const KINDS = ["inspire", "express", "massage", "support", "hug", "pet", "music", "smile"]
const act = (step, kind = "", size = 1) => ({ step, kind, size })
const semitones = (frequency) => Math.round(12 * Math.log2(frequency / pitchOf(0)))

test("each step is a note higher, and all are of one pentatonic scale", () => {
  for (let step = 1; step < 15; step++) assert.ok(pitchOf(step) > pitchOf(step - 1))
  for (let step = 0; step < 200; step++) assert.ok([0, 2, 4, 7, 9].includes(semitones(pitchOf(step)) % 12), step)
})

test("the notes of the longest chain are pleasant to hear", () => {
  for (let step = 0; step < 10_000; step++) assert.ok(pitchOf(step) >= 190 && pitchOf(step) < 1600, step)
  assert.equal(semitones(pitchOf(15)) % 12, semitones(pitchOf(0)))
})

test("each kind has a voice of its own, and what has none sounds like a drop", () => {
  const voices = KINDS.map((kind) => notesOf(act(0, kind))[0].voice)
  assert.deepEqual(voices, KINDS)
  assert.equal(new Set(Object.values(VOICES).map((voice) => JSON.stringify(voice))).size, 9)
  for (const kind of ["", "unnamed", "a kind of tomorrow"]) assert.equal(notesOf(act(0, kind))[0].voice, "")
})

test("an act that was inspired answers the soft note of its parent", () => {
  const [led, own] = notesOf(act(3, "hug"), act(2, "smile"))
  assert.deepEqual([led.voice, led.frequency], ["smile", pitchOf(2)])
  assert.deepEqual([own.voice, own.frequency], ["hug", pitchOf(3)])
  assert.ok(led.gain < own.gain / 2 && led.after < own.after)
  assert.equal(notesOf(act(0)).length, 1)
})

// So many acts come in each picture, of which there are sixty a second.
function played(each, seconds = 4) {
  let pace = SILENT
  const sounding = []
  for (let frame = 0; frame < 60 * seconds; frame++) {
    pace = paced(pace, Array.from({ length: each }, (_, nth) => act(nth % 5, KINDS[nth % 8], nth)), frame / 60)
    if (pace.sounds) sounding.push({ at: frame / 60, act: pace.sounds })
  }
  return sounding
}

test("a thousand acts a second are no more than so many notes", () => {
  for (const each of [1, 17, 500]) {
    const notes = played(each).flatMap(({ at, act }) => notesOf(act, act).map(({ after }) => at + after))
    for (const from of notes) assert.ok(notes.filter((at) => at >= from && at < from + 1).length <= NOTES_A_SECOND)
  }
})

test("of many at once the one that grew most sounds, and each that has time for itself", () => {
  assert.equal(played(17)[0].act.size, 16)
  const [first, second] = [act(0, "", 9), act(1, "", 1)]
  const one = paced(SILENT, [first], 0)
  assert.equal(one.sounds, first)
  const waits = paced(one, [second], 0.1)
  assert.equal(waits.sounds, null)
  assert.equal(paced(waits, [], 0.3).sounds, second)
  assert.equal(paced(paced(waits, [], 0.3), [], 9).sounds, null)
})

test("the loudest there can be does not reach 1", () => {
  const loudness = ({ voice, gain }, passed) => {
    const { comes, goes } = VOICES[voice]
    if (passed < 0 || passed > comes + goes) return 0
    return gain * (passed < comes ? passed / comes : Math.exp((-5 * (passed - comes)) / goes))
  }
  for (const kind of ["", ...KINDS]) {
    const one = act(0, kind), notes = notesOf(one, one)
    for (let now = 4; now < 4.2; now += 0.005) {
      const together = Array.from({ length: 40 }, (_, nth) => now - nth / 5)
      const sum = together.flatMap((passed) => notes.map((note) => loudness(note, passed - note.after)))
      assert.ok(sum.reduce((all, each) => all + each) < 1, kind)
    }
  }
})
