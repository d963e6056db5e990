import Foundation
import XCTest

@testable import Toolchain

final class ProcessorsTests: XCTestCase {
  private var folder = URL(filePath: "/")

  override func setUpWithError() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  }

  override func tearDown() {
    try? FileManager.default.removeItem(at: folder)
  }

  private func quota(_ groups: String, _ files: [String: String]) throws -> Double? {
    try? FileManager.default.removeItem(at: folder)
    for (path, text) in files.merging(["groups": groups], uniquingKeysWith: { $1 }) {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return Processors.quota(system: folder, groups: folder.appending(path: "groups"))
  }

  func testAContainersQuotaIsRead() throws {
    XCTAssertEqual(try quota("0::/\n", ["cpu.max": "150000 100000\n"]), 1.5)
    XCTAssertNil(try quota("0::/\n", ["cpu.max": "max 100000\n"]))
    XCTAssertNil(try quota("0::/\n", [:]))
    // The least of a group's own and of those around it.
    XCTAssertEqual(
      try quota("0::/a/b\n", ["a/cpu.max": "200000 100000", "a/b/cpu.max": "max 100000"]), 2)
    XCTAssertEqual(
      try quota(
        "9:name=systemd:/\n3:cpu,cpuacct:/docker/1\n",
        ["cpu/cpu.cfs_quota_us": "50000\n", "cpu/cpu.cfs_period_us": "100000\n"]), 0.5)
    XCTAssertNil(
      try quota("3:cpu:/\n", ["cpu/cpu.cfs_quota_us": "-1", "cpu/cpu.cfs_period_us": "100000"]))
  }

  func testThereIsAlwaysOne() {
    XCTAssertEqual(Processors.count(granted: nil, of: 8), 8)
    XCTAssertEqual(Processors.count(granted: 1.5, of: 8), 2)
    XCTAssertEqual(Processors.count(granted: 0.1, of: 8), 1)
    XCTAssertEqual(Processors.count(granted: 16, of: 8), 8)
  }
}
