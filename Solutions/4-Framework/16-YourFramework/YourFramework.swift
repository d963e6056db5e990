// 4.16 Your framework: solution

import Kindling

/// What a training loop needs from a loss: its number, and the walk back. Given.
public protocol TrainingLoss {
  /// The loss, a tensor of one element.
  var data: Tensor { get }
  /// Adds to the gradient of every parameter that the loss was computed from.
  func backward()
}

/// What a training loop needs from an optimizer. Given.
public protocol Descent {
  /// Forgets the gradients of all parameters.
  func zeroGradients()
  /// Moves every parameter against its gradient.
  func step()
}

/// A step of a model that turns one value into the next. Given.
public protocol Layer {
  /// What training changes.
  var parameters: [TensorValue] { get }
  func callAsFunction(_ input: TensorValue) -> TensorValue
}

/// A tensor that remembers what it was computed from, as in section 4.9. What is written here is given;
/// parts 1 and 2 add to it.
public final class TensorValue: TrainingLoss {
  /// The numbers. Only an optimizer puts others here, and only in a leaf, a value without inputs.
  public var data: Tensor
  /// What `backward()` of the root finds: a tensor of the shape and the dtype of `data`.
  public var gradient: Tensor?
  /// What it was computed from, in order; none for a leaf. A value may be there twice.
  public let inputs: [TensorValue]
  /// Takes a gradient of the shape of `data`, and returns one for each input, of its shape.
  public let pullback: (Tensor) -> [Tensor]

  /// A leaf, `TensorValue(data)`, or a tensor with what it was computed from.
  public init(
    _ data: Tensor, inputs: [TensorValue] = [],
    pullback: @escaping (Tensor) -> [Tensor] = { _ in [] }
  ) {
    self.data = data
    self.inputs = inputs
    self.pullback = pullback
  }

  /// Part 1, 3 points. Three operations, each with its pullback.
  ///
  /// Each returns a new value with its data, its inputs and its pullback. A pullback is linear: twice
  /// the gradient gives twice the result. It computes with the numbers that the operation had, even if
  /// an optimizer has put a new tensor in an operand's `data` since. All tensors of an operation have
  /// one dtype, float32 or float64, which the result and the gradients have as well. None of them
  /// requires a gradient, so the library records nothing. Operations and pullbacks change no tensor
  /// and set no `gradient`.
  ///
  /// The affine map of this value, x W^T + b. Its inputs are this value, the weight and the bias.
  ///
  /// This value has shape [rows, inputs], and there may be no rows.
  ///
  /// - Parameters:
  ///   - weight: a matrix W of shape [outputs, inputs].
  ///   - bias: a row b of shape [outputs], added to every row.
  /// - Returns: a value of shape [rows, outputs].
  ///
  /// Example:
  /// ```
  /// let x = TensorValue(Tensor([[1.0, 2.0]]))
  /// let weight = TensorValue(Tensor([[3.0, 4.0], [0.0, 1.0]]))
  /// let y = x.affine(weight: weight, bias: TensorValue(Tensor([10.0, 20.0])))
  /// y.data                             // [[21, 22]]
  /// y.pullback(Tensor([[1.0, -1.0]]))  // [[3, 3]], [[1, 2], [-1, -2]] and [1, -1]
  /// ```
  public func affine(weight: TensorValue, bias: TensorValue) -> TensorValue {
    let (x, w) = (data, weight.data)
    return TensorValue(x.matmul(w.t()) + bias.data, inputs: [self, weight, bias]) { gradient in
      [gradient.matmul(w), gradient.t().matmul(x), gradient.sum(dim: 0)]
    }
  }

  /// The logarithm of the softmax of each row; see `affine`. Its input is this value.
  ///
  /// This value has shape [rows, labels]: there may be no rows, and there is at least one label. Its
  /// numbers are finite, and however large they are, so are the results.
  ///
  /// Example:
  /// ```
  /// let y = TensorValue(Tensor([[0.0, 0.0], [1000.0, 0.0]])).logSoftmax()
  /// y.data                                        // [[-0.6931, -0.6931], [0, -1000]]
  /// y.pullback(Tensor([[1.0, 0.0], [1.0, 0.0]]))  // [[0.5, -0.5], [0, 0]]
  /// ```
  public func logSoftmax() -> TensorValue {
    let shifted = data - data.amax(dims: [1], keepDim: true)
    let result = shifted - shifted.exp().sum(dim: 1, keepDim: true).log()
    return TensorValue(result, inputs: [self]) { gradient in
      [gradient - result.exp() * gradient.sum(dim: 1, keepDim: true)]
    }
  }

