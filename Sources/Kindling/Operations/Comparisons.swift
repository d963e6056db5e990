infix operator .> : ComparisonPrecedence
infix operator .< : ComparisonPrecedence
infix operator .>= : ComparisonPrecedence
infix operator .<= : ComparisonPrecedence
infix operator .== : ComparisonPrecedence
infix operator .!= : ComparisonPrecedence

enum Greater: ComparisonFunction {
  static var onDevice: DeviceComparisonFunction { .greater }
  static func apply<T: Element>(_ a: T, _ b: T) -> Bool { T.isLess(b, a) }
}
enum GreaterOrEqual: ComparisonFunction {
  static var onDevice: DeviceComparisonFunction { .greaterOrEqual }
  static func apply<T: Element>(_ a: T, _ b: T) -> Bool { T.isLess(b, a) || a == b }
}
enum Equal: ComparisonFunction {
  static var onDevice: DeviceComparisonFunction { .equal }
  static func apply<T: Element>(_ a: T, _ b: T) -> Bool { a == b }
}
enum Unequal: ComparisonFunction {
  static var onDevice: DeviceComparisonFunction { .unequal }
  static func apply<T: Element>(_ a: T, _ b: T) -> Bool { a != b }
}

/// Elementwise comparison, which gives a bool tensor of the broadcast shape. Swift's own operators
/// are reserved for comparisons that give a single `Bool`.
extension Tensor {
  /// True where `a` is greater than `b`. `torch.gt`.
  public static func .> (a: Tensor, b: Tensor) -> Tensor {
    comparisonKernel(Greater.self, "greater", a, b)
  }
  /// True where `a` is less than `b`. `torch.lt`.
  public static func .< (a: Tensor, b: Tensor) -> Tensor { b .> a }
  /// True where `a` is greater than or equal to `b`. `torch.ge`.
  public static func .>= (a: Tensor, b: Tensor) -> Tensor {
    comparisonKernel(GreaterOrEqual.self, "greater or equal", a, b)
  }
  /// True where `a` is less than or equal to `b`. `torch.le`.
  public static func .<= (a: Tensor, b: Tensor) -> Tensor { b .>= a }
  /// True where both are equal; NaN equals nothing. `torch.eq`.
  public static func .== (a: Tensor, b: Tensor) -> Tensor {
    comparisonKernel(Equal.self, "equal", a, b)
  }
  /// True where they differ. `torch.ne`.
  public static func .!= (a: Tensor, b: Tensor) -> Tensor {
    comparisonKernel(Unequal.self, "unequal", a, b)
  }

  /// True where an element is greater than a number. `torch.gt`.
  public static func .> (a: Tensor, b: some ScalarValue) -> Tensor {
    a .> Tensor(b.scalar, beside: a)
  }
  /// True where an element is less than a number. `torch.lt`.
  public static func .< (a: Tensor, b: some ScalarValue) -> Tensor {
    a .< Tensor(b.scalar, beside: a)
  }
  /// True where an element is greater than or equal to a number. `torch.ge`.
  public static func .>= (a: Tensor, b: some ScalarValue) -> Tensor {
    a .>= Tensor(b.scalar, beside: a)
  }
  /// True where an element is less than or equal to a number. `torch.le`.
  public static func .<= (a: Tensor, b: some ScalarValue) -> Tensor {
    a .<= Tensor(b.scalar, beside: a)
  }
  /// True where an element equals a number. `torch.eq`.
  public static func .== (a: Tensor, b: some ScalarValue) -> Tensor {
    a .== Tensor(b.scalar, beside: a)
  }
  /// True where an element differs from a number. `torch.ne`.
  public static func .!= (a: Tensor, b: some ScalarValue) -> Tensor {
    a .!= Tensor(b.scalar, beside: a)
  }

  /// Whether both tensors have the same shape and equal elements. `torch.equal`.
  public func equals(_ other: Tensor) -> Bool {
    shape == other.shape && (self .== other).all()
  }

  /// Whether each element is within `absoluteTolerance + relativeTolerance |other|` of the one in
  /// `other`, or equal to it. `torch.isclose`.
  public func isClose(
    to other: Tensor, relativeTolerance: Double = 1e-5, absoluteTolerance: Double = 1e-8,
    equalNaN: Bool = false
  ) -> Tensor {
    withoutGradients {
      // Integers and bools are compared in float32, as in PyTorch.
      let reference = dtype.isFloatingPoint ? other : other.to(.default)
      let distance = (to(DType.promote(dtype, reference.dtype)) - reference).abs()
      let bound = reference.abs() * relativeTolerance + absoluteTolerance
      let close = (self .== other) | (distance.isFinite() & (distance .<= bound))
      return equalNaN ? close | (isNaN() & other.isNaN()) : close
    }
  }

  /// Whether every element ``isClose(to:relativeTolerance:absoluteTolerance:equalNaN:)`` to the one
  /// in `other`. `torch.allclose`.
  public func allClose(
    to other: Tensor, relativeTolerance: Double = 1e-5, absoluteTolerance: Double = 1e-8,
    equalNaN: Bool = false
  ) -> Bool {
    isClose(
      to: other, relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance,
      equalNaN: equalNaN
    ).all()
  }

  /// True where an element is NaN. `torch.isnan`.
  public func isNaN() -> Tensor { self .!= self }

  /// True where an element is infinite. `torch.isinf`.
  public func isInfinite() -> Tensor { abs() .== Double.infinity }

  /// True where an element is neither infinite nor NaN. `torch.isfinite`.
  public func isFinite() -> Tensor { abs() .< Double.infinity }
}
