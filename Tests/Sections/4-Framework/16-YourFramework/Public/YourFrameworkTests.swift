import AnsweredParts
import ExerciseTesting
import Kindling
import XCTest
import YourFramework

final class YourFrameworkTests: ExerciseTestCase {
  func testAffineMap() throws {
    try skipUnlessAnswered("TensorValue.affine(weight:bias:)", in: "YourFramework")
    let x = Tensor([[1.0, 2.0]])
    let (weight, bias) = (Tensor([[3.0, 4.0], [0.0, 1.0]]), Tensor([10.0, 20.0]))
    let gradient = Tensor([[1.0, -1.0]])
    let told: KeyValuePairs<String, Any> = [
      "x": x, "weight": weight, "bias": bias, "gradient of the result": gradient,
    ]
    let y = TensorValue(x).affine(weight: TensorValue(weight), bias: TensorValue(bias))
    expectClose(y.data, Tensor([[21.0, 22.0]]), for: told)
    let shares = y.pullback(gradient)
    expectEqual(shares.count, 3, for: told, "how many gradients the pullback returns")
    for (name, (share, right)) in zip(
      ["x", "the weight", "the bias"],
      zip(
        shares,
        [Tensor([[3.0, 3.0]]), Tensor([[1.0, 2.0], [-1.0, -2.0]]), Tensor([1.0, -1.0])]))
    {
      expectClose(share, right, for: told, "the gradient of \(name)")
    }
  }

  func testLogSoftmaxAndLoss() throws {
    try skipUnlessAnswered(
      "TensorValue.logSoftmax()", "TensorValue.negativeLogLikelihood(of:)", in: "YourFramework")
    let scores = Tensor([[0.0, 0.0], [1000.0, 0.0]])
    let y = TensorValue(scores).logSoftmax()
    expectClose(
      y.data, Tensor([[-0.693147, -0.693147], [0.0, -1000.0]]), for: ["scores": scores])
    let gradient = Tensor([[1.0, 0.0], [1.0, 0.0]])
    expectClose(
      y.pullback(gradient)[0], Tensor([[0.5, -0.5], [0.0, 0.0]]),
      for: ["scores": scores, "gradient of the result": gradient], "the gradient of the scores")
    let x = Tensor([[-0.5, -1.0], [-3.0, -0.25]])
    let loss = TensorValue(x).negativeLogLikelihood(of: [0, 1])
    expectClose(loss.data, Tensor(0.375), for: ["x": x, "labels": [0, 1]])
    expectClose(
      loss.pullback(Tensor(1.0))[0], Tensor([[-0.5, 0.0], [0.0, -0.5]]),
      for: ["x": x, "labels": [0, 1]], "the gradient of x")
  }

  func testBackward() throws {
    try skipUnlessAnswered("TensorValue.backward()", in: "YourFramework")
    let a = TensorValue(Tensor(3.0))
    let b = TensorValue(Tensor(6.0), inputs: [a, a]) { [$0, $0] }
    let c = TensorValue(Tensor(12.0), inputs: [b, b]) { [$0, $0] }
    for (calls, expected) in [(1, [4.0, 2, 1]), (2, [8, 2, 1])] {
      c.backward()
      expectEqual(
        [a, b, c].map { $0.gradient?.item() ?? .nan }, expected,
        for: ["graph": Code("b = a + a, c = b + b"), "calls": calls], "the gradients of a, b, c")
    }
  }

  func testChain() throws {
    try skipUnlessAnswered("Chain.parameters", "Chain.callAsFunction(_:)", in: "YourFramework")
    let (double, next) = (Scale(by: 2), Scale(by: 10))
    let told: KeyValuePairs<String, Any> = ["chain": Code("times 2, times 10, times 2")]
    let chain = Chain(double, next, double)
    expectClose(chain(TensorValue(Tensor([1.0]))).data, Tensor([40.0]), for: told)
    expectEqual(
      chain.parameters.map { $0.data.item() }, [2, 10], for: told,
      "the parameters, where one layer is there twice")
  }

