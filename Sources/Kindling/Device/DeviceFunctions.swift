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

/// The functions that device programs have kernels for. A function missing here runs on the
/// processor.
enum DeviceFunctions {
  static var float: [any FloatFunction.Type] {
    [
      Exp.self, Exp2.self, Expm1.self, Log.self, Log2.self, Log10.self, Log1p.self,
      ErrorFunction.self, ComplementaryErrorFunction.self, SquareRoot.self, InverseSquareRoot.self,
      Reciprocal.self, Sine.self, Cosine.self, Tangent.self, ArcSine.self, ArcCosine.self,
      ArcTangent.self, HyperbolicSine.self, HyperbolicCosine.self, HyperbolicTangent.self,
      AreaSine.self, AreaCosine.self, AreaTangent.self, Floor.self, Ceiling.self,
      RoundHalfToEven.self, Truncate.self, Fraction.self, SigmoidFunction.self,
      LogSigmoidFunction.self, GELUFunction.self, TanhGELUFunction.self,
    ]
  }
  static var binaryFloat: [any BinaryFloatFunction.Type] {
    [
      Divide.self, Power.self, ArcTangentOfQuotient.self, FloatRemainder.self,
      FloatTruncatedRemainder.self, FloatFloorQuotient.self, LeakyReLUFunction.self,
      ELUFunction.self, SoftplusFunction.self, SigmoidSlope.self, TanhSlope.self,
    ]
  }
  static var number: [any NumberFunction.Type] {
    [
      Negate.self, Magnitude.self, Sign.self, Not.self, ReLUFunction.self,
    ]
  }
  static var binary: [any BinaryFunction.Type] {
    [
      Add.self, Subtract.self, Multiply.self, Larger.self, Smaller.self, And.self, Or.self,
      ExclusiveOr.self, WholePower.self, WholeRemainder.self, WholeTruncatedRemainder.self,
      WholeFloorQuotient.self, ReLUSlope.self,
    ]
  }
  static var comparisons: [any Comparison.Type] {
    [
      Greater.self, GreaterOrEqual.self, Equal.self, Unequal.self,
    ]
  }
  /// Optimizer steps, which have their own kernels.
  static let steps: [String] = [AdamStep.source, SGDStep.source]

  /// The names of all functions above.
  static let names: Set<String> = {
    let lists: [[any DeviceFunction.Type]] = [float, binaryFloat, number, binary, comparisons]
    return Set(lists.joined().map { $0.kernelName })
  }()
}
