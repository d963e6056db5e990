/// The source, in OpenCL C, of all kernels for elements of one dtype.
///
/// There is one program per dtype: starting a compiler costs more than compiling fifty kernels.
/// Numbers and sizes are arguments, so that no tensor needs a program of its own. Elements are
/// computed as `C`, which is float for half precision, and are rounded once when they are stored.
struct DeviceSource {
  let dtype: DType
  /// Whether the device has double precision, and whether it multiplies and adds in one step.
  let hasDouble: Bool, fuses: Bool

  var text: String {
    ([heading, Self.walk] + Self.shared + casts + reductions + functions).joined(separator: "\n")
  }

  /// The build options: as exact as on the processor, and no accidental double precision.
  var options: String {
    "-cl-fp32-correctly-rounded-divide-sqrt"
      + (dtype == .float64 ? "" : " -cl-single-precision-constant")
  }

  private var heading: String {
    var lines = ["#pragma OPENCL FP_CONTRACT OFF"]
    if hasDouble { lines.append("#pragma OPENCL EXTENSION cl_khr_fp64 : enable") }
    lines += [
      "typedef \(dtype.stored) S;", "typedef \(dtype.computed) C;",
      // Running sums, as on the processor, are more exact than what is stored of them.
      "typedef \(dtype == .float32 && hasDouble ? "double" : dtype.computed) R;",
      "#define LOAD(p, i) \(dtype.loading("p", "i"))",
      "#define STORE(p, i, v) \(dtype.storing("v", "p", "i"))",
    ]
    switch dtype {
    case .bool:
      lines += [
        "#define ADD(a, b) ((C)((a) || (b)))", "#define SUB(a, b) ((C)(!(a) != !(b)))",
        "#define MUL(a, b) ((C)((a) && (b)))", "#define LESS(a, b) (!(a) && (b))",
        "#define NOT(a) ((C)!(a))",
      ]
    case .float16, .float32, .float64:
      lines += [
        "#define ADD(a, b) ((a) + (b))", "#define SUB(a, b) ((a) - (b))",
        "#define MUL(a, b) ((a) * (b))", "#define LESS(a, b) ((a) < (b))",
        "#define NOT(a) ((C)~(long)(a))",
      ]
    default:
      // Unsigned, because signed overflow is undefined.
      let unsigned = dtype.byteCount == 8 ? "ulong" : "uint"
      lines += [("ADD", "+"), ("SUB", "-"), ("MUL", "*")].map {
        "#define \($0)(a, b) ((C)((\(unsigned))(a) \($1) (\(unsigned))(b)))"
      }
      lines += ["#define LESS(a, b) ((a) < (b))", "#define NOT(a) ((C)~(a))"]
    }
    let fused = fuses && (dtype == .float32 || dtype == .float16 || dtype == .float64)
    lines.append("#define MULADD(a, b, c) \(fused ? "fma(a, b, c)" : "ADD(c, MUL(a, b))")")
    return lines.joined(separator: "\n")
  }

  /// Code that locates the elements of up to four tensors from an element's position in row order.
  private static let walk = """
    typedef struct { uint rank; uint size[8]; uint step[32]; uint offset[4]; } Walk;
    inline uint4 locate(const Walk *w, uint i) {
      uint4 at = (uint4)(w->offset[0], w->offset[1], w->offset[2], w->offset[3]);
      for (uint d = 0; d < w->rank; d++) {
        uint k = d + 1 == w->rank ? i : i % w->size[d];
        if (d + 1 != w->rank) i /= w->size[d];
        at += k * (uint4)(w->step[4*d], w->step[4*d + 1], w->step[4*d + 2], w->step[4*d + 3]);
      }
      return at;
    }
    """
}

extension DType {
  /// The OpenCL C type of an element in memory.
  var stored: String {
    switch self {
    case .bool, .uint8: "uchar"
    case .int8: "char"
    case .int16: "short"
    case .int32: "int"
    case .int64: "long"
    case .float16: "half"
    case .float32: "float"
    case .float64: "double"
    }
  }

  /// The type that elements are computed in.
  var computed: String { self == .float16 ? "float" : stored }

  /// Returns the code that reads an element. Outside memory, half precision is float, which every
  /// device has.
  func loading(_ pointer: String, _ index: String) -> String {
    self == .float16 ? "vload_half(\(index), \(pointer))" : "((\(pointer))[\(index)])"
  }

  func storing(_ value: String, _ pointer: String, _ index: String) -> String {
    switch self {
    case .float16: "vstore_half_rte(\(value), \(index), \(pointer))"
    case .bool: "((\(pointer))[\(index)] = (\(value)) != 0)"
    default: "((\(pointer))[\(index)] = (\(value)))"
    }
  }
}
