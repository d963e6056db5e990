import Foundation
import Subprocess

#if canImport(Glibc)
  import Glibc
#endif

extension Program {
  /// What a child wrote, and why it was cut short, if it was.
  struct Streams: Sendable {
    var output: [UInt8] = []
    var error: [UInt8] = []
    var cut: Outcome?
  }

  private enum Event: Sendable {
    case output(bytes: [UInt8], isComplete: Bool)
    case error(bytes: [UInt8], isComplete: Bool)
    case timeOver
    case graceOver
  }

  func start(
    _ options: PlatformOptions
  ) async throws -> ExecutionResult<Streams, SequenceOutput, SequenceOutput> {
    _ = Self.brokenPipesAreErrors
    return try await Subprocess.run(
      .path(.init(executable.path)),
      arguments: Arguments(arguments),
      environment: environment.map(Self.exactly) ?? .inherit,
      workingDirectory: directory.map { .init($0.path) },
      platformOptions: options,
      input: .inputWriter, output: .sequence, error: .sequence
    ) { execution in
      // A child that ends without reading its input is no error of ours.
      _ = try? await execution.standardInputWriter.write(input)
      try? await execution.standardInputWriter.finish()
      return await follow(
        output: execution.standardOutput, error: execution.standardError,
        group: execution.processIdentifier.value)
    }
  }

  /// Writing to a child that has closed its input must not end this process.
  private static let brokenPipesAreErrors: Void = {
    signal(SIGPIPE, SIG_IGN)
  }()

  private static func exactly(_ variables: [String: String]) -> Environment {
    var keys: [Environment.Key: String] = [:]
    for (name, value) in variables { keys[Environment.Key(stringLiteral: name)] = value }
    return .custom(keys)
  }

  /// Reads both streams to their ends, killing the group at a limit or on cancellation.
  private func follow(
    output: SubprocessOutputSequence, error: SubprocessOutputSequence, group leader: pid_t
  ) async -> Streams {
    await withTaskGroup(of: Event.self) { tasks in
      tasks.addTask {
        let (bytes, isComplete) = await Self.collect(output, limit: outputLimit, onOutput)
        return .output(bytes: bytes, isComplete: isComplete)
      }
      tasks.addTask {
        let (bytes, isComplete) = await Self.collect(error, limit: outputLimit)
        return .error(bytes: bytes, isComplete: isComplete)
      }
      if let seconds {
        tasks.addTask {
          try? await Task.sleep(for: .seconds(seconds))
          return .timeOver
        }
      }
      var streams = Streams()
      var open = 2
      var isAsked = false
      while open > 0, let event = await tasks.next() {
        switch event {
        case .output(let bytes, let isComplete):
          streams.output = bytes
          open -= 1
          if !isComplete { streams.cut = streams.cut ?? .outputLimit }
        case .error(let bytes, let isComplete):
          streams.error = bytes
          open -= 1
          if !isComplete { streams.cut = streams.cut ?? .outputLimit }
        case .timeOver:
          streams.cut = streams.cut ?? .timedOut
        case .graceOver:
          kill(-leader, SIGKILL)
        }
        guard streams.cut != nil, !isAsked else { continue }
        isAsked = true
        kill(-leader, limitSignal)
        guard limitSignal != SIGKILL else { continue }
        tasks.addTask {
          try? await Task.sleep(for: .seconds(2))
          return .graceOver
        }
      }
      tasks.cancelAll()
      return streams
    }
  }

  /// The bytes of a stream up to a limit, and whether these are all there were.
  private static func collect(
    _ stream: SubprocessOutputSequence, limit: Int, _ forward: (@Sendable ([UInt8]) -> Void)? = nil
  ) async -> (bytes: [UInt8], isComplete: Bool) {
    var bytes: [UInt8] = []
    do {
      for try await buffer in stream {
        let room = limit - bytes.count
        unsafe buffer.withUnsafeBytes { unsafe bytes.append(contentsOf: $0.prefix(room + 1)) }
        if let forward { unsafe buffer.withUnsafeBytes { unsafe forward(Array($0.prefix(room))) } }
        if bytes.count > limit { return (Array(bytes.prefix(limit)), false) }
      }
    } catch {
      return (bytes, false)
    }
    return (bytes, true)
  }
}
