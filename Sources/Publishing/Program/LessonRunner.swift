import Documents
import Figures
import Foundation
import Markup
import SwiftParser
import Toolchain

/// Compiles and runs the programs of lessons.
struct LessonRunner: Sendable {
  /// The longest a lesson's program may run, in seconds.
  var seconds = 20.0

  private let builder: ProgramBuilder
  private let root: URL
  private var cache: OutputCache?

  /// What every run depends on beside the lesson.
  var key: Digest { builder.key }

  /// Finds the compiler, and links the library for lessons where that is not done yet.
  ///
  /// What lessons do is kept in `cache`, a folder.
  /// - Throws: `ToolMissing`, saying what to do, or `LinkError`.
  init(root: URL, library: BuiltLibrary, cache folder: URL? = nil) async throws {
    self.root = root
    builder = try await ProgramBuilder(library: library)
    cache = nil
    if let folder { cache = OutputCache(folder: folder, common: key) }
  }

  /// What the blocks of a lesson do: as when they last ran, if nothing changed since.
  ///
  /// Throws as `run(_:)` does.
  func outputs(of lesson: Lesson) async throws -> [CellOutput] {
    if let outputs = cache?.outputs(of: lesson) { return outputs }
    let outputs = try await run(lesson)
    try cache?.keep(outputs, of: lesson)
    return outputs
  }

  /// Runs a lesson: its program, and each block that must fail by itself.
  ///
  /// - Throws: `LessonFaults` when a block does not compile, stops or loops, or does not fail
  ///   though it is marked so.
  func run(_ lesson: Lesson) async throws -> [CellOutput] {
    let program = LessonProgram(lesson)
    var outputs = Array(repeating: CellOutput(), count: lesson.cells.count)
    if let main = program.main {
      // With the program at fault, nothing that builds on it can be judged.
      let (done, fault) = try await attempt(main, of: lesson)
      if let fault { throw LessonFaults([fault]) }
      for (index, output) in zip(main.cells, done) { outputs[index] = output }
    }
    var faults: [LessonFault] = []
    for index in lesson.cells.indices where lesson.cells[index].fails {
      do {
        outputs[index] = try await fail(program.failing(at: index), of: lesson, at: index)
      } catch let error as LessonFaults {
        faults += error.faults
      }
    }
    guard faults.isEmpty else { throw LessonFaults(faults) }
    return outputs
  }

  /// Runs a lesson's program as far as it goes.
  ///
  /// - Throws: `LessonFaults` when a block does not compile.
  /// - Returns: what the blocks did, and why the program did not come to its end, if so.
  func attempt(_ lesson: Lesson) async throws -> (outputs: [CellOutput], fault: LessonFault?) {
    guard let main = LessonProgram(lesson).main else { return ([], nil) }
    return try await attempt(main, of: lesson)
  }

  // MARK: Blocks that run

  private func attempt(
    _ source: LessonProgram.Source, of lesson: Lesson
  ) async throws -> (outputs: [CellOutput], fault: LessonFault?) {
    try await builder.inFolder { folder in
      let build = try await builder.build(source.text, in: folder)
      guard let executable = build.executable else { throw LessonFaults(faults(build, lesson)) }
      if let fault = openStatement(in: lesson) { throw LessonFaults([fault]) }
      let run = try await LessonRecording.run(
        executable, in: folder, directory: root, seconds: seconds)
      let isComplete = run.record.reached == source.cells.count
      if run.result.isSuccess, isComplete { return (run.record.outputs.dropLast(), nil) }
      let last = source.cells[min(run.record.reached, source.cells.count - 1)]
      let line = run.crashLine(in: lesson.file) ?? lesson.cells[last].code.firstLine
      let fault = LessonFault(file: lesson.file, line: line, message: run.reason)
      return (run.record.outputs, fault)
    }
  }

  // MARK: Blocks that must fail

  private func fail(
    _ source: LessonProgram.Source, of lesson: Lesson, at index: Int
  ) async throws -> CellOutput {
    let block = lesson.cells[index].code
    return try await builder.inFolder { folder in
      let build = try await builder.build(source.text, in: folder)
      guard let executable = build.executable else {
        let own = build.compilation.errors.filter {
          $0.file == lesson.file && (block.firstLine...block.lastLine).contains($0.line)
        }
        guard !own.isEmpty, own.count == build.compilation.errors.count else {
          throw LessonFaults(faults(build, lesson))
        }
        return CellOutput(text: own.map { "error: \($0.message)\n" }.joined())
      }
      let run = try await LessonRecording.run(
        executable, in: folder, directory: root, seconds: seconds)
      let isInBlock = run.record.reached == source.cells.count - 1
      if case .signalled = run.result.outcome, isInBlock, var output = run.record.outputs.last {
        output.text += run.fatalError.map { "Fatal error: \($0)\n" } ?? "The program stops here.\n"
        return output
      }
      let message =
        isInBlock
        ? run.reason : "this block is marked `fails`, but it compiles and runs to its end"
      throw LessonFaults([LessonFault(file: lesson.file, line: block.line, message: message)])
    }
  }

  // MARK: Faults

  private func faults(_ build: ProgramBuilder.Build, _ lesson: Lesson) -> [LessonFault] {
    let errors = build.compilation.errors.filter { $0.file == lesson.file }
    guard errors.isEmpty else {
      return errors.map { error in
        LessonFault(
          file: lesson.file, line: error.line,
          message: "this block does not compile: \(error.advised)")
      }
    }
    let line = lesson.cells.first?.code.line ?? 1
    let reason =
      build.compilation.exceeded?.description
      ?? "the program does not compile: \(build.compilation.log.trimmed)"
    return [LessonFault(file: lesson.file, line: line, message: reason)]
  }

  /// The first block that compiles only together with the one after it, such as the two halves of a
  /// loop: what it prints would not be its own.
  private func openStatement(in lesson: Lesson) -> LessonFault? {
    let open = lesson.cells.first { !$0.fails && Parser.parse(source: $0.code.code).hasError }
    return open.map {
      LessonFault(
        file: lesson.file, line: $0.code.line,
        message: "this block ends within a statement; each block is whole statements")
    }
  }
}
