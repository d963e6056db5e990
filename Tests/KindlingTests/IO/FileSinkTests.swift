import Foundation
import Kindling
import XCTest

final class FileSinkTests: XCTestCase {
  private func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  func testReplacesAFileAndLeavesNothingElse() throws {
    let folder = try temporaryFolder()
    let path = folder.appending(path: "a.npy").path
    try Tensor([1, 2, 3]).save(path)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try Tensor([4]).save(path)
    XCTAssertEqual(try Tensor.load(path).ints(), [4])
    XCTAssertEqual(try names(folder), ["a.npy"])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    XCTAssertEqual(mode, 0o640)
  }

  func testFollowsALink() throws {
    let folder = try temporaryFolder()
    let (real, link) = (folder.appending(path: "real.npy"), folder.appending(path: "link.npy"))
    try Tensor([1]).save(real.path)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: real)
    try Tensor([2]).save(link.path)
    XCTAssertEqual(try Tensor.load(real.path).ints(), [2])
    XCTAssertEqual(
      try FileManager.default.destinationOfSymbolicLink(atPath: link.path), real.path)
  }

  func testAFailedSaveLeavesTheOldFile() throws {
    let folder = try temporaryFolder()
    let path = folder.appending(path: "a.npz").path
    try NPZ.save(["x": Tensor([1, 2])], to: path)
    XCTAssertThrowsError(
      try NPZ.save(
        ["a": Tensor([3]), String(repeating: "x", count: 70000): Tensor([4])], to: path))
    XCTAssertEqual(try NPZ.load(path)["x"]?.ints(), [1, 2])
    XCTAssertEqual(try names(folder), ["a.npz"])
  }

  func testWhereNothingCanBeWritten() throws {
    let folder = try temporaryFolder()
    expectFileError(
      .unwritable,
      "no file can be made in its folder: No such file or directory; check that the folder exists "
        + "and may be written to"
    ) { try Tensor([1]).save(folder.appending(path: "none/a.npy").path) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "b.npy"), withIntermediateDirectories: false)
    expectFileError(.unwritable, "cannot be replaced: Is a directory; choose another name") {
      try Tensor([1]).save(folder.appending(path: "b.npy").path)
    }
    XCTAssertEqual(try names(folder), ["b.npy"])
  }

  func testWhereNothingCanBeRead() throws {
    let folder = try temporaryFolder()
    let missing = folder.appending(path: "missing.npy").path
    expectFileError(
      .unreachable,
      "\(missing): cannot be opened: No such file or directory; check the path and the file's "
        + "permissions"
    ) { _ = try Tensor.load(missing) }
    expectFileError(.unreachable, "is not a regular file; give the path of a file") {
      _ = try SafeTensors.load(folder.path)
    }
    let pipe = folder.appending(path: "pipe").path
    XCTAssertEqual(mkfifo(pipe, 0o600), 0)
    expectFileError(.unreachable, "is not a regular file") { _ = try NPZ.load(pipe) }
  }
}
