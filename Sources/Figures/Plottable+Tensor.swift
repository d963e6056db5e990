import Kindling

extension Tensor: Plottable {
  public var plotted: [Double] { doubles() }
}
