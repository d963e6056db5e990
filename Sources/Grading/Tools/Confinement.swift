import Answers
import Toolchain

/// Whether answers must run in a sandbox.
public enum Confinement: Sendable, Equatable {
  /// In the best sandbox that works here, or in none: for answers of one's own.
  case preferred
  /// In a sandbox or not at all: for answers of others.
  case required
  /// Without a sandbox, whatever there is.
  case waived
  /// In this sandbox, whatever else works: tests try those that are not the best here.
  case within(Sandbox)

  /// The sandbox to use.
  ///
  /// Throws a `SandboxMissing` when one is required and none works.
  func sandbox(_ detect: () async -> Sandbox = Sandbox.detect) async throws -> Sandbox {
    switch self {
    case .waived: return .none
    case .within(let sandbox): return sandbox
    case .preferred: return await detect()
    case .required:
      let sandbox = await detect()
      if sandbox == .none { throw SandboxMissing() }
      return sandbox
    }
  }
}

/// Answers of others would run unconfined.
public struct SandboxMissing: Error, CustomStringConvertible {
  public var description: String {
    "these answers would run unconfined: bubblewrap does not work here, and the kernel has no "
      + "Landlock in its place. Install bubblewrap with "
      + "`apt-get install bubblewrap` (`grade doctor` says whether it works), or accept the risk "
      + "with --no-sandbox"
  }
}
