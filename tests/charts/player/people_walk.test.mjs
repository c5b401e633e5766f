// The walk from person to person, as `node --test` runs it; test_in_node.py calls it.

import assert from "node:assert/strict"
import test from "node:test"
import { exported } from "./module.mjs"

const { companyOf, PEOPLE_MOVES, PEOPLE_WALK, withCompany } = await exported(
  ["walking_keys.js", "walking.js", "pond_walk.js", "people_walk.js"],
  "companyOf, PEOPLE_MOVES, PEOPLE_WALK, withCompany",
)

const person = (i, name) => ({ i, name, x: i, y: 0, radius: 0.5 })
const ADA = person(5, "Ada"), BEN = person(2, "Ben"), CEM = person(9, "Cem"), DOT = person(1, "Dot"), EVA = person(3, "Éva")
const LINKS = [
  { a: 5, b: 2, broad: 1, said: "Ada was kind to Ben once" },
  { a: 9, b: 5, broad: 3, said: "Cem was kind to Ada 2 times\nAda was kind to Cem once" },
  { a: 1, b: 5, broad: 1, said: "Dot was kind to Ada once" },
]
const known = companyOf([EVA, DOT, CEM, BEN, ADA], LINKS, "en")
const TEXTS = {
  said: { named: "{who} {nth}/{count}, {line}", linked: "{who} {nth}/{count} of {other}: {line}" },
  edge: { down: "no line" },
  none: "nobody",
  linked: { forms: ["{count} person", "{count} people"], which: "1".repeat(200).replace("11", "10") },
}

// The keys' ways one after the other, from somebody: where one is then.
const goes = (from, ...ways) => ways.reduce((row, way) => row && PEOPLE_MOVES[way](known, row), from)
const name = (row) => row?.name
const said = (row) => PEOPLE_WALK.sentence(row, known, { walk: TEXTS, language: "en" }).replace(/[\u2068\u2069]/g, "")

test("one goes from name to name as the language orders them", () => {
  assert.deepEqual(known.inOrder.map(name), ["Ada", "Ben", "Cem", "Dot", "Éva"])
  assert.equal(name(goes(ADA, "after", "after")), "Cem")
  assert.equal(goes(ADA, "before"), undefined)
  assert.equal(goes(EVA, "later"), undefined)
  assert.deepEqual([name(goes(BEN, "first")), name(goes(BEN, "last"))], ["Ada", "Éva"])
})

test("down the strongest line, from side to side along the others, and up back again", () => {
  assert.equal(name(goes(ADA, "down")), "Cem")
  assert.equal(name(goes(ADA, "down", "after")), "Ben")
  assert.equal(name(goes(ADA, "down", "after", "after")), "Dot")
  assert.equal(goes(ADA, "down", "after", "after", "after"), undefined)
  assert.equal(name(goes(ADA, "down", "after", "up")), "Ada")
  assert.equal(name(goes(BEN, "down", "down", "up", "up")), "Ben")
  assert.equal(goes(ADA, "up"), undefined)
  assert.equal(goes(EVA, "down"), undefined)
})

test("by name one leaves the line", () => {
  assert.equal(goes(ADA, "down", "later").from, undefined)
  assert.equal(name(goes(ADA, "down", "later")), "Dot")
})

test("a sentence says how many somebody is linked to, or who was kind to whom", () => {
  assert.equal(said(ADA), "Ada 1/5, 3 people")
  assert.equal(said(BEN), "Ben 2/5, 1 person")
  assert.equal(said(EVA), "Éva 5/5, nobody")
  assert.equal(said(goes(ADA, "down")), "Cem 1/3 of Ada: Cem was kind to Ada 2 times and Ada was kind to Cem once")
  assert.equal(said(goes(ADA, "down", "after")), "Ben 2/3 of Ada: Ada was kind to Ben once")
  assert.equal(PEOPLE_WALK.edge("down", EVA, known, TEXTS), "no line")
})

test("a name is filled in as it is, and once", () => {
  const odd = person(1, "{line} $&"), alone = companyOf([odd], [], "en")
  assert.match(PEOPLE_WALK.sentence(odd, alone, { walk: TEXTS, language: "en" }), /^.\{line\} \$&. 1\/1, nobody$/)
})

test("with somebody are those at the other ends of their lines, and with who is not drawn nobody", () => {
  assert.deepEqual(withCompany(5, known).map(name), ["Ada", "Cem", "Ben", "Dot"])
  assert.deepEqual(withCompany(3, known).map(name), ["Éva"])
  assert.deepEqual(withCompany(77, known), [])
})
