import Foundation
import Kindling
import XCTest

final class SafeTensorsTests: XCTestCase {
  func testReadsWhatThePythonPackageWrote() throws {
    let fixtures = try FileFixtures()
    for name in ["all.safetensors", "bfloat16.safetensors"] {
      let contents = try XCTUnwrap(fixtures.contents[name])
      for tensors in [
        try SafeTensors.load(FileFixtures.path(name)),
        try SafeTensors.load(bytes: FileFixtures.bytes(name)),
      ] {
        XCTAssertEqual(Set(tensors.keys), Set(contents.keys))
        for (key, content) in contents { expectEqual(tensors[key], content, "\(name), \(key)") }
      }
    }
    XCTAssertEqual(
      try SafeTensors.metadata(FileFixtures.path("all.safetensors")), ["format": "np \n\"1\""])
    XCTAssertEqual(try SafeTensors.metadata(FileFixtures.path("bfloat16.safetensors")), [:])
  }

  func testWritesTheBytesThatThePythonPackageWrites() throws {
    let path = FileFixtures.path("all.safetensors")
    let copy = try temporaryFolder().appending(path: "copy.safetensors")
    try SafeTensors.save(
      try SafeTensors.load(path), to: copy.path, metadata: try SafeTensors.metadata(path))
    XCTAssertEqual(
      Array(try Data(contentsOf: copy)), try FileFixtures.bytes("all.safetensors"))
  }

  func testAStateComesBack() throws {
    manualSeed(4)
    let model = Linear(5, 3)
    let state = Dictionary(
      uniqueKeysWithValues: model.namedParameters().map { ($0.name, $0.parameter) })
    let path = try temporaryFolder().appending(path: "model.safetensors").path
    try SafeTensors.save(state, to: path, metadata: ["note": "tab\tand \u{1} and \u{1F600}"])
    let back = try SafeTensors.load(path)
    XCTAssertEqual(Set(back.keys), ["weight", "bias"])
    for (name, tensor) in state {
      XCTAssertTrue(back[name]!.equals(tensor))
      XCTAssertFalse(back[name]!.requiresGrad)
    }
    XCTAssertEqual(try SafeTensors.metadata(path), ["note": "tab\tand \u{1} and \u{1F600}"])
  }

  func testViewsAreWrittenRowByRow() throws {
    let path = try temporaryFolder().appending(path: "view.safetensors").path
    let x = Tensor.arange(6).view(2, 3).t()
    try SafeTensors.save(["x": x], to: path)
    let back = try SafeTensors.load(path)["x"]!
    XCTAssertTrue(back.equals(x))
    XCTAssertTrue(back.isContiguous)
  }

  func testThePythonPackageReadsOurs() throws {
    let folder = try temporaryFolder()
    let tensors = Dictionary(
      uniqueKeysWithValues: DType.allCases.map {
        ("t.\($0)", Tensor([[0.0, 1.0], [2.0, 100.0]]).to($0))
      })
    try SafeTensors.save(
      tensors, to: folder.appending(path: "a.safetensors").path, metadata: ["a": "1", "b": "\"2\""])
    try runPython(
      """
      from safetensors import safe_open
      import numpy as np
      with safe_open('a.safetensors', 'numpy') as f:
          assert f.metadata() == {'a': '1', 'b': '"2"'}
          assert len(f.keys()) == 9
          for key in f.keys():
              expected = np.array([[0, 1], [2, 100]]).astype(key[2:])
              found = f.get_tensor(key)
              assert found.dtype == expected.dtype and (found == expected).all(), (key, found)
      """, in: folder, needing: "safetensors")
  }

  // MARK: Errors

