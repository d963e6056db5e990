/// A function that a kernel can be made from.
protocol DeviceFunction {
  /// The formula in OpenCL C: an expression in `x`, or in `a` and `b`, of the type `C` that
  /// elements are computed in. If nil, the function runs on the processor.
  static var source: String? { get }
}

extension DeviceFunction {
  static var source: String? { nil }
  static var kernelName: String { "\(Self.self)" }
}
