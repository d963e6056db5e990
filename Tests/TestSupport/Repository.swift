import Foundation

/// This repository, and the programs that were built of it with the tests.
package enum Repository {
  /// The package's folder.
  package static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the programs, beside these tests.
  package static var programs: URL {
    (Bundle.main.executableURL ?? root).deletingLastPathComponent()
  }

  package static var grade: URL { programs.appending(path: "grade") }
}
