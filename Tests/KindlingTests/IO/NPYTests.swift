import Foundation
import Kindling
import XCTest

final class NPYTests: XCTestCase {
  private let dtypes = DType.allCases

  /// Numbers of every dtype with extremes, in shape [2, 3].
  private func sample(_ dtype: DType) -> Tensor {
    Tensor([[0.0, 1.0, 2.5], [-1.5, 100.25, 7.0]], dtype: .float64).to(dtype)
  }

  func testReadsWhatNumPyWrote() throws {
    let fixtures = try FileFixtures()
    let names = fixtures.contents.keys.filter { $0.hasSuffix(".npy") }
    XCTAssertGreaterThanOrEqual(names.count, 34)
    for name in names {
      let content = try XCTUnwrap(fixtures.contents[name]?[""])
      expectEqual(try Tensor.load(FileFixtures.path(name)), content, name)
      expectEqual(try Tensor.load(bytes: FileFixtures.bytes(name)), content, "\(name) from bytes")
    }
  }

  func testReadsLongNumbersOfPython2() throws {
    let x = Tensor([[1, 2, 3], [4, 5, 6]])
    var header = String(decoding: x.npyBytes()[..<128], as: UTF8.self)
    header = header.replacingOccurrences(of: "(2, 3), }  ", with: "(2L, 3L), }")
    XCTAssertTrue(header.contains("3L"))
    // Not from the string: the first byte is no character.
    let bytes = x.npyBytes()[..<10] + header.utf8.suffix(118) + x.npyBytes()[128...]
    XCTAssertTrue(try Tensor.load(bytes: Array(bytes)).equals(x))
  }

  func testKeepsTheMemoryOrder() throws {
    let rows = try Tensor.load(FileFixtures.path("rows-float32.npy"))
    XCTAssertEqual(rows.strides, [6, 2, 1])
    let columns = try Tensor.load(FileFixtures.path("columns-float32.npy"))
    XCTAssertEqual(columns.strides, [1, 2, 6])
    XCTAssertTrue(rows.equals(columns))
  }

  func testWritesTheBytesThatNumPyWrites() throws {
    for name in try FileFixtures().contents.keys
    where name.hasSuffix(".npy") && !name.hasPrefix("bigendian") && !name.hasPrefix("version") {
      let bytes = try FileFixtures.bytes(name)
      XCTAssertEqual(try Tensor.load(bytes: bytes).npyBytes(), bytes, name)
    }
  }

  func testNumPyReadsOurs() throws {
    let folder = try temporaryFolder()
    var program = "import numpy as np\n"
    for dtype in dtypes {
      let x = sample(dtype)
      try x.save(folder.appending(path: "\(dtype).npy").path)
      try x.t().save(folder.appending(path: "\(dtype)-t.npy").path)
      let values = dtype.isFloatingPoint ? "\(x.doubles())" : "\(x.ints())"
      program += """
        x = np.load('\(dtype).npy')
        assert x.dtype == '\(dtype)' and x.shape == (2, 3), (x.dtype, x.shape)
        assert x.ravel().tolist() == \(values), x
        assert (np.load('\(dtype)-t.npy') == x.T).all() and np.load('\(dtype)-t.npy').flags.f_contiguous

        """
    }
    try Tensor.zeros(0, 4).save(folder.appending(path: "empty.npy").path)
    try Tensor(3.5).save(folder.appending(path: "scalar.npy").path)
    program += """
      assert np.load('empty.npy').shape == (0, 4)
      assert np.load('scalar.npy') == 3.5 and np.load('scalar.npy').shape == ()
      """
    try runPython(program, in: folder)
  }

  func testViewsComeBackAsTheirValues() throws {
    let x = Tensor.arange(24).view(2, 3, 4)
    for view in [
      x.select(1, 2), x.narrow(2, start: 1, length: 2), x.permute(1, 2, 0), x.transpose(0, 2),
      x.select(0, 1).unsqueeze(0).expand(3, 3, 4), x[1, 1, 1],
    ] {
      let back = try Tensor.load(bytes: view.npyBytes())
      XCTAssertEqual(back.shape, view.shape)
      XCTAssertTrue(back.equals(view))
    }
  }

  func testWhatIsReadRequiresNoGradient() throws {
    let x = Tensor.ones(2).requiringGradient()
    XCTAssertFalse(try Tensor.load(bytes: (x * 2).npyBytes()).requiresGrad)
  }

