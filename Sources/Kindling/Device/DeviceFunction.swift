/// A function that a kernel can be made of.
protocol DeviceFunction {
  /// Its formula in OpenCL C: an expression of `x`, or of `a` and `b`, in the type `C` that elements
  /// are computed in. Nil where it has none; it runs on the processor then.
  static var source: String? { get }
}

extension DeviceFunction {
  static var source: String? { nil }
  static var kernelName: String { "\(Self.self)" }
}
