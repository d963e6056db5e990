import Documents
import Figures
import Foundation
import Toolchain

/// One run of a lesson's program, with what it reported.
struct LessonRecording {
  let result: Program.Result
  let record: RunRecord
  private let crash: CrashReport?
  private let seconds: Double

  /// Runs a program that reports to files in `folder`.
  static func run(
    _ executable: URL, in folder: URL, directory: URL, seconds: Double
  ) async throws -> LessonRecording {
    let events = folder.appending(path: "events")
    let output = folder.appending(path: "output")
    let nonce = UUID().uuidString
    // The shell sets the limit on the size of files, which stops a program that prints for ever.
    let blocks = LessonRun.outputLimit / 512
    let own = [
      "LANG": "C.UTF-8",
      "KINDLING_NUM_THREADS": "1",
      "PATH": "/usr/bin:/bin",
      LessonRun.Variable.events: events.path,
      LessonRun.Variable.output: output.path,
      LessonRun.Variable.nonce: nonce,
    ]
    let result = try await Program(
      URL(filePath: "/bin/sh"), ["-c", "ulimit -f \(blocks); exec \"$0\"", executable.path],
      environment: own.merging(CrashReport.environment(writingTo: folder)) { own, _ in own },
      directory: directory, seconds: seconds
    ).run()
    let record = RunRecord(
      events: (try? Data(contentsOf: events)) ?? Data(),
      output: (try? Data(contentsOf: output)) ?? Data(), nonce: nonce)
    let crash = result.isSuccess ? nil : CrashReport(in: folder)
    return LessonRecording(result: result, record: record, crash: crash, seconds: seconds)
  }

  /// What a trap said, without the file of the library it was said in.
  var fatalError: String? { CrashReport.fatalMessage(in: result.error) }

  /// The innermost line of a lesson's file that was being run when the program stopped.
  func crashLine(in file: String) -> Int? {
    crash?.places.first { $0.file == file || $0.file.hasSuffix("/\(file)") }?.line
  }

  /// Why the program did not come to its end.
  var reason: String {
    switch result.outcome {
    case .timedOut:
      "this block does not end within \(Int(seconds)) s; is there an endless loop?"
    case .signalled(SIGXFSZ), .outputLimit:
      "this block prints more than \(LessonRun.outputLimit >> 20) MiB; is there an endless loop?"
    case .signalled(let signal):
      "this block stops the program: "
        + (fatalError.map { "Fatal error: \($0)" } ?? "signal \(signal)")
    case .exited(let status): "this block ends the program with status \(status)"
    }
  }
}
