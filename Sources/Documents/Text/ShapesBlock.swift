import Figures
import Markup

/// A fenced block that says how shapes fit together:
///
///     X [2, 5] x A^T [5, 3] + b [3] = Y [2, 3]
///
/// Sizes are numbers or words. `x` is the matrix product, `*` the product of elements. The build
/// does the sum: sides that meet must be equal, and the result must have the shape that comes out.
package struct ShapesBlock {
  package let shapes: Figure.Shapes

  /// Reads a block that `check(_:file:)` found to be right.
  package init(_ block: CodeBlock) {
    shapes = (try? Self.read(block)) ?? Figure.Shapes(terms: [], operations: [])
  }

  private struct Misfit: Error {
    let message: String
  }

  /// Throws a `LessonFault` for a block without a title, and for shapes that do not fit.
  static func check(_ block: CodeBlock, file: String) throws(LessonFault) {
    guard case .shapes(let title) = block.role, !title.isEmpty else {
      throw LessonFault(
        file: file, line: block.line,
        message: "shapes need a title after the word, as in ```shapes A row for each input")
    }
    do {
      try fit(read(block))
    } catch {
      let message = (error as? Misfit)?.message ?? "\(error)"
      throw LessonFault(file: file, line: block.firstLine, message: message)
    }
  }

  private static func read(_ block: CodeBlock) throws -> Figure.Shapes {
    let line = block.lines.map { String($0).trimmed }.filter { !$0.isEmpty }
    let form = "shapes are one line such as 'X [2, 5] x A [5, 3] = Y [2, 3]'"
    guard line.count == 1 else { throw Misfit(message: form) }
    var rest = line[0][...]
    var terms: [Figure.Shapes.Term] = []
    var operations: [Figure.Shapes.Operation] = []
    while true {
      guard let term = rest.prefixMatch(of: /\s*([^\[\]]*?)\s*\[([^\[\]]*)\]\s*/) else {
        throw Misfit(message: "\(form), not '\(line[0])'")
      }
      let sizes = term.2.split(separator: ",", omittingEmptySubsequences: false)
        .map { String($0).trimmed }
      guard !term.1.isEmpty, (1...2).contains(sizes.count), !sizes.contains("") else {
        throw Misfit(message: "'\(term.0)' needs a name and one size or two")
      }
      terms.append(Figure.Shapes.Term(name: String(term.1), sizes: sizes))
      rest = rest[term.range.upperBound...]
      if rest.isEmpty { break }
      guard let operation = Figure.Shapes.Operation(rawValue: String(rest.removeFirst())) else {
        throw Misfit(message: "\(form); two shapes are joined by x, *, +, - or =")
      }
      operations.append(operation)
    }
    guard terms.count > 1 else { throw Misfit(message: form) }
    return Figure.Shapes(terms: terms, operations: operations)
  }

  // MARK: Fitting

  /// Does the products first, then the rest from left to right.
  private static func fit(_ shapes: Figure.Shapes) throws {
    var results: [[String]] = [shapes.terms[0].sizes]
    var waiting: [Figure.Shapes.Operation] = []
    for (operation, term) in zip(shapes.operations, shapes.terms.dropFirst()) {
      if operation == .product {
        results[results.count - 1] = try product(results[results.count - 1], term.sizes)
      } else {
        results.append(term.sizes)
        waiting.append(operation)
      }
    }
    var result = results[0]
    for (operation, next) in zip(waiting, results.dropFirst()) {
      guard operation == .equals else {
        result = try broadcast(result, next, operation)
        continue
      }
      guard result == next else {
        throw Misfit(message: "the result is \(text(result)), not \(text(next))")
      }
    }
  }

  private static func product(_ a: [String], _ b: [String]) throws -> [String] {
    guard let columns = a.last, let rows = b.first, columns == rows else {
      throw Misfit(
        message: "\(text(a)) x \(text(b)): \(a.last ?? "") columns meet \(b.first ?? "") rows")
    }
    return a.dropLast() + b.dropFirst()
  }

  private static func broadcast(
    _ a: [String], _ b: [String], _ operation: Figure.Shapes.Operation
  ) throws -> [String] {
    let count = max(a.count, b.count)
    func padded(_ sizes: [String]) -> [String] {
      Array(repeating: "1", count: count - sizes.count) + sizes
    }
    return try zip(padded(a), padded(b)).map { one, other in
      guard one == other || one == "1" || other == "1" else {
        throw Misfit(
          message: "\(text(a)) \(operation.rawValue) \(text(b)): \(one) and \(other) do not fit")
      }
      return one == "1" ? other : one
    }
  }

  private static func text(_ sizes: [String]) -> String { "[\(sizes.joined(separator: ", "))]" }
}
