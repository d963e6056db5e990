import Foundation
import XCTest

@testable import Toolchain

final class BuiltLibraryTests: XCTestCase {
  private let root = FileManager.default.temporaryDirectory.appending(path: "built-\(UUID())")

  override func tearDownWithError() throws { try FileManager.default.removeItem(at: root) }

  /// A build folder keeps the objects of files that were renamed, which define everything twice.
  func testObjectsOfFilesThatAreGoneAreLeftOut() throws {
    let products = ".build/host/debug"
    let package = "it's here/of ours"
    try write("\(package)/Sources/Kindling/Tensor/Tensor.swift")
    try write("\(package)/Sources/CLoops/include/module.modulemap")
    try write("\(package)/Sources/CLoops/Loops.c")
    try write("\(package)/\(products)/Modules/Kindling.swiftmodule")
    for object in [
      "Kindling.build/Tensor.swift.o", "Kindling.build/Renamed.swift.o", "CLoops.build/Loops.c.o",
      "CLoops.build/Gone.c.o", "RealModule.build/Real.swift.o",
    ] {
      try write("\(package)/\(products)/\(object)")
    }
    try write(
      "\(package)/\(products)/Kindling.build/sources",
      "'/it'\\''s here/of ours/Sources/Kindling/Tensor/Tensor.swift'\n")
    let folder = root.appending(path: package)
    let library = try BuiltLibrary(
      root: folder, beside: folder.appending(path: "\(products)/grade"))
    func names(_ target: String) -> [String] {
      library.objects(of: target).map(\.lastPathComponent)
    }
    XCTAssertEqual(names("Kindling"), ["Tensor.swift.o"])
    XCTAssertEqual(names("CLoops"), ["Loops.c.o"])
    XCTAssertEqual(names("RealModule"), ["Real.swift.o"])
    XCTAssertEqual(names("Missing"), [])
  }

  private func write(_ path: String, _ text: String = "") throws {
    let file = root.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
}
