import Course
import Foundation
import TestSupport
import Toolchain
import XCTest

@testable import Handouts

/// This repository's course, copied into a temporary folder, where tests change it.
final class CourseCopyOnDisk: Sendable {
  /// A temporary folder around the copy, for what is made from it.
  let folder: URL
  var root: URL { folder.appending(path: "course") }

  /// Copies the sections of one chapter, which is quicker, or all.
  init(onlyChapter chapter: String? = "2-BuildingBlocks") throws {
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "handouts-\(UUID().uuidString)")
    let files = FileManager.default
    try files.createDirectory(at: root.appending(path: "Tests"), withIntermediateDirectories: true)
    for name in [
      ".ci", ".devcontainer", ".gitignore", ".vscode", "LICENSE", "Makefile", "Package.swift",
      "Sources", "Tests/Attacks", "Tests/Honest", "docs",
    ] {
      try files.copyItem(
        at: Repository.root.appending(path: name), to: root.appending(path: name))
    }
    let inside = chapter.map { "/\($0)" } ?? ""
    for name in ["Exercises", "Solutions", "Tests/Sections"] {
      if chapter != nil {
        try files.createDirectory(
          at: root.appending(path: name), withIntermediateDirectories: true)
      }
      try files.copyItem(
        at: Repository.root.appending(path: name + inside),
        to: root.appending(path: name + inside))
    }
    guard let chapter else { return }
    let lessons = root.appending(path: Workbook.lessons)
    for name in try files.contentsOfDirectory(atPath: lessons.path)
    where name.prefix(2) != chapter.prefix(2) {
      try files.removeItem(at: lessons.appending(path: name))
    }
  }

  /// Copies a copy, with all that was made from it.
  init(of other: CourseCopyOnDisk) throws {
    folder = other.folder.deletingLastPathComponent()
      .appending(path: "handouts-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: other.folder, to: folder)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var workbook: Workbook { get throws { try Workbook(root: root) } }

  /// Hands sections out, into a folder beside the copy.
  @discardableResult func release(_ list: String?, to name: String = "handout") throws -> URL {
    let place = folder.appending(path: name)
    let workbook = try workbook
    try Release(of: workbook, sections: try workbook.course.select(list: list)).write(to: place)
    return place
  }

  func read(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  func write(_ text: String, to path: String) throws {
    let url = root.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Changes a file of the copy, which must hold what is replaced.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try read(path)
    XCTAssertTrue(text.contains(old), "\(path) does not hold \(old)")
    try write(text.replacing(old, with: new), to: path)
  }

  /// Every file below a folder, by its path, with its contents.
  static func contents(of folder: URL) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let url = folder.appending(path: path)
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
        !isFolder.boolValue
      {
        contents[path] = try Data(contentsOf: url)
      }
    }
    return contents
  }

  /// Runs a program of this build's in a folder.
  static func run(
    _ name: String, _ arguments: String..., in directory: URL
  ) async throws -> Program.Result {
    try await Program(
      Repository.programs.appending(path: name), arguments, directory: directory, seconds: 300
    ).run()
  }

  /// Runs a command of a shell in a folder.
  static func shell(
    _ command: String, in directory: URL, environment: [String: String] = [:],
    seconds: Double = 300
  ) async throws -> Program.Result {
    try await Program(
      URL(filePath: "/bin/bash"), ["-c", command],
      environment: ProcessInfo.processInfo.environment.merging(environment) { $1 },
      directory: directory, seconds: seconds
    ).run()
  }
}
