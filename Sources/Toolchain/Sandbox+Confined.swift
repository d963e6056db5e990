import Foundation
import RunProtocol

#if canImport(Glibc)
  import Glibc
#endif

extension Sandbox {
  /// Runs a program that takes from itself what it shall do without.
  func runConfined(
    _ program: Program, readable: [URL], writable: [URL], hasLandlock: Bool, setpriv: URL?
  ) async throws -> Program.Result {
    let confined = Confined(
      readable: Self.needed + readable.map(\.path), writable: ["/dev/null"] + writable.map(\.path))
    var wrapped = program
    wrapped.environment =
      (program.environment ?? ProcessInfo.processInfo.environment).merging(
        [Confined.variable: String(decoding: try JSONEncoder().encode(confined), as: UTF8.self)],
        uniquingKeysWith: { $1 })
    if let setpriv {
      let user = Self.newUser()
      for place in readable { Self.open(place, to: user) }
      for place in writable {
        Self.open(place, to: user)
        unsafe chown(place.path, user, user)
      }
      if let closed = readable.first(where: { !Self.isReachable($0, by: user) }) {
        // Root can do without being another user; without Landlock that would be no sandbox.
        guard hasLandlock else {
          throw ProgramError(
            executable: program.executable.path,
            reason: "answers run as another user here, who may not read \(closed.path)")
        }
      } else {
        wrapped.arguments =
          Self.becoming(user, setpriv).dropFirst() + [program.executable.path] + program.arguments
        wrapped.executable = setpriv
      }
    }
    return try await wrapped.run()
  }

  /// What programs, libraries and the reports of crashes read. Of other processes Landlock shows
  /// what anybody may see, and not their memory or environment.
  private static let needed = [
    "/usr", "/bin", "/lib", "/lib64", "/etc/alternatives", "/etc/ld.so.cache", "/dev/null",
    "/dev/urandom", "/proc",
  ]

  /// Lets a user, who is the group of nothing else, reach what is in a folder for temporary
  /// files that is closed to everybody.
  private static func open(_ place: URL, to user: UInt32) {
    let temporary = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path + "/"
    guard place.path.hasPrefix(temporary) else { return }
    let inside = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    var paths = inside.map { (place.appending(path: $0).path, mode_t(0o040)) }
    paths.append((place.path, 0o050))
    for folder in sequence(
      first: place.deletingLastPathComponent(),
      next: {
        $0.deletingLastPathComponent()
      }
    ).prefix(while: { ($0.path + "/").hasPrefix(temporary) && $0.path + "/" != temporary }) {
      paths.append((folder.path, 0o010))
    }
    for (path, rights) in paths {
      var facts = stat()
      guard unsafe lstat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFLNK else { continue }
      unsafe chown(path, facts.st_uid, user)
      unsafe chmod(path, facts.st_mode & 0o7777 | rights)
    }
  }

  /// Whether a user of whom the system knows nothing can go to a folder and read it.
  private static func isReachable(_ folder: URL, by user: UInt32) -> Bool {
    sequence(first: folder, next: { $0.path == "/" ? nil : $0.deletingLastPathComponent() })
      .allSatisfy { place in
        var facts = stat()
        guard unsafe stat(place.path, &facts) == 0 else { return false }
        let wanted: mode_t = place == folder ? 0o5 : 0o1
        let given = facts.st_gid == user ? facts.st_mode >> 3 : facts.st_mode
        return given & wanted == wanted
      }
  }
}
