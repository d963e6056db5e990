import Synchronization

/// How tensors are printed. `torch.set_printoptions`.
///
/// ```swift
/// PrintOptions.current.precision = 2        // for the whole program, from now on
/// print(x.text(PrintOptions(precision: 8))) // for this one
/// ```
public struct PrintOptions: Sendable, Equatable {
  /// The number of digits after the decimal point.
  public var precision: Int
  /// The number of elements above which only the first and last ``edgeItems`` along each dimension
  /// are shown.
  public var threshold: Int
  /// The number of elements shown at each end of a dimension that is not shown in full.
  public var edgeItems: Int
  /// The number of characters in a line.
  public var lineWidth: Int
  /// Whether numbers are printed in scientific notation; nil if that depends on the numbers.
  public var scientific: Bool?

  /// Creates PyTorch's default options, except for those given.
  public init(
    precision: Int = 4, threshold: Int = 1000, edgeItems: Int = 3, lineWidth: Int = 80,
    scientific: Bool? = nil
  ) {
    (self.precision, self.threshold, self.edgeItems) = (precision, threshold, edgeItems)
    (self.lineWidth, self.scientific) = (lineWidth, scientific)
  }

  /// No number of any dtype has more digits after the decimal point.
  static let mostDigits = 1100

  private static let stored = Mutex(PrintOptions())

  /// The options for printing every tensor for which no others are given.
  public static var current: PrintOptions {
    get { stored.withLock { $0 } }
    set { stored.withLock { $0 = newValue } }
  }
}

extension Tensor {
  /// Returns the tensor as printed with these options.
  public func text(_ options: PrintOptions) -> String { describe(options) }
}
