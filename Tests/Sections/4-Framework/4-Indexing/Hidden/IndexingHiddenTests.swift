import ExerciseTesting
import Indexing
import Kindling
import XCTest

final class IndexingHiddenTests: ExerciseTestCase {
  // MARK: Tensors to index, and what is in them

  /// Contiguous tensors, views with gaps, turned, mirrored and repeated ones, of rank 0 to 4.
  private func tensors() -> [Strided] {
    func memory(_ count: Int) -> Memory {
      Memory((0..<count).map { Double($0 + 1) })
    }
    var result = [
      [2, 3], [3, 3], [5], [1], [1, 3], [3, 1], inputs.shuffled([2, 3, 4]), [2, 1, 2, 3], [0, 3],
      [2, 0], [],
    ].map { sizes in
      Strided(memory(sizes.reduce(1, *)).numbers, sizes: sizes)
    }
    result += [
      Strided(memory: memory(20), offset: 3, sizes: [3, 2], strides: [1, 8]),
      Strided(memory: memory(20), offset: 2, sizes: [3, 3], strides: [5, 2]),
      Strided(memory: memory(9), offset: 8, sizes: [4], strides: [-2]),
      Strided(memory: memory(4), offset: 1, sizes: [3, 2], strides: [0, 1]),
      Strided(memory: memory(30), offset: 1, sizes: [2, 3, 2], strides: [1, 9, 3]),
      Strided(memory: memory(3), offset: 2, sizes: [], strides: []),
    ]
    return result
  }

  /// All indices of a shape, in row order.
  private func indices(_ sizes: [Int]) -> [[Int]] {
    guard let first = sizes.first else { return [[]] }
    let rest = indices(Array(sizes.dropFirst()))
    return (0..<first).flatMap { head in rest.map { [head] + $0 } }
  }

  private func place(_ t: Strided, _ index: [Int]) -> Int {
    index.indices.reduce(t.offset) { $0 + index[$1] * t.strides[$1] }
  }

  private func places(_ t: Strided) -> [Int] { indices(t.sizes).map { place(t, $0) } }

  private func numbers(_ t: Strided, _ places: [Int]) -> [Double] {
    places.map { t.memory.numbers[$0] }
  }

  private func code(_ t: Strided) -> Code {
    Code(
      "memory 1, 2, ... \(t.memory.numbers.count), offset \(t.offset), sizes \(t.sizes), "
        + "strides \(t.strides)")
  }

  // MARK: Part 1

  func testPlaces() {
    for t in tensors() {
      let before = t.memory.numbers
      for call in ["", "called again"] {
        expectEqual(t.places(), places(t), for: ["t": code(t)], call)
      }
      expectEqual(t.memory.numbers, before, for: ["t": code(t)], "the memory after the call")
    }
  }

  // MARK: Views

  private func expectView(
    _ view: Strided, of t: Strided, _ sizes: [Int], _ right: [Int],
    for told: KeyValuePairs<String, Any>, line: UInt = #line
  ) {
    expectEqual(view.sizes, sizes, for: told, "the sizes", line: line)
    expectEqual(
      view.strides.count, view.sizes.count, for: told, "how many strides there are", line: line)
    guard view.sizes == sizes, view.strides.count == sizes.count else { return }
    expectEqual(
      places(view), right, for: told, "where the elements of the result are in the memory",
      line: line)
    expect(
      view.memory === t.memory, "the result is not a view of the memory", for: told, line: line)
  }

  private func expectProblem(
    _ problem: IndexProblem, for told: KeyValuePairs<String, Any>, line: UInt = #line,
    _ call: () throws -> Strided
  ) {
    announce(told)
    do {
      let found = try call()
      expect(
        false, "expected \(problem) to be thrown, got sizes \(found.sizes)", for: told, line: line)
    } catch {
      expect(
        error as? IndexProblem == problem, "expected \(problem) to be thrown, got \(error)",
        for: told, line: line)
    }
  }

