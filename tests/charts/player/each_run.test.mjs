// What a further run of a component does with what the run before began; test_in_node.py calls it.

import assert from "node:assert/strict"
import test from "node:test"
import { exported } from "./module.mjs"

const { anew } = await exported(["each_run.js"], "anew")

test("a further run ends what the one before began, and no other place's", () => {
  const here = {}, there = {}, on = new Set()
  const begins = (place, name) => anew(place, () => (on.add(name), () => on.delete(name)))
  begins(here, "first")
  begins(there, "other")
  const end = begins(here, "second")
  assert.deepEqual([...on], ["other", "second"])
  end()
  assert.deepEqual([...on], ["other"])
})

test("what was ended is not ended again when its run is", () => {
  let ended = 0
  const here = {}
  const first = anew(here, () => () => ended++)
  anew(here, () => undefined)
  first()
  assert.equal(ended, 1)
})
