import Course
import Foundation
import Kindling
import TestSupport
import XCTest

@testable import Symbols

/// Each set of docs/forbidden.yml names what does, or has inside, the work that it forbids: all of
/// it, and nothing else.
final class ForbiddenSetTests: XCTestCase {
  private func sets() throws -> [ForbiddenSet] {
    try Workbook(root: Repository.root).course.forbiddenSets
  }

  /// A new function or type of a library has to be looked at: give it calls in the catalogue.
  func testEveryPublicNameIsInTheCatalogue() throws {
    let names = PublicNames(try Workbook(root: Repository.root)).all
    let catalogue = Catalogue()
    XCTAssertGreaterThan(names.count, 300)
    XCTAssertEqual(catalogue.repeated, [])
    XCTAssertEqual(names.subtracting(catalogue.calls.keys).sorted(), [], "not in the catalogue")
    XCTAssertEqual(Set(catalogue.calls.keys).subtracting(names).sorted(), [], "not public")
  }

  func testANameIsOfWhatCanBeReachedWithoutAnother() {
    let source = """
      public func slipped(_ x: Tensor) -> Tensor { x }
      extension Tensor {
        public func slippedToo() -> Tensor { self }
        public var slippedAsWell: Tensor { self }
        func hidden() {}
      }
      public final class Closed { public func member() {} }
      open class Open { public func member() {} }
      extension Double { public var twice: Double { self } }
      """
    XCTAssertEqual(
      PublicNames.names(SymbolReader.symbols(in: source, file: "a.swift")),
      [
        "slipped", "Tensor.slippedToo", "Tensor.slippedAsWell", "Closed", "Open", "Open.member",
        "Double.twice",
      ])
  }

  func testSetsHoldWhatDoesTheirWorkAndNothingElse() throws {
    let (sets, examples) = (try sets(), try examples())
    XCTAssertEqual(Set(sets.map(\.name)), Set(Work.all.keys))
    for set in sets { XCTAssertEqual(try faults(of: set, examples), []) }
  }

  func testAFaultOfASetIsTold() throws {
    let set = try XCTUnwrap(sets().first { $0.name == "affine" })
    let examples = try examples()
    XCTAssertEqual(
      try faults(of: changed(set, set.names.filter { $0 != "addmm" }), examples),
      ["affine lacks addmm"])
    XCTAssertEqual(
      try faults(of: changed(set, set.names + ["matmul", "gone"]), examples),
      ["affine has gone for no reason", "affine has matmul for no reason"])
  }

  /// A library's call that nobody has looked at yet shows where it belongs.
  func testANewCallIsFoundOut() throws {
    let new = try [
      Example("fusedDense", { [$0.x.mm($0.turned) + $0.bias] }, folder: folder.path),
      Example("halfTanh", { [($0.x * 0.5).tanh() * 3] }, folder: folder.path),
      Example("logAddExp", { [logAddExp($0.x[.all, 0], $0.x[.all, 1])] }, folder: folder.path),
    ]
    let found = try Work.all.mapValues { work in try new.filter(work.isDone).map(\.name) }
    XCTAssertEqual(found["affine"], ["fusedDense"])
    XCTAssertEqual(found["softmax"], ["halfTanh", "logAddExp"])
    XCTAssertEqual(found["relu"], ["logAddExp"])
    XCTAssertEqual(found["files"], [])
  }

  /// A call by an initialiser cannot be forbidden by a name, so none may do such work.
  func testWhatASetForbidsHasAName() throws {
    let nameless = try examples().filter { $0.plainName == nil && $0.name.hasSuffix(".init") }
    XCTAssertFalse(nameless.isEmpty)
    for (name, work) in Work.all {
      for example in nameless { XCTAssertFalse(try work.isDone(by: example), name) }
    }
  }

  func testSkeletonsStateTheRules() throws {
    let workbook = try Workbook(root: Repository.root)
    for section in workbook.course.sections {
      let text = try String(contentsOf: workbook.answer(section), encoding: .utf8)
      let statement = words(
        text.split(separator: "\n").prefix { !$0.hasPrefix("import") }
          .map { $0.trimmingPrefix("//") }.joined(separator: " "))
      for set in section.forbiddenSets {
        XCTAssertTrue(
          statement.contains(words(set.rule)),
          "\(workbook.displayPath(workbook.answer(section))) does not say: \(set.rule)")
      }
    }
  }

  // MARK: Underneath

  private func changed(_ set: ForbiddenSet, _ names: [String]) -> ForbiddenSet {
    ForbiddenSet(name: set.name, rule: set.rule, names: names, allowed: set.allowed)
  }

  private func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What a set lacks, and what it has without need.
  private func faults(of set: ForbiddenSet, _ examples: [Example]) throws -> [String] {
    let work = try XCTUnwrap(Work.all[set.name])
    let names = Set(try examples.filter(work.isDone).compactMap(\.plainName))
    let known = Set(set.names + set.allowed)
    return names.subtracting(known).sorted().map { "\(set.name) lacks \($0)" }
      + known.subtracting(names).sorted().map { "\(set.name) has \($0) for no reason" }
  }

  /// Every call of the catalogue, run with two probes.
  private func examples() throws -> [Example] {
    try Catalogue().calls.sorted { $0.key < $1.key }.flatMap { name, calls in
      try calls.map { try Example(name, $0, folder: folder.path) }
    }
  }

  private var folder = URL(filePath: "/")

  override func setUpWithError() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "probe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Work.writeStored(to: folder.path)
  }

  override func tearDownWithError() throws {
    try FileManager.default.removeItem(at: folder)
  }
}

private func logAddExp(_ a: Tensor, _ b: Tensor) -> Tensor {
  let larger = a.maximum(b).detach()
  return ((a - larger).exp() + (b - larger).exp()).log() + larger
}