  func testSelect() throws {
    for t in tensors() {
      let before = t.memory.numbers
      for dim in t.sizes.indices {
        let size = t.sizes[dim]
        for index in -size..<size {
          let told: KeyValuePairs<String, Any> = ["t": code(t), "dim": dim, "index": index]
          announce(told)
          let right = indices(t.sizes).filter { $0[dim] == (index + size) % size }
            .map { place(t, $0) }
          var sizes = t.sizes
          sizes.remove(at: dim)
          let view = try t.select(dim, index)
          if view.sizes == sizes, view.strides.count == sizes.count, places(view) == right,
            view.memory === t.memory
          {
            continue
          }
          return expectView(view, of: t, sizes, right, for: told)
        }
        for index in [size, -size - 1, size + 7, -100, .min, .max] {
          expectProblem(
            .outside(index: index, size: size),
            for: ["t": code(t), "dim": dim, "index": index]
          ) { try t.select(dim, index) }
        }
      }
      expectEqual(t.memory.numbers, before, for: ["t": code(t)], "the memory after the calls")
    }
  }

  func testSlice() {
    for t in tensors() {
      let before = t.memory.numbers
      for dim in t.sizes.indices {
        let size = t.sizes[dim]
        let bounds: [Int?] = [
          nil, 0, 1, 2, size - 1, size, size + 3, -1, -2, -size, -size - 2, .max, .min,
        ]
        for start in [nil, -size - 2] + inputs.shuffled(bounds).prefix(3) + [.min] {
          for end in [nil, -size - 2] + inputs.shuffled(bounds).prefix(3) + [.min] {
            for step in [1, inputs.shuffled([2, 2, 3, 100])[0], 1_000_000] {
              let told: KeyValuePairs<String, Any> = [
                "t": code(t), "dim": dim, "start": Code(start.map { "\($0)" } ?? "nil"),
                "end": Code(end.map { "\($0)" } ?? "nil"), "step": step,
              ]
              announce(told)
              // Python's rule, position by position.
              func bound(_ position: Int) -> Int {
                let counted = position < 0 ? position + size : position
                return counted < 0 ? 0 : counted > size ? size : counted
              }
              let (first, last) = (bound(start ?? 0), bound(end ?? size))
              let taken = (0..<size).filter {
                $0 >= first && $0 < last && ($0 - first) % step == 0
              }
              var sizes = t.sizes
              sizes[dim] = taken.count
              let right = indices(t.sizes).filter { taken.contains($0[dim]) }.map { place(t, $0) }
              let view = t.slice(dim, from: start, to: end, step: step)
              // There are many cases: what is right says nothing.
              if view.sizes == sizes, view.strides.count == sizes.count, places(view) == right,
                view.memory === t.memory
              {
                continue
              }
              return expectView(view, of: t, sizes, right, for: told)
            }
          }
        }
      }
      expectEqual(t.memory.numbers, before, for: ["t": code(t)], "the memory after the calls")
    }
  }

  // MARK: Copies

  private func expectCopy(
    _ copy: Strided, of t: Strided, _ sizes: [Int], _ numbers: [Double],
    for told: KeyValuePairs<String, Any>, line: UInt = #line
  ) {
    expectEqual(copy.memory.numbers, numbers, for: told, "the memory of the copy", line: line)
    expectEqual(copy.sizes, sizes, for: told, "the sizes", line: line)
    let plain = Strided(numbers, sizes: sizes)
    expectEqual(copy.offset, 0, for: told, "the offset", line: line)
    expectEqual(copy.strides, plain.strides, for: told, "the strides", line: line)
    expect(copy.memory !== t.memory, "the result is a view, not a copy", for: told, line: line)
  }

