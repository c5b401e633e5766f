// What was just shared: once its drop has landed, light runs along its ripple to it, and its words stand there for as
// long as they take to read. By the time of the picture and not of a clock: a busy browser shows both later.
const LANDED = 0.6 // of the time that a drop takes to come
const ROOT = 0.5, OTHER = 0.36 // the radius of a start and of any other drop, in diameters (ripple/charts/pond/rows.py)

class Fallen {
  constructor(player, caption, path, { who, words, lang }) {
    Object.assign(this, { player, caption, path })
    this.lands = player.last() + LANDED * player.coming
    this.plate = new Plate(player.part("play"))
    this.plate.write(who || player.data.texts.unnamed, words, lang)
  }

  end() {
    this.plate.end()
    this.over = true
  }

  // Over the picture as it is seen now, unless somebody looks at something else by then.
  show() {
    const { player } = this
    if (this.over || !player.chart?.isConnected) return
    if (player.data.chosen || player.walking.row) return this.end()
    if (player.now !== null && player.now < this.lands) return this.plate.hide()
    if (!this.landed) this.land()
    const { at, diameter } = player.inView(), { clientWidth, clientHeight } = player.chart
    const [right, down] = at(...this.path.at(-1))
    if (right < 0 || down < 0 || right > clientWidth || down > clientHeight) return this.plate.hide()
    const drop = this.path.length > 1 ? OTHER : ROOT
    this.plate.stand(player.chart, [right, down], diameter * drop + BESIDE)
  }

  land() {
    this.landed = true
    this.player.keepFresh(this.caption)
    if (this.path.length > 1) this.player.swell?.run(this.path)
  }
}
