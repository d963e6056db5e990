import Foundation
import XCTest

@testable import Kindling

final class NPZTests: XCTestCase {
  func testReadsWhatNumPyWrote() throws {
    let fixtures = try FileFixtures()
    for name in ["stored.npz", "packed.npz", "wide.npz"] {
      let contents = try XCTUnwrap(fixtures.contents[name])
      for arrays in [
        try NPZ.load(FileFixtures.path(name)), try NPZ.load(bytes: FileFixtures.bytes(name)),
      ] {
        XCTAssertEqual(Set(arrays.keys), Set(contents.keys))
        for (key, content) in contents { expectEqual(arrays[key], content, "\(name), \(key)") }
      }
    }
  }

  private let tensors: [String: Tensor] = [
    "weight": Tensor([[1.5, -2.0], [3.0, 0.25]]), "größe": Tensor([1, 2, 3]),
    "layer.0/bias": Tensor([true, false]), "empty": Tensor.zeros(0, 3),
    "columns": Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]).t(), "zeros": Tensor.zeros(300, 200),
  ]

  func testOursComeBack() throws {
    let folder = try temporaryFolder()
    for compressed in [false, true] {
      let path = folder.appending(path: "t.npz").path
      try NPZ.save(tensors, to: path, compressed: compressed)
      let back = try NPZ.load(path)
      XCTAssertEqual(Set(back.keys), Set(tensors.keys))
      for (name, tensor) in tensors {
        let found = try XCTUnwrap(back[name])
        XCTAssertTrue(found.equals(tensor), name)
        XCTAssertEqual(found.dtype, tensor.dtype)
      }
    }
    try NPZ.save([:], to: folder.appending(path: "none.npz").path)
    XCTAssertEqual(try NPZ.load(folder.appending(path: "none.npz").path).count, 0)
  }

  func testWideArchivesComeBack() throws {
    // As over 4 GiB and 65,534 members, with limits that need no such file.
    for (limit, countLimit) in [(0, 0), (100, 3), (2000, Int(UInt16.max)), (Int(UInt32.max), 2)] {
      for compressed in [false, true] {
        let bytes = try MemorySink.bytes { (sink) throws(FileError) in
          var archive = ZipWriter(to: sink, path: "t.npz", limit: limit, countLimit: countLimit)
          for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            try archive.add(name + ".npy", tensor.npyBytes(), compressed: compressed)
          }
          try archive.finish()
        }
        let back = try NPZ.load(bytes: bytes)
        XCTAssertEqual(Set(back.keys), Set(tensors.keys))
        for (name, tensor) in tensors {
          XCTAssertTrue(try XCTUnwrap(back[name]).equals(tensor), "\(name), \(limit)")
        }
      }
    }
  }

  func testCompressionMakesItSmaller() throws {
    let folder = try temporaryFolder()
    let sizes = try [false, true].map { compressed in
      let file = folder.appending(path: "t.npz")
      try NPZ.save(["z": .zeros(1000)], to: file.path, compressed: compressed)
      return try Data(contentsOf: file).count
    }
    XCTAssertGreaterThan(sizes[0], 4000)
    XCTAssertLessThan(sizes[1], 400)
  }

  func testEqualTensorsGiveEqualArchives() throws {
    let folder = try temporaryFolder()
    let files = try ["a.npz", "b.npz"].map { name in
      let file = folder.appending(path: name)
      try NPZ.save(tensors, to: file.path)
      return try Data(contentsOf: file)
    }
    XCTAssertEqual(files[0], files[1])
  }

  func testNumPyReadsOurs() throws {
    let folder = try temporaryFolder()
    try NPZ.save(tensors, to: folder.appending(path: "stored.npz").path)
    try NPZ.save(tensors, to: folder.appending(path: "packed.npz").path, compressed: true)
    try runPython(
      """
      import numpy as np, zipfile
      for name in ['stored.npz', 'packed.npz']:
          assert zipfile.ZipFile(name).testzip() is None
          x = np.load(name)
          assert set(x.files) == {'weight', 'größe', 'layer.0/bias', 'empty', 'columns', 'zeros'}, x.files
          assert x['weight'].tolist() == [[1.5, -2.0], [3.0, 0.25]] and x['weight'].dtype == 'float32'
          assert x['größe'].tolist() == [1, 2, 3] and x['größe'].dtype == 'int64'
          assert x['layer.0/bias'].tolist() == [True, False]
          assert x['empty'].shape == (0, 3) and x['zeros'].shape == (300, 200)
          assert x['columns'].tolist() == [[1, 4], [2, 5], [3, 6]]
      """, in: folder)
  }

  // MARK: Errors

  private func bytes(_ name: String) throws -> [UInt8] { try FileFixtures.bytes(name) }

  func testDamagedContents() throws {
    var stored = try bytes("stored.npz")
    let text = try XCTUnwrap(stored.firstRange(of: Array("NUMPY".utf8)))
    stored[text.lowerBound + 140] ^= 1
    expectFileError(.malformed, "the contents do not match their checksum; the file is damaged") {
      _ = try NPZ.load(bytes: stored)
    }
    var packed = try bytes("packed.npz")
    packed[60] ^= 0xff
    XCTAssertThrowsError(try NPZ.load(bytes: packed)) { XCTAssert($0 is FileError, "\($0)") }
  }

  func testTruncatedArchives() throws {
    let whole = try bytes("packed.npz")
    for length in stride(from: 0, to: whole.count, by: 7) {
      expectFileError(
        .malformed, "npz bytes: not a zip archive: its end record is missing; the file was cut off"
      ) { _ = try NPZ.load(bytes: Array(whole[..<length])) }
    }
  }

  func testForeignMembers() throws {
    let folder = try temporaryFolder()
    try runPython(
      """
      import zipfile
      with zipfile.ZipFile('other.npz', 'w') as z: z.writestr('archive/data.pkl', b'x')
      with zipfile.ZipFile('bzip.npz', 'w', zipfile.ZIP_BZIP2) as z: z.writestr('a.npy', b'x' * 99)
      with zipfile.ZipFile('text.npz', 'w') as z: z.writestr('a.npy', b'no array at all')
      import warnings; warnings.simplefilter('ignore')
      with zipfile.ZipFile('twice.npz', 'w') as z:
          for _ in range(2): z.writestr('a.npy', open('ok.npy', 'rb').read())
      """,
      in: {
        try Tensor.ones(2).save(folder.appending(path: "ok.npy").path); return folder
      }())
    for (file, kind, words) in [
      (
        "other", .unsupported,
        "member \"archive/data.pkl\" is not an array; a PyTorch checkpoint is saved for exchange "
          + "with safetensors.torch.save_file"
      ),
      (
        "bzip", .unsupported,
        "member \"a.npy\" is encrypted or packed by method 12; save the archive"
      ),
      (
        "text", .malformed,
        "text.npz, member a.npy, byte 0: the file does not begin like an .npy file"
      ),
      ("twice", .malformed, "two members are called \"a.npy\"; the archive is damaged"),
    ] as [(String, FileError.Kind, String)] {
      expectFileError(kind, words) {
        _ = try NPZ.load(folder.appending(path: "\(file).npz").path)
      }
    }
  }

  /// Changes fields of the one record in the directory of a small archive.
  private func archive(_ field: Int, _ value: [UInt8], compressed: Bool = false) throws -> [UInt8] {
    let file = try temporaryFolder().appending(path: "a.npz")
    try NPZ.save(["a": .zeros(4)], to: file.path, compressed: compressed)
    var bytes = Array(try Data(contentsOf: file))
    let record = try XCTUnwrap(bytes.firstRange(of: [0x50, 0x4b, 1, 2])).lowerBound
    bytes.replaceSubrange(record + field..<record + field + value.count, with: value)
    return bytes
  }

  func testLiesInTheDirectory() throws {
    for (field, value, compressed, words) in [
      (24, [0xff, 0xff, 0xff, 0x7f], true, "claims 2147483647 bytes, which it cannot hold"),
      (24, [0xff, 0xff, 0xff, 0x7f], false, "claims 2147483647 bytes, which it cannot hold"),
      (24, [0xff, 0xff, 0xff, 0xff], false, "the sizes of member \"a.npy\" are damaged"),
      (42, [0xff, 0xff, 0xff, 0x7f], false, "member \"a.npy\" lies outside the archive"),
      (42, [4, 0, 0, 0], false, "member \"a.npy\" lies outside the archive"),
      (28, [0xff, 0xff], false, "a record of the directory is cut off"),
      (0, [0x51], false, "a record of the directory is missing"),
      (46, [0xff], false, "the name of a member is not valid UTF-8"),
    ] as [(Int, [UInt8], Bool, String)] {
      let bytes = try archive(field, value, compressed: compressed)
      expectFileError(.malformed, words) { _ = try NPZ.load(bytes: bytes) }
    }
    var bytes = try archive(0, [])
    bytes[bytes.count - 6] = 0xee
    expectFileError(.malformed, "the directory does not lie inside the archive") {
      _ = try NPZ.load(bytes: bytes)
    }
    bytes.replaceSubrange(bytes.count - 6..<bytes.count - 2, with: [255, 255, 255, 255])
    expectFileError(.malformed, "the zip64 end record is missing") {
      _ = try NPZ.load(bytes: bytes)
    }
  }

  func testNamesTooLong() throws {
    let folder = try temporaryFolder()
    expectFileError(
      .unsupported, "longer than the 65,535 a zip archive allows; use SafeTensors.save"
    ) {
      try NPZ.save(
        [String(repeating: "x", count: 70000): .zeros(1)],
        to: folder.appending(path: "a.npz").path)
    }
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder.path), [])
  }
}
