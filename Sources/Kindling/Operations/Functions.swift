// Functions that PyTorch offers both as methods and as functions: `x.exp()` and `exp(x)`. The
// methods have the full documentation. A program's own function of the same name takes precedence.

/// e to the power of each element: ``Tensor/exp()``. `torch.exp`.
@_disfavoredOverload
public func exp(_ x: Tensor) -> Tensor { x.exp() }

/// 2 to the power of each element: ``Tensor/exp2()``. `torch.exp2`.
@_disfavoredOverload
public func exp2(_ x: Tensor) -> Tensor { x.exp2() }

/// exp(x) - 1 for each element: ``Tensor/expm1()``. `torch.expm1`.
@_disfavoredOverload
public func expm1(_ x: Tensor) -> Tensor { x.expm1() }

/// The natural logarithm of each element: ``Tensor/log()``. `torch.log`.
@_disfavoredOverload
public func log(_ x: Tensor) -> Tensor { x.log() }

/// The logarithm to base 2 of each element: ``Tensor/log2()``. `torch.log2`.
@_disfavoredOverload
public func log2(_ x: Tensor) -> Tensor { x.log2() }

/// The logarithm to base 10 of each element: ``Tensor/log10()``. `torch.log10`.
@_disfavoredOverload
public func log10(_ x: Tensor) -> Tensor { x.log10() }

/// The logarithm of 1 + x for each element: ``Tensor/log1p()``. `torch.log1p`.
@_disfavoredOverload
public func log1p(_ x: Tensor) -> Tensor { x.log1p() }

/// The square root of each element: ``Tensor/sqrt()``. `torch.sqrt`.
@_disfavoredOverload
public func sqrt(_ x: Tensor) -> Tensor { x.sqrt() }

/// 1 / sqrt(x) for each element: ``Tensor/rsqrt()``. `torch.rsqrt`.
@_disfavoredOverload
public func rsqrt(_ x: Tensor) -> Tensor { x.rsqrt() }

/// The square of each element: ``Tensor/square()``. `torch.square`.
@_disfavoredOverload
public func square(_ x: Tensor) -> Tensor { x.square() }

/// 1 / x for each element: ``Tensor/reciprocal()``. `torch.reciprocal`.
@_disfavoredOverload
public func reciprocal(_ x: Tensor) -> Tensor { x.reciprocal() }

/// The absolute value of each element: ``Tensor/abs()``. `torch.abs`.
@_disfavoredOverload
public func abs(_ x: Tensor) -> Tensor { x.abs() }

/// The sign of each element: ``Tensor/sign()``. `torch.sign`.
@_disfavoredOverload
public func sign(_ x: Tensor) -> Tensor { x.sign() }

/// The sine of each element: ``Tensor/sin()``. `torch.sin`.
@_disfavoredOverload
public func sin(_ x: Tensor) -> Tensor { x.sin() }

/// The cosine of each element: ``Tensor/cos()``. `torch.cos`.
@_disfavoredOverload
public func cos(_ x: Tensor) -> Tensor { x.cos() }

/// The tangent of each element: ``Tensor/tan()``. `torch.tan`.
@_disfavoredOverload
public func tan(_ x: Tensor) -> Tensor { x.tan() }

/// The arc sine of each element: ``Tensor/asin()``. `torch.asin`.
@_disfavoredOverload
public func asin(_ x: Tensor) -> Tensor { x.asin() }

/// The arc cosine of each element: ``Tensor/acos()``. `torch.acos`.
@_disfavoredOverload
public func acos(_ x: Tensor) -> Tensor { x.acos() }

/// The arc tangent of each element: ``Tensor/atan()``. `torch.atan`.
@_disfavoredOverload
public func atan(_ x: Tensor) -> Tensor { x.atan() }

/// The hyperbolic sine of each element: ``Tensor/sinh()``. `torch.sinh`.
@_disfavoredOverload
public func sinh(_ x: Tensor) -> Tensor { x.sinh() }

/// The hyperbolic cosine of each element: ``Tensor/cosh()``. `torch.cosh`.
@_disfavoredOverload
public func cosh(_ x: Tensor) -> Tensor { x.cosh() }

/// The hyperbolic tangent of each element: ``Tensor/tanh()``. `torch.tanh`.
@_disfavoredOverload
public func tanh(_ x: Tensor) -> Tensor { x.tanh() }

/// The error function of each element: ``Tensor/erf()``. `torch.erf`.
@_disfavoredOverload
public func erf(_ x: Tensor) -> Tensor { x.erf() }

/// The largest whole number not above each element: ``Tensor/floor()``. `torch.floor`.
@_disfavoredOverload
public func floor(_ x: Tensor) -> Tensor { x.floor() }

/// The smallest whole number not below each element: ``Tensor/ceil()``. `torch.ceil`.
@_disfavoredOverload
public func ceil(_ x: Tensor) -> Tensor { x.ceil() }

