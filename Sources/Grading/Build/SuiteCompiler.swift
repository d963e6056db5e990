import Course
import Foundation
import Toolchain

/// Compiles hidden suites, each once for every interface that answers have.
///
/// What a suite's object depends on of an answer is the answer's module file. Two answers that
/// differ in bodies and comments alone have equal ones, so the object made for one serves both; an
/// answer with another interface has another, and the suite is compiled against it.
struct SuiteCompiler: Sendable {
  let compiler: Compiler
  let workbook: Workbook
  let provenance: Provenance

  enum Outcome: Sendable {
    case compiled(URL)
    /// The suite does not compile against the answer.
    case fails(log: String)
  }

  /// Reads a section's suite, or finds what was read from the same files before.
  ///
  /// Throws a `SuiteError` when it is missing or lacks what the course file names.
  func read(_ section: Section) throws -> HiddenSuite {
    let url = workbook.hiddenSuite(section)
    let key = try JSONEncoder().encode(
      [provenance.text, url.path, "\(section.tests)"] + workbook.hiddenSources(section))
    if let kept = provenance.suites.value(for: key),
      let suite = try? JSONDecoder().decode(HiddenSuite.self, from: kept)
    {
      return suite
    }
    let suite = try HiddenSuite(of: section, at: url)
    try? provenance.suites.store(JSONEncoder().encode(suite), for: key)
    return suite
  }

  /// Compiles a suite against an answer that is compiled, in the answer's folder.
  func compile(
    _ suite: HiddenSuite, of section: Section, against answer: Compiler.Module
  ) async throws -> Outcome {
    let main = answer.output.appending(path: "main.swift")
    let tests = Compiler.Module(
      name: suite.className, sources: suite.sources + [main], searchPaths: [answer.output],
      output: answer.output, isImported: false)
    let key =
      try JSONEncoder().encode(
        [provenance.text, suite.mainSource] + workbook.hiddenSources(section))
      + Data(contentsOf: answer.interface)
    if let object = provenance.suites.value(for: key) {
      try object.write(to: tests.object)
      return .compiled(tests.object)
    }
    try suite.mainSource.write(to: main, atomically: false, encoding: .utf8)
    let result = try await compiler.compile(tests)
    guard result.isSuccess else { return .fails(log: result.log) }
    // An object that cannot be kept is made again when it is wanted.
    try? provenance.suites.store(Data(contentsOf: tests.object), for: key)
    return .compiled(tests.object)
  }
}
