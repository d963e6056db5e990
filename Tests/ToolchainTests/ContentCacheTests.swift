import Foundation
import XCTest

@testable import Toolchain

final class ContentCacheTests: XCTestCase {
  func testAnEntryIsUsedForItsOwnKeyAlone() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "cache-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let cache = ContentCache(folder: folder, entryLimit: 10)
    let key = Data("key".utf8)
    XCTAssertNil(cache.value(for: key))
    try cache.store(Data("one".utf8), for: key)
    try cache.store(Data("two".utf8), for: key)
    XCTAssertEqual(cache.value(for: key), Data("two".utf8))
    let entries = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    XCTAssertEqual(entries.count, 1)
    // As if another key had the same hash.
    try Data("other".utf8).write(to: folder.appending(path: "\(entries[0])/key"))
    XCTAssertNil(cache.value(for: key))
  }

  func testTheOldestEntriesGoWhereThereAreTooMany() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "cache-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let cache = ContentCache(folder: folder, entryLimit: 20)
    for number in 0..<30 {
      let old = folder.appending(path: "old-\(number)")
      try FileManager.default.createDirectory(at: old, withIntermediateDirectories: true)
      let date = Date.now - Double(10_000 + number)
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: old.path)
    }
    let keys = (0..<100).map { Data("key \($0)".utf8) }
    for key in keys { try cache.store(key, for: key) }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let old = Set(names.filter { $0.hasPrefix("old-") })
    XCTAssertLessThan(old.count, 30)
    XCTAssertFalse(old.contains("old-29"))
    // What was just kept may be in use.
    for key in keys { XCTAssertEqual(cache.value(for: key), key) }
  }
}
