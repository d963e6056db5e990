import Foundation
import Toolchain
import XCTest

@testable import Grading

/// Temporary folders go with the run that made them, or with the next one.
final class WorkspaceTests: XCTestCase {
  func testWhatAKilledRunLeftGoesAtOnce() throws {
    let used = try Workspace()
    let parent = used.folder.deletingLastPathComponent()
    // As it would be left by another process, dead or of another container: nobody holds it.
    let abandoned = parent.appending(path: "kindling-1-\(UUID().uuidString)")
    let unrelated = parent.appending(path: "kindling-1-notes-\(UUID().uuidString)")
    for folder in [abandoned, unrelated] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: "run"), withIntermediateDirectories: true)
    }
    defer { try? FileManager.default.removeItem(at: unrelated) }
    Workspace.removeAbandoned()
    XCTAssertTrue(FileManager.default.fileExists(atPath: used.folder.path))
    XCTAssertFalse(FileManager.default.fileExists(atPath: abandoned.path))
    XCTAssertTrue(FileManager.default.fileExists(atPath: unrelated.path))
  }

  func testAFolderGoesWithItsWorkspace() throws {
    var workspace: Workspace? = try Workspace()
    let folder = try XCTUnwrap(workspace).folder
    XCTAssertTrue(FileManager.default.fileExists(atPath: folder.path))
    workspace = nil
    XCTAssertFalse(FileManager.default.fileExists(atPath: folder.path))
  }

  /// A task that was cancelled may be released after the program's last line.
  func testAFolderGoesWhenItsProgramIsStoppedThoughItIsHeld() async throws {
    let workspace = try Workspace()
    defer { for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) } }
    do {
      try await interruptible {
        kill(getpid(), SIGTERM)
        try await Task.sleep(for: .seconds(60))
      }
      XCTFail("not interrupted")
    } catch let interruption as Interruption {
      XCTAssertEqual(interruption.signal, SIGTERM)
    }
    XCTAssertFalse(FileManager.default.fileExists(atPath: workspace.folder.path))
  }
}
