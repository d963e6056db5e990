// 4.3 The array bridge: a second solution. Numbers are taken apart and put together by division, the header
// is read word by word, and columns come from unbinding.

import Kindling

public enum BridgeProblem: Error, Equatable {
  case ragged(row: Int, count: Int)
  case notNPY
  case type(String)
  case length(expected: Int, found: Int)
}

public func matrix(from rows: [[Double]], dtype: DType) throws -> Tensor {
  if let row = rows.firstIndex(where: { $0.count != rows[0].count }) {
    throw BridgeProblem.ragged(row: row, count: rows[row].count)
  }
  return Tensor.stack(rows.map { Tensor($0, dtype: dtype) }, dim: 0)
}

public func arrays(of matrix: Tensor) -> [[Double]] {
  let (rows, columns, numbers) = (matrix.shape[0], matrix.shape[1], matrix.doubles())
  return (0..<rows).map { Array(numbers[$0 * columns..<($0 + 1) * columns]) }
}

public func columns(of matrix: Tensor) -> [Tensor] {
  (0..<matrix.shape[1]).map { matrix[.all, $0] }
}

public func npyFile(of t: Tensor) -> [UInt8] {
  let type =
    t.dtype == .float32 ? "<f4" : t.dtype == .float64 ? "<f8" : t.dtype == .int64 ? "<i8" : "|u1"
  var shape = "("
  for (dim, size) in t.shape.enumerated() { shape += (dim > 0 ? ", " : "") + "\(size)" }
  if t.rank == 1 { shape += "," }
  var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape)), }"
  let spaces = (64 - (11 + header.utf8.count) % 64) % 64
  header += String(repeating: " ", count: spaces) + "\n"
  var bytes: [UInt8] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]
  bytes += [UInt8(header.utf8.count % 256), UInt8(header.utf8.count / 256)] + Array(header.utf8)
  let flat = t.detach().reshape(-1)
  for place in 0..<flat.elementCount {
    var bits: UInt64
    switch t.dtype {
    case .float32:
      let number: Float = flat[place].item()
      bits = UInt64(number.bitPattern)
    case .float64: bits = flat[place].item().bitPattern
    default:
      let number: Int64 = flat[place].item()
      bits = UInt64(bitPattern: number)
    }
    for _ in 0..<t.dtype.byteCount {
      bytes.append(UInt8(bits % 256))
      bits /= 256
    }
  }
  return bytes
}

public func array(inFile bytes: [UInt8]) throws -> Tensor {
  guard bytes.starts(with: [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]), bytes.count > 9 else {
    throw BridgeProblem.notNPY
  }
  let length = Int(bytes[8]) + 256 * Int(bytes[9])
  var rest = bytes.dropFirst(10)
  guard rest.count >= length else { throw BridgeProblem.notNPY }
  // Quotes cut the header into pieces: the type is the fourth, the order is in the seventh.
  let pieces = String(decoding: rest.prefix(length), as: UTF8.self).split(
    separator: "'", omittingEmptySubsequences: false)
  rest = rest.dropFirst(length)
  let type = String(pieces[3])
  let dtypes: [String: DType] = ["<f4": .float32, "<f8": .float64, "<i8": .int64, "|u1": .uint8]
  guard let dtype = dtypes[type] else { throw BridgeProblem.type(type) }
  var sizes: [Int] = []
  var digits = ""
  for letter in pieces[8] {
    if letter.isNumber {
      digits.append(letter)
    } else if let size = Int(digits) {
      sizes.append(size)
      digits = ""
    }
  }
  let expected = sizes.reduce(dtype.byteCount, *)
  if rest.count != expected { throw BridgeProblem.length(expected: expected, found: rest.count) }
  let isFortran = pieces[6].contains("True")
  let file = Array(rest)
  let result = Tensor.empty(Shape(isFortran ? sizes.reversed() : sizes), dtype: dtype)
  let flat = result.view(-1)
  for place in 0..<flat.elementCount {
    var bits: UInt64 = 0
    for byte in (0..<dtype.byteCount).reversed() {
      bits = bits * 256 + UInt64(file[place * dtype.byteCount + byte])
    }
    switch dtype {
    case .float32: flat[place].fill(Float(bitPattern: UInt32(bits)))
    case .float64: flat[place].fill(Double(bitPattern: bits))
    case .int64: flat[place].fill(Int64(bitPattern: bits))
    default: flat[place].fill(Int(bits))
    }
  }
  return isFortran ? result.permute(Array((0..<sizes.count).reversed())) : result
}