  func testPlainDescent() throws {
    try skipUnlessAnswered(
      "PlainDescent.zeroGradients()", "PlainDescent.step()", in: "YourFramework")
    let (w, idle) = (TensorValue(Tensor([1.0, 2.0])), TensorValue(Tensor([7.0])))
    w.gradient = Tensor([10.0, -10.0])
    let optimizer = PlainDescent([w, idle], learningRate: 0.1)
    optimizer.step()
    let told: KeyValuePairs<String, Any> = [
      "w": Tensor([1.0, 2.0]), "gradient": Tensor([10.0, -10.0]), "learning rate": 0.1,
    ]
    expectClose(w.data, Tensor([0.0, 3.0]), for: told)
    expectClose(idle.data, Tensor([7.0]), for: told, "a parameter without a gradient")
    optimizer.zeroGradients()
    expect(w.gradient == nil, "the gradient is not nil after zeroGradients()", for: told)
  }

  func testTrainingLoop() throws {
    try skipUnlessAnswered("train(on:epochs:by:loss:)", in: "YourFramework")
    // The loss is x squared, with slope 2x: from 1, steps of 0.25 halve x each time.
    let parabola = Parabola()
    let losses = train(on: [(Tensor([[0.0]]), 0)], epochs: 3, by: parabola) { _, _ in parabola }
    expectEqual(
      losses, [1, 0.25, 0.0625], for: ["loss": Code("x squared, from 1"), "learning rate": 0.25],
      "the loss before each step")
  }

  func testYourFrameworkTrains() throws {
    try skipUnlessAnswered(
      "TensorValue.affine(weight:bias:)", "TensorValue.logSoftmax()",
      "TensorValue.negativeLogLikelihood(of:)", "TensorValue.backward()", "Chain.parameters",
      "Chain.callAsFunction(_:)", "PlainDescent.zeroGradients()", "PlainDescent.step()",
      "train(on:epochs:by:loss:)", in: "YourFramework")
    let sentences = [
      "me gusta comer en la cafeteria", "Give it to me", "No creo que sea una buena idea",
      "No it is not a good idea to get lost at sea", "Yo creo que si", "it is lost on me",
    ].map { $0.split(separator: " ") }
    var words: [Substring] = []
    for word in sentences.joined() where !words.contains(word) { words.append(word) }
    let bags = Tensor(
      sentences.map { sentence in words.map { word in Double(sentence.count { $0 == word }) } })
    manualSeed(1)
    _ = (Linear(5, 3), Tensor.randn(2, 5), Tensor.randn(2, 2), Tensor.randn(5))
    let start = Linear(26, 2)
    let model = Chain(
      AffineLayer(weight: start.weight.detach(), bias: start.bias.detach()), LogSoftmaxLayer())
    let told: KeyValuePairs<String, Any> = ["sentences": Code("those of section 2.6")]
    expectClose(
      model(TensorValue(bags[0..<1])).data, Tensor([[-0.5378, -0.8771]]),
      tolerance: Tolerance(relative: 0, absolute: 1e-4), for: told,
      "the first sentence before training")
    let examples = [0, 1, 0, 1].enumerated().map { (input: bags[$0..<$0 + 1], label: $1) }
    let losses = train(
      on: examples, epochs: 100, by: PlainDescent(model.parameters, learningRate: 0.1)
    ) { input, label in model(TensorValue(input)).negativeLogLikelihood(of: [label]) }
    expectClose(
      model(TensorValue(bags[4..<6])).data, Tensor([[-0.2093, -1.6669], [-2.5330, -0.0828]]),
      tolerance: Tolerance(relative: 0, absolute: 1e-4), for: told,
      "your four parts together: the test sentences after training")
    expectClose(
      Tensor([losses[0], losses[99]]), Tensor([0.6596, 0.0093]),
      tolerance: Tolerance(relative: 0, absolute: 1e-4), for: told,
      "your four parts together: the first and the last loss")
  }
}

/// A layer that multiplies by a number.
private final class Scale: Layer {
  let parameters: [TensorValue]

  init(by factor: Double) { parameters = [TensorValue(Tensor([factor]))] }

  func callAsFunction(_ input: TensorValue) -> TensorValue {
    TensorValue(input.data * parameters[0].data)
  }
}

/// x squared: a loss, and an optimizer for it, so that the loop can be tried before the rest.
private final class Parabola: TrainingLoss, Descent {
  private var x = 1.0, slope = 0.0

  var data: Tensor { Tensor(x * x) }
  func backward() { slope += 2 * x }
  func zeroGradients() { slope = 0 }
  func step() { x -= 0.25 * slope }
}