  /// The mean over the rows of the negative log probability of each row's label; see `affine`. Its
  /// input is this value.
  ///
  /// This value has shape [rows, labels], with at least one row, and holds finite log probabilities.
  ///
  /// - Parameter labels: for each row the number of its label, from 0 on.
  /// - Returns: a value of shape [].
  ///
  /// Example:
  /// ```
  /// let y = TensorValue(Tensor([[-0.5, -1.0], [-3.0, -0.25]])).negativeLogLikelihood(of: [0, 1])
  /// y.data                   // 0.375
  /// y.pullback(Tensor(1.0))  // [[-0.5, 0], [0, -0.5]]
  /// ```
  public func negativeLogLikelihood(of labels: [Int]) -> TensorValue {
    // -1 / rows at each row's label, and 0 elsewhere.
    let shares = Tensor.zeros(like: data)
    for (row, label) in labels.enumerated() { shares[row, label] += -1 / Double(labels.count) }
    return TensorValue((data * shares).sum(), inputs: [self]) { gradient in [shares * gradient] }
  }

  /// Part 2, 2 points. The gradient of every value that this one, the root, was computed from.
  ///
  /// The root has one element, in any shape, and its own gradient is 1. Each value hands its gradient
  /// to its pullback, which says what its inputs get, and what comes from several places adds up. A
  /// value passes its gradient on once, when it is complete; there may be more paths through the
  /// graph than can be counted. A *leaf*, a value without inputs, adds what it gets to the gradient
  /// that it holds, nil counting as none; so does a root that is a leaf. The others start anew:
  /// what they hold from an earlier call does not count.
  ///
  /// A pullback may return the gradient that it was given, for several inputs. So add shares into a new
  /// tensor: `+=` would change all of them. A graph here is at most a hundred values deep, and
  /// recursion will do.
  ///
  /// It can be answered without part 1: the tests make values with pullbacks of their own.
  ///
  /// Example:
  /// ```
  /// let a = TensorValue(Tensor(3.0))
  /// let b = TensorValue(Tensor(6.0), inputs: [a, a]) { [$0, $0] }   // a + a
  /// let c = TensorValue(Tensor(12.0), inputs: [b, b]) { [$0, $0] }  // b + b
  /// c.backward()  // the gradients of a, b, c: 4, 2, 1
  /// c.backward()  // 8, 2, 1
  /// ```
  public func backward() {
    var order: [TensorValue] = []
    var seen: Set<ObjectIdentifier> = []
    func visit(_ value: TensorValue) {
      guard seen.insert(ObjectIdentifier(value)).inserted else { return }
      value.inputs.forEach(visit)
      order.append(value)
    }
    visit(self)
    for value in order where !value.inputs.isEmpty { value.gradient = nil }
    receive(Tensor.ones(like: data))
    for value in order.reversed() {
      guard let gradient = value.gradient, !value.inputs.isEmpty else { continue }
      for (input, share) in zip(value.inputs, value.pullback(gradient)) { input.receive(share) }
    }
  }

  private func receive(_ share: Tensor) {
    gradient = gradient.map { $0 + share } ?? share
  }
}

/// A layer with a weight and a bias. Given.
public final class AffineLayer: Layer {
  public let weight: TensorValue
  public let bias: TensorValue

  /// - Parameters:
  ///   - weight: the weight's start, of shape [outputs, inputs].
  ///   - bias: the bias's start, of shape [outputs].
  public init(weight: Tensor, bias: Tensor) {
    self.weight = TensorValue(weight)
    self.bias = TensorValue(bias)
  }

  public var parameters: [TensorValue] { [weight, bias] }

  public func callAsFunction(_ input: TensorValue) -> TensorValue {
    input.affine(weight: weight, bias: bias)
  }
}

/// Log-softmax as a layer, which has no parameters. Given.
public struct LogSoftmaxLayer: Layer {
  public init() {}

  public var parameters: [TensorValue] { [] }

  public func callAsFunction(_ input: TensorValue) -> TensorValue { input.logSoftmax() }
}

