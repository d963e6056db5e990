import ArrayBridge
import ExerciseTesting
import Kindling
import XCTest

final class ArrayBridgeHiddenTests: ExerciseTestCase {
  private let exact = Tolerance(relative: 0, absolute: 0)
  private let dtypes: [(DType, type: String)] = [
    (.float32, "<f4"), (.float64, "<f8"), (.int64, "<i8"), (.uint8, "|u1"),
  ]

  private func problem(_ call: () throws -> Void) -> BridgeProblem? {
    do {
      try call()
      return nil
    } catch { return error as? BridgeProblem }
  }

  // MARK: Arrays

  func testMatrix() throws {
    let (height, width) = (inputs.integer(in: 2...5), inputs.integer(in: 2...5))
    let random = (0..<height).map { _ in (0..<width).map { _ in inputs.number(in: -9...9) } }
    let cases: [[[Double]]] = [
      [[1, 2, 3], [4, 5, 6]], random, [[0.1, 1 / 3], [2, 1e30]], [[7]], [[1, 2]], [[1], [2]],
      [[.infinity, .nan], [-.infinity, 0]], [[1e-30, -1000], [-2000, -1e9]], [[]], [[], []],
    ]
    for rows in cases {
      for dtype in [DType.float32, .float64] {
        let told: KeyValuePairs<String, Any> = ["rows": Code("\(rows)"), "dtype": dtype]
        let expected = Tensor(rows.flatMap { $0 }, dtype: dtype).view(rows.count, rows[0].count)
        for call in ["", "called again"] {
          let lead = call
          guard
            try expectClose(
              matrix(from: rows, dtype: dtype), expected, tolerance: exact, for: told, lead)
          else { return }
        }
        let result = try matrix(from: rows, dtype: dtype)
        expect(!result.requiresGrad, "the result requires a gradient", for: told)
      }
    }
    let ragged: [([[Double]], Int)] = [
      ([[1, 2], [3]], 1), ([[1, 2], [3, 4], [5, 6, 7]], 2), ([[1], [2, 3], [4], [5, 6, 7]], 1),
      ([[], [1]], 1), ([[1], []], 1), ([[1, 2], [3], [4]], 1), ([[1, 2], [3], [4, 5, 6]], 1),
    ]
    for (rows, row) in ragged {
      let told: KeyValuePairs<String, Any> = ["rows": Code("\(rows)")]
      announce(told)
      let found = problem { _ = try matrix(from: rows, dtype: .float32) }
      expectEqual(found, .ragged(row: row, count: rows[row].count), for: told, "the error")
    }
  }

  /// Matrices of every dtype and form.
  private func matrices() -> [Tensor] {
    var result = DType.allCases.map { inputs.integers(6, in: 0..<100).to($0).view(2, 3) }
    result += [
      inputs.normal(3, 3), inputs.normal(3, 2, dtype: .float64).stridedCopy,
      inputs.normal(2, 3).t(), inputs.normal(1, 3), inputs.normal(3, 1), inputs.normal(1, 1),
      Tensor.zeros(0, 3), Tensor.zeros(3, 0), Tensor([[0.1, 1 / 3]], dtype: .float64),
      Tensor([[Double.infinity, .nan], [-.infinity, 1]]),
      Tensor([[1e30, 1e-30], [-1000, -2000], [5000, 0]], dtype: .float64),
      inputs.normal(2, 3, 4)[.all, 1],
      // 2^24 + 1 is no float32.
      Tensor([[16_777_217, 1], [-16_777_219, 2]]),
      Tensor([[16_777_217, 1], [-16_777_219, 2]], dtype: .int32),
    ]
    return result
  }

