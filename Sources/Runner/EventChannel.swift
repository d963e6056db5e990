import Foundation
import RunProtocol

#if canImport(Glibc)
  import Glibc
#endif

/// The runner's original standard output, out of the way of whatever an answer prints.
final class EventChannel {
  private let descriptor: Int32
  private let encoder = JSONEncoder()
  private var sequence = 0
  private let nonce: String

  /// Moves standard output to a private descriptor and sends later prints to standard error.
  init(nonce: String) {
    self.nonce = nonce
    descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 100)
    dup2(STDERR_FILENO, STDOUT_FILENO)
  }

  /// Writes an event as one line; a channel that is gone ends the process.
  func send(_ kind: RunEvent.Kind, run: Int? = nil) {
    let event = RunEvent(nonce: nonce, sequence: sequence, run: run, kind: kind)
    sequence += 1
    guard var line = try? encoder.encode(event) else { _exit(70) }
    line.append(UInt8(ascii: "\n"))
    line.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        guard count > 0 else { _exit(70) }
        rest = rest.dropFirst(count)
      }
    }
  }
}