/// A model made of layers, one after the other. What is written here is given; part 3 adds to it.
public final class Chain: Layer {
  public let layers: [any Layer]

  /// Any number of layers. One may be there twice, and a chain is a layer, too.
  public init(_ layers: any Layer...) {
    self.layers = layers
  }

  /// Part 3, 2 points. A model and an optimizer.
  ///
  /// The parameters of all layers, in their order, each once: a value that is there already, in this
  /// layer or in another, is left out. Two values are the same if they are one object, `===`; equal
  /// numbers do not make them so.
  public var parameters: [TensorValue] {
    var found: [TensorValue] = []
    for parameter in layers.flatMap(\.parameters)
    where !found.contains(where: { $0 === parameter }) {
      found.append(parameter)
    }
    return found
  }

  /// What the last layer gives: the first gets the input, and each of the others what the one before
  /// it gave. Without layers that is the input itself.
  ///
  /// Example:
  /// ```
  /// let model = Chain(AffineLayer(weight: weight, bias: bias), LogSoftmaxLayer())
  /// model.parameters.count  // 2
  /// model(x)                // the value x.affine(...).logSoftmax()
  /// ```
  public func callAsFunction(_ input: TensorValue) -> TensorValue {
    layers.reduce(input) { value, layer in layer(value) }
  }
}

/// Gradient descent. What is written here is given; part 3 adds to it.
public final class PlainDescent: Descent {
  public let parameters: [TensorValue]
  public let learningRate: Double

  public init(_ parameters: [TensorValue], learningRate: Double) {
    self.parameters = parameters
    self.learningRate = learningRate
  }

  /// Makes the gradient of every parameter nil. See `Chain.parameters` for the points.
  public func zeroGradients() {
    for parameter in parameters { parameter.gradient = nil }
  }

  /// Moves every parameter against its gradient, by the learning rate times the gradient. A parameter
  /// without a gradient stays as it is.
  ///
  /// `data` gets a new tensor, of the same dtype: the one that was there may belong to somebody else
  /// and keeps its numbers. Gradients stay, for `zeroGradients()` to forget.
  ///
  /// Example:
  /// ```
  /// let w = TensorValue(Tensor([1.0, 2.0]))
  /// w.gradient = Tensor([10.0, -10.0])
  /// PlainDescent([w], learningRate: 0.1).step()
  /// w.data  // [0, 3]
  /// ```
  public func step() {
    for parameter in parameters {
      guard let gradient = parameter.gradient else { continue }
      parameter.data = parameter.data - gradient * learningRate
    }
  }
}

/// Part 4, 3 points. The training loop: one step for each example.
///
/// Go through the examples in their order, `epochs` times. For each one compute its loss and the
/// gradients, and let the optimizer step. The gradients of a step are those of its example alone:
/// neither those of the example before it, nor any that are there when the training begins.
///
/// The loop knows no model, only the three things that it is given. So it can be answered without
/// parts 1 to 3: the tests bring their own losses and optimizers.
///
/// - Parameters:
///   - examples: at least one row with the number of its label.
///   - epochs: how often to go through all examples, whatever the losses are; 0 changes nothing.
///   - optimizer: holds the parameters.
///   - loss: computes the loss of a row and its label, with the parameters as they are. Call it once
///     for each step.
/// - Returns: one number for each epoch, the mean of its examples' losses, each as it was before
///   the step that it led to.
///
/// Example:
/// ```
/// let model = Chain(
///   AffineLayer(weight: Tensor.zeros(2, 2), bias: Tensor.zeros(2)), LogSoftmaxLayer())
/// let optimizer = PlainDescent(model.parameters, learningRate: 1)
/// train(on: [(Tensor([[1.0, 0.0]]), 0)], epochs: 2, by: optimizer) { input, label in
///   model(TensorValue(input)).negativeLogLikelihood(of: [label])
/// }
/// // [0.6931, 0.1269]
/// ```
public func train(
  on examples: [(input: Tensor, label: Int)], epochs: Int, by optimizer: any Descent,
  loss: (_ input: Tensor, _ label: Int) -> any TrainingLoss
) -> [Double] {
  (0..<epochs).map { _ in
    var total = 0.0
    for example in examples {
      optimizer.zeroGradients()
      let result = loss(example.input, example.label)
      total += result.data.item()
      result.backward()
      optimizer.step()
    }
    return total / Double(examples.count)
  }
}
