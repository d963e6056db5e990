import Foundation
import Subprocess

#if canImport(Glibc)
  import Glibc
#endif

/// A program to run as a child process: its command line, input, environment and limits.
public struct Program: Sendable {
  public var executable: URL
  public var arguments: [String]
  /// What the child finds on standard input.
  public var input: String
  /// The child's whole environment, or nil for this process's own.
  public var environment: [String: String]?
  public var directory: URL?
  /// Wall-clock seconds after which the child is killed, or nil for no limit.
  public var seconds: Double?
  /// How many bytes the child may write to standard output, and as many to standard error.
  public var outputLimit: Int
  /// The signal that a child gets at a limit. At one that Swift's backtracer knows, such as
  /// SIGABRT, a child reports where it was; two seconds later it is killed.
  public var limitSignal: Int32 = SIGKILL
  /// Takes what the child writes to standard output as it comes.
  public var onOutput: (@Sendable ([UInt8]) -> Void)?

  public init(
    _ executable: URL, _ arguments: [String] = [], input: String = "",
    environment: [String: String]? = nil, directory: URL? = nil, seconds: Double? = nil,
    outputLimit: Int = 1 << 20
  ) {
    self.executable = executable
    self.arguments = arguments
    self.input = input
    self.environment = environment
    self.directory = directory
    self.seconds = seconds
    self.outputLimit = outputLimit
  }

  /// How a run ended.
  public enum Outcome: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)
    case timedOut
    /// The child wrote more than it may.
    case outputLimit
  }

  /// What a run left.
  public struct Result: Sendable {
    public let outcome: Outcome
    /// Standard output; bytes that are no UTF-8 are replaced.
    public let output: String
    /// Standard error; bytes that are no UTF-8 are replaced.
    public let error: String
    public let duration: Duration

    /// Whether the child ended by itself with status 0.
    public var isSuccess: Bool { outcome == .exited(0) }
  }

  /// Runs the program to its end, or kills it at a limit or when the task is cancelled.
  ///
  /// The child leads a session, and its whole process group is gone when this returns. Throws a
  /// `ProgramError` when the program cannot be started, and `CancellationError`.
  public func run() async throws -> Result {
    var options = PlatformOptions()
    // A session of its own: a process group to kill, and no terminal to reach.
    options.createSession = true
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(100))
    ]
    _ = Self.adoptsOrphans
    let began = ContinuousClock.now
    let result: ExecutionResult<Streams, SequenceOutput, SequenceOutput>
    do {
      result = try await start(options)
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw ProgramError(executable: executable.path, reason: "\(error)")
    }
    Self.endGroup(of: result.processIdentifier.value)
    try Task.checkCancellation()
    let streams = result.closureResult
    return Result(
      outcome: streams.cut ?? Outcome(result.terminationStatus),
      output: String(decoding: streams.output, as: UTF8.self),
      error: String(decoding: streams.error, as: UTF8.self),
      duration: began.duration(to: .now))
  }
}

extension Program {
  /// Ends and reaps what a child started and left behind.
  private static func endGroup(of leader: pid_t) {
    kill(-leader, SIGKILL)
    while waitpid(-leader, nil, 0) > 0 {}
  }

  /// Makes this process the parent of its children's orphans, so that it can reap them: where
  /// the first process of a container does not, they would stay as zombies.
  private static let adoptsOrphans: Void = {
    #if canImport(Glibc)
      // The import of C leaves out `prctl`, which is declared with `...`; on Linux such a
      // function is called as any other.
      typealias Control = @convention(c) (CInt, UInt, UInt, UInt, UInt) -> CInt
      let childSubreaper: CInt = 36  // PR_SET_CHILD_SUBREAPER, also left out
      guard let symbol = unsafe dlsym(nil, "prctl") else { return }
      _ = unsafe unsafeBitCast(symbol, to: Control.self)(childSubreaper, 1, 0, 0, 0)
    #endif
  }()
}

/// A program could not be started.
public struct ProgramError: Error, CustomStringConvertible {
  public let executable: String
  public let reason: String

  public var description: String { "cannot run \(executable): \(reason)" }
}

extension Program.Outcome {
  init(_ status: TerminationStatus) {
    switch status {
    case .exited(let code): self = .exited(code)
    case .signaled(let signal): self = .signalled(signal)
    }
  }
}
