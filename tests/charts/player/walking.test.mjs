// The pure functions of the walk through a pond, as `node --test` runs them; test_in_node.py calls it.

import assert from "node:assert/strict"
import test from "node:test"
import { exported } from "./module.mjs"

const NAMES = "pathsOf, POND_MOVES, wayOf, signOf, actSentence, actEdge, counted, filled"
const { pathsOf, POND_MOVES: MOVES, wayOf, signOf, actSentence, actEdge, counted, filled } = await exported(
  ["walking_keys.js", "walking.js", "pond_walk.js"],
  NAMES,
)

// An act as `tellable` has it: its place in the pond's time, and its path.
function act(i, path, more = {}) {
  const start = path.indexOf("/"), step = path.length - start - 1
  return { i, beat: i, path, root: path.slice(0, start), step, name: `Teller ${i}`, words: `words ${i}`, kind: "", folded: "", ...more }
}

// 0 ─ 1 ─ 3 ─ 4, 0 ─ 2, and 5 alone; not in the order in which they came.
const POND = [act(3, "0/!!"), act(0, "0/"), act(5, "5/"), act(1, "0/!"), act(4, "0/!!!"), act(2, '0/"')]
const paths = pathsOf(POND)
const row = (i) => POND.find((one) => one.i === i)
const goes = (from, way) => MOVES[way](paths, row(from))?.i

const TEXTS = {
  said: {
    alone: "{who} alone: {words}",
    start: "{who} starts, {far}, {grew}: {words}",
    step: "{who} {step}/{steps}, {grew}: {words}",
    beside: "{who} {step}/{steps}, {nth} of {count}, {grew}: {words}",
    fold: "{folded}, first {who}: {words}",
  },
  edge: { up: "a start", alone: "none beside", before: "the first", after: "the last" },
  none: "nothing grew",
  grew: { forms: ["{count} act grew", "{count} acts grew"], which: "1".repeat(200).replace("11", "10") },
  far: { forms: ["it reaches {count} steps"], which: "0".repeat(200) },
  unnamed: "Unnamed",
  gone: "gone",
}
const bare = (text) => text.replace(/[\u2068\u2069]/g, "")
const said = (one, among = paths) => bare(actSentence(one, among, { walk: TEXTS }))

test("one goes to what led here, to what grew from it, and to the start", () => {
  assert.equal(goes(4, "up"), 3)
  assert.equal(goes(0, "down"), 1)
  assert.equal(goes(4, "top"), 0)
  assert.equal(goes(0, "up"), undefined)
  assert.equal(goes(0, "top"), undefined)
  assert.equal(goes(4, "down"), undefined)
})

test("beside an act are those from the same act, and beside a start the other starts", () => {
  assert.equal(goes(1, "after"), 2)
  assert.equal(goes(2, "before"), 1)
  assert.equal(goes(2, "after"), undefined)
  assert.equal(goes(3, "after"), undefined)
  assert.equal(goes(0, "after"), 5)
})

test("one goes through time, whatever grew from what", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((i) => goes(i, "later")), [1, 2, 3, 4, 5, undefined])
  assert.deepEqual([0, 1, 2].map((i) => goes(i, "earlier")), [undefined, 0, 1])
  assert.equal(goes(3, "first"), 0)
  assert.equal(goes(3, "last"), 5)
})

test("of many beside each other each can be come to, whichever sign its path ends with", () => {
  const many = [act(0, "0/"), ...Array.from({ length: 300 }, (_, n) => act(n + 1, `0/${String.fromCharCode(33 + n)}`))]
  const all = pathsOf(many)
  let at = MOVES.down(all, many[0])
  for (let n = 1; n <= 300; n++, at = MOVES.after(all, at)) {
    assert.equal(at.i, n)
    assert.equal(MOVES.up(all, at).i, 0)
    assert.equal(MOVES.top(all, at).i, 0)
  }
  assert.equal(at, undefined)
})

test("an act that stands alone can be walked too", () => {
  const only = act(0, "0/"), alone = pathsOf([only])
  for (const way of ["up", "down", "before", "after", "top", "earlier", "later"]) assert.equal(MOVES[way](alone, only), undefined)
  assert.equal(MOVES.first(alone), only)
  assert.equal(said(only, alone), "Teller 0 alone: words 0")
})

test("a sentence says who, which step of how many, how many grew from it, and the words", () => {
  assert.equal(said(row(0)), "Teller 0 starts, it reaches 3 steps, 2 acts grew: words 0")
  assert.equal(said(row(1)), "Teller 1 1/3, 1 of 2, 1 act grew: words 1")
  assert.equal(said(row(3)), "Teller 3 2/3, 1 act grew: words 3")
  assert.equal(said(row(4)), "Teller 4 3/3, nothing grew: words 4")
  assert.equal(said(row(5)), "Teller 5 alone: words 5")
})

test("an unnamed drop says so, and a fold that it is many", () => {
  const gone = act(0, "0/", { kind: "unnamed", name: "", words: "" }), fold = act(1, "1/", { folded: "9 acts" })
  const both = pathsOf([gone, fold])
  assert.equal(said(gone, both), "Unnamed alone: gone")
  assert.equal(said(fold, both), "9 acts, first Teller 1: words 1")
})

test("what somebody typed is filled in once, and as it is", () => {
  const typed = act(0, "0/", { name: "{words} $&", words: "{who} <b>" })
  assert.equal(said(typed, pathsOf([typed])), "{words} $& alone: {who} <b>")
  assert.equal(filled("{a}{b}", { a: "{b}", b: "$1" }), "{b}$1")
})

test("each number has its form of a text, however large it is", () => {
  assert.equal(counted(TEXTS.grew, 1), "1 act grew")
  assert.equal(counted(TEXTS.grew, 2), "2 acts grew")
  assert.equal(counted({ forms: ["few {count}", "many {count}"], which: "0".repeat(111) + "1" + "0".repeat(88) }, 4211), "many 4211")
})

test("where one cannot go it is said why", () => {
  assert.equal(actEdge("before", row(1), paths, TEXTS), "the first")
  assert.equal(actEdge("after", row(3), paths, TEXTS), "none beside")
  assert.equal(actEdge("up", row(0), paths, TEXTS), "a start")
})

test("keys that belong to the browser or the screen reader are left to them", () => {
  assert.equal(wayOf({ key: "ArrowUp" }), "up")
  assert.equal(wayOf({ key: "ArrowUp", shiftKey: true }), "top")
  assert.equal(wayOf({ key: "?", shiftKey: true }), "keys")
  for (const held of ["ctrlKey", "metaKey", "altKey"]) assert.equal(wayOf({ key: "Home", [held]: true }), undefined)
  for (const key of ["Tab", "r", "c", "PageDown"]) assert.equal(wayOf({ key }), undefined)
})

test("where one reads from the right, what comes next is to the left", () => {
  assert.equal(wayOf({ key: "ArrowLeft" }, true), "after")
  assert.equal(wayOf({ key: "ArrowRight", shiftKey: true }, true), "earlier")
  assert.equal(wayOf({ key: "ArrowUp" }, true), "up")
  assert.deepEqual(["after", "earlier", "up", "first"].map((way) => signOf(way, true)), ["←", "⇧→", "↑", ""])
  assert.deepEqual(["after", "earlier"].map((way) => signOf(way)), ["→", "⇧←"])
})
