// A chart, which is a value, as SVG.
import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'

export const drawn = (chart: TopLevelSpec): Promise<string> =>
  new View(parse(compile(chart).spec), { renderer: 'none' }).toSVG()
