import Kindling
import Testing

/// Mistakes in calling code stop the program with a message that says what was wrong. Each runs in
/// a child process.
@Suite struct TrapTests {
  @Test func matmulOfShapesThatDoNotFit() async {
    expectTrap(
      "matmul: [2, 5] x [3, 4]: 5 columns meet 3 rows",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 5).matmul(.zeros(3, 4))
      })
  }

  @Test func matmulOfOneColumn() async {
    expectTrap(
      "matmul: [3, 1] x [2, 1]: 1 column meets 2 rows",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3, 1).matmul(.zeros(2, 1))
      })
  }

  @Test func matmulOfANumber() async {
    expectTrap(
      "matmul: [] x [3, 4]: a single number has no rows; use *",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(1.0).matmul(.zeros(3, 4))
      })
  }

  @Test func moreElementsThanFitIntoMemory() async {
    expectTrap(
      "Tensor: there is no memory for 4503599627370496 bytes",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.empty(1 << 50)
      })
  }

  @Test func addOfShapesThatDoNotBroadcast() async {
    expectTrap(
      "add: [2, 3] and [2, 4] do not broadcast: 3 meets 4 in dim -1, and neither is 1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3) + Tensor.zeros(2, 4)
      })
  }

  @Test func sizeOfAMissingDimension() async {
    expectTrap(
      "Shape: index 0 is outside 0..<0",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(1.0).shape[0]
      })
  }

  @Test func viewThatDoesNotFit() async {
    expectTrap(
      "view: 24 elements do not fit [5, -1]: 24 is not a multiple of 5",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3, 4).view(5, -1)
      })
  }

  @Test func reshapeThatDoesNotFit() async {
    expectTrap(
      "reshape: 6 elements do not fit [4, 2], which has 8",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3).reshape(4, 2)
      })
  }

  @Test func viewOfWhatLiesElsewhere() async {
    expectTrap(
      "view: a tensor of shape [3, 2] and strides [1, 3] cannot be seen as [6] "
        + "without copying; use reshape",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3).t().view(6)
      })
  }

  @Test func viewWithTwoUnknownSizes() async {
    expectTrap(
      "view: [-1, -1] has more than one -1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(4).view(-1, -1)
      })
  }

  @Test func itemOfManyElements() async {
    expectTrap(
      "item(): the tensor has 6 elements, item() needs exactly one",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3).item()
      })
  }

  @Test func backwardOfWhatIsNoScalar() async {
    expectTrap(
      "backward(): the tensor [2, 3] is not a scalar; pass a gradient of its shape",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        (Tensor.zeros(2, 3).requiringGradient() * 2).backward()
      })
  }

  @Test func backwardOfWhatNeedsNone() async {
    expectTrap(
      "backward(): nothing this tensor was computed from requires a gradient, so there is "
        + "nothing to do",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor(1.0).backward()
      })
  }

  @Test func backwardWhereNothingIsRecorded() async {
    expectTrap(
      "backward(): nothing is recorded here, as in withoutGradients; wrap what you "
        + "differentiate in withGradients { }",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        withoutGradients { (Tensor(1.0).requiringGradient() * 2).backward() }
      })
  }

  @Test func backwardTwice() async {
    expectTrap(
      "backward(): the graph was freed by an earlier backward pass (at "
        + "MulBackward0); pass retainGraph: true to the first one to go through it again",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor(2.0).requiringGradient()
        let y = x * x
        y.backward()
        y.backward()
      })
  }

  @Test func gradientOfAnotherShape() async {
    expectTrap(
      "backward(): a gradient of shape [2] does not fit the tensor [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        (Tensor.zeros(3).requiringGradient() * 2).backward(gradient: .zeros(2))
      })
  }

  @Test func savedTensorChanged() async {
    expectTrap(
      "MulBackward0: a float32 tensor [] that the derivative needs was changed in "
        + "place after it was used",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor(2.0).requiringGradient()
        let y = x * 1
        let z = y * y
        withoutGradients { y.fill(3) }
        z.backward()
      })
  }

  @Test func leafChangedWhileRecording() async {
    expectTrap(
      "subtract: a leaf that requires a gradient cannot be changed in place while "
        + "operations are recorded; wrap the change in withoutGradients { }",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor(2.0).requiringGradient()
        x -= 1
      })
  }

  @Test func viewChangedWhileRecording() async {
    expectTrap(
      "add: a view of a leaf that requires a gradient cannot be changed in place while operations "
        + "are recorded; wrap the change in withoutGradients { }",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor([2.0, 1.0]).requiringGradient()
        x[0] += 1
      })
  }

  @Test func inPlaceResultTooLarge() async {
    expectTrap(
      "add: the result has shape [2, 3] and does not fit in place into [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor.zeros(3) += Tensor.zeros(2, 3)
      })
  }

  @Test func inPlaceResultOfAnotherKind() async {
    expectTrap(
      "multiply: a result of dtype float32 does not fit in place into a tensor of dtype int64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor([1, 2]) *= 0.5
      })
  }

  @Test func requiresGradOfIntegers() async {
    expectTrap(
      "requiresGrad: only floating-point tensors have gradients, this one is int64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor([1]).requiresGrad = true
      })
  }

  @Test func freezingAResult() async {
    expectTrap(
      "requiresGrad: this tensor was computed from one that requires a gradient; use "
        + "detach() to cut it off",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        (Tensor(1.0).requiringGradient() * 2).requiresGrad = false
      })
  }

  @Test func moreDimensionsThanATensorHas() async {
    expectTrap(
      "Shape: a tensor has at most 8 dimensions",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros([1, 1, 1, 1, 1, 1, 1, 1]).unsqueeze(0)
      })
  }

  @Test func fewerThanNoNumbers() async {
    expectTrap(
      "linspace: a count of -1 is negative",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.linspace(0, 1, count: -1)
      })
  }

  @Test func linearMapByAVector() async {
    expectTrap(
      "linear: the weight must be a matrix, this one has shape [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = linear(.zeros(2, 3), weight: .zeros(3))
      })
  }

  @Test func dimOutsideTheShape() async {
    expectTrap(
      "sum: dim 2 is outside -2..<2 for shape [2, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3).sum(dim: 2)
      })
  }

  @Test func dimNamedTwice() async {
    expectTrap(
      "sum: dim -1 is named twice in [1, -1]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3).sum(dims: [1, -1])
      })
  }

  @Test func softmaxDimOutside() async {
    expectTrap(
      "softmax: dim 1 is outside -1..<1 for shape [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3).softmax(dim: 1)
      })
  }

  @Test func meanOfIntegers() async {
    expectTrap(
      "mean: needs a floating-point tensor, this one is int64; convert it with "
        + "to(.float32)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1, 2]).mean()
      })
  }

  @Test func maxOfNothing() async {
    expectTrap(
      "max: a tensor of shape [0] has no elements",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(0).max()
      })
  }

  @Test func raggedData() async {
    expectTrap(
      "Tensor: rows differ in length: [[1, 2], [3]]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([[1, 2], [3]])
      })
  }

  @Test func indexOutside() async {
    expectTrap(
      "select: index 3 is outside 0..<3 in dim 0 of shape [3, 4]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3, 4)[3]
      })
  }

  @Test func tooManyIndices() async {
    expectTrap(
      "subscript: more indices than the 1 dimensions of shape [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3)[0, 0]
      })
  }

  @Test func narrowOutside() async {
    expectTrap(
      "narrow: 2..<5 is outside 0..<3 in dim 0 of shape [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3).narrow(0, start: 2, length: 3)
      })
  }

  @Test func gatherOutside() async {
    expectTrap(
      "gather: index 7 is outside 0..<2 (position [0, 1])",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 2).gather(dim: 0, Tensor([[0, 7]]))
      })
  }

  @Test func gatherByFloats() async {
    expectTrap(
      "gather: the index must be int64, this one is float32",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2).gather(dim: 0, Tensor([0.0]))
      })
  }

  @Test func lossTargetOutside() async {
    expectTrap(
      "nllLoss: target 5 is outside 0..<3 (position [1])",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = nllLoss(.zeros(2, 3), Tensor([0, 5]))
      })
  }

  @Test func lossTargetsOfAnotherShape() async {
    expectTrap(
      "crossEntropy: targets of shape [3] do not fit log probabilities of shape [2, "
        + "3]; [2] would",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = crossEntropy(.zeros(2, 3), Tensor([0, 1, 2]))
      })
  }

  @Test func linearOfRowsThatDoNotFit() async {
    expectTrap(
      "linear: rows of 4 do not fit a weight of shape [3, 5], which takes 5",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = linear(.zeros(2, 4), weight: .zeros(3, 5), bias: .zeros(3))
      })
  }

  @Test func linearBiasThatDoesNotFit() async {
    expectTrap(
      "linear: a bias of shape [2] does not fit 3 outputs",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = linear(.zeros(2, 5), weight: .zeros(3, 5), bias: .zeros(2))
      })
  }

  @Test func catOfShapesThatDoNotFit() async {
    expectTrap(
      "cat: tensor 1 has shape [3, 4], which does not fit [2, 5] outside dim 0",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.cat([.zeros(2, 5), .zeros(3, 4)])
      })
  }

  @Test func stackOfOtherShapes() async {
    expectTrap(
      "stack: tensor 1 has shape [3], not [2] as the first",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.stack([.zeros(2), .zeros(3)])
      })
  }

  @Test func transposeOfACube() async {
    expectTrap(
      "t(): a tensor of shape [2, 3, 4] is not a matrix",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3, 4).t()
      })
  }

  @Test func permuteWithoutADimension() async {
    expectTrap(
      "permute: [0, 0] does not name each dimension of shape [2, 3] once",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3).permute(0, 0)
      })
  }

  @Test func expandOfARealSize() async {
    expectTrap(
      "expand: a tensor of shape [3, 1] cannot be repeated into [1, 4]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3, 1).expand(1, 4)
      })
  }

  @Test func negativeSize() async {
    expectTrap(
      "zeros: [-1, 2] has a negative size",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(-1, 2)
      })
  }

  @Test func tooManyDimensions() async {
    expectTrap(
      "Shape: 9 dimensions, at most 8 are supported",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(1, 1, 1, 1, 1, 1, 1, 1, 1)
      })
  }

  @Test func arangeThatNeverEnds() async {
    expectTrap(
      "arange: a step of 0.0 never gets from 0.0 to 1.5",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.arange(0, 1.5, step: 0)
      })
  }

  @Test func randnOfIntegers() async {
    expectTrap(
      "randn: needs a floating-point dtype, not int64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.randn(2, dtype: .int64)
      })
  }

  @Test func linearWithoutInputs() async {
    expectTrap(
      "Linear: cannot map 0 inputs to 3 outputs",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Linear(0, 3)
      })
  }

  @Test func moduleWithoutForward() async {
    expectTrap(
      "Module: override forward(_:) to say what this module computes",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Module()(Tensor(1.0))
      })
  }

  @Test func sgdOfAConstant() async {
    expectTrap(
      "SGD: no parameter requires a gradient",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SGD([Tensor(1.0)], learningRate: 0.1)
      })
  }

  @Test func sgdWithANegativeRate() async {
    expectTrap(
      "SGD: a learning rate of -0.1 is negative",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SGD([], learningRate: -0.1)
      })
  }

  @Test func gradCheckInSinglePrecision() async {
    expectTrap(
      "gradCheck: input 0 is float32; finite differences need float64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = gradCheck([Tensor(1.0)]) { $0[0] }
      })
  }

  @Test func gradOfAConstantInput() async {
    expectTrap(
      "grad(of:withRespectTo:): input 0 does not require a gradient",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = grad(of: Tensor(1.0), withRespectTo: [Tensor(2.0)])
      })
  }

  @Test func unansweredPart() async {
    expectTrap(
      "not answered yet: answer() at ",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        func answer() -> Tensor { unanswered() }
        _ = answer()
      })
  }

  @Test func moreElementsThanCanBeCounted() async {
    expectTrap(
      "Shape: [1099511627776, 1099511627776] has more elements than memory can hold",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(1 << 40, 1 << 40)
      })
  }

  @Test func arangeToInfinity() async {
    expectTrap(
      "arange: from 0.0 to inf by 1.0 is more numbers than memory can hold",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.arange(0, .infinity)
      })
  }

  @Test func printingWithAPrecisionBelow0() async {
    expectTrap(
      "PrintOptions: a precision of -1 is outside 0...1100",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1.5]).text(PrintOptions(precision: -1))
      })
  }

  @Test func printingFewerEdgesThanNone() async {
    expectTrap(
      "PrintOptions: -1 edge items are fewer than none",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1.5]).text(PrintOptions(edgeItems: -1))
      })
  }
}
