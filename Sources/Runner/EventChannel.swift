import RunProtocol

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  // The C library's `stdout` is a variable that nobody here changes.
  @unsafe @preconcurrency import Glibc
#else
  @unsafe @preconcurrency import Darwin
#endif

/// The runner's original standard output, out of the way of whatever an answer prints.
///
/// Three streams leave the runner: events on the standard output that it was started with, what the
/// answer prints on the standard error that it was started with, and what the runtime says of a
/// trap in a file that the order names. None can be taken for another.
final class EventChannel {
  private let descriptor: Int32
  private let encoder = JSONEncoder()
  private var sequence = 0
  private let nonce: String

  /// Moves each stream to its place; a place that is not there ends the process.
  init(for order: RunOrder) {
    nonce = order.nonce
    descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 100)
    dup2(STDERR_FILENO, STDOUT_FILENO)
    // Nothing waits in a buffer, so a process that dies has said all that it printed.
    unsafe setvbuf(stdout, nil, _IONBF, 0)
    guard let messages = order.messages else { return }
    let file = unsafe open(messages, O_WRONLY | O_APPEND)
    guard file >= 0, dup2(file, STDERR_FILENO) >= 0 else { _exit(66) }
    close(file)
  }

  /// Writes the line that parts what one test prints from what the one before it printed.
  func leadPrints(ofRun run: Int, by order: RunOrder) {
    put(Data(order.printLead(ofRun: run).utf8), to: STDOUT_FILENO)
  }

  /// Writes an event as one line; a channel that is gone ends the process.
  func send(_ kind: RunEvent.Kind, run: Int? = nil) {
    let event = RunEvent(nonce: nonce, sequence: sequence, run: run, kind: kind)
    sequence += 1
    guard var line = try? encoder.encode(event) else { _exit(70) }
    line.append(UInt8(ascii: "\n"))
    put(line, to: descriptor)
  }

  private func put(_ data: Data, to descriptor: Int32) {
    unsafe data.withUnsafeBytes { bytes in
      var rest = unsafe bytes[...]
      while unsafe !rest.isEmpty {
        let count = unsafe write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        guard count > 0 else { _exit(70) }
        unsafe rest = rest.dropFirst(count)
      }
    }
  }
}
