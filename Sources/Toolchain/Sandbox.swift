import Foundation

/// What stands between an untrusted program and the machine.
public enum Sandbox: Sendable, Equatable {
  /// Nothing beyond the limits that the program takes from itself.
  case none
  /// bubblewrap: no network, its own processes and /tmp, and of the disk only the system, the
  /// Swift toolchain and the folders that are named.
  case bubblewrap(URL)

  /// The best sandbox that works here.
  ///
  /// bubblewrap may be installed and yet forbidden, as in some containers, so it is tried.
  public static func detect() async -> Sandbox {
    guard let tool = SwiftToolchain.executable(named: "bwrap") else { return .none }
    let sandbox = Sandbox.bubblewrap(tool)
    let trial = Program(URL(filePath: "/bin/true"), seconds: 5)
    let result = try? await sandbox.run(trial, readable: [], writable: [])
    return result?.isSuccess == true ? sandbox : .none
  }

  /// The name that reports and `grade doctor` give it.
  public var name: String {
    switch self {
    case .none: "none"
    case .bubblewrap: "bubblewrap"
    }
  }

  /// Runs a program inside, with some folders to read and some to write, and a /tmp of its own
  /// that holds so many bytes.
  public func run(
    _ program: Program, readable: [URL], writable: [URL], temporaryBytes: Int = 16 << 20
  ) async throws -> Program.Result {
    guard case .bubblewrap(let tool) = self else { return try await program.run() }
    var wrapped = program
    wrapped.executable = tool
    wrapped.arguments =
      Self.isolation + Self.system
      + ["--size", "\(temporaryBytes)", "--tmpfs", "/tmp"]
      + readable.flatMap { ["--ro-bind", $0.path, $0.path] }
      + writable.flatMap { ["--bind", $0.path, $0.path] }
      + ["--", program.executable.path] + program.arguments
    return try await wrapped.run().unwrapped
  }

  private static let isolation = [
    "--unshare-all", "--die-with-parent", "--cap-drop", "ALL",
  ]

  /// The folders of which programs and libraries are made, read-only.
  private static let system =
    ["--proc", "/proc", "--dev", "/dev"]
    + ["/usr", "/bin", "/lib", "/lib64", "/etc/alternatives", "/etc/ld.so.cache"].flatMap {
      ["--ro-bind-try", $0, $0]
    }
    + ["--chdir", "/"]
}

extension Program.Result {
  /// bubblewrap reports its child's signal as an exit status above 128.
  fileprivate var unwrapped: Program.Result {
    guard case .exited(let status) = outcome, status > 128 else { return self }
    return Program.Result(
      outcome: .signalled(status - 128), output: output, error: error, duration: duration)
  }
}
