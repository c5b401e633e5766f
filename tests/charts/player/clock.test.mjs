// How time goes by in a pond, as `node --test` runs it; test_in_node.py calls it.

import assert from "node:assert/strict"
import test from "node:test"
import { exported } from "./module.mjs"

globalThis.cancelAnimationFrame = () => {}
globalThis.requestAnimationFrame = () => 0
globalThis.still = { matches: false }
const { Clock, SPEEDS, SHORTEST_S, LONGEST_S } = await exported(["clock.js"], "Clock, SPEEDS, SHORTEST_S, LONGEST_S")

// A clock over acts at these beats, with as much of the other parts as it asks for.
function clock(beats) {
  const nothing = Object.fromEntries(["show", "keep", "label", "letGo", "endFilm"].map((name) => [name, () => {}]))
  const sound = { rest() {} }
  const made = Object.assign(new (Clock(Object))(), nothing, { data: { beats }, sound, said: {}, needed: () => [1, 1] })
  made.setPace()
  return made
}

test("a small pond plays for some seconds, and a large one for no minute", () => {
  for (const [last, seconds] of [[1, SHORTEST_S], [20, 16], [5000, LONGEST_S]])
    assert.ok(Math.abs(last / clock([0, last]).pace - seconds) < 1e-9, last)
})

test("the button goes through the speeds and begins again", () => {
  const player = clock([0, 10])
  const speeds = SPEEDS.map(() => (player.nextSpeed(), player.speed))
  assert.deepEqual(speeds, [2, 0.5, 1])
})

test("when all has come it is today again", () => {
  const player = clock([0, 10])
  player.play()
  assert.ok(player.playing && player.now < 0)
  player.tick(5)
  assert.equal(player.now, 5)
  player.tick(player.end())
  assert.deepEqual([player.now, player.playing], [null, false])
})

test("the arrow keys go from act to act, and beyond them to the beginning and to today", () => {
  const player = clock([0, 4, 10])
  const pressed = (key) => {
    player.hop({ key, preventDefault() {} })
    return player.now && player.now - player.coming
  }
  assert.deepEqual(["ArrowLeft", "ArrowLeft", "ArrowLeft"].map(pressed), [4, 0, 0])
  assert.deepEqual(["ArrowRight", "ArrowUp", "ArrowRight"].map(pressed), [0, 4, null])
})

test("without movement the next act is settled at once", () => {
  const player = clock([0, 4, 10])
  player.now = player.coming
  assert.equal(player.nextStep(), 4 + player.coming)
  player.now = 10 + player.coming
  assert.equal(player.nextStep(), player.end())
})
