// The legend, which filters too.

const Legend = (Part) => class extends Part {
  shown = null // the kinds that are not dimmed; null for all

  legend() {
    const { kinds, ways, steps, colours, others, texts } = this.data
    if (kinds.length < 2) this.shown = null // there is nothing to tell apart
    const look = (kind) => drop(colours === "kinds" ? kind : { ...kind, colour: "none", ink: "currentColor" })
    const chips = kinds.length < 2 ? kinds.map((kind) => sign(look(kind), kind.name)) : kinds.map((kind) => {
      const chip = element("button", { type: "button", title: texts.only })
      chip.append(look(kind), kind.name)
      chip.ariaPressed = String(Boolean(this.shown?.has(kind.kind)))
      chip.dataset.faint = Boolean(this.shown && !this.shown.has(kind.kind))
      chip.onclick = () => this.hold(kind.kind)
      return chip
    })
    const depths = (colours === "steps" ? steps : []).map((step) => sign(drop(step), step.name))
    const lines = ways.map(({ how, name }) => sign(line(how), name))
    const lead = element("span", { class: "lead" })
    lead.textContent = kinds.length < 2 ? "" : texts.show
    this.part("legend").replaceChildren(lead, ...chips, ...depths, ...lines, ...others.map((each) => sign(ring(each.sign), each.name)))
  }

  // Hold on to a kind while the others are dimmed; all of them, when the last one is let go.
  hold(kind) {
    const shown = new Set(this.shown ?? [])
    if (!shown.delete(kind)) shown.add(kind)
    this.shown = shown.size ? shown : null
    this.legend()
    this.show()
    this.keep()
  }
}

function legendOf(data) {
  return [data?.kinds, data?.ways, data?.steps, data?.colours, data?.others]
}
