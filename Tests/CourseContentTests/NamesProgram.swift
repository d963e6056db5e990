import Course
import Foundation
import SwiftParser
import TestSupport
import Toolchain

@testable import Documents
@testable import Publishing

/// What is under Kindling in lessons' tables of names, as a program that the compiler checks.
///
/// Each cell is in a scope of its own, with what `Tests/Fixtures/names_tables.swift` declares for
/// its lesson around it.
struct NamesProgram {
  /// What is declared under a mark, and the line where that begins.
  private struct Prelude {
    let line: Int
    let text: String
  }

  private static let libraries = ["Kindling", "Layerwise"]

  private let file = "Tests/Fixtures/names_tables.swift"
  private let preludes: [String: Prelude]
  private let lessons: [Lesson]
  private let cells: [Cell]

  /// A cell, as a statement that means what it does.
  private struct Cell {
    let file: String
    let line: Int
    let call: String
    let statement: String

    /// Whether it is whole by itself. What is not would be at fault in another cell.
    var isWhole: Bool { !Parser.parse(source: statement).hasError }
  }

  init(_ lessons: [Lesson]) throws {
    self.lessons = lessons
    cells = lessons.flatMap { lesson in
      (NamesTable(lesson.blocks)?.rows ?? []).compactMap { row in
        row.calls["Kindling"].map {
          Cell(file: lesson.file, line: row.line, call: $0, statement: Self.statement($0))
        }
      }
    }
    let text = try String(
      contentsOf: Repository.root.appending(path: file), encoding: .utf8)
    let mark = "// MARK: "
    let lines = text.components(separatedBy: "\n")
    let starts = lines.indices.filter { lines[$0].hasPrefix(mark) }
    let parts = zip(starts, starts.dropFirst() + [lines.count]).map { start, end in
      let text = lines[(start + 1)..<end].joined(separator: "\n")
      return (String(lines[start].dropFirst(mark.count)), Prelude(line: start + 2, text: text))
    }
    preludes = Dictionary(uniqueKeysWithValues: parts)
  }

  /// The sections that have declarations of their own.
  var marks: Set<String> { Set(preludes.keys).subtracting(Self.libraries) }

  /// What the compiler has against the cells, each with the lesson's line.
  func faults(_ compiler: Compiler, in folder: URL) async throws -> [String] {
    // A file imports one library: names that both have would mean neither.
    let sources = try Self.libraries.map { library in
      let source = folder.appending(path: "\(library).swift")
      try Data(text(library).utf8).write(to: source)
      return source
    }
    let module = Compiler.Module(name: "Names", sources: sources, output: folder)
    let result = try await compiler.check(module)
    let torn = cells.filter { !$0.isWhole }.map {
      "\($0.file):\($0.line): `\($0.call)` is not whole: is a bracket or a quotation mark missing?"
    }
    let errors = result.errors.sorted { ($0.file ?? "", $0.line) < ($1.file ?? "", $1.line) }
    let faults = errors.map { error in
      let cell = cells.first { $0.file == error.file && $0.line == error.line }
      let place = "\(error.file ?? ""):\(error.line): "
      return place + (cell.map { "`\($0.call)` does not compile: " } ?? "") + error.message
    }
    return torn + (faults.isEmpty && !result.isSuccess ? [result.log] : faults)
  }

  /// The lessons of one library, a function each.
  private func text(_ library: String) -> String {
    let own = lessons.filter { $0.section.imports.contains("Layerwise") == (library != "Kindling") }
    return "import \(library)\n" + own.map { function($0, library) }.joined()
  }

  private func function(_ lesson: Lesson, _ library: String) -> String {
    let section = lesson.section.id.replacing(".", with: "_")
    let scopes = cells.filter { $0.file == lesson.file && $0.isWhole }.map { cell in
      """
      do {
      #sourceLocation(file: "\(cell.file)", line: \(cell.line))
      \(cell.statement)
      #sourceLocation()
      }

      """
    }
    return """
      func names\(section)() throws {
      \(prelude(library))
      do {
      \(prelude(lesson.section.id))
      \(scopes.joined())
      }
      }

      """
  }

  private func prelude(_ mark: String) -> String {
    guard let prelude = preludes[mark] else { return "" }
    return """
      #sourceLocation(file: "\(file)", line: \(prelude.line))
      \(prelude.text)
      #sourceLocation()
      """
  }

  /// A cell on one line, as a statement that means what the cell does.
  private static func statement(_ cell: String) -> String {
    if cell.wholeMatch(of: /[A-Z]\w*/) != nil { return "typealias Cell = \(cell)" }
    // The head of a class: its body is what the reader writes.
    if cell.hasPrefix("class ") { return "\(cell) {}" }
    if cell.hasPrefix("@") { return "final class Cell: Module { \(cell) = Tensor.ones(3) }" }
    // What a module is asked for by itself.
    if cell.starts(with: /(update|acc)[A-Z]\w*\(/) { return "module.\(cell)" }
    return cell
  }
}