  private func file(_ header: String, data: Int = 0) -> [UInt8] {
    let length = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> ($0 * 8)) }
    return length + Array(header.utf8) + [UInt8](repeating: 0, count: data)
  }

  private func expectError(
    _ kind: FileError.Kind, _ words: String, _ bytes: [UInt8], line: UInt = #line
  ) {
    expectFileError(kind, words, line: line) { _ = try SafeTensors.load(bytes: bytes) }
  }

  private func tensor(_ dtype: String, _ shape: String, _ offsets: String) -> String {
    "{\"dtype\":\"\(dtype)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}"
  }

  func testTruncatedAndOversized() throws {
    let whole = try FileFixtures.bytes("all.safetensors")
    for length in 0..<whole.count {
      expectError(
        .truncated, "the file was cut off: copy it or write it again", Array(whole[..<length]))
    }
    expectError(.malformed, "1 byte follows the last tensor; the file is damaged", whole + [0])
    expectError(
      .malformed,
      "byte 0: a header of 18446744073709551615 bytes is longer than the 100000000 allowed",
      [UInt8](repeating: 255, count: 8))
  }

  func testDamagedHeaders() {
    for (header, words) in [
      ("", "the header has the end where \"{\" at the beginning belongs"),
      ("[]", "the header has [ where \"{\" at the beginning belongs"),
      ("{\"a\":1}", "the header has 1 where \"{\" before the description of a tensor belongs"),
      ("{\"a\":{}}", "tensor \"a\" lacks a dtype, a shape or two data offsets in order"),
      ("{\"a\":\(tensor("F32", "[]", "[4,0]"))}", "lacks a dtype, a shape or two data offsets"),
      ("{\"a\":\(tensor("F32", "[]", "[0]"))}", "lacks a dtype, a shape or two data offsets"),
      (
        "{\"a\":\(tensor("F32", "[1.5]", "[0,4]"))}",
        "has . where \",\" between the numbers of a shape"
      ),
      ("{\"a\":\(tensor("F32", "[-1]", "[0,4]"))}", "has - where a number of a shape belongs"),
      ("{\"a\":\(tensor("F32", "[2,]", "[0,8]"))}", "has ] where a number of a shape belongs"),
      (
        "{\"a\":\(tensor("F32", "[2]", "[0,4]"))}",
        "F32 of shape [2], does not take the 4 bytes it is given"
      ),
      ("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", "unknown or repeated key \"dtype\""),
      ("{\"a\":{\"colour\":1}}", "unknown or repeated key \"colour\""),
      ("{\"__metadata__\":{\"a\":1}}", "has 1 where a text of the metadata belongs"),
      (
        "{\"__metadata__\":{\"a\":\"b\"}",
        "the header has the end where \"}\" at the end of an object"
      ),
      ("{\"__metadata__\":{}} x", "the header has x where the end of the header belongs"),
      ("{\"a\\x\":1}", "a name has an unknown escape"),
      ("{\"a\\ud800\":1}", "a name has half of a surrogate pair"),
      ("{\"a\\ud800\\u0041\":1}", "a name has half of a surrogate pair"),
      ("{\"a\u{1}\":1}", "a name contains a control character"),
      ("{\"a", "a name has no closing quotation mark"),
      ("{\"a\":\(tensor("F32", "[4611686018427387904,4]", "[0,0]"))}", "does not fit in memory"),
    ] {
      expectError(.malformed, words, file(header))
    }
    expectError(
      .malformed, "a name is not valid UTF-8",
      file("{\"aa\":1}").map { $0 == UInt8(ascii: "a") ? 0xff : $0 })
    let one = tensor("F32", "[1]", "[0,4]")
    expectError(
      .malformed, "two tensors are called \"a\"", file("{\"a\":\(one),\"a\":\(one)}", data: 4))
  }

  func testGapsAndOverlaps() {
    let one = tensor("F32", "[1]", "[0,4]")
    expectError(
      .malformed, "tensor \"b\" begins at 0, the one before it ends at 4",
      file("{\"a\":\(one),\"b\":\(one)}", data: 8))
    expectError(
      .malformed, "tensor \"b\" begins at 8, the one before it ends at 4",
      file("{\"a\":\(one),\"b\":\(tensor("F32", "[1]", "[8,12]"))}", data: 12))
  }

  func testWhatHasNoCounterpart() {
    expectError(
      .unsupported,
      "byte 8: tensor \"a\" has dtype \"F8_E4M3\", which has no counterpart here; convert it "
        + "to one of BOOL, F16, F32, F64, I16, I32, I64, I8, U8 before saving",
      file("{\"a\":\(tensor("F8_E4M3", "[1]", "[0,1]"))}", data: 1))
    expectError(
      .unsupported,
      "an array of 9 dimensions is more than the 8 a tensor has; reshape it before saving",
      file("{\"a\":\(tensor("U8", "[1,1,1,1,1,1,1,1,1]", "[0,1]"))}", data: 1))
    expectFileError(.unsupported, "no tensor can be called __metadata__") {
      try SafeTensors.save(
        ["__metadata__": .zeros(1)],
        to: temporaryFolder().appending(path: "a.safetensors").path)
    }
  }

  func testDeeplyNestedHeadersAreRefused() {
    expectError(
      .malformed, "where \"{\" before the description of a tensor belongs",
      file("{\"a\":" + String(repeating: "[", count: 1_000_000)))
  }
}
