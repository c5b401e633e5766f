// What is in view, as `node --test` runs it; test_in_node.py calls it.

import assert from "node:assert/strict"
import test from "node:test"
import { exported } from "./module.mjs"

const { Camera, NEAREST } = await exported(["camera.js"], "Camera, NEAREST")

// A picture of so many pixels, of a pond that reaches 20 node diameters to each side and 10 up and down.
function looking(width, height, more = {}) {
  const parentElement = { getBoundingClientRect: () => ({ x: 0, y: 0 }) }
  const chart = { clientWidth: width, clientHeight: height, parentElement, isConnected: true }
  const data = { reach: [20, 10], views: [[0, 20, 10]] }
  return Object.assign(new (Camera(Object))(), { chart, data, now: null, show() {}, keep() {} }, more)
}

test("a pond is seen as a whole until somebody goes nearer", () => {
  assert.deepEqual(looking(800, 400).seen(), { x: 0, y: 0, wide: 20, high: 10 })
  assert.equal(looking(800, 400).diameter(), 20)
})

test("in a tall picture x and y are exchanged, and a diameter is as large", () => {
  const tall = looking(400, 800)
  assert.ok(tall.tall())
  assert.equal(tall.diameter(), 20)
  assert.deepEqual(tall.step(3, 5), { x: 5, y: 3 })
})

for (const [width, height] of [[800, 400], [400, 800]])
  test(`what is below the pointer stays there when one goes nearer, at ${width} by ${height}`, () => {
    const player = looking(width, height)
    const event = { clientX: 0.8 * width, clientY: 0.3 * height }
    const before = player.place(event)
    player.zoom(1 / 3, before)
    const after = player.place(event)
    assert.ok(Math.abs(after.x - before.x) < 1e-9 && Math.abs(after.y - before.y) < 1e-9)
    assert.ok(player.diameter() > 59)
    const [right, down] = player.inView().at(after.x, after.y)
    assert.ok(Math.abs(right - event.clientX) < 1e-9 && Math.abs(down - event.clientY) < 1e-9)
  })

test("one goes no nearer than that a few drops fill the picture, and not much farther than all of it", () => {
  const player = looking(800, 400)
  player.zoom(1e-6)
  assert.equal(player.seen().high, NEAREST)
  player.zoom(1e6)
  assert.equal(player.seen().high, 15)
})

test("while the story is told its camera is followed, and holds what one looks at", () => {
  const held = []
  const camera = { x: 1, y: 2, wide: 3, high: 4 }
  const player = looking(800, 400, { telling: { camera, hold: (view) => held.push(view) } })
  assert.equal(player.seen(), camera)
  player.lookAt(null)
  assert.deepEqual([held, player.view], [[null], null])
})
