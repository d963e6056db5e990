import CConfinement
import Foundation
import RunProtocol

#if canImport(Glibc)
  import Glibc
#endif

/// What stands between an untrusted program and the machine.
public enum Sandbox: Sendable, Equatable {
  /// Nothing beyond the limits that the program takes from itself.
  case none
  /// bubblewrap: no network, its own processes and /tmp, and of the disk only the system, the
  /// Swift toolchain and the folders that are named.
  ///
  /// The system counts no processes of root's. Started by root, bubblewrap hands over to `setpriv`,
  /// which makes the program another user's, one that there is not.
  case bubblewrap(URL, setpriv: URL?)
  /// Where bubblewrap is missing or forbidden, as in many containers: the program takes from itself
  /// the network and, where the kernel has Landlock, every file but those that are named. It has no
  /// /tmp. Started by root, `setpriv` makes it another user's as well.
  case confinedByItself(hasLandlock: Bool, setpriv: URL?)

  /// The best sandbox that works here.
  ///
  /// bubblewrap may be installed and yet forbidden, as in some containers, so it is tried.
  public static func detect() async -> Sandbox {
    await detect(path: ProcessInfo.processInfo.environment["PATH"] ?? "")
  }

  /// The best that works with the programs of a PATH.
  package static func detect(path: String) async -> Sandbox {
    let setpriv = geteuid() == 0 ? SwiftToolchain.executable(named: "setpriv", path: path) : nil
    let users = [setpriv].compactMap(\.self) + [nil]
    let tool = SwiftToolchain.executable(named: "bwrap", path: path)
    let trial = Program(URL(filePath: "/bin/true"), seconds: 5)
    for sandbox in users.compactMap({ user in tool.map { Sandbox.bubblewrap($0, setpriv: user) } })
    {
      let result = try? await sandbox.run(trial, readable: [], writable: [])
      if result?.isSuccess == true { return sandbox }
    }
    let hasLandlock = kindling_landlock_version() > 0
    if let setpriv {
      let result = try? await Program(
        setpriv, Self.becoming(1 << 28, setpriv).dropFirst() + ["/bin/true"], seconds: 5
      ).run()
      if result?.isSuccess == true {
        return .confinedByItself(hasLandlock: hasLandlock, setpriv: setpriv)
      }
    }
    return hasLandlock ? .confinedByItself(hasLandlock: true, setpriv: nil) : .none
  }

  /// The name that reports and `grade doctor` give it.
  public var name: String {
    switch self {
    case .none: "none"
    case .bubblewrap: "bubblewrap"
    case .confinedByItself(hasLandlock: true, _): "landlock"
    case .confinedByItself(hasLandlock: false, _): "another user"
    }
  }

  /// Whether the program's processes are counted apart from all others of its user's.
  public var countsProcesses: Bool {
    switch self {
    case .none, .confinedByItself(_, setpriv: nil): false
    case .bubblewrap, .confinedByItself: true
    }
  }

  /// Runs a program inside, with some folders to read, some folders or files to write, and a /tmp
  /// of its own that holds so many bytes; nothing else can be written.
  ///
  /// `confinesItself` says that the program heeds a `Confined` in its environment. Throws a
  /// `ProgramError` for another one where that is the sandbox.
  public func run(
    _ program: Program, readable: [URL], writable: [URL], temporaryBytes: Int = 16 << 20,
    confinesItself: Bool = false
  ) async throws -> Program.Result {
    switch self {
    case .none: return try await program.run()
    case .confinedByItself(let hasLandlock, let setpriv):
      guard confinesItself else {
        throw ProgramError(
          executable: program.executable.path, reason: "no sandbox that could hold it works here")
      }
      return try await runConfined(
        program, readable: readable, writable: writable, hasLandlock: hasLandlock,
        setpriv: setpriv)
    case .bubblewrap(let tool, let setpriv):
      return try await run(
        program, readable: readable, writable: writable, temporaryBytes: temporaryBytes,
        by: tool, setpriv: setpriv)
    }
  }

  private func run(
    _ program: Program, readable: [URL], writable: [URL], temporaryBytes: Int, by tool: URL,
    setpriv: URL?
  ) async throws -> Program.Result {
    var wrapped = program
    wrapped.executable = tool
    wrapped.arguments =
      Self.isolation + Self.system
      + ["--perms", "1777", "--size", "\(temporaryBytes)", "--tmpfs", "/tmp"]
      + Self.open(above: readable + writable)
      + readable.flatMap { ["--ro-bind", $0.path, $0.path] }
      + writable.flatMap { ["--bind", $0.path, $0.path] }
    var command = [program.executable.path] + program.arguments
    if let setpriv {
      // Above what systems give out, and another for each run, so that none counts another's.
      let user = Self.newUser()
      for place in writable { unsafe chown(place.path, user, user) }
      wrapped.arguments += Self.withoutUserNamespace
      command = Self.becoming(user, setpriv) + command
    } else {
      wrapped.arguments.append("--unshare-all")
    }
    wrapped.arguments += Self.closed + ["--"] + command
    return try await wrapped.run().unwrapped
  }

  /// The sandbox's own folders are memory of the machine's that no limit counts; only /tmp, which
  /// has a size, stays open. Said last, when all is in place.
  private static let closed = ["/", "/dev"].flatMap { ["--remount-ro", $0] }

  private static let isolation = ["--die-with-parent", "--cap-drop", "ALL"]

  /// In a user namespace of root's own making no other user could be had.
  private static let withoutUserNamespace =
    ["ipc", "pid", "net", "uts"].map { "--unshare-\($0)" } + ["--unshare-cgroup-try"]
    + ["SETUID", "SETGID", "SETPCAP"].flatMap { ["--cap-add", "CAP_\($0)"] }

  static func newUser() -> UInt32 { .random(in: 1 << 28..<1 << 30) }

  static func becoming(_ user: UInt32, _ setpriv: URL) -> [String] {
    [
      setpriv.path, "--reuid=\(user)", "--regid=\(user)", "--clear-groups", "--inh-caps=-all",
      "--bounding-set=-all", "--no-new-privs",
    ]
  }

  /// Makes the folders above some others, which bubblewrap would close to everyone but root.
  private static func open(above folders: [URL]) -> [String] {
    let above = folders.flatMap { folder in
      sequence(first: folder.deletingLastPathComponent()) { $0.deletingLastPathComponent() }
        .prefix { $0.path != "/" }.map(\.path)
    }
    let given = ["/usr", "/bin", "/lib", "/lib64", "/etc", "/tmp"]
    return Set(above).subtracting(given).sorted().flatMap { ["--perms", "0755", "--dir", $0] }
  }

  /// The folders of which programs and libraries are made, read-only.
  private static let system =
    ["--proc", "/proc", "--dev", "/dev", "--perms", "0755", "--dir", "/etc"]
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