  func testArrays() {
    for matrix in matrices() {
      let numbers = matrix.doubles()
      let (height, width) = (matrix.shape[0], matrix.shape[1])
      let expected = (0..<height).map { Array(numbers[$0 * width..<($0 + 1) * width]) }
      for requiresGrad in [false, true] where !requiresGrad || matrix.dtype.isFloatingPoint {
        let leaf = matrix.isContiguous ? matrix.clone() : matrix
        leaf.requiresGrad = requiresGrad
        leaf.grad = requiresGrad ? Tensor.full(leaf.shape, 3, dtype: leaf.dtype) : nil
        announce(["matrix": matrix])
        for _ in 0..<2 {
          let found = arrays(of: leaf)
          // NaN is not equal to itself, and its text is.
          expectEqual("\(found)", "\(expected)", for: ["matrix": matrix])
        }
        expect(
          leaf.requiresGrad == requiresGrad
            && (leaf.grad?.doubles().allSatisfy { $0 == 3 } ?? false) == requiresGrad
            && "\(leaf.doubles())" == "\(numbers)", "the matrix was changed",
          for: ["matrix": matrix])
        leaf.grad = nil
        leaf.requiresGrad = false
      }
      if matrix.dtype.isFloatingPoint {
        let bare = matrix.clone().requiringGradient()
        _ = arrays(of: bare)
        expect(bare.grad == nil, "the matrix was given a gradient", for: ["matrix": matrix])
      }
    }
  }

  func testColumns() {
    for matrix in matrices() {
      let told: KeyValuePairs<String, Any> = ["matrix": matrix.clone()]
      announce(told)
      for call in ["", "called again: "] {
        let found = columns(of: matrix)
        expectEqual(found.count, matrix.shape[1], for: told, call + "how many columns there are")
        guard found.count == matrix.shape[1] else { return }
        for (place, column) in found.enumerated() {
          let right = matrix.select(1, place)
          guard
            expectClose(
              column, right, tolerance: exact, for: told, call + "column \(place)")
          else { return }
          expect(
            column.elementCount == 0 || column.sharesStorage(with: matrix),
            call + "column \(place) has memory of its own", for: told)
        }
      }
      expect(!matrix.requiresGrad && matrix.grad == nil, "the matrix was changed", for: told)
    }
    for place in 0..<3 {
      let x = inputs.normal(2, 3, dtype: .float64)
      expectGradients(
        through: { columns(of: $0[0])[place] }, at: ["matrix": x], as: { $0[0].select(1, place) },
        "column \(place)")
    }
    let leaf = inputs.normal(2, 2).requiringGradient()
    leaf.grad = Tensor.ones(2, 2)
    announce(["matrix": leaf.detach()])
    expect(
      columns(of: leaf).allSatisfy { $0.sharesStorage(with: leaf) },
      "a column has memory of its own where the matrix requires a gradient",
      for: ["matrix": leaf.detach()])
    expect(
      leaf.requiresGrad && leaf.grad?.doubles() == [1, 1, 1, 1],
      "requiresGrad or grad was changed", for: ["matrix": leaf.detach()])
    leaf.grad = nil
    _ = columns(of: leaf)
    expect(
      leaf.requiresGrad && leaf.grad == nil, "the matrix was given a gradient",
      for: ["matrix": leaf.detach()])
  }

  // MARK: Files

  /// What numpy.save wrote, with its elements as they are in the file.
  private var files: [(t: Tensor, header: String, elements: [UInt8])] {
    func f(_ text: String) -> String { "{'descr': \(text), }" }
    return [
      (
        Tensor([[1.5, -2.0], [0.25, 3.0]]), f("'<f4', 'fortran_order': False, 'shape': (2, 2)"),
        [0, 0, 192, 63, 0, 0, 0, 192, 0, 0, 128, 62, 0, 0, 64, 64]
      ),
      (
        Tensor(7, dtype: .uint8), f("'|u1', 'fortran_order': False, 'shape': ()"), [7]
      ),
      (
        Tensor([0.1, .nan, .infinity], dtype: .float64),
        f("'<f8', 'fortran_order': False, 'shape': (3,)"),
        [
          154, 153, 153, 153, 153, 153, 185, 63, 0, 0, 0, 0, 0, 0, 248, 127, 0, 0, 0, 0, 0, 0, 240,
          127,
        ]
      ),
    ]
  }

