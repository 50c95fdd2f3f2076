// A stable sort on typed arrays: sorted runs are merged two by two.  Knuth, The Art of Computer Programming 3, §5.2.4.

/** The places of these numbers in ascending order: equals as they were, zeros of both signs equal, NaN last. */
export const sortedPlaces = (numbers: Float64Array): Int32Array => {
  const n = numbers.length
  const sorted = new Int32Array(n)
  let count = 0
  for (let i = 0; i < n; i++) if (!Number.isNaN(numbers[i])) sorted[count++] = i
  sorted.set(merged(numbers, sorted.slice(0, count)))
  for (let i = 0; i < n; i++) if (Number.isNaN(numbers[i])) sorted[count++] = i
  return sorted
}

/** The places, by their numbers, none of which is NaN. */
const merged = (numbers: Float64Array, start: Int32Array<ArrayBuffer>): Int32Array => {
  const n = start.length
  let [places, nextPlaces] = [start, new Int32Array(n)]
  let [keys, nextKeys] = [new Float64Array(n), new Float64Array(n)]
  for (let i = 0; i < n; i++) keys[i] = numbers[places[i] ?? 0] ?? 0
  for (let width = 1; width < n; width *= 2) {
    for (let low = 0; low < n; low += 2 * width) {
      const [middle, high] = [Math.min(low + width, n), Math.min(low + 2 * width, n)]
      let [left, right] = [low, middle]
      for (let i = low; i < high; i++) {
        const fromLeft =
          right === high || (left < middle && (keys[left] ?? 0) <= (keys[right] ?? 0))
        const from = fromLeft ? left++ : right++
        nextPlaces[i] = places[from] ?? 0
        nextKeys[i] = keys[from] ?? 0
      }
    }
    ;[places, nextPlaces] = [nextPlaces, places]
    ;[keys, nextKeys] = [nextKeys, keys]
  }
  return places
}