  func testRows() throws {
    for t in tensors() where !t.sizes.isEmpty {
      let before = t.memory.numbers
      let size = t.sizes[0]
      var lists: [[Int]] = [[]]
      if size > 0 {
        lists += [
          [0], [size - 1, 0], [-1, -size, 0, 0],
          (0..<5).map { _ in inputs.integer(in: -size...size - 1) },
        ]
      }
      for list in lists {
        let told: KeyValuePairs<String, Any> = ["t": code(t), "indices": list]
        announce(told)
        let right = list.flatMap { row in
          indices(t.sizes).filter { $0[0] == (row + size) % size }.map { place(t, $0) }
        }
        for _ in 0..<2 {
          expectCopy(
            try t.rows(list), of: t, [list.count] + t.sizes.dropFirst(), numbers(t, right),
            for: told)
        }
      }
      var wrong = [[size], [-size - 1], [size + 4, -size - 9], [.min], [.max]]
      // The first that is none, behind others that are.
      if size > 0 { wrong += [[0, size], [size - 1, -size, -size - 1, size, 0]] }
      for wrong in wrong {
        let first = wrong.first { !(-size..<size).contains($0) }!
        expectProblem(
          .outside(index: first, size: size), for: ["t": code(t), "indices": wrong]
        ) { try t.rows(wrong) }
      }
      expectEqual(t.memory.numbers, before, for: ["t": code(t)], "the memory after the calls")
    }
  }

  func testPairs() throws {
    for t in tensors() where t.sizes.count == 2 {
      let before = t.memory.numbers
      let (height, width) = (t.sizes[0], t.sizes[1])
      var lists: [([Int], [Int])] = [([], [])]
      if height > 0 && width > 0 {
        lists += [([0], [width - 1]), ([-1], [-width]), ([0, 0, 0], [0, 0, -1])]
        let count = inputs.integer(in: 2...6)
        lists.append(
          (
            (0..<count).map { _ in inputs.integer(in: -height...height - 1) },
            (0..<count).map { _ in inputs.integer(in: -width...width - 1) }
          ))
      }
      for (rows, columns) in lists {
        let told: KeyValuePairs<String, Any> = ["t": code(t), "rows": rows, "columns": columns]
        announce(told)
        let right = zip(rows, columns).map {
          place(t, [($0 + height) % height, ($1 + width) % width])
        }
        for _ in 0..<2 {
          expectCopy(
            try t.pairs(rows: rows, columns: columns), of: t, [rows.count], numbers(t, right),
            for: told)
        }
      }
      let wrong: [([Int], [Int], IndexProblem)] = [
        ([height], [0], .outside(index: height, size: height)),
        ([-height - 1], [width + 5], .outside(index: -height - 1, size: height)),
        ([0, 100], [0], .mismatch(1, 2)), ([], [0], .mismatch(1, 0)), ([100], [], .mismatch(0, 1)),
        ([0], [0, 0], .mismatch(2, 1)),
      ]
      for (rows, columns, problem) in wrong {
        expectProblem(problem, for: ["t": code(t), "rows": rows, "columns": columns]) {
          try t.pairs(rows: rows, columns: columns)
        }
      }
      if height > 0 {
        for column in [width, -width - 1, .min, .max] {
          expectProblem(
            .outside(index: column, size: width),
            for: ["t": code(t), "rows": [0], "columns": [column]]
          ) { try t.pairs(rows: [0], columns: [column]) }
        }
      }
      if height > 0 && width > 0 {
        // Pair by pair: what a later pair has, row or column, does not matter any more.
        for (rows, columns, problem) in [
          ([0, 0, height], [0, width, 0], .outside(index: width, size: width)),
          ([-1, height, 0], [-1, 0, -width - 1], .outside(index: height, size: height)),
        ] as [([Int], [Int], IndexProblem)] {
          expectProblem(problem, for: ["t": code(t), "rows": rows, "columns": columns]) {
            try t.pairs(rows: rows, columns: columns)
          }
        }
      }
      expectEqual(t.memory.numbers, before, for: ["t": code(t)], "the memory after the calls")
    }
  }

