import Kindling

/// Numbers that a figure can show: arrays of `Double`, `Float` or `Int`, and tensors.
public protocol Plottable {
  /// The numbers in order, row by row.
  var plotted: [Double] { get }
}

/// A number that an array given to a figure may hold.
public protocol PlottableNumber {
  var plotted: Double { get }
}

extension Double: PlottableNumber {
  public var plotted: Double { self }
}

extension Float: PlottableNumber {
  public var plotted: Double { Double(self) }
}

extension Int: PlottableNumber {
  public var plotted: Double { Double(self) }
}

extension Array: Plottable where Element: PlottableNumber {
  public var plotted: [Double] { map(\.plotted) }
}

extension Tensor: Plottable {
  public var plotted: [Double] { doubles() }
}
