import Kindling

/// Draws a matrix as coloured cells, one colour for numbers above zero and another below.
///
/// A tensor [n] is one row. Traps when the tensor has more than two dimensions, or when `rows` or
/// `columns` are given and name not every one: `heatmap: 3 rows and 2 row names`.
public func heatmap(
  _ tensor: Tensor, rows: [String] = [], columns: [String] = [], title: String,
  xLabel: String = "", yLabel: String = "", description: String = ""
) {
  guard (1...2).contains(tensor.rank) else {
    fatalError("heatmap: the tensor \(tensor.shape) is not a matrix")
  }
  let width = tensor.shape[tensor.rank - 1]
  let height = tensor.rank == 1 ? 1 : tensor.shape[0]
  check("heatmap", width * height, of: "cells", atMost: Limit.cells)
  let numbers = drawable(tensor, in: "heatmap")
  let values = (0..<height).map { Array(numbers[$0 * width..<($0 + 1) * width]) }
  LessonRun.draw(
    .heatmap(
      values: values, rows: names(rows, height, "row"), columns: names(columns, width, "column")),
    title, xLabel, yLabel, description)
}

private func names(_ given: [String], _ count: Int, _ kind: String) -> [String] {
  guard !given.isEmpty else { return (0..<count).map(String.init) }
  guard given.count == count else {
    fatalError("heatmap: \(count) \(kind)s and \(given.count) \(kind) names")
  }
  return given
}