  func testBytesOtherThanOneAreTrue() throws {
    var bytes = Tensor([true, false, true]).npyBytes()
    bytes[bytes.count - 1] = 2
    let flags = try Tensor.load(bytes: bytes)
    XCTAssertEqual(flags.bools(), [true, false, true])
    XCTAssertTrue((flags .== Tensor([true, false, true])).all())
  }

  // MARK: Errors

  private func npy(_ header: String, version: UInt8 = 1, data: Int = 0) -> [UInt8] {
    let length =
      version == 1
      ? [UInt8(header.utf8.count & 255), UInt8(header.utf8.count >> 8)]
      : [UInt8(header.utf8.count & 255), UInt8(header.utf8.count >> 8), 0, 0]
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + Array(header.utf8)
      + [UInt8](repeating: 0, count: data)
  }

  private func expectError(
    _ kind: FileError.Kind, _ words: String, _ bytes: [UInt8], line: UInt = #line
  ) {
    expectFileError(kind, words, line: line) { _ = try Tensor.load(bytes: bytes) }
  }

  func testAcceptsWhatPythonMayWrite() throws {
    let bytes = npy(
      "{\"shape\": (2, 1,), 'fortran_order': False , 'descr':'<i2'}\n", version: 2, data: 4)
    XCTAssertEqual(try Tensor.load(bytes: bytes).shape, [2, 1])
  }

  func testDamagedHeaders() {
    let whole = Tensor.zeros(2, 3).npyBytes()
    for length in 0..<whole.count {
      expectError(
        .truncated, "the file was cut off: copy it or write it again", Array(whole[..<length]))
    }
    expectError(
      .malformed,
      "npy bytes, byte 152: 1 byte follows the array of shape [2, 3]; the file is damaged "
        + "or holds several arrays; use an .npz archive for those", whole + [0])
    expectError(
      .malformed,
      "byte 0: the file does not begin like an .npy file; check that it was written "
        + "by numpy.save", Array("hello, world".utf8))
    expectError(.malformed, "it is an archive: use NPZ.load", Array("PK\u{3}\u{4}....".utf8))
    expectError(
      .unsupported, "byte 6: version 9.0 of the format is not known; save it again with numpy.save",
      npy("{}", version: 9))
    for (header, words) in [
      ("{'descr': '<f4', 'fortran_order': False}", "lacks one of descr, fortran_order and shape"),
      ("{'descr': '<f4', 'descr': '<f4'}", "unknown or repeated key \"descr\""),
      ("{'colour': 'red'}", "unknown or repeated key \"colour\""),
      ("{'descr': 4}", "the header has 4 where the type belongs"),
      ("{'descr'", "the header has the end where \":\" after a key belongs"),
      ("{'descr", "a key has no closing quotation mark"),
      ("{'fortran_order': 1}", "the header has 1 where True or False belongs"),
      ("{'shape': [2]}", "the header has [ where \"(\" before the shape belongs"),
      ("{'shape': (-2,)}", "the header has - where a number of the shape belongs"),
      ("{'shape': (2 3)}", "the header has 3 where \",\" between the numbers of the shape belongs"),
      ("{'shape': (99999999999999999999,)}", "a number of the shape is a number of 20 digits"),
      ("", "the header has the end where \"{\" at the beginning belongs"),
      (
        "{'descr': '<f4', 'fortran_order': False, 'shape': ()} x",
        "where the end of the header belongs"
      ),
    ] {
      expectError(.malformed, words, npy(header))
    }
  }

  func testWhatHasNoCounterpart() {
    for type in ["'<c16'", "'|O'", "'<U5'", "'<u2'", "'<f16'", "'f4'", "''", "[('a', '<f4')]"] {
      expectError(
        .unsupported,
        "has no counterpart here; convert the array with astype to one of bool, uint8",
        npy("{'descr': \(type), 'fortran_order': False, 'shape': (1,)}", data: 16))
    }
    expectError(
      .unsupported, "byte 10: an array of 9 dimensions is more than the 8 a tensor has; reshape it",
      npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1)}", data: 4))
  }

  func testAbsurdShapesAllocateNothing() {
    for shape in ["(4611686018427387904, 4)", "(0, 4611686018427387904, 16)"] {
      expectError(
        .malformed, "does not fit in memory",
        npy("{'descr': '<f4', 'fortran_order': False, 'shape': \(shape)}"))
    }
    expectError(
      .truncated, "an array of float32 and shape [1000000000000, 2] ends 7999999999996 bytes after",
      npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000, 2)}", data: 4))
  }
}