  private func file(_ header: String, _ elements: [UInt8], spaces: Int? = nil) -> [UInt8] {
    let spaces = spaces ?? (64 - (11 + header.utf8.count) % 64) % 64
    let text = Array(header.utf8) + Array(repeating: 0x20, count: spaces) + [0x0a]
    return [0x93, 78, 85, 77, 80, 89, 1, 0, UInt8(text.count % 256), UInt8(text.count / 256)] + text
      + elements
  }

  /// Tensors of the four dtypes, of rank 0 to 4, contiguous and not.
  private func tensors() -> [Tensor] {
    var result: [Tensor] = []
    for (dtype, _) in dtypes {
      for sizes in [
        [], [3], [1], [2, 3], [3, 3], [1, 3], [3, 1], [2, 1, 3, 2], [0], [0, 3], [2, 3, 4],
        [12, 1], [1, 104], [0, 1030],
      ] {
        let count = sizes.reduce(1, *)
        let numbers =
          dtype.isFloatingPoint
          ? inputs.normal(count, scale: 10, dtype: dtype)
          : inputs.integers(count, in: dtype == .uint8 ? 0..<256 : -70_000..<70_000).to(dtype)
        let t = numbers.view(Shape(sizes))
        result.append(t)
        if sizes.count > 1, count > 0 { result.append(t.stridedCopy) }
      }
    }
    result += [
      Tensor([Int.min, 1 << 62 + 1, -1, 0, 1 << 53 + 1]),
      Tensor([0, 127, 128, 255], dtype: .uint8),
      Tensor([1e30, -1e-30, -0.0, 0.1, 1e-45]),
      Tensor([1e300, -1e-300, 5e-324, -0.0], dtype: .float64),
      Tensor([Double.infinity, -.infinity, .nan]), Tensor([[-100.0, -1000], [-200, -90]]),
    ]
    return result
  }

  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.map { (32..<127).contains($0) ? $0 : 46 }, as: UTF8.self)
  }

  /// Compares the pieces of a file, so that a failure says which is wrong.
  private func expectFile(
    _ bytes: [UInt8], _ right: [UInt8], for told: KeyValuePairs<String, Any>, _ what: String = "",
    line: UInt = #line
  ) -> Bool {
    if bytes == right { return true }
    let start = 10 + Int(right[8]) + Int(right[9]) * 256
    expectEqual(
      Array(bytes.prefix(8)), Array(right.prefix(8)), for: told, what + "the signature", line: line)
    expectEqual(
      Array(bytes.dropFirst(8).prefix(2)), Array(right[8..<10]), for: told,
      what + "the length of the header", line: line)
    expectEqual(
      text(Array(bytes.dropFirst(10).prefix(start - 10))), text(Array(right[10..<start])),
      for: told,
      what + "the header, with a point for the line feed", line: line)
    expectEqual(
      Array(bytes.dropFirst(start)), Array(right[start...]), for: told, what + "the elements",
      line: line)
    return false
  }

  /// A NaN is written and read with its bits: its sign, and what else it may carry.
  private var unusualNaNs: [(t: Tensor, bytes: [UInt8])] {
    let singles: [UInt32] = [0xffc0_0000, 0x7fc0_1234]
    let doubles: [UInt64] = [0xfff8_0000_0000_0000, 0x7ff8_0000_1234_5678]
    let single = Tensor(singles.map { Float(bitPattern: $0) })
    let double = Tensor(doubles.map { Double(bitPattern: $0) }, dtype: .float64)
    return [
      (single, [0, 0, 0xc0, 0xff, 0x34, 0x12, 0xc0, 0x7f]),
      (double, [0, 0, 0, 0, 0, 0, 0xf8, 0xff, 0x78, 0x56, 0x34, 0x12, 0, 0, 0xf8, 0x7f]),
    ]
  }

  func testFile() {
    for (t, header, elements) in files {
      announce(["t": t])
      guard expectFile(npyFile(of: t), file(header, elements), for: ["t": t]) else { return }
    }
    for t in tensors() {
      for requiresGrad in [false, true] where !requiresGrad || t.dtype.isFloatingPoint {
        t.requiresGrad = requiresGrad
        t.grad = requiresGrad ? Tensor.full(t.shape, 3, dtype: t.dtype) : nil
        announce(["t": t.detach()])
        let right = t.detach().contiguous().npyBytes()
        for call in ["", "called again: "] {
          guard expectFile(npyFile(of: t), right, for: ["t": t.detach()], call) else { return }
        }
        expect(
          t.requiresGrad == requiresGrad
            && (t.grad?.doubles().allSatisfy { $0 == 3 } ?? false) == requiresGrad
            && t.detach().contiguous().npyBytes() == right,
          "t was changed", for: ["t": t.detach()])
        t.grad = nil
        t.requiresGrad = false
      }
    }
    for (t, bytes) in unusualNaNs {
      announce(["t": t])
      expectEqual(
        Array(npyFile(of: t).suffix(bytes.count)), bytes, for: ["t": t],
        "the elements, NaNs of other bits than the ordinary one")
    }
    let bare = inputs.normal(2, 3).requiringGradient()
    announce(["t": bare.detach()])
    _ = npyFile(of: bare)
    expect(bare.grad == nil, "t was given a gradient", for: ["t": bare.detach()])
  }

  private func expectArray(
    _ bytes: [UInt8], _ expected: Tensor, _ what: String = "", line: UInt = #line
  ) throws -> Bool {
    let start = 10 + Int(bytes[8]) + Int(bytes[9]) * 256
    let told: KeyValuePairs<String, Any> = [
      "header": text(Array(bytes[10..<start])), "elements": Array(bytes[start...].prefix(80)),
    ]
    announce(told)
    for call in ["", "called again"] {
      guard
        try expectClose(
          array(inFile: bytes), expected, tolerance: exact, for: told, what + call, line: line)
      else { return false }
    }
    let result = try array(inFile: bytes)
    expect(!result.requiresGrad, "the result requires a gradient", for: told, line: line)
    return true
  }

  func testArray() throws {
    for (t, header, elements) in files {
      guard try expectArray(file(header, elements), t) else { return }
      guard try expectArray(file(header, elements, spaces: inputs.integer(in: 0...90)), t),
        try expectArray(file(header, elements, spaces: 400), t),
        // The first byte of the length is a line feed, too.
        try expectArray(file(header, elements, spaces: 265 - header.utf8.count), t),
        try expectArray(file(header, elements, spaces: 40_000), t)
      else { return }
    }
    for t in tensors() {
      let file = t.contiguous().npyBytes()
      guard try expectArray(file, t) else { return }
      try expectEqual(
        array(inFile: file).npyBytes(), file, for: ["t": t], "the result as a file again")
    }
    for (t, bytes) in unusualNaNs {
      let file = t.npyBytes()
      guard try expectArray(file, t) else { return }
      let found = try array(inFile: file).npyBytes()
      expectEqual(
        Array(found.suffix(bytes.count)), bytes, for: ["t": t],
        "the bits of NaNs other than the ordinary one")
    }
  }

  /// Elements that are stored column by column.
  func testColumnsFirst() throws {
    // numpy.save of numpy.asfortranarray([[1, 2, 3], [-4, 5, 6]])
    let header = "{'descr': '<i8', 'fortran_order': True, 'shape': (2, 3), }"
    let elements: [UInt8] = [1, 252, 2, 5, 3, 6].flatMap { (byte: UInt8) -> [UInt8] in
      [byte] + Array(repeating: byte == 252 ? 255 : 0, count: 7)
    }
    guard try expectArray(file(header, elements), Tensor([[1, 2, 3], [-4, 5, 6]])) else { return }
    for (dtype, type) in dtypes {
      for sizes in [
        [2, 3], [3, 3], [2, 3, 4], [4], [], [2, 1, 3, 2], [0, 3], [12, 10],
        inputs.shuffled([2, 3, 4, 5]),
      ] {
        let t = inputs.integers(sizes.reduce(1, *), in: 0..<100).to(dtype).view(Shape(sizes))
        let turned = t.permute(Array(sizes.indices.reversed())).contiguous().npyBytes()
        let start = 10 + Int(turned[8]) + Int(turned[9]) * 256
        let shape = sizes.map { "\($0)" }.joined(separator: ", ") + (sizes.count == 1 ? "," : "")
        let header = "{'descr': '\(type)', 'fortran_order': True, 'shape': (\(shape)), }"
        guard try expectArray(file(header, Array(turned[start...])), t) else { return }
      }
    }
  }

  func testFileProblems() {
    let (_, header, elements) = files[0]
    let good = file(header, elements)
    func expectProblem(
      _ bytes: [UInt8], _ right: BridgeProblem, _ what: String, line: UInt = #line
    ) {
      let told: KeyValuePairs<String, Any> = ["file": Code(what)]
      announce(told)
      do {
        let found = try array(inFile: bytes)
        expect(false, "expected \(right), got a tensor \(found.shape)", for: told, line: line)
      } catch {
        expectEqual(error as? BridgeProblem, right, for: told, "the error", line: line)
      }
    }
    func changed(_ place: Int, _ byte: UInt8) -> [UInt8] {
      var bytes = good
      bytes[place] = byte
      return bytes
    }
    expectProblem([], .notNPY, "no bytes")
    expectProblem([7], .notNPY, "one byte")
    expectProblem(Array("a text, and a longer one than ten bytes".utf8), .notNPY, "a text")
    for place in 0..<6 { expectProblem(changed(place, 1), .notNPY, "byte \(place) is 1") }
    expectProblem(changed(6, 2), .notNPY, "version 2.0")
    expectProblem(changed(7, 1), .notNPY, "version 1.1")
    for count in [1, 6, 8, 9, 10, 50, 127] {
      expectProblem(Array(good.prefix(count)), .notNPY, "the first \(count) bytes of a file")
    }
    for count in [128, 129, 143] {
      expectProblem(
        Array(good.prefix(count)), .length(expected: 16, found: count - 128),
        "the first \(count) bytes of a file of \(good.count)")
    }
    expectProblem(good + [0], .length(expected: 16, found: 17), "a file and one byte")
    for spaces in [0, inputs.integer(in: 1...50), 300] {
      expectProblem(
        file(header, elements + [0, 1, 2], spaces: spaces), .length(expected: 16, found: 19),
        "a file and three bytes, with \(spaces) spaces in the header")
    }
    for (type, width) in [("<f4", 4), ("<f8", 8), ("<i8", 8), ("|u1", 1)] {
      let one = "{'descr': '\(type)', 'fortran_order': False, 'shape': (), }"
      expectProblem(
        file(one, []), .length(expected: width, found: 0), "a single \(type) without its bytes")
      let found = inputs.integer(in: 0...3 * width - 1)
      expectProblem(
        file(one.replacing("()", with: "(3, 1)"), Array((elements + elements).prefix(found))),
        .length(expected: 3 * width, found: found), "three times \(type) of \(found) bytes")
    }
    for type in [
      "<c16", ">f4", "<i4", "|b1", "|S3", "<u1", "u1", "=f4", "|f8", "<f2", "<f16", "|i1", "<I8",
      "<f4 ",
    ] {
      let bytes = file(header.replacing("<f4", with: type), elements)
      expectProblem(bytes, .type(type), "the type is \(type)")
      expectProblem(bytes + [1], .type(type), "the type is \(type), and a byte too many")
      expectProblem(
        Array(bytes.dropLast(elements.count)), .type(type), "the type is \(type), without elements")
    }
    expectProblem(
      file(header.replacing("(2, 2)", with: "(2, 0)"), [1]), .length(expected: 0, found: 1),
      "a byte, and no element")
  }
}