  func testMask() throws {
    for t in tensors() {
      let before = t.memory.numbers
      let all = places(t)
      var masks = [all.map { _ in true }, all.map { _ in false }]
      for _ in 0..<3 { masks.append(all.map { _ in inputs.integer(in: 0...1) == 1 }) }
      for mask in masks {
        let told: KeyValuePairs<String, Any> = ["t": code(t), "mask": mask]
        announce(told)
        let right = numbers(t, zip(all, mask).filter(\.1).map(\.0))
        for _ in 0..<2 {
          expectCopy(try t.masked(by: mask), of: t, [right.count], right, for: told)
        }
      }
      // A view's memory may have more numbers than the view has elements.
      for count in [all.count + 1, all.count - 1, before.count]
      where count >= 0 && count != all.count {
        let mask = Array(repeating: true, count: count)
        expectProblem(
          .mismatch(count, all.count), for: ["t": code(t), "mask": mask]
        ) { try t.masked(by: mask) }
      }
      expectEqual(t.memory.numbers, before, for: ["t": code(t)], "the memory after the calls")
    }
  }

  // MARK: Gradients

  private func expectSpread(
    _ gradient: [Double], _ places: [Int], _ count: Int, _ expected: [Double], _ what: String = "",
    line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = [
      "gradient": gradient, "places": places, "count": count,
    ]
    announce(told)
    for _ in 0..<2 {
      let found = spread(gradient, from: places, over: count)
      guard found.count == count else {
        return expectEqual(
          found.count, count, for: told,
          (what.isEmpty ? "" : what + ": ") + "how many numbers there are")
      }
      expectClose(
        Tensor(found, dtype: .float64), Tensor(expected, dtype: .float64), for: told, what,
        line: line)
    }
  }

  func testSpread() {
    expectSpread([1, 10, 100], [2, 0, 2], 4, [10, 0, 101, 0])
    expectSpread([5], [0], 1, [5])
    expectSpread([], [], 3, [0, 0, 0])
    expectSpread([], [], 0, [])
    expectSpread([1, 2, 3, 4], [1, 1, 1, 1], 2, [0, 10])
    expectSpread([.infinity, 1], [0, 1], 3, [.infinity, 1, 0])
    expectSpread([.nan, 1], [1, 0], 3, [1, .nan, 0])
    for _ in 0..<10 {
      let (count, reads) = (inputs.integer(in: 1...8), inputs.integer(in: 1...12))
      let gradient = (0..<reads).map { _ in inputs.number(in: -9...9) }
      let places = (0..<reads).map { _ in inputs.integer(in: 0...count - 1) }
      let expected = (0..<count).map { place in
        zip(gradient, places).reduce(0) { $0 + ($1.1 == place ? $1.0 : 0) }
      }
      expectSpread(gradient, places, count, expected)
    }
  }

  /// The library's own gradient through each kind of index.
  func testGradientsOfEveryIndex() {
    let data = inputs.normal(4, 5, dtype: .float64)
    let order = Tensor.arange(20).view(4, 5)
    // The first pair is read twice, so that gradients add up.
    let (row, column) = (inputs.integer(in: 0...3), inputs.integer(in: 0...4))
    let rows = Tensor([row, row, inputs.integer(in: 0...3)])
    let columns = Tensor([column, column, inputs.integer(in: 0...4)])
    let mask = data .> 0
    let kinds: [(String, (Tensor) -> Tensor)] = [
      ("t[2]", { $0[2] }), ("t[.all, 1]", { $0[.all, 1] }), ("t[1..<3]", { $0[1..<3] }),
      ("t[.all, .every(2)]", { $0[.all, .every(2)] }), ("t[rows]", { $0[rows] }),
      ("t[rows, columns]", { $0[rows, columns] }), ("t[mask]", { $0[mask] }),
      ("t.t()[1...]", { $0.t()[1...] }),
    ]
    for (text, index) in kinds {
      let leaf = data.clone().requiringGradient()
      let picked = index(leaf)
      let cotangent = inputs.normal(picked.elementCount, dtype: .float64)
      let right = grad(
        of: picked, withRespectTo: [leaf], gradient: cotangent.view(picked.shape))[0]!
      expectSpread(
        cotangent.doubles(), index(order).ints(), 20, right.doubles(), text)
    }
  }
}
