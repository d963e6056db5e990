import Course
import Documents
import Figures
import Foundation
import Toolchain

/// Runs Swift files with Kindling, Layerwise, RealModule and Figures at hand.
public struct Player: Sendable {
  /// The longest a program may run, in seconds.
  public var seconds = 60.0

  private let builder: ProgramBuilder
  /// The folder in which programs run.
  private let directory: URL

  /// Finds the compiler and the library that is built beside the running program.
  ///
  /// Programs run in `directory`.
  /// - Throws: `ToolMissing` or `LibraryNotBuilt`, each saying what to do, or `LinkError`.
  public init(root: URL, directory: URL) async throws {
    self.directory = directory
    builder = try await ProgramBuilder(library: BuiltLibrary(root: root))
  }

  /// Builds and runs a program, and hands over what it prints as it comes.
  ///
  /// - Throws: `CancellationError`, and what keeps a compiler from starting; what is wrong with the
  ///   program is part of the result.
  public func run(
    _ program: PlayedProgram, print: @escaping @Sendable (String) -> Void
  ) async throws -> PlayedRun {
    try await builder.inFolder { folder in
      let build = try await builder.build(program.source, hasMain: program.hasMain, in: folder)
      guard let executable = build.executable else {
        return PlayedRun(
          text: "", figures: [], faults: faults(build.compilation, in: program), didStart: false,
          status: 1)
      }
      let events = folder.appending(path: "events")
      let nonce = UUID().uuidString
      var child = Program(
        executable,
        environment: ProcessInfo.processInfo.environment.merging([
          LessonRun.Variable.events: events.path, LessonRun.Variable.nonce: nonce,
        ]) { $1 }.merging(CrashReport.environment(writingTo: folder)) { $1 },
        directory: directory, seconds: seconds, outputLimit: LessonRun.outputLimit)
      // So that a program stopped at a limit reports which line it was in.
      child.limitSignal = SIGABRT
      let text = TextStream(print)
      child.onOutput = { text.add($0) }
      let result = try await child.run()
      text.end()
      let figures = RunRecord.events(
        in: (try? Data(contentsOf: events)) ?? Data(), nonce: nonce
      ).compactMap(\.figure)
      let crash = result.isSuccess ? nil : CrashReport(in: folder)
      var run = PlayedRun(
        text: result.output, figures: figures, faults: faults(result, crash, in: program),
        didStart: true, status: result.status)
      // Of one that was stopped, Swift's own report is the most of it.
      if case .exited = result.outcome { run.errorText = result.error }
      return run
    }
  }

  // MARK: What is wrong

  private func faults(_ compilation: Compiler.Result, in program: PlayedProgram) -> String {
    let errors = compilation.errors.filter { $0.file == program.sourceName }
    if errors.isEmpty {
      return "\(program.name): \(compilation.exceeded?.description ?? compilation.log.trimmed)"
    }
    return errors.map { error in
      fault(error.advised, in: program, line: error.line, column: error.column)
    }.joined(separator: "\n")
  }

  private func faults(
    _ result: Program.Result, _ crash: CrashReport?, in program: PlayedProgram
  ) -> String {
    let place = crash?.places.first {
      $0.file == program.sourceName || $0.file.hasSuffix("/\(program.sourceName)")
    }
    // A program that was in the C library, as one that prints often is, does not always tell from
    // where it came there.
    let isPlaced = place != nil
    let reason: String
    switch result.outcome {
    case .exited: return ""
    case .timedOut:
      let time = "\(seconds.formatted()) s"
      reason =
        (isPlaced ? "here when its \(time) were up" : "the program did not end within \(time)")
        + "; is there an endless loop? --seconds allows more"
    case .outputLimit:
      let size = "\(LessonRun.outputLimit >> 20) MiB"
      reason =
        (isPlaced ? "here when it had printed \(size)" : "the program prints more than \(size)")
        + "; is there an endless loop?"
    case .signalled(let signal):
      reason = CrashReport.fatalMessage(in: result.error) ?? "stopped by signal \(signal)"
    }
    guard let place else { return "\(program.name): \(reason)" }
    return fault(reason, in: program, line: place.line, column: place.column)
  }

  private func fault(
    _ message: String, in program: PlayedProgram, line: Int, column: Int
  ) -> String {
    let place = "\(program.name):\(line):\(column): \(message)"
    return [place, program.quote(line: line, column: column)].compactMap(\.self)
      .joined(separator: "\n")
  }
}

extension Program.Result {
  /// The exit status with which a shell passes such an end on.
  fileprivate var status: Int32 {
    switch outcome {
    case .exited(let status): status
    case .signalled, .timedOut, .outputLimit: 1
    }
  }
}