/// The whole number nearest to each element: ``Tensor/round()``. `torch.round`.
@_disfavoredOverload
public func round(_ x: Tensor) -> Tensor { x.round() }

/// Each element truncated towards 0: ``Tensor/trunc()``. `torch.trunc`.
@_disfavoredOverload
public func trunc(_ x: Tensor) -> Tensor { x.trunc() }

/// max(0, x) for each element: ``Tensor/relu()``. `torch.relu`.
@_disfavoredOverload
public func relu(_ x: Tensor) -> Tensor { x.relu() }

/// 1 / (1 + exp(-x)) for each element: ``Tensor/sigmoid()``. `torch.sigmoid`.
@_disfavoredOverload
public func sigmoid(_ x: Tensor) -> Tensor { x.sigmoid() }

/// The logarithm of the sigmoid of each element: ``Tensor/logSigmoid()``.
/// `torch.nn.functional.logsigmoid`.
@_disfavoredOverload
public func logSigmoid(_ x: Tensor) -> Tensor { x.logSigmoid() }

/// x sigmoid(x) for each element: ``Tensor/silu()``. `torch.nn.functional.silu`.
@_disfavoredOverload
public func silu(_ x: Tensor) -> Tensor { x.silu() }

/// x P(Z <= x) for each element: ``Tensor/gelu()``. `torch.nn.functional.gelu`.
@_disfavoredOverload
public func gelu(_ x: Tensor) -> Tensor { x.gelu() }

/// Probabilities from scores along `dim`: ``Tensor/softmax(dim:)``. `torch.softmax`.
@_disfavoredOverload
public func softmax(_ x: Tensor, dim: Int) -> Tensor { x.softmax(dim: dim) }

/// The logarithm of the softmax along `dim`: ``Tensor/logSoftmax(dim:)``. `torch.log_softmax`.
@_disfavoredOverload
public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor { x.logSoftmax(dim: dim) }

/// The sum of all elements: ``Tensor/sum()``. `torch.sum`.
@_disfavoredOverload
public func sum(_ x: Tensor) -> Tensor { x.sum() }

/// The sum along `dim`: ``Tensor/sum(dim:keepDim:)``. `torch.sum`.
@_disfavoredOverload
public func sum(_ x: Tensor, dim: Int, keepDim: Bool = false) -> Tensor {
  x.sum(dim: dim, keepDim: keepDim)
}

/// The mean of all elements: ``Tensor/mean()``. `torch.mean`.
@_disfavoredOverload
public func mean(_ x: Tensor) -> Tensor { x.mean() }

/// The mean along `dim`: ``Tensor/mean(dim:keepDim:)``. `torch.mean`.
@_disfavoredOverload
public func mean(_ x: Tensor, dim: Int, keepDim: Bool = false) -> Tensor {
  x.mean(dim: dim, keepDim: keepDim)
}

/// Each element to the power of `exponent`: the method `pow`. `torch.pow`.
@_disfavoredOverload
public func pow(_ x: Tensor, _ exponent: some ScalarValue) -> Tensor { x.pow(exponent) }

/// The matrix product: ``Tensor/matmul(_:)``. `torch.matmul`.
@_disfavoredOverload
public func matmul(_ a: Tensor, _ b: Tensor) -> Tensor { a.matmul(b) }

/// The dot product of two vectors: ``Tensor/dot(_:)``. `torch.dot`.
@_disfavoredOverload
public func dot(_ a: Tensor, _ b: Tensor) -> Tensor { a.dot(b) }

/// Tensors joined along a dimension: ``Tensor/cat(_:dim:)``. `torch.cat`.
@_disfavoredOverload
public func cat(_ tensors: [Tensor], dim: Int = 0) -> Tensor { .cat(tensors, dim: dim) }

/// Tensors joined along a new dimension: ``Tensor/stack(_:dim:)``. `torch.stack`.
@_disfavoredOverload
public func stack(_ tensors: [Tensor], dim: Int = 0) -> Tensor { .stack(tensors, dim: dim) }

/// The larger of each pair: ``Tensor/maximum(_:)``. `torch.maximum`.
@_disfavoredOverload
public func maximum(_ a: Tensor, _ b: Tensor) -> Tensor { a.maximum(b) }

/// The smaller of each pair: ``Tensor/minimum(_:)``. `torch.minimum`.
@_disfavoredOverload
public func minimum(_ a: Tensor, _ b: Tensor) -> Tensor { a.minimum(b) }

/// The index of the largest element: ``Tensor/argmax()``. `torch.argmax`.
@_disfavoredOverload
public func argmax(_ x: Tensor) -> Tensor { x.argmax() }

/// The index of the largest element along `dim`: ``Tensor/argmax(dim:keepDim:)``. `torch.argmax`.
@_disfavoredOverload
public func argmax(_ x: Tensor, dim: Int, keepDim: Bool = false) -> Tensor {
  x.argmax(dim: dim, keepDim: keepDim)
}
