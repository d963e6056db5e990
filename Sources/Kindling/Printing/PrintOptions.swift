import Synchronization

/// How tensors are printed. `torch.set_printoptions`.
///
/// ```swift
/// PrintOptions.current.precision = 2        // for the whole program, from now on
/// print(x.text(PrintOptions(precision: 8))) // for this one
/// ```
public struct PrintOptions: Sendable, Equatable {
  /// Digits after the decimal point.
  public var precision: Int
  /// Past this many elements only the first and last ``edgeItems`` along each dimension are shown.
  public var threshold: Int
  /// Elements shown at either end of a dimension that is not shown whole.
  public var edgeItems: Int
  /// Characters in a line.
  public var lineWidth: Int
  /// Whether numbers are written as powers of ten; nil where that depends on the numbers.
  public var scientific: Bool?

  /// PyTorch's own options, but for those named.
  public init(
    precision: Int = 4, threshold: Int = 1000, edgeItems: Int = 3, lineWidth: Int = 80,
    scientific: Bool? = nil
  ) {
    (self.precision, self.threshold, self.edgeItems) = (precision, threshold, edgeItems)
    (self.lineWidth, self.scientific) = (lineWidth, scientific)
  }

  private static let stored = Mutex(PrintOptions())

  /// What every tensor is printed by that is not given others.
  public static var current: PrintOptions {
    get { stored.withLock { $0 } }
    set { stored.withLock { $0 = newValue } }
  }
}

extension Tensor {
  /// The tensor as it is printed, by these options.
  public func text(_ options: PrintOptions) -> String { describe(options) }
}
