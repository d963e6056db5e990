/// A function of one or two numbers that device programs have a kernel of, for each element.
///
/// Its raw value is its formula: an expression in OpenCL C of type `C`, which elements are computed
/// in. The type that names it as its `onDevice` has the same function in Swift, for the processor.
protocol DeviceFunction: RawRepresentable<String>, CaseIterable {}

extension DeviceFunction {
  /// The name of the kernel, which must not be one of OpenCL C's own functions.
  var kernel: String { "each_\(self)" }
}

/// Functions of a floating-point number x.
enum DeviceFloatFunction: String, DeviceFunction {
  case exp = "exp(x)"
  case exp2 = "exp2(x)"
  case expm1 = "expm1(x)"
  case log = "log(x)"
  case log2 = "log2(x)"
  case log10 = "log10(x)"
  case log1p = "log1p(x)"
  case errorFunction = "erf(x)"
  case complementaryErrorFunction = "erfc(x)"
  case squareRoot = "sqrt(x)"
  case inverseSquareRoot = "1 / sqrt(x)"
  case reciprocal = "1 / x"
  case sine = "sin(x)"
  case cosine = "cos(x)"
  case tangent = "tan(x)"
  case arcSine = "asin(x)"
  case arcCosine = "acos(x)"
  case arcTangent = "atan(x)"
  case hyperbolicSine = "sinh(x)"
  case hyperbolicCosine = "cosh(x)"
  case hyperbolicTangent = "whole_tanh(x)"
  case areaSine = "asinh(x)"
  case areaCosine = "acosh(x)"
  case areaTangent = "atanh(x)"
  case floor = "floor(x)"
  case ceiling = "ceil(x)"
  case roundHalfToEven = "rint(x)"
  case truncate = "trunc(x)"
  case fraction = "x - trunc(x)"
  case sigmoid = "(x < 0 ? exp(x) : 1) / (1 + exp(-fabs(x)))"
  case logSigmoid = "(x < 0 ? x : 0) - log1p(exp(-fabs(x)))"
  case gelu = "x * (1 + erf(x * sqrt((C)0.5))) / 2"
  case tanhGELU = "x * (1 + whole_tanh((C)0.7978845608028654 * (x + (C)0.044715 * x * x * x))) / 2"
}

/// Functions of two floating-point numbers, a and b.
enum DeviceBinaryFloatFunction: String, DeviceFunction {
  case divide = "a / b"
  case power = "pow(a, b)"
  case arcTangentOfQuotient = "atan2(a, b)"
  case floatRemainder = "float_remainder(a, b)"
  case floatTruncatedRemainder = "fmod(a, b)"
  case floatFloorQuotient = "float_floor_quotient(a, b)"
  case leakyReLU = "a > 0 ? a : a * b"
  case elu = "a > 0 ? a : b * expm1(a)"
  case softplus = "a * b > 20 ? a : log1p(exp(a * b)) / b"
  case sigmoidSlope = "b * (a * (1 - a))"
  case tanhSlope = "b * (1 - a * a)"
}

/// Functions of a number x of any dtype.
enum DeviceNumberFunction: String, DeviceFunction {
  case negate = "MUL(x, (C)-1)"
  case magnitude = "LESS(x, 0) ? SUB(0, x) : ADD(x, 0)"
  case sign = "LESS(0, x) - LESS(x, 0)"
  case not = "NOT(x)"
  case relu = "LESS(x, 0) ? 0 : x"
}

/// Functions of two numbers of the same dtype, a and b.
enum DeviceBinaryFunction: String, DeviceFunction {
  case add = "ADD(a, b)"
  case subtract = "SUB(a, b)"
  case multiply = "MUL(a, b)"
  case larger = "a != a || (b == b && LESS(b, a)) ? a : b"
  case smaller = "a != a || (b == b && LESS(a, b)) ? a : b"
  case and = "(long)a & (long)b"
  case or = "(long)a | (long)b"
  case exclusiveOr = "(long)a ^ (long)b"
  case wholePower = "whole_power(a, b)"
  case wholeRemainder = "whole_remainder(a, b)"
  case wholeTruncatedRemainder = "whole_truncated_remainder(a, b)"
  case wholeFloorQuotient = "whole_floor_quotient(a, b)"
  case reluSlope = "LESS(0, a) || a != a ? b : 0"
}

/// Comparisons of two numbers of the same dtype, a and b.
enum DeviceComparisonFunction: String, DeviceFunction {
  case greater = "LESS(b, a)"
  case greaterOrEqual = "LESS(b, a) || a == b"
  case equal = "a == b"
  case unequal = "a != b"
}
