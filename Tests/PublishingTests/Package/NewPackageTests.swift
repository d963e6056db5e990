import Foundation
import TestSupport
import Toolchain
import XCTest

@testable import Publishing

final class NewPackageTests: XCTestCase {
  private var folder = URL(filePath: "/")

  override func setUpWithError() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appending(path: "package-\(UUID().uuidString)").standardizedFileURL
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  override func tearDown() { try? FileManager.default.removeItem(at: folder) }

  private func package(_ name: String = "Classifier") throws -> NewPackage {
    try NewPackage(in: folder.appending(path: name), library: Repository.root)
  }

  private func contents(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  /// The whole of it, as a reader of the guide does it: building Kindling takes minutes.
  func testItBuildsAndLearns() async throws {
    guard ProcessInfo.processInfo.environment["BUILD_PACKAGE"] != nil else {
      throw XCTSkip("BUILD_PACKAGE=1 builds the package, which takes some minutes")
    }
    let package = try package()
    try package.write()
    let swift = try XCTUnwrap(SwiftToolchain.executable(named: "swift"))
    let result = try await Program(
      swift, ["run", "--package-path", package.folder.path], seconds: 1200
    ).run()
    XCTAssertTrue(result.isSuccess, result.output + result.error)
    XCTAssertTrue(result.output.hasSuffix("right: 4 of 4\n"), result.output)
  }

  func testItsProgramLearnsInSwift6Mode() async throws {
    let package = try package()
    try package.write()
    let player = try await Player(root: Repository.root, directory: folder)
    let file = package.folder.appending(path: "Sources/Classifier/main.swift")
    let run = try await player.run(PlayedProgram(file)) { _ in }
    XCTAssertEqual(run.faults, "")
    let losses = run.text.matches(of: /loss ([0-9.e-]+)/).compactMap { Double($0.1) }
    XCTAssertEqual(losses.count, 5)
    XCTAssertEqual(losses, losses.sorted(by: >))
    XCTAssertTrue(run.text.hasSuffix("right: 4 of 4\n"), run.text)
    // What the guide shows of it.
    let guide = try String(
      contentsOf: Repository.root.appending(path: "docs/guide/package.md"),
      encoding: .utf8)
    for line in run.text.split(separator: "\n")
    where line.hasPrefix("epoch 20:") || line.hasPrefix("right:") {
      XCTAssertTrue(guide.contains("    \(line)\n"), "the guide does not show: \(line)")
    }
  }

  func testItsManifestIsOneThatSwiftReads() async throws {
    let package = try package()
    try package.write()
    let swift = try XCTUnwrap(SwiftToolchain.executable(named: "swift"))
    let result = try await Program(
      swift, ["package", "--package-path", package.folder.path, "dump-package"], seconds: 120
    ).run()
    XCTAssertTrue(result.isSuccess, result.error)
    struct Manifest: Decodable {
      struct Named: Decodable { let name: String }
      let name: String
      let targets: [Named]
      let swiftLanguageVersions: [String]
    }
    let manifest = try JSONDecoder().decode(Manifest.self, from: Data(result.output.utf8))
    XCTAssertEqual(manifest.name, "Classifier")
    XCTAssertEqual(manifest.targets.map(\.name), ["Classifier"])
    XCTAssertEqual(manifest.swiftLanguageVersions, ["6"])
    XCTAssertTrue(result.output.contains("\"\(Repository.root.path)\""), result.output)
  }

  func testWhatIsThereIsLeftAlone() throws {
    let place = folder.appending(path: "Classifier")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    // An empty folder is a place for one.
    try package().write()
    try Data("mine".utf8).write(to: place.appending(path: "Package.swift"))
    XCTAssertThrowsError(try package().write()) {
      XCTAssertEqual(
        "\($0)", "\(place.path) already exists; nothing was changed, choose another name")
    }
    XCTAssertEqual(try contents("Classifier/Package.swift"), "mine")
    try Data("a file".utf8).write(to: folder.appending(path: "Other"))
    XCTAssertThrowsError(try package("Other").write())
    XCTAssertEqual(try contents("Other"), "a file")
  }

  func testANameThatNoModuleCanHaveIsRefused() {
    for (name, reason) in [
      ("my-net", "a name has letters, digits and _, a letter first"),
      ("2nd", "a name has letters, digits and _, a letter first"),
      ("Kindling", "a module already has that name"),
    ] {
      XCTAssertThrowsError(try package(name)) {
        XCTAssertEqual("\($0)", "'\(name)' cannot be a package's name: \(reason)")
      }
    }
  }
}
