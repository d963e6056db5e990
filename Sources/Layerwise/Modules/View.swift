/// The same elements in another shape, without copying. `nn.View`.
///
/// One size may be -1 and is then inferred. An input with more elements than one result is a batch
/// along an additional first dimension, unless a size of -1 takes up the rest.
public final class View: Module {
  private let sizes: [Int]
  private var nInputDims: Int?

  /// The sizes of the result, without the batch.
  public init(_ sizes: Int...) { self.sizes = sizes }

  /// Sets how many dimensions an input has without a batch; those before them are the batch.
  @discardableResult
  public func setNumInputDims(_ count: Int) -> View {
    nInputDims = count
    return self
  }

  /// Traps with `nn.View: an input of shape [2, 3] does not fit (4, 2)`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.reshape(Shape(batch(input).map { [$0] + sizes } ?? sizes))
  }

  /// dL/dx is dL/dy in the shape of x.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    gradOutput.reshape(input.shape)
  }

  /// The size of the dimension that a batch adds; nil for a single input.
  private func batch(_ input: Tensor) -> Int? {
    let known = sizes.filter { $0 != -1 }.reduce(1, *)
    let inner = Swift.min(nInputDims ?? input.rank, input.rank)
    let elements = input.shape.suffix(inner).reduce(1, *)
    check(
      known > 0 && elements % known == 0, name,
      "an input of shape \(input.shape) does not fit (\(text))")
    let rest = sizes.contains(-1) ? 1 : elements / known
    let size = input.shape.prefix(input.rank - inner).reduce(1, *) * rest
    return size == 1 && input.rank <= nInputDims ?? input.rank ? nil : size
  }

  private var text: String { sizes.map { "\($0)" }.joined(separator: ", ") }

  /// `nn.View(2, 3)`.
  public override var description: String { "\(name)(\(text))" }
}

/// The same elements in another shape, copied. `nn.Reshape`.
///
/// An input with exactly as many elements as the sizes require is a single input, and any other is
/// a batch along its first dimension. `batchMode` decides if both are possible: a first dimension
/// of size 1 counts as a batch unless `batchMode` is false.
public final class Reshape: Module {
  private let shape: Shape
  private let batchMode: Bool?

  /// The sizes of the result, without the batch.
  public init(_ sizes: Int..., batchMode: Bool? = nil) {
    shape = Shape(sizes)
    self.batchMode = batchMode
  }

  /// Traps with `nn.Reshape: an input of shape [2, 3] does not fit (4x2)`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    let count = shape.elementCount
    let isSingle =
      batchMode.map { !$0 } ?? (input.elementCount == count && input.shape.first != 1)
    let target = isSingle ? shape : Shape([input.shape.first ?? 1] + shape)
    check(
      target.elementCount == input.elementCount, name,
      "an input of shape \(input.shape) does not fit (\(text))")
    return input.clone().reshape(target)
  }

  /// dL/dx is dL/dy in the shape of x.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    gradOutput.reshape(input.shape)
  }

  private var text: String { shape.map { "\($0)" }.joined(separator: "x") }

  /// `nn.Reshape(2x3)`.
  public override var description: String { "\(name)(\(text))" }
}
