/// The input or output of a module: a tensor, or a table of them.
///
/// ```swift
/// let pair: Signal = [Tensor.ones(1, 2), Tensor.ones(1, 3)]
/// JoinTable(2).forward(pair).tensor.shape  // [1, 5]
/// ```
public indirect enum Signal {
  /// One tensor.
  case tensor(Tensor)
  /// A table, whose elements may be tables themselves.
  case table([Signal])

  /// The output of a module before it is first used: a tensor without elements.
  static var empty: Signal { .tensor(Tensor.zeros(0, dtype: .float64)) }

  /// The tensor.
  ///
  /// Traps with `Signal: got a table of 2, expected a tensor` when this is a table.
  public var tensor: Tensor { tensor("Signal") }

  /// The elements of the table, counted from 0.
  ///
  /// Traps with `Signal: got a tensor of shape [3], expected a table` when this is a tensor.
  public var table: [Signal] { table("Signal") }

  func tensor(_ user: @autoclosure () -> String) -> Tensor {
    switch self {
    case .tensor(let tensor): return tensor
    case .table(let elements):
      fail(user(), "got a table of \(elements.count), expected a tensor")
    }
  }

  func table(_ user: @autoclosure () -> String) -> [Signal] {
    switch self {
    case .table(let elements): return elements
    case .tensor(let tensor):
      fail(user(), "got a tensor of shape \(tensor.shape), expected a table")
    }
  }
}

/// A value that can be an element of a table literal: `[x, y]`.
public protocol SignalConvertible {
  /// The value as a ``Signal``.
  var signal: Signal { get }
}

extension Tensor: SignalConvertible { public var signal: Signal { .tensor(self) } }
extension Signal: SignalConvertible { public var signal: Signal { self } }
extension Array: SignalConvertible where Element: SignalConvertible {
  /// A table of the elements.
  public var signal: Signal { .table(map(\.signal)) }
}

extension Signal: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: any SignalConvertible...) {
    self = .table(elements.map(\.signal))
  }
}

extension Signal: CustomStringConvertible {
  /// A tensor as Kindling prints it, or a table as Torch7 prints it, with the sizes of its
  /// elements.
  ///
  /// ```
  /// {
  ///   1 : DoubleTensor - size: 1x2
  ///   2 : DoubleTensor - size: 1x2
  /// }
  /// ```
  public var description: String {
    switch self {
    case .tensor(let tensor): "\(tensor)"
    case .table: outline
    }
  }

  /// An outline of the signal, with sizes instead of values.
  var outline: String {
    switch self {
    case .tensor(let tensor) where tensor.elementCount == 0: "\(typeName(tensor)) - empty"
    case .tensor(let tensor):
      "\(typeName(tensor)) - size: \(tensor.shape.map { "\($0)" }.joined(separator: "x"))"
    case .table(let elements):
      "{\n"
        + elements.enumerated().map { index, element in
          let text = element.isTable ? "\n\(element.outline)" : element.outline
          return "  \(index + 1) : " + text.indented(by: "  ") + "\n"
        }.joined() + "}"
    }
  }

  private var isTable: Bool {
    if case .table = self { true } else { false }
  }

  private func typeName(_ tensor: Tensor) -> String {
    switch tensor.dtype {
    case .float64: "DoubleTensor"
    case .float32: "FloatTensor"
    case .float16: "HalfTensor"
    case .int64: "LongTensor"
    case .int32: "IntTensor"
    case .int16: "ShortTensor"
    case .int8: "CharTensor"
    case .uint8, .bool: "ByteTensor"
    }
  }
}

extension Signal {
  /// Combines two signals of the same structure, tensor by tensor.
  func combined(with other: Signal, _ operation: (Tensor, Tensor) -> Tensor) -> Signal {
    switch self {
    case .tensor(let tensor): .tensor(operation(tensor, other.tensor))
    case .table(let elements):
      .table(zip(elements, other.table).map { $0.combined(with: $1, operation) })
    }
  }

  /// Zeros of the same structure and shapes.
  var zeros: Signal {
    switch self {
    case .tensor(let tensor): .tensor(.zeros(tensor.shape, dtype: .float64))
    case .table(let elements): .table(elements.map(\.zeros))
    }
  }

  /// Whether both have the same structure and their tensors have the same shapes.
  func fits(_ other: Signal) -> Bool {
    switch (self, other) {
    case (.tensor(let a), .tensor(let b)): a.shape == b.shape
    case (.table(let a), .table(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.fits($1) }
    default: false
    }
  }

  /// The shapes, for messages: `[2, 3]`, `{[1, 2], [1, 3]}`.
  var shapes: String {
    switch self {
    case .tensor(let tensor): "\(tensor.shape)"
    case .table(let elements): "{" + elements.map(\.shapes).joined(separator: ", ") + "}"
    }
  }
}

extension String {
  /// The string with every line but the first indented.
  func indented(by space: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n" + space)
  }
}
