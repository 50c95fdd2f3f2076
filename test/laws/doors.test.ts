// Law 7 at every door: whatever a public function is given, what it throws is an EspalierError whose sentence fits the
// grammar and begins with the function's name.
import { expect, test } from 'vitest'
import { calls, doors } from './doors/calls.ts'
import { faultOf, outcomeOf, spoiledCalls } from './doors/sweep.ts'

/** The functions of a door; of the root's only those that no other door has. */
const functionsOf = (door: string): readonly (readonly [name: string, f: unknown])[] =>
  Object.entries(doors[door] ?? {}).filter(
    ([name, f]) =>
      typeof f === 'function' && (calls[door]?.[name] !== undefined || !isElsewhere(door, f)),
  )

const isElsewhere = (door: string, f: unknown): boolean =>
  Object.entries(doors).some(
    ([other, room]) =>
      other !== door &&
      Object.entries(room).some(([name, g]) => g === f && calls[other]?.[name] !== undefined),
  )

let count = 0
for (const door of Object.keys(doors))
  for (const [name, f] of functionsOf(door))
    test(`${door}: ${name} says what is wrong with whatever it is given`, async () => {
      const rows = calls[door]?.[name]
      expect(rows, 'needs a right call among test/laws/doors').toBeDefined()
      const faults: string[] = []
      for (const stages of rows ?? []) {
        expect(await outcomeOf(f, stages)).toBe('given')
        for (const { place, stages: bad } of spoiledCalls(stages)) {
          count++
          const fault = faultOf(await outcomeOf(f, bad), () => true)
          if (fault !== undefined) faults.push(`${place}: ${fault}`)
        }
      }
      expect(faults).toEqual([])
    })

test('the law has been asked of many calls', () => {
  console.log(`doors: ${count} wrong calls`)
  expect(count).toBeGreaterThanOrEqual(20000)
})
