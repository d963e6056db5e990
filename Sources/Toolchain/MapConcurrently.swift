/// Transforms every element, some at a time; the results keep the elements' order.
package func mapConcurrently<Element: Sendable, Result: Sendable>(
  _ elements: [Element], jobs: Int, _ transform: @Sendable (Element) async throws -> Result
) async throws -> [Result] {
  try await withoutActuallyEscaping(transform) { transform in
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var results: [Result?] = elements.map { _ in nil }
      var waiting = elements.enumerated().makeIterator()
      func startNext() {
        guard let (index, element) = waiting.next() else { return }
        group.addTask { (index, try await transform(element)) }
      }
      for _ in 0..<jobs { startNext() }
      while let (index, result) = try await group.next() {
        results[index] = result
        startNext()
      }
      return results.compactMap(\.self)
    }
  }
}
