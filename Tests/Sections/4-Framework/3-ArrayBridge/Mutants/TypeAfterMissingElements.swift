// Mutant: no elements are told before an unknown type. Caught by: testFileProblems

import Kindling

public enum BridgeProblem: Error, Equatable {
  case ragged(row: Int, count: Int)
  case notNPY
  case type(String)
  case length(expected: Int, found: Int)
}

public func matrix(from rows: [[Double]], dtype: DType) throws -> Tensor {
  let columns = rows[0].count
  for (row, numbers) in rows.enumerated() where numbers.count != columns {
    throw BridgeProblem.ragged(row: row, count: numbers.count)
  }
  return Tensor(rows.flatMap { $0 }, dtype: dtype).view(rows.count, columns)
}

public func arrays(of matrix: Tensor) -> [[Double]] {
  (0..<matrix.shape[0]).map { matrix.select(0, $0).doubles() }
}

public func columns(of matrix: Tensor) -> [Tensor] {
  (0..<matrix.shape[1]).map { matrix.select(1, $0) }
}

public func npyFile(of t: Tensor) -> [UInt8] {
  let types: [DType: String] = [.float32: "<f4", .float64: "<f8", .int64: "<i8", .uint8: "|u1"]
  let sizes = Array(t.shape).map { "\($0)" }.joined(separator: ", ")
  let shape = t.rank == 1 ? "(\(sizes),)" : "(\(sizes))"
  let text = "{'descr': '\(types[t.dtype]!)', 'fortran_order': False, 'shape': \(shape), }"
  var header = Array(text.utf8)
  while (10 + header.count + 1) % 64 != 0 { header.append(0x20) }
  header.append(0x0a)
  let length = [UInt8(header.count & 0xff), UInt8(header.count >> 8)]
  let elements: [UInt8] =
    switch t.dtype {
    case .float32: t.floats().flatMap { bytes(UInt64($0.bitPattern), 4) }
    case .float64: t.doubles().flatMap { bytes($0.bitPattern, 8) }
    case .int64: t.ints().flatMap { bytes(UInt64(bitPattern: Int64($0)), 8) }
    default: t.ints().map { UInt8($0) }
    }
  return signature + length + header + elements
}

private let signature: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]

private func bytes(_ bits: UInt64, _ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt64($0))) }
}

public func array(inFile bytes: [UInt8]) throws -> Tensor {
  guard bytes.count >= 10, Array(bytes[..<8]) == signature else { throw BridgeProblem.notNPY }
  let start = 10 + Int(bytes[8]) + Int(bytes[9]) << 8
  guard bytes.count >= start else { throw BridgeProblem.notNPY }
  let header = String(decoding: bytes[10..<start], as: UTF8.self)
  let type = text(in: header, after: "'descr': '", before: "'")
  let widths = ["<f4": 4, "<f8": 8, "<i8": 8, "|u1": 1]
  if bytes.count == start, widths[type] == nil {
    throw BridgeProblem.length(expected: 1, found: 0)
  }
  guard let width = widths[type] else { throw BridgeProblem.type(type) }
  let sizes = text(in: header, after: "'shape': (", before: ")")
    .split { $0 == "," || $0 == " " }.map { Int($0)! }
  let count = sizes.reduce(1, *)
  guard bytes.count - start == count * width else {
    throw BridgeProblem.length(expected: count * width, found: bytes.count - start)
  }
  let numbers = (0..<count).map { element in
    (0..<width).reduce(UInt64(0)) {
      $0 | UInt64(bytes[start + element * width + $1]) << (8 * UInt64($1))
    }
  }
  let flat =
    switch type {
    case "<f4": Tensor(numbers.map { Float(bitPattern: UInt32($0)) })
    case "<f8": Tensor(numbers.map { Double(bitPattern: $0) }, dtype: .float64)
    case "<i8": Tensor(numbers.map { Int64(bitPattern: $0) })
    default: Tensor(numbers.map { UInt8($0) })
    }
  if text(in: header, after: "'fortran_order': ", before: ",") == "True" {
    return flat.view(Shape(sizes.reversed())).permute(Array(sizes.indices.reversed()))
  }
  return flat.view(Shape(sizes))
}

private func text(in header: String, after start: String, before end: String) -> String {
  guard let from = header.firstRange(of: start)?.upperBound,
    let to = header[from...].firstRange(of: end)?.lowerBound
  else { return "" }
  return String(header[from..<to])
}
