/// The parts of a program for each function, and for each dtype to convert to.
extension DeviceSource {
  var casts: [String] {
    DType.allCases.filter { hasDouble || $0 != .float64 }.map { target in
      """
      kernel void cast_\(target)(global const S *x, global \(target.stored) *y, Walk w, uint n) {
        uint i = get_global_id(0);
        if (i >= n) return;
        uint4 at = locate(&w, i);
        C v = LOAD(x, at.y);
        \(target.storing(conversion(to: target), "y", "at.x"));
      }
      """
    }
  }

  /// Returns the code that converts to `target`, as `Element.init(wrapping:)` does.
  private func conversion(to target: DType) -> String {
    guard dtype.isFloatingPoint, !target.isFloatingPoint else {
      return target == dtype || target == .bool || (target == .float16 && dtype == .float64)
        ? "v" : "((\(target.computed))v)"
    }
    switch target {
    case .bool: return "v"
    case .int8, .int16, .int32:
      return "((\(target.computed))(v >= -0x1p31 && v < 0x1p31 ? (int)v : INT_MIN))"
    default: return "((\(target.computed))(fabs(v) < 0x1p63 ? (long)v : LONG_MIN))"
    }
  }

  var functions: [String] {
    var texts: [String] = [Self.helpers]
    if dtype.isFloatingPoint {
      texts += [Self.floatHelpers, Self.softmax]
      texts += DeviceFloatFunction.allCases.map(Self.map)
      texts += DeviceBinaryFloatFunction.allCases.map { Self.zip($0) }
      texts += Self.steps
    }
    texts += DeviceNumberFunction.allCases.map(Self.map)
    texts += DeviceBinaryFunction.allCases.map { Self.zip($0) }
    texts += DeviceComparisonFunction.allCases.map { Self.zip($0, into: "uchar") }
    return texts
  }

  private static func map(_ function: some DeviceFunction) -> String {
    """
    kernel void \(function.kernel)(global const S *s, global S *y, Walk w, uint n) {
      uint i = get_global_id(0);
      if (i >= n) return;
      uint4 at = locate(&w, i);
      C x = LOAD(s, at.y);
      STORE(y, at.x, (C)(\(function.rawValue)));
    }
    """
  }

  /// A single number on the processor is passed as an argument instead of as memory.
  private static func zip(_ function: some DeviceFunction, into result: String = "S") -> String {
    let formula = function.rawValue
    return """
      kernel void \(function.kernel)(global const S *l, global const S *r, global \(result) *y, Walk w,
                                    uint n, uint numbers, C left, C right) {
        uint i = get_global_id(0);
        if (i >= n) return;
        uint4 at = locate(&w, i);
        C a = numbers & 1 ? left : LOAD(l, at.y);
        C b = numbers & 2 ? right : LOAD(r, at.z);
        \(result == "S" ? "STORE(y, at.x, (C)(\(formula)))" : "y[at.x] = (\(formula)) != 0");
      }
      """
  }

  /// The functions that take more than an expression, as in the Swift functions of the same names.
  private static let helpers = """
    inline long whole_remainder(long a, long b) {
      if (b == 0 || b == -1) return b == 0 ? a : 0;
      long rest = a % b;
      return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
    }
    inline long whole_truncated_remainder(long a, long b) {
      return b == 0 ? a : b == -1 ? 0 : a % b;
    }
    inline long whole_floor_quotient(long a, long b) {
      if (b == 0 || b == -1) return b == 0 ? a : (long)(0 - (ulong)a);
      long rest = a % b;
      return rest != 0 && (rest < 0) != (b < 0) ? a / b - 1 : a / b;
    }
    inline C whole_power(C a, C b) {
      long exponent = b;
      C base = a, result = 1;
      if (exponent < 0) {
        if ((long)a != 1 && (long)a != -1) return 0;
        exponent &= 1;
      }
      for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1) result = MUL(result, base);
        base = MUL(base, base);
      }
      return result;
    }
    """

  private static let floatHelpers = """
    // A device's own tanh need not reach 1, and a gradient that is to vanish does not.
    inline C whole_tanh(C x) {
      C power = expm1(2 * fabs(x));
      return copysign(fabs(x) > 20 ? (C)1 : power / (power + 2), x);
    }
    inline C float_remainder(C a, C b) {
      C rest = fmod(a, b);
      return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
    }
    inline C float_floor_quotient(C a, C b) {
      if (b == 0) return a / b;
      C rest = fmod(a, b), quotient = (a - rest) / b;
      if (rest != 0 && (b < 0) != (rest < 0)) quotient -= 1;
      if (quotient == 0) return copysign((C)0, a / b);
      C whole = floor(quotient);
      return quotient - whole > (C)0.5 ? whole + 1 : whole;
    }
    """
}
