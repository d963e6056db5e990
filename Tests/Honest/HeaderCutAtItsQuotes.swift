// Honest: the header of a file cut into pieces at its quotes.
// Section: ArrayBridge

import Kindling

public enum BridgeProblem: Error, Equatable {
  case ragged(row: Int, count: Int)
  case notNPY
  case type(String)
  case length(expected: Int, found: Int)
}

public func matrix(from rows: [[Double]], dtype: DType) throws -> Tensor {
  if let bad = rows.indices.first(where: { rows[$0].count != rows[0].count }) {
    throw BridgeProblem.ragged(row: bad, count: rows[bad].count)
  }
  return Tensor(rows.flatMap { $0 }, dtype: dtype).reshape(rows.count, rows[0].count)
}

public func arrays(of matrix: Tensor) -> [[Double]] {
  let flat = matrix.doubles(), w = matrix.shape[1]
  return (0..<matrix.shape[0]).map { Array(flat[$0 * w..<($0 + 1) * w]) }
}

public func columns(of matrix: Tensor) -> [Tensor] {
  (0..<matrix.shape[1]).map { matrix.t()[$0] }
}

public func npyFile(of t: Tensor) -> [UInt8] {
  let names = ["<f4", "<f8", "<i8", "|u1"]
  let name = names[[DType.float32, .float64, .int64, .uint8].firstIndex(of: t.dtype)!]
  var tuple = "("
  for s in t.shape { tuple += "\(s), " }
  if t.shape.count > 1 { tuple.removeLast(2) } else if t.shape.count == 1 { tuple.removeLast() }
  tuple += ")"
  var text = Array("{'descr': '\(name)', 'fortran_order': False, 'shape': \(tuple), }".utf8)
  let fill = (64 - (text.count + 11) % 64) % 64
  text += Array(repeating: 32, count: fill) + [10]
  var out: [UInt8] =
    [147, 78, 85, 77, 80, 89, 1, 0, UInt8(text.count % 256), UInt8(text.count / 256)] + text
  let width = Int(String(name.last!))!
  let patterns: [UInt64]
  if t.dtype == .float32 {
    patterns = t.floats().map { UInt64($0.bitPattern) }
  } else if t.dtype == .float64 {
    patterns = t.doubles().map(\.bitPattern)
  } else {
    patterns = t.ints().map { UInt64(bitPattern: Int64($0)) }
  }
  for p in patterns { for k in 0..<width { out.append(UInt8((p >> (8 * k)) & 255)) } }
  return out
}
public func array(inFile bytes: [UInt8]) throws -> Tensor {
  guard bytes.count >= 10, bytes.starts(with: [147, 78, 85, 77, 80, 89, 1, 0]) else {
    throw BridgeProblem.notNPY
  }
  let start = 10 + Int(bytes[8]) + Int(bytes[9]) * 256
  if bytes.count < start { throw BridgeProblem.notNPY }
  let pieces = String(decoding: bytes[10..<start], as: UTF8.self).split(separator: "'")
  let type = String(pieces[3])
  let order = pieces[6].contains("True")
  let dtype: DType
  switch type {
  case "<f4": dtype = .float32
  case "<f8": dtype = .float64
  case "<i8": dtype = .int64
  case "|u1": dtype = .uint8
  default: throw BridgeProblem.type(type)
  }
  let sizes = pieces[8].split { !$0.isNumber }.map { Int($0)! }
  let n = sizes.reduce(1, *), w = dtype.byteCount
  let rest = Array(bytes[start...])
  guard rest.count == n * w else { throw BridgeProblem.length(expected: n * w, found: rest.count) }
  func word(_ i: Int) -> UInt64 {
    (0..<w).reduce(0) { $0 | UInt64(rest[i * w + $1]) << (8 * UInt64($1)) }
  }
  var positions = [0]
  var step = 1
  if order {
    var steps: [Int] = []
    for s in sizes { steps.append(step); step *= s }
    for (s, st) in zip(sizes, steps) {
      positions = positions.flatMap { p in (0..<s).map { p + $0 * st } }
    }
  } else {
    positions = Array(0..<n)
  }
  let words = positions.map(word)
  switch dtype {
  case .float32:
    return Tensor(words.map { Float(bitPattern: UInt32($0)) }, dtype: .float32).view(Shape(sizes))
  case .float64:
    return Tensor(words.map { Double(bitPattern: $0) }, dtype: .float64).view(Shape(sizes))
  case .int64:
    return Tensor(words.map { Int(Int64(bitPattern: $0)) }, dtype: .int64).view(Shape(sizes))
  default: return Tensor(words.map { Int($0) }, dtype: .uint8).view(Shape(sizes))
  }
}
