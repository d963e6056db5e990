import Answers
import Toolchain

/// Whether answers must run in a sandbox.
public enum Confinement: Sendable {
  /// In the best sandbox that works here, or in none: for answers of one's own.
  case preferred
  /// In a sandbox or not at all: for answers of others.
  case required
  /// Without a sandbox, whatever there is.
  case waived

  /// The sandbox to use.
  ///
  /// Throws a `SandboxMissing` when one is required and none works.
  func sandbox() async throws -> Sandbox {
    if self == .waived { return .none }
    let sandbox = await Sandbox.detect()
    if self == .required, sandbox == .none { throw SandboxMissing() }
    return sandbox
  }
}

/// Answers of others would run unconfined.
public struct SandboxMissing: Error, CustomStringConvertible {
  public var description: String {
    "these answers would run unconfined, because bubblewrap does not work here: install it with "
      + "`apt-get install bubblewrap` (`grade doctor` tells whether it works), or accept the risk "
      + "with --no-sandbox"
  }
}
